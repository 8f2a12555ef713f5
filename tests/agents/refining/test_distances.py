"""Stops, targets and times follow from what trades and prices did, on prices made by hand."""

import time
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from agents.refining.distances import ENOUGH_TRADES, Course, Held
from agents.refining.knobs import Knob, Lead, knobs
from agents.refining.observed import Observed
from backtests.engine import backtest
from backtests.engine.bars import Bars
from backtests.engine.indicators import compute
from backtests.engine.strategy import Strategy
from tests.agents.making import random_bars, rsi_strategy
from tests.engine.making import BUY, SELL, closes, compare, cued, indicator

TIMES = 10


def again(prices: list[float], *cues: int, times: int = TIMES) -> Bars:
    """The same days over and over."""
    return closes(prices * times, (list(cues) + [0] * (len(prices) - len(cues))) * times)


def seen(strategy: Strategy, bars: Bars) -> Observed:
    ended = [one for one in backtest.run(strategy, [bars]).trades if not one.is_open]
    return Observed(strategy, backtest.prepared(strategy, [bars]), ended)


def the(label: str, strategy: Strategy) -> Knob:
    return next(one for one in knobs(strategy) if one.label == label)


def lead(label: str, way: int, bars: Bars, steps: int = 1, **exits: Any) -> Lead | None:
    strategy = cued(**exits)
    return seen(strategy, bars).lead(the(label, strategy), way, steps, lambda value: True)


def test_a_stop_is_widened_beyond_what_came_back() -> None:
    """Bought at 100, stopped at 94, down to 93, and back above 100 two days later."""
    bars = again([100, 100, 100, 94, 93, 101, 100], BUY)
    found = lead("stop loss", 1, bars, stop_loss=0.05)
    assert found is not None
    assert found.value == 0.075
    assert "10 of 10 trades that ended at the stop came back to the price paid" in found.why


def test_a_stop_is_not_widened_where_nothing_came_back() -> None:
    bars = again([100, 100, 100, 94, 93, 92, 91], BUY)
    assert lead("stop loss", 1, bars, stop_loss=0.05) is None


def test_a_stop_that_was_never_hit_is_not_widened() -> None:
    bars = again([100, 100, 99, 110, 110], BUY, 0, 0, SELL)
    assert lead("stop loss", 1, bars, stop_loss=0.05) is None


def test_a_stop_is_tightened_to_where_winners_never_stood() -> None:
    bars = again([100, 100, 98.2, 110, 110], BUY, 0, 0, SELL)
    found = lead("stop loss", -1, bars, stop_loss=0.05)
    assert found == Lead(0.02, "90.0% of the winning trades never stood 2.0% in the red.")


def test_what_is_right_for_longs_is_right_for_shorts() -> None:
    bars = again([100, 100, 101.8, 90, 90], BUY, 0, 0, SELL)
    found = lead("stop loss", -1, bars, stop_loss=0.05, direction="short")
    assert found is not None
    assert found.value == 0.02


def test_a_stop_that_follows_is_tightened_to_falls_that_a_new_best_followed() -> None:
    """From 110 to 106 and on to 120: a fall of 3.6% that was worth bearing."""
    bars = again([100, 100, 110, 106, 120, 105, 105], BUY)
    found = lead("trailing stop", -1, bars, trailing_stop=0.1)
    assert found is not None
    assert found.value == 0.04
    assert found.why == "90.0% of the trades never fell 4.0% before their best."


def test_a_stop_that_follows_is_widened_beyond_what_came_to_a_new_best() -> None:
    bars = again([100, 100, 110, 104, 103, 112, 100], BUY)
    found = lead("trailing stop", 1, bars, trailing_stop=0.05)
    assert found is not None
    assert found.value == 0.065
    assert "came to a new best" in found.why


def test_a_target_is_raised_to_where_prices_went_on() -> None:
    bars = again([100, 100, 102, 106, 112, 108, 100], BUY)
    found = lead("take profit", 1, bars, take_profit=0.05)
    assert found is not None
    assert found.value == 0.12
    assert "stood 12.0% in front within 2 more bars" in found.why


def test_a_target_is_lowered_to_where_trades_stood() -> None:
    bars = again([100, 100, 104, 95, 95], BUY, 0, 0, SELL)
    found = lead("take profit", -1, bars, take_profit=0.2)
    assert found == Lead(
        0.04, "Half of the trades that missed the target stood 4.0% in front at best."
    )


@pytest.mark.parametrize("label", ["bars held", "days held"])
def test_trades_are_held_until_they_stood_best(label: str) -> None:
    bars = again([100, 100, 101, 102, 105, 110, 104, 100], BUY)
    limit = {"max_bars": 2} if label == "bars held" else {"max_days": 2}
    found = lead(label, 1, bars, **limit)
    assert found is not None
    assert found.value == 4
    unit = label.partition(" ")[0]
    told = f"4 {unit} after an entry the price stood at +10.0% on average, after 2 at +2.0%."
    assert found.why == told
    assert lead(label, -1, bars, **limit) is None


def test_trades_are_left_when_they_stood_best() -> None:
    bars = again([100, 100, 108, 104, 101, 100, 100, 100], BUY)
    found = lead("bars held", -1, bars, max_bars=4, steps=2)
    assert found is not None
    assert found.value == 1


@pytest.mark.parametrize("way", [-1, 1])
def test_few_trades_lead_nowhere(way: int) -> None:
    prices = [100, 100, 100, 94, 93, 101, 100.0]
    bars = again(prices, BUY, times=ENOUGH_TRADES - 1)
    assert lead("stop loss", way, bars, stop_loss=0.05) is None


def test_multiples_of_the_atr_are_measured_by_what_it_was_at_the_signal() -> None:
    bars = random_bars(1500)
    strategy = Strategy.model_validate(
        {
            "symbols": ["X"],
            "entry": compare(indicator("RSI", period=2), "<", 20),
            "exit": compare(indicator("RSI", period=2), ">", 60),
            "stop_loss": {"kind": "atr", "multiple": 6, "period": 14},
        }
    )
    observed = seen(strategy, bars)
    found = observed.lead(the("stop loss in ATR", strategy), -1, 1, lambda value: True)
    atr = compute("ATR", bars.columns(), {"period": 14})["value"]
    won = [one for one in observed.trades if one.pnl > 0]
    worst = sorted(-one.mae * one.entry_price / atr[np.searchsorted(bars.time, one.entry_time) - 1]
                   for one in won)  # fmt: skip
    assert found is not None
    assert 0 < found.value - worst[int(0.9 * (len(worst) - 1))] <= 0.1 + 1e-9
    assert f"{found.value:.1f} ATR" in found.why


@pytest.mark.parametrize(("unit", "limit"), [("bars held", "max_bars"), ("days held", "max_days")])
def test_ten_thousands_of_entries_are_followed_in_no_time(unit: str, limit: str) -> None:
    bars = random_bars(400_000)
    strategy = cued(**{limit: 400})
    some = seen(cued(max_bars=1), again([100, 101, 102], BUY)).trades[0]
    entered = [replace(some, symbol="X", entry_time=bars.time[at], exit_time=bars.time[at + 5])
               for at in range(0, 390_000, 13)]  # fmt: skip
    panels = backtest.prepared(rsi_strategy(), [bars])
    began = time.perf_counter()
    course = Course(strategy, [Held.of(one, panels[0]) for one in entered])
    course.other_time(the(unit, strategy), -1, 1)
    assert time.perf_counter() - began < 8
