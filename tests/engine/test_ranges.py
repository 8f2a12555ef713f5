"""A strategy with ranges: which values and variants they make, and what is refused."""

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from backtests.engine.axes import axes
from backtests.engine.backtest import Ranged, run
from backtests.engine.bars import Bars
from backtests.engine.describe import describe
from backtests.engine.ranges import Range, places_of, size
from backtests.engine.strategy import Strategy
from tests.engine.making import closes, compare, cued, indicator, number
from tests.engine.test_reference_figures import J2

LIMIT = {"path": "entry.right.value", "from": 20, "to": 40, "step": 5}
STOP = {"path": "stop_loss", "values": [0.08, 0.03, 0.05]}
PERIOD = {"path": "entry.left.params.period, exit.left.params.period", "values": [7, 14]}


def ranged(*ranges: dict[str, Any], **changes: Any) -> Strategy:
    return Strategy.model_validate({"symbols": ["AAPL"], **J2, **changes, "ranges": list(ranges)})


def test_a_range_has_both_ends_and_every_step_between_them() -> None:
    assert Range.model_validate(LIMIT).points == [20, 25, 30, 35, 40]
    tenths = {"path": "commission", "from": 0.1, "to": 0.3, "step": 0.1}
    assert Range.model_validate(tenths).points == [0.1, 0.2, 0.3]


def test_what_the_last_step_does_not_reach_is_left_out() -> None:
    assert Range.model_validate({**LIMIT, "to": 39}).points == [20, 25, 30, 35]


def test_listed_values_are_put_in_order() -> None:
    assert Range.model_validate(STOP).points == [0.03, 0.05, 0.08]


def test_the_variants_are_every_combination_and_the_last_range_changes_fastest() -> None:
    strategy = ranged(LIMIT, STOP)
    found = [strategy.variant(number) for number in range(strategy.count)]
    pairs = [(one.entry.right.value, one.stop_loss) for one in found]  # type: ignore[union-attr]
    assert pairs == list(itertools.product((20, 25, 30, 35, 40), (0.03, 0.05, 0.08)))
    assert not any(one.ranges for one in found)


def test_paths_with_a_comma_take_the_same_value_together() -> None:
    last = ranged(PERIOD).variant(1).model_dump()
    assert last["entry"]["left"]["params"]["period"] == 14
    assert last["exit"]["left"]["params"]["period"] == 14


@given(st.lists(st.integers(1, 9), max_size=4))
def test_the_place_of_a_variant_and_its_number_say_the_same(lengths: list[int]) -> None:
    grid = list(itertools.product(*map(range, lengths)))
    assert [places_of(lengths, number) for number in range(len(grid))] == grid


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"path": "entry.right.valu", "values": [1]}, "no entry.right.valu"),
        ({"path": "trailing_stop", "values": [0.1]}, "trailing_stop is not set"),
        ({"path": "hold", "values": [1]}, "hold is no number"),
        ({"path": "symbols.0", "values": [1]}, "symbols.0 is the same for all"),
        ({"path": "ranges.0.from", "values": [1]}, "ranges.0.from is the same for all"),
        ({**LIMIT, "to": 10}, "must not be below from"),
        ({**LIMIT, "step": 0}, "greater than 0"),
        ({**LIMIT, "step": 1e-4}, "200,001 variants"),
        ({**LIMIT, "values": [1]}, "not both"),
        ({"path": "stop_loss"}, "needs from, to and step"),
        ({"path": "stop_loss", "values": [0.1, 0.1]}, "named twice"),
        ({**LIMIT, "to": 140}, "140 is impossible"),
        ({"path": "stop_loss", "values": [0.5, 1]}, "stop_loss = 1"),
        ({**PERIOD, "values": [10, 12.5, 15]}, "must be a whole number, not 12.5"),
        ({"path": "stop_loss", "values": [float("nan")]}, "finite"),
    ],
)
def test_what_cannot_vary_is_refused_by_name(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        ranged(wrong)


def test_a_number_has_one_range() -> None:
    with pytest.raises(ValidationError, match="stop_loss has two ranges"):
        ranged(STOP, {**STOP, "path": "stop_loss, take_profit"})


def test_values_that_contradict_each_other_are_refused() -> None:
    parts = [{"gain": 0.02, "fraction": 0.5}]
    gain = {"path": "partial_exits.0.gain", "values": [0.02, 0.04, 0.06]}
    target = {"path": "take_profit", "values": [0.05, 0.1]}
    with pytest.raises(ValidationError, match=r"gain = 0.06, take_profit = 0.05: .*partial_exits"):
        ranged(gain, target, partial_exits=parts)


def test_a_place_that_is_counted_from_either_end_does_not_pass_through_zero() -> None:
    entry = {"kind": "calendar", "month_day": -2}
    with pytest.raises(ValidationError, match=r"month_day = 0: .*0 is none"):
        cued(entry=entry, ranges=[{"path": "entry.month_day", "values": [-2, -1, 0, 1, 2]}])
    cued(entry=entry, ranges=[{"path": "entry.month_day", "values": [-2, -1, 1, 2]}])


def test_a_strategy_with_ranges_is_no_single_test() -> None:
    bars: list[Bars] = [closes([1, 2, 3])]
    with pytest.raises(Ranged, match="sweep it"):
        run(cued(ranges=[{"path": "commission", "values": [0.1]}]), bars)


def test_ranges_are_written_as_they_are_read() -> None:
    strategy = ranged(LIMIT, STOP)
    assert Strategy.model_validate_json(strategy.model_dump_json()) == strategy
    assert strategy.model_dump(mode="json")["ranges"][0]["from"] == 20
    shown = Strategy.model_json_schema()["$defs"]["Range"]["properties"]
    assert set(shown) == {"path", "from", "to", "step", "values"}


def test_without_ranges_there_is_one_variant() -> None:
    assert size([]) == 1
    assert ranged().variant(0) == ranged()


def test_axes_are_named_in_plain_words() -> None:
    averages = compare(indicator("SMA", period=10), "crosses_above", indicator("SMA", period=100))
    fall = {
        "kind": "between",
        "operand": {"kind": "change"},
        "low": number(-0.1),
        "high": number(0),
    }
    strategy = cued(
        entry={"kind": "all", "of": [averages, fall]},
        stop_loss={"kind": "atr", "multiple": 2},
        ranges=[
            {"path": "entry.of.0.left.params.period", "values": [10, 20]},
            {"path": "entry.of.0.right.params.period", "values": [100, 200]},
            {"path": "entry.of.1.low.value", "values": [-0.1, -0.05]},
            {"path": "stop_loss.multiple", "values": [2, 3]},
        ],
    )
    assert [(axis.label, axis.unit) for axis in axes(strategy)] == [
        ("period of the fast SMA", ""),
        ("period of the slow SMA", ""),
        ("lower entry limit of change", "%"),
        ("stop loss in ATRs", ""),
    ]


def test_two_axes_never_have_the_same_name() -> None:
    either = {"kind": "any", "of": [J2["entry"], J2["entry"]]}
    paths = ("entry.of.0.right.value", "entry.of.1.right.value")
    labels = [one.label for one in axes(ranged(*(
        {"path": path, "values": [20, 30]} for path in paths), entry=either))]  # fmt: skip
    assert labels == [f"entry limit of RSI ({path})" for path in paths]


def test_the_ranges_are_said_back() -> None:
    said = describe(ranged(LIMIT, STOP))
    assert "Tried in 15 variants: entry limit of RSI from 20 to 40 by 5;" in said
    assert said.endswith("stop loss at 3%, 5% or 8%.")
