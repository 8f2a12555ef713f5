"""Only what nobody stated is tuned, and the best variant wins on the part meant for it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.analyst import Review, findings_of
from agents.backtest_runner import Sample, Trial
from agents.language.reading import Reading
from agents.refining.knobs import free_knobs, knobs
from agents.refining.observed import Observed
from agents.refining.refine import (
    Iteration,
    Variant,
    best_of,
    kept_of,
    led,
    variants,
    why_not,
)
from agents.refining.remedies import EASIER_ENTRY
from backtests.engine import backtest
from backtests.engine.strategy import Strategy
from tests.agents.making import LIMIT_PATHS, RSI_PATHS, random_bars, reading_of, rsi_strategy
from tests.engine.making import compare, indicator

BARS = random_bars(420)
BAD: dict[str, float | None] = {
    "trades": 20,
    "win_rate": 0.2,
    "sharpe": -0.4,
    "max_drawdown": -0.6,
    "profit_factor": 0.5,
    "total_return": -0.4,
}
HELD: dict[str, float | None] = {"total_return": 1.0}
NO_BACKTEST = backtest.run(rsi_strategy(), [random_bars(120)])


def iteration(n: int = 1, strategy: Strategy | None = None, **figures: Any) -> Iteration:
    """An iteration whose first part has these figures."""
    found = {**BAD, **figures}
    sample = Sample("2010-01-01T00:00:00Z", "2010-12-31T00:00:00Z", 200, found, HELD)
    findings = findings_of(found, HELD)
    return Iteration(
        n,
        Variant(strategy or rsi_strategy()),
        Trial(NO_BACKTEST, sample, sample),
        Review(findings, findings),
    )


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every leaf of a strategy by its path."""
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(item, f"{path}.{key}" if path else str(key))
    else:
        yield path, value


def differences(one: Strategy, other: Strategy) -> set[str]:
    before, after = (dict(leaves(it.model_dump(mode="json"))) for it in (one, other))
    assert before.keys() == after.keys()
    return {path for path in before if before[path] != after[path]}


def seen(strategy: Strategy) -> Observed:
    """All of the bars, with the trades on them."""
    try:
        trades = [one for one in backtest.run(strategy, [BARS]).trades if not one.is_open]
    except backtest.TooFewBars:
        trades = []
    return Observed(strategy, backtest.prepared(strategy, [BARS]), trades)


def every_variant(strategy: Strategy, reading: Reading, **figures: Any) -> list[Variant]:
    return list(variants(iteration(strategy=strategy, **figures), reading, seen(strategy)))


OPERANDS = st.one_of(
    st.builds(lambda n: indicator("RSI", period=n), st.integers(2, 40)),
    st.builds(lambda n: indicator("SMA", period=n), st.integers(2, 200)),
    st.builds(lambda n: indicator("EMA", period=n), st.integers(2, 200)),
    st.builds(lambda n: indicator("STOCHASTIC", "k", k=n), st.integers(5, 30)),
    st.builds(lambda n: {"kind": "change", "bars": n}, st.integers(1, 30)),
    st.builds(lambda n: {"kind": "distance", "of": "mean", "bars": n}, st.integers(2, 60)),
    st.just(indicator("MACD")),
    st.just(indicator("MACD", "signal")),
    st.just(indicator("BOLLINGER", "lower")),
    st.just({"kind": "streak", "way": "down"}),
    st.just({"kind": "price", "field": "close"}),
)
OPERATORS = st.sampled_from(["<", "<=", ">", ">=", "crosses_above", "crosses_below"])
COMPARISONS = st.one_of(
    st.builds(compare, OPERANDS, OPERATORS, OPERANDS),
    st.builds(compare, OPERANDS, OPERATORS, st.integers(1, 99).map(float)),
)
CONDITIONS = st.recursive(
    COMPARISONS,
    lambda inner: st.one_of(
        st.builds(
            lambda kind, parts: {"kind": kind, "of": parts},
            st.sampled_from(["all", "any"]),
            st.lists(inner, min_size=1, max_size=3),
        ),
        st.builds(lambda part: {"kind": "not", "of": part}, inner),
    ),
    max_leaves=4,
)
STRATEGIES = st.builds(
    lambda entry, exit_, stop, target, bars: Strategy.model_validate(
        {
            "symbols": ["X"],
            "entry": entry,
            "exit": exit_,
            "stop_loss": stop,
            "take_profit": target,
            "max_bars": bars,
        }
    ),
    CONDITIONS,
    CONDITIONS,
    st.none() | st.floats(0.01, 0.4).map(lambda x: round(x, 3)),
    st.none() | st.floats(0.01, 2).map(lambda x: round(x, 3)),
    st.none() | st.integers(1, 200),
)


def twins(strategy: Strategy) -> dict[str, set[str]]:
    """Every leaf, with the other uses of the same parameter of the same indicator."""
    values = dict(leaves(strategy.model_dump(mode="json")))
    return {path: {other for other in values if same(path, other, values)} for path in values}


def same(path: str, other: str, values: dict[str, Any]) -> bool:
    if path == other:
        return True
    (one, _, name), (two, _, also) = path.rpartition("."), other.rpartition(".")
    if name != also or values[path] != values[other]:
        return False
    if one.endswith(".params") and two.endswith(".params"):
        return bool(values[f"{one[:-7]}.name"] == values[f"{two[:-7]}.name"])
    kinds = [(values.get(f"{it}.kind"), values.get(f"{it}.of")) for it in (one, two)]
    return name == "bars" and kinds[0] == kinds[1] != (None, None)


@st.composite
def strategies_with_readings(draw: st.DrawFn) -> tuple[Strategy, Reading, set[str]]:
    """A strategy, and a reading in which any of its leaves were assumed, stated, both or neither.

    The paths returned are those that may change: assumed here or at a twin, and stated at neither.
    """
    strategy = draw(STRATEGIES)
    uses = twins(strategy)
    assumed = draw(st.lists(st.sampled_from(sorted(uses)), unique=True))
    stated = draw(st.lists(st.sampled_from(sorted(uses)), unique=True))
    reading = reading_of(strategy, assumed, stated=stated)
    free = {path for path in uses if uses[path] & set(assumed) and not uses[path] & set(stated)}
    return strategy, reading, free


@settings(max_examples=150, deadline=None)
@given(strategies_with_readings(), st.sampled_from([0, 2, 4, 20]))
def test_a_number_that_was_stated_or_not_assumed_never_changes(
    drawn: tuple[Strategy, Reading, set[str]], trades: int
) -> None:
    strategy, reading, free = drawn
    for variant in every_variant(strategy, reading, trades=trades):
        changed = differences(strategy, variant.strategy)
        assert changed
        assert changed <= free
        assert not changed & set(reading.stated)
        assert changed == {change.path for change in variant.changes}


@settings(max_examples=40, deadline=None)
@given(strategies_with_readings())
def test_changes_add_up_over_several_refinements(
    drawn: tuple[Strategy, Reading, set[str]],
) -> None:
    strategy, reading, free = drawn
    tried = [iteration(strategy=strategy)]
    while len(tried) < 5:
        best = tried[-1]
        known = {one.variant.strategy.model_dump_json() for one in tried}
        new = (one for one in variants(best, reading, seen(best.variant.strategy))
               if one.strategy.model_dump_json() not in known)  # fmt: skip
        if (variant := next(new, None)) is None:
            break
        better = iteration(len(tried) + 1, sharpe=-0.4 + len(tried) / 100)
        tried.append(Iteration(better.n, variant, better.tested, better.review))
    for one in tried:
        changed = differences(strategy, one.variant.strategy)
        assert changed == {change.path for change in one.variant.changes}
        assert changed <= free


@settings(max_examples=40, deadline=None)
@given(strategies_with_readings())
def test_only_numbers_change_and_no_money_or_cost_does(
    drawn: tuple[Strategy, Reading, set[str]],
) -> None:
    strategy, _, _ = drawn
    paths = [path for path, _ in leaves(strategy.model_dump(mode="json"))]
    for variant in every_variant(strategy, reading_of(strategy, paths)):
        kept = {"initial_capital", "commission", "slippage", "symbols.0", "timeframe", "fill"}
        assert not differences(strategy, variant.strategy) & kept


def test_a_stop_that_was_not_asked_for_is_never_added() -> None:
    strategy = rsi_strategy()
    reading = reading_of(strategy, [*RSI_PATHS, *LIMIT_PATHS, "stop_loss", "take_profit"])
    found = every_variant(strategy, reading)
    assert found
    assert all(one.strategy.stop_loss is one.strategy.take_profit is None for one in found)


def test_an_indicator_used_twice_keeps_one_period() -> None:
    strategy = rsi_strategy()
    for variant in every_variant(strategy, reading_of(strategy, RSI_PATHS)):
        entry, exit_ = variant.strategy.entry, variant.strategy.exit
        assert entry.left.params == exit_.left.params  # type: ignore[union-attr]


def test_a_period_stated_for_the_entry_is_locked_in_the_exit() -> None:
    strategy = rsi_strategy()
    reading = reading_of(strategy, RSI_PATHS, stated=[RSI_PATHS[0]])
    assert free_knobs(strategy, reading) == []


def test_an_assumption_said_once_frees_every_use_of_the_number() -> None:
    strategy = rsi_strategy()
    (knob,) = free_knobs(strategy, reading_of(strategy, RSI_PATHS[:1]))
    assert knob.paths == RSI_PATHS


def test_the_usual_parameters_of_an_indicator_may_be_assumed_together() -> None:
    strategy = rsi_strategy(entry=compare(indicator("MACD"), ">", indicator("MACD", "signal")))
    found = free_knobs(strategy, reading_of(strategy, ["entry.left.params"]))
    assert [knob.label for knob in found] == ["fast of MACD", "slow of MACD", "signal of MACD"]


def test_stating_a_whole_rule_locks_all_of_it() -> None:
    strategy = rsi_strategy()
    reading = reading_of(strategy, [*RSI_PATHS, *LIMIT_PATHS], stated=["entry"])
    assert [knob.paths for knob in free_knobs(strategy, reading)] == [("exit.right.value",)]


def test_a_fast_average_stays_faster_than_a_slow_one() -> None:
    fast, slow = indicator("SMA", period=40), indicator("SMA", period=50)
    strategy = rsi_strategy(entry=compare(fast, "crosses_above", slow))
    reading = reading_of(
        strategy, ["entry.left.params.period", "entry.right.params.period", *RSI_PATHS]
    )
    for variant in every_variant(strategy, reading):
        entry: Any = variant.strategy.entry
        assert entry.left.params["period"] < entry.right.params["period"]


@pytest.mark.parametrize(
    ("op", "limit", "trades", "way"),
    [("<", 30, 1, 1), ("<", 40, 20, -1), (">", 70, 1, -1), (">", 60, 20, 1)],
)
def test_too_few_trades_ease_the_entry_and_losing_ones_tighten_it(
    op: str, limit: float, trades: int, way: int
) -> None:
    strategy = rsi_strategy(entry=compare(indicator("RSI", period=14), op, limit))
    first = every_variant(strategy, reading_of(strategy, ["entry.right.value"]), trades=trades)[0]
    assert all((change.after - limit) * way > 0 for change in first.changes)


def test_not_turns_round_what_is_easier() -> None:
    inner = compare(indicator("RSI", period=14), ">", 30)
    strategy = rsi_strategy(entry={"kind": "not", "of": inner})
    reading = reading_of(strategy, ["entry.of.right.value"])
    first = every_variant(strategy, reading, trades=1)[0]
    assert first.changes[0].after > 30


def test_an_oversold_limit_stays_in_its_half_of_the_scale() -> None:
    strategy = rsi_strategy(entry=compare(indicator("RSI", period=2), "<", 12))
    found = every_variant(strategy, reading_of(strategy, ["entry.right.value"]), trades=0)
    assert max(variant.changes[0].after for variant in found) <= 50


def test_every_change_says_why_with_the_number_that_was_found() -> None:
    strategy = rsi_strategy()
    first = every_variant(strategy, reading_of(strategy, RSI_PATHS))[0]
    assert first.changes[0].why == (
        "On the first part of the period: The Sharpe ratio is -0.40; that is under 0.50. "
        "The entry rule began to hold 10 times in 420 closes with 14; with 16 it would have begun "
        "7 times. A rule that acts less often acts on less noise."
    )


def test_the_best_is_kept_and_not_the_last() -> None:
    tried = [iteration(1, sharpe=0.1), iteration(2, sharpe=0.4), iteration(3, sharpe=0.2)]
    assert best_of(tried).n == 2


def test_equals_leave_the_original_in_place() -> None:
    assert best_of([iteration(1), iteration(2), iteration(3)]).n == 1


def test_a_variant_with_fewer_than_three_trades_never_beats_one_with_enough() -> None:
    lucky = iteration(2, trades=2, sharpe=9.0, total_return=5.0)
    assert best_of([iteration(1, trades=3), lucky]).n == 1


def test_a_variant_that_trades_borderline_little_does_not_beat_one_with_enough() -> None:
    assert best_of([iteration(1, trades=20), iteration(2, trades=4, sharpe=3.0)]).n == 1


def test_a_good_original_is_not_lost_to_a_bad_variant_with_more_trades() -> None:
    assert best_of([iteration(1, trades=4, sharpe=1.5), iteration(2, trades=9, sharpe=-1.0)]).n == 1


def test_a_variant_of_hardly_any_trade_beats_none_that_trades() -> None:
    one = iteration(1, trades=1, sharpe=0.1)
    assert best_of([one, iteration(2, trades=2, sharpe=2.0)]).n == 1
    assert best_of([one, iteration(2, trades=12, sharpe=2.0)]).n == 2


def test_a_variant_that_trades_beats_one_that_never_does() -> None:
    idle = iteration(1, trades=0, sharpe=None, total_return=0.0)
    assert best_of([idle, iteration(2, trades=2, sharpe=-1.0)]).n == 2


LOST = {"sharpe": 3.0, "total_return": -1.1}


def test_a_lost_account_is_worse_than_any_that_was_not() -> None:
    """Whatever its Sharpe ratio, and however few trades the other made."""
    poor = {"sharpe": -2.0, "total_return": -0.99}
    assert best_of([iteration(1, **poor), iteration(2, **LOST)]).n == 1
    assert best_of([iteration(1, **LOST), iteration(2, **poor)]).n == 2
    assert best_of([iteration(1, **LOST), iteration(2, **poor, trades=1)]).n == 2


def test_of_lost_accounts_none_is_better_than_the_original() -> None:
    other = {"sharpe": 9.0, "total_return": -1.0}
    assert best_of([iteration(1, **LOST), iteration(2, **other)]).n == 1


def ended(one: Iteration, total_return: float) -> Iteration:
    """So much is left at the end of the whole period."""
    done = replace(NO_BACKTEST, metrics={**NO_BACKTEST.metrics, "total_return": total_return})
    return replace(one, tested=replace(one.tested, backtest=done))


def test_what_lost_the_account_where_the_choice_did_not_look_is_not_kept() -> None:
    tried = [ended(iteration(1, sharpe=0.1), 0.2), ended(iteration(2, sharpe=2.0), -1.3)]
    assert best_of(tried).n == 2
    assert kept_of(tried).n == 1
    ruined = [ended(one, -1.1) for one in tried]
    assert kept_of(ruined).n == 1


def test_one_iteration_means_exactly_as_read() -> None:
    told = why_not([iteration()], reading_of(rsi_strategy(), RSI_PATHS), 1)
    assert told == "The strategy is tested exactly as it was read."


def test_where_every_number_is_stated_that_is_the_reason_to_stop() -> None:
    told = why_not([iteration()], reading_of(rsi_strategy()), 5)
    assert told is not None
    assert "every number that could be tuned is yours" in told


def test_rules_without_a_number_say_so() -> None:
    close, opened = ({"kind": "price", "field": one} for one in ("close", "open"))
    bare = rsi_strategy(entry=compare(close, ">", opened), exit=compare(close, "<", opened))
    told = why_not([iteration(strategy=bare)], reading_of(bare, ["exit"]), 5)
    assert told == "Nothing may be changed: the rules have no number that could be tuned."


def test_a_hair_more_is_no_better() -> None:
    assert best_of([iteration(1, sharpe=0.5), iteration(2, sharpe=0.51)]).n == 1
    assert best_of([iteration(1, sharpe=0.5), iteration(2, sharpe=0.53)]).n == 2


def test_a_width_stays_near_what_it_was_read_as() -> None:
    """Bands of a third of the width are another idea."""
    lower = indicator("BOLLINGER", "lower")
    strategy = rsi_strategy(entry=compare({"kind": "price", "field": "close"}, "<", lower))
    (width,) = [one for one in knobs(strategy) if one.label == "std of BOLLINGER"]
    narrower = led(strategy, width, 2.0, EASIER_ENTRY, 1, seen(strategy))
    assert narrower is not None
    assert 2 / 3 < narrower.value < 2
    assert led(strategy, width, 7.0, EASIER_ENTRY, 1, seen(strategy)) is None


def test_a_number_that_was_changed_before_says_where_it_stood() -> None:
    strategy, path = rsi_strategy(), LIMIT_PATHS[0]
    reading = reading_of(strategy, [path])
    first = every_variant(strategy, reading, trades=1)[0]
    best = replace(iteration(7, trades=1), variant=first)
    stands = first.changes[0].after
    second = next(variants(best, reading, seen(first.strategy)))
    assert second.changes[0].before == 30
    assert f"From the {stands:g} of iteration 7:" in second.changes[0].why


def test_where_no_rule_is_broken_nothing_is_changed() -> None:
    good = iteration()
    good = Iteration(1, good.variant, good.tested, Review([], []))
    told = why_not([good], reading_of(rsi_strategy(), RSI_PATHS), 5)
    assert told is not None
    assert "no weakness" in told


def test_the_same_findings_give_the_same_variants() -> None:
    strategy = rsi_strategy()
    reading = reading_of(strategy, [*RSI_PATHS, *LIMIT_PATHS])
    assert every_variant(strategy, reading) == every_variant(strategy, reading)


def test_every_knob_points_at_the_number_that_it_holds() -> None:
    strategy = rsi_strategy(stop_loss=0.05, take_profit=0.1, max_bars=20)
    numbers = dict(leaves(strategy.model_dump(mode="json")))
    for knob in knobs(strategy):
        assert {numbers[path] for path in knob.paths} == {knob.value}
