"""Periods and widths follow from how often a rule begins to hold."""

from typing import Any

import numpy as np
import pytest

from agents.refining import pacing
from agents.refining.knobs import Knob, changed, in_order, knobs
from agents.refining.observed import Observed
from backtests.engine import backtest
from backtests.engine.indicators import compute
from backtests.engine.strategy import Strategy
from tests.agents.making import random_bars, rsi_strategy
from tests.engine.making import compare, indicator

BARS = random_bars(1500)
CLOSE = {"kind": "price"}
BAND = compare(CLOSE, "<", indicator("BOLLINGER", "lower", period=20, std=2))
UNDER = compare(CLOSE, "<", indicator("SMA", period=20))


def seen(strategy: Strategy) -> Observed:
    return Observed(strategy, backtest.prepared(strategy, [BARS]), [])


def begun(strategy: Strategy, rule: str = "entry") -> int:
    return pacing.signals(strategy, [rule], backtest.prepared(strategy, [BARS]))


def the(label: str, strategy: Strategy) -> Knob:
    return next(one for one in knobs(strategy) if one.label == label)


def led(strategy: Strategy, label: str, way: int, steps: int = 1, rule: str = "") -> Any:
    knob, every = the(label, strategy), knobs(strategy)
    allowed = lambda value: in_order(knob, value, every)  # noqa: E731
    found = seen(strategy).lead(knob, way, steps, allowed, rule)
    return found and (found, changed(strategy, knob, found.value))


def test_signals_are_counted_where_a_rule_begins_to_hold() -> None:
    average = compute("SMA", BARS.columns(), {"period": 20})["value"]
    under = BARS.close < average
    assert begun(rsi_strategy(entry=UNDER)) == np.count_nonzero(under[1:] & ~under[:-1])


@pytest.mark.parametrize(("steps", "part"), [(1, 3 / 4), (2, 1 / 2)])
def test_a_period_is_found_with_which_the_rule_begins_less_often(steps: int, part: float) -> None:
    strategy = rsi_strategy(entry=UNDER)
    found, other = led(strategy, "period of SMA", -1, steps)
    assert found.value > 20
    assert begun(other) <= part * begun(strategy)
    nearer = changed(strategy, the("period of SMA", strategy), found.value - 3)
    assert nearer is not None
    assert begun(nearer) > part * begun(strategy)
    assert f"began to hold {begun(strategy)} times in 1,500 closes with 20" in found.why
    assert f"with {found.value:g} it would have begun {begun(other)} times" in found.why


def test_a_period_is_found_with_which_it_begins_more_often() -> None:
    strategy = rsi_strategy(entry=UNDER)
    found, other = led(strategy, "period of SMA", 1)
    assert found.value < 20
    assert begun(other) >= 4 / 3 * begun(strategy)


def test_where_longer_is_oftener_the_data_say_so() -> None:
    """A fall of 10% is more frequent in ten days than in five."""
    strategy = rsi_strategy(entry=compare({"kind": "change", "bars": 5}, "<", -0.1))
    found, other = led(strategy, "bars of the change over 5 bars", 1)
    assert found.value > 5
    assert begun(other) > begun(strategy)


@pytest.mark.parametrize("way", [-1, 1])
def test_a_width_is_found_in_the_same_way(way: int) -> None:
    strategy = rsi_strategy(entry=BAND)
    found, other = led(strategy, "std of BOLLINGER", way)
    assert (found.value < 2) == (way > 0)
    assert (begun(other) > begun(strategy)) == (way > 0)
    assert round(found.value, 1) == found.value


def test_the_exit_is_counted_where_it_is_meant() -> None:
    exit_ = compare(CLOSE, ">", indicator("SMA", period=20))
    strategy = rsi_strategy(entry=BAND, exit=exit_)
    found, other = led(strategy, "period of SMA", 1, rule="exit")
    assert begun(other, "exit") >= 4 / 3 * begun(strategy, "exit")
    assert found.why.startswith("The exit rule began")


def test_no_period_is_found_beyond_three_times_as_long() -> None:
    strategy = rsi_strategy(entry=compare(indicator("RSI", period=14), "<", 1))
    assert led(strategy, "period of RSI", 1) is None


def test_a_fast_average_stays_faster() -> None:
    fast, slow = indicator("SMA", period=10), indicator("SMA", period=13)
    strategy = rsi_strategy(entry=compare(fast, "crosses_above", slow))
    knob = the("period of SMA", strategy)
    assert knob.value == 10
    found = seen(strategy).lead(knob, -1, 3, lambda v: in_order(knob, v, knobs(strategy)))
    assert found is None or found.value < 13


def test_what_is_looked_at_once_is_not_kept() -> None:
    observed = seen(rsi_strategy(entry=UNDER))
    before = [len(panel._series) for panel in observed.panels]
    observed.lead(the("period of SMA", observed.strategy), -1, 1, lambda value: True)
    assert [len(panel._series) for panel in observed.panels] == before
