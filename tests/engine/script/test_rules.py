"""Conditions and operands of a script hold and fail exactly where those of the engine do."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from backtests.engine.backtest import prepared
from backtests.engine.bars import Bars
from backtests.engine.indicators import INDICATORS, compute
from backtests.engine.kernel.layout import FAILS, HOLDS
from backtests.engine.strategy import Strategy
from tests.engine.making import compare, indicator, number, random_columns
from tests.engine.script.played import code_of, script

SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck))
BARS = 150
FILLS = ["next_open", "close"]
STEPS = {"1d": 24 * 60, "1w": 7 * 24 * 60, "1h": 60, "30m": 30}
Said = dict[str, Any]


def market(timeframe: str, seed: int, symbol: str) -> Bars:
    """Prices in coarse ticks, so that values meet, with a stretch at which they stand still."""
    columns = {name: np.round(one, 0) for name, one in random_columns(BARS, seed).items()}
    columns["low"] = np.minimum(columns["low"], columns["close"])
    for name in ("open", "high", "low", "close"):
        columns[name][60:90] = columns["close"][60]
    columns["volume"][40] = np.nan
    short, steps = timeframe in ("1h", "30m"), np.arange(BARS)
    minutes = steps * STEPS[timeframe] + steps // 7 * 977 * short
    time = np.datetime64("2020-03-02T09:30", "s") + minutes * np.timedelta64(60, "s")
    zone = "America/New_York" if short else "UTC"
    return Bars(symbol, timeframe, time, **columns, timezone=zone)


def bars_of(timeframe: str, seed: int) -> list[Bars]:
    """Three symbols, one of which lacks some bars."""
    full = [market(timeframe, seed + place, name) for place, name in enumerate("XYZ")]
    return [*full[:2], full[2].take(np.flatnonzero(np.arange(BARS) % 5 != 2))]


def strategy_of(rule: Said, timeframe: str = "1d", fill: str = "next_open") -> Strategy:
    said = {"symbols": ["X"], "timeframe": timeframe, "fill": fill, "entry": rule, "hold": True}
    return Strategy.model_validate(said)


def agree(strategy: Strategy, bars: Sequence[Bars]) -> None:
    found = {one.symbol: one for one in bars}
    series = [found[symbol] for symbol in strategy.needed_symbols]
    panel, condition = prepared(strategy, series)[0], strategy.entry
    assert condition is not None
    truth = panel.truth(condition)
    others = {name: one.history for name, one in panel.others.items()}
    value = code_of(strategy)["long_entry"](panel.history, others)[-len(truth) :]
    assert np.array_equal(value == 1, truth == HOLDS)
    assert np.array_equal(value == 0, truth == FAILS)


# Indicators -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", INDICATORS)
def test_every_indicator_is_in_a_script_as_in_the_engine(name: str) -> None:
    bars, spec = market("1h", 5, "X"), INDICATORS[name]
    whole = [indicator(name, output) for output in spec.outputs]
    rules = [compare(one, ">", {**one, "lag": 1}) for one in whole]
    with script(strategy_of({"kind": "any", "of": rules}, "1h"), [bars]) as module:
        (own,) = module.series_of(module.PRICES, [])
        found = getattr(module, spec.compute.__name__)(own.columns(), spec.defaults())
    expected = compute(name, bars.columns(), {})
    for output in spec.outputs:
        assert np.array_equal(found[output], expected[output], equal_nan=True)


# Conditions -------------------------------------------------------------------------------------

ADJUSTED = st.fixed_dictionaries(
    {},
    optional={
        "lag": st.integers(1, 4),
        "multiplier": st.sampled_from([0.9, 1.02, 2.0]),
        "symbol": st.sampled_from(["X", "Y", "Z"]),
    },
)


@st.composite
def indicators(draw: st.DrawFn) -> Said:
    spec = INDICATORS[draw(st.sampled_from(sorted(INDICATORS)))]
    return indicator(spec.name, draw(st.sampled_from(spec.outputs)))


SERIES = st.tuples(
    st.one_of(
        st.sampled_from(["open", "high", "low", "close", "volume"]).map(
            lambda field: {"kind": "price", "field": field}
        ),
        indicators(),
        st.integers(1, 9).map(lambda bars: {"kind": "change", "bars": bars}),
        st.builds(
            lambda of, bars: {"kind": "distance", "of": of, "bars": bars},
            st.sampled_from(["high", "low", "mean"]),
            st.integers(1, 9),
        ),
        st.just({"kind": "gap"}),
        st.sampled_from(["up", "down"]).map(lambda way: {"kind": "streak", "way": way}),
    ),
    ADJUSTED,
).map(lambda pair: {**pair[0], **pair[1]})
NUMBERS = st.sampled_from([-20.0, -0.01, 0.0, 0.03, 1.0, 2.5, 30.0, 100.0]).map(number)
OPERATORS = st.sampled_from(["<", "<=", ">", ">=", "crosses_above", "crosses_below"])
DATES = st.fixed_dictionaries(
    {"kind": st.just("calendar"), "on": st.sampled_from(["fill", "signal"])},
    optional={
        "weekdays": st.sampled_from([[1], [2, 5]]),
        "months": st.sampled_from([[3, 4], [5]]),
        "first_days": st.integers(1, 5),
        "last_days": st.integers(1, 5),
        "month_day": st.sampled_from([1, 3, -1]),
        "every_weeks": st.sampled_from([2, 3]),
        "from_day": st.sampled_from([2, 15]),
        "to_day": st.sampled_from([21, 30]),
        "date": st.sampled_from([1, 15, 31]),
        "session_bar": st.sampled_from([1, 2, -1]),
        "from_time": st.just("10:00"),
        "to_time": st.just("15:30"),
    },
).filter(lambda rule: len(rule) > 2)
COMPARED = st.builds(compare, SERIES, OPERATORS, SERIES | NUMBERS) | st.builds(
    compare, NUMBERS, OPERATORS, SERIES
)
SIMPLE = st.one_of(
    COMPARED,
    st.builds(
        lambda a, b, c: {"kind": "between", "operand": a, "low": b, "high": c},
        SERIES,
        NUMBERS,
        SERIES,
    ),
    st.builds(
        lambda one, way, bars: {"kind": "trend", "operand": one, "way": way, "bars": bars},
        SERIES,
        st.sampled_from(["rising", "falling"]),
        st.integers(1, 3),
    ),
    DATES,
)
RULES = st.recursive(
    SIMPLE,
    lambda inner: st.one_of(
        st.builds(
            lambda kind, of: {"kind": kind, "of": of},
            st.sampled_from(["all", "any"]),
            st.lists(inner, min_size=1, max_size=3),
        ),
        inner.map(lambda of: {"kind": "not", "of": of}),
        st.builds(lambda of, end: {"kind": "since", "of": of, "until": end}, inner, inner),
        st.builds(
            lambda of, bars, held: {"kind": "lasting", "of": of, "bars": bars, "at_least": held},
            inner,
            st.integers(3, 5),
            st.sampled_from([None, 1, 2]),
        ),
    ),
    max_leaves=5,
)


@given(RULES, st.sampled_from(list(STEPS)), st.integers(0, 999), st.sampled_from(FILLS))
@settings(SLOW, max_examples=250)
def test_a_rule_holds_where_that_of_the_engine_does(
    rule: Said, timeframe: str, seed: int, fill: str
) -> None:
    try:
        strategy = strategy_of(rule, timeframe, fill)
    except ValidationError:
        reject()
    agree(strategy, bars_of(timeframe, seed))


@pytest.mark.parametrize("there", [slice(100, None), slice(None, 100)])
def test_what_is_looked_at_is_not_known_before_its_first_bar_or_after_its_last(
    there: slice,
) -> None:
    bars = [market("1d", 2, "X"), market("1d", 1, "Y").take(there)]
    rule = compare({"kind": "price", "symbol": "Y"}, ">", 0)
    agree(strategy_of(rule), bars)
    agree(strategy_of({"kind": "not", "of": rule}), bars)
