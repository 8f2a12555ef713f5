"""When conditions hold, on closes small enough to check by eye."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from pydantic import TypeAdapter

from backtests.engine.signals import Panel, signal
from backtests.engine.strategy import Condition
from tests.engine.making import closes, compare, indicator

CLOSE = {"kind": "price", "field": "close"}
SMA = indicator("SMA", period=3)
PARSE: TypeAdapter[Condition] = TypeAdapter(Condition)


def held(condition: dict[str, Any], prices: Sequence[float]) -> list[int]:
    """The bars at which it holds."""
    panel = Panel(closes(prices))
    return [int(bar) for bar in np.flatnonzero(signal(PARSE.validate_python(condition), panel))]


@pytest.mark.parametrize(
    ("op", "bars"),
    [
        ("<", [0]),
        ("<=", [0, 1, 3]),
        (">", [2]),
        (">=", [1, 2, 3]),
        ("crosses_above", [2]),
        ("crosses_below", []),
    ],
)
def test_a_comparison_with_a_number(op: str, bars: list[int]) -> None:
    assert held(compare(CLOSE, op, 2), [1, 2, 3, 2]) == bars


def test_a_cross_needs_a_bar_before_it() -> None:
    assert held(compare(CLOSE, "crosses_above", 2), [3, 3, 1, 3]) == [3]
    assert held(compare(CLOSE, "crosses_below", 2), [1, 3, 1, 1]) == [2]


def test_a_cross_from_the_level_itself_counts() -> None:
    assert held(compare(CLOSE, "crosses_above", 2), [1, 2, 2, 3]) == [3]


def test_a_cross_needs_both_sides_to_be_known_on_both_bars() -> None:
    assert held(compare(CLOSE, "crosses_above", SMA), [3, 2, 4, 1, 5]) == [4]


def test_what_is_not_known_yet_never_holds_and_neither_does_its_negation() -> None:
    above = compare(CLOSE, ">", SMA)
    assert held(above, [1, 2, 3, 0]) == [2]
    assert held({"kind": "not", "of": above}, [1, 2, 3, 0]) == [3]


def test_all_any_and_not() -> None:
    low, high = compare(CLOSE, ">", 1), compare(CLOSE, "<", 3)
    prices = [1, 2, 3]
    assert held({"kind": "all", "of": [low, high]}, prices) == [1]
    assert held({"kind": "any", "of": [low, high]}, prices) == [0, 1, 2]
    assert held({"kind": "not", "of": {"kind": "all", "of": [low, high]}}, prices) == [0, 2]


def test_one_known_part_is_enough_for_any() -> None:
    either = {"kind": "any", "of": [compare(CLOSE, ">", SMA), compare(CLOSE, "<", 2)]}
    assert held(either, [1, 2, 3]) == [0, 2]


def test_a_lag_looks_back_and_a_multiplier_scales() -> None:
    doubled = {**CLOSE, "lag": 2, "multiplier": 2}
    assert held(compare(CLOSE, ">=", doubled), [1, 1, 2, 1.9]) == [2]
    assert held(compare(CLOSE, ">", {**CLOSE, "lag": 9}), [1, 2]) == []


def test_a_change_is_a_fraction_over_bars() -> None:
    fall = compare({"kind": "change", "bars": 2}, "<=", -0.5)
    assert held(fall, [4, 4, 2, 4]) == [2]


@pytest.mark.parametrize(
    ("of", "value", "bars"), [("high", -0.5, [2, 3]), ("low", 0.0, [2, 3]), ("mean", -0.4, [3])]
)
def test_a_distance_is_a_fraction_from_the_rolling_level(
    of: str, value: float, bars: list[int]
) -> None:
    distance = {"kind": "distance", "of": of, "bars": 3}
    assert held(compare(distance, "<=", value), [2, 4, 2, 1.5]) == bars


def test_a_streak_counts_closes_in_a_row() -> None:
    ups = {"kind": "streak", "way": "up"}
    assert held(compare(ups, ">=", 2), [1, 2, 3, 4, 4, 5, 6]) == [2, 3, 6]
    downs = {"kind": "streak", "way": "down"}
    assert held(compare(downs, ">=", 1), [3, 2, 2, 1]) == [1, 3]
    assert held(compare(ups, "<", 1), [1, 1, 2]) == [1]


def test_a_flat_series_is_never_oversold() -> None:
    assert held(compare(indicator("RSI", period=14), "<", 30), [100] * 40) == []


@pytest.mark.parametrize("price", [0.3, 10.1, 77.77])
@pytest.mark.parametrize("op", ["<", ">", "crosses_above", "crosses_below"])
def test_a_flat_price_is_on_neither_side_of_its_average(op: str, price: float) -> None:
    for name in ("SMA", "EMA"):
        assert held(compare(CLOSE, op, indicator(name, period=20)), [price] * 300) == []


@pytest.mark.parametrize("price", [0.3, 10.1, 77.77])
def test_a_flat_price_is_nowhere_between_its_bands(price: float) -> None:
    inside = indicator("BOLLINGER", "percent_b")
    assert held(compare(inside, ">", 1), [price] * 60) == []
    assert held(compare(inside, "<=", 1), [price] * 60) == []


def test_equal_up_to_rounding_is_equal() -> None:
    assert 0.9 / 1.0 - 1 > -0.1
    assert held(compare({"kind": "change", "bars": 1}, "<=", -0.1), [1.0, 0.9]) == [1]


def lasting(of: dict[str, Any], bars: int, at_least: int | None = None) -> dict[str, Any]:
    return {"kind": "lasting", "of": of, "bars": bars, "at_least": at_least}


@pytest.mark.parametrize(
    ("bars", "at_least", "held_at"),
    [(3, None, [6]), (3, 2, [2, 4, 5, 6, 7]), (3, 1, [0, 1, 2, 3, 4, 5, 6, 7, 8]), (5, 4, [6])],
)
def test_it_lasts_for_all_bars_or_for_some(
    bars: int, at_least: int | None, held_at: list[int]
) -> None:
    above = lasting(compare(CLOSE, ">", 2), bars, at_least)
    assert held(above, [3, 1, 3, 1, 3, 3, 3, 1, 1, 1, 1]) == held_at


def since(of: dict[str, Any], until: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "since", "of": of, "until": until}


def test_it_holds_since_one_rule_until_another() -> None:
    held_on = since(compare(CLOSE, ">", 8), compare(CLOSE, "<", 3))
    assert held(held_on, [5, 9, 5, 3, 2, 5, 8, 9, 9, 1, 9]) == [1, 2, 3, 7, 8, 10]
    assert held({"kind": "not", "of": held_on}, [5, 9, 5, 2, 5]) == [0, 3, 4]


def test_at_one_close_the_end_is_louder_than_the_beginning() -> None:
    assert held(since(compare(CLOSE, ">", 5), compare(CLOSE, ">", 8)), [6, 9, 7, 2, 9]) == [0, 2, 3]


def test_before_either_rule_is_known_nothing_is() -> None:
    held_on = since(compare(CLOSE, ">", SMA), compare(CLOSE, "<", SMA))
    assert held(held_on, [1, 2, 3, 4, 1, 1]) == [2, 3]
    assert held({"kind": "not", "of": held_on}, [1, 2, 3, 4, 1, 1]) == [4, 5]


def test_before_its_bars_are_there_only_what_is_sure_is_said() -> None:
    """Two of three need two that hold to be true, and two that fail to be false."""
    some = lasting(compare(CLOSE, ">", 2), 3, 2)
    assert held(some, [3, 3, 1]) == [1, 2]
    assert held({"kind": "not", "of": some}, [1, 1, 3, 3]) == [1, 2]


def test_what_an_indicator_does_not_know_yet_may_still_hold() -> None:
    """SMA(3) is known from the third close on, so the first two bars may have been above it."""
    some = lasting(compare(CLOSE, ">", SMA), 3, 2)
    assert held(some, [1, 2, 3, 4, 1]) == [3, 4]
    assert held({"kind": "not", "of": some}, [3, 2, 1, 0, 0]) == [3, 4]
