"""A script makes the trades of the engine, whatever the strategy says."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from backtests.engine.backtest import Ranged, run
from backtests.engine.bars import Bars
from backtests.engine.script import write
from backtests.engine.strategy import Strategy
from tests.engine.making import compare, cue, indicator, number, random_columns
from tests.engine.script.played import agree, kind, played_apart, played_fast, same_as_the_engine
from tests.engine.test_documented import SHOWN
from tests.engine.worlds import Rules, portfolio_worlds, rules, strategy_of, universes

SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck))
RSI = indicator("RSI")
CLOSE = {"kind": "price"}
AFTER_A_FALL = compare(RSI, "<", 40)
CHEAP = {"commission": 0.001, "slippage": 0.0005}
VERY_DIFFERENT: dict[str, Any] = {
    "rules with a stop and a target": {
        "entry": compare(RSI, "<", 30),
        "exit": compare(RSI, ">", 70),
        "stop_loss": 0.05,
        "take_profit": 0.1,
        "start": "2005-01-01",
        "end": "2012-06-30",
        **CHEAP,
    },
    "a short, borrowed for a year": {
        "direction": "short",
        "entry": compare(RSI, ">", 70),
        "exit": compare(RSI, "<", 50),
        "stop_loss": {"kind": "atr", "multiple": 2},
        "borrow_cost": 0.08,
        "commission_per_share": 0.01,
        "commission_per_trade": 1,
    },
    "both sides with all kinds of exits": {
        "direction": "both",
        "entry": compare(CLOSE, "crosses_above", indicator("SMA", period=50)),
        "short_entry": compare(CLOSE, "crosses_below", indicator("SMA", period=50)),
        "trailing_stop": {"kind": "atr", "multiple": 3},
        "break_even": 0.03,
        "partial_exits": [{"gain": 0.02, "fraction": 0.3}, {"gain": 0.04, "fraction": 0.3}],
        "take_profit": 0.2,
        "max_bars": 30,
        "stops_from": "next_bar",
        "sizing": {"risk": 0.02, "whole_shares": True},
        **CHEAP,
    },
    "several symbols, few places, at the close": {
        "symbols": ["AAPL", "MSFT", "IBM"],
        "fill": "close",
        "entry": AFTER_A_FALL,
        "max_days": 9,
        "sizing": {"volatility": 0.2, "max_positions": 2, "max_entries": 3},
        "leverage": 2,
        **CHEAP,
    },
    "in at a close and out at an open, by the days of each": {
        "fill": "close_to_open",
        "entry": {"kind": "calendar", "weekdays": [4, 5]},
        "exit": {"kind": "calendar", "weekdays": [1, 3]},
        "max_bars": 3,
        "stop_loss": 0.03,
        **CHEAP,
    },
    "in and out on one day": {
        "entry": {"kind": "compare", "left": {"kind": "gap"}, "op": "<", "right": number(-0.01)},
        "same_day": True,
        "stop_loss": {"kind": "money", "distance": 1},
        "sizing": {"cash": 5000},
    },
    "another symbol, lagged and multiplied": {
        "symbols": ["AAPL", "MSFT"],
        "entry": {
            "kind": "any",
            "of": [
                compare(
                    {**CLOSE, "symbol": "MSFT", "lag": 2},
                    "crosses_above",
                    {**indicator("EMA", period=20), "symbol": "MSFT", "multiplier": 1.01},
                ),
                {"kind": "not", "of": compare({**CLOSE, "symbol": "IBM"}, "<", 150)},
            ],
        },
        "exit": {"kind": "trend", "operand": CLOSE, "way": "falling", "bars": 3},
        "sizing": {"quantity": 12.5},
    },
    "seasons": {
        "entry": {"kind": "calendar", "last_days": 2, "months": [1, 4, 10, 11, 12]},
        "exit": {"kind": "calendar", "month_day": 4, "on": "signal"},
    },
    "a rotation of the weakest, with a fallback": {
        "symbols": ["AAPL", "MSFT", "IBM"],
        "portfolio": {
            "kind": "rotation",
            "rank_by": {"kind": "distance", "of": "high", "bars": 60},
            "lowest": True,
            "filter": compare({"kind": "change", "bars": 20}, ">", -0.2),
            "fallback": "IBM",
            "rebalance": "week",
        },
        "sizing": {"whole_shares": True},
        **CHEAP,
    },
    "weights that are never restored": {
        "symbols": ["AAPL", "IBM"],
        "fill": "close",
        "portfolio": {"kind": "weights", "weights": {"IBM": 0.7}, "rebalance": "never"},
    },
}


def of_stocks(said: dict[str, Any], stocks: dict[str, Bars]) -> tuple[Strategy, list[Bars]]:
    strategy = Strategy.model_validate({"symbols": ["AAPL"], **said})
    return strategy, [stocks[symbol] for symbol in strategy.needed_symbols]


@pytest.mark.parametrize("said", VERY_DIFFERENT.values(), ids=VERY_DIFFERENT)
def test_a_script_makes_the_trades_of_the_engine(
    said: dict[str, Any], stocks: dict[str, Bars]
) -> None:
    assert len(same_as_the_engine(*of_stocks(said, stocks)).trades) > 1 or "never" in str(said)


@pytest.mark.parametrize("said", [said for said in SHOWN if "ranges" not in said])
def test_a_strategy_of_the_docs_can_be_taken_along(
    said: dict[str, Any], stocks: dict[str, Bars]
) -> None:
    assert same_as_the_engine(*of_stocks(said, stocks)).trades


APART = ["both sides with all kinds of exits", "a rotation of the weakest, with a fallback"]


@pytest.mark.parametrize("said", [*(VERY_DIFFERENT[name] for name in APART), SHOWN[1], SHOWN[2]])
def test_a_script_needs_nothing_of_the_project(
    said: dict[str, Any], stocks: dict[str, Bars], tmp_path: Path
) -> None:
    strategy, bars = of_stocks(said, stocks)
    agree(played_apart(strategy, bars, tmp_path), run(strategy, bars))


def test_the_strategies_here_leave_in_every_way(stocks: dict[str, Bars]) -> None:
    """All but ruin, which the random worlds below have."""
    done = [run(*of_stocks(said, stocks)) for said in VERY_DIFFERENT.values()]
    seen = Counter(kind(trade) for one in done for trade in one.trades)
    assert len(seen) == 11, seen


@given(universes(), rules())
@settings(SLOW, max_examples=200)
def test_a_script_fills_as_the_engine_does(bars: list[Bars], said: Rules) -> None:
    same_as_the_engine(strategy_of(bars, said), bars, played_fast)


@given(portfolio_worlds())
@settings(SLOW, max_examples=120)
def test_a_script_weighs_as_the_engine_does(world: tuple[list[Bars], Rules]) -> None:
    bars, said = world
    same_as_the_engine(strategy_of(bars, said), bars, played_fast)


def test_an_account_that_is_lost_is_lost_in_the_script_too() -> None:
    columns = random_columns(60, 3)
    columns |= {name: columns[name] * np.linspace(1, 9, 60) for name in ("open", "close")}
    columns["high"] = np.maximum(columns["open"], columns["close"])
    columns["low"] = np.minimum(columns["open"], columns["close"])
    columns["volume"] = np.ones(60)
    time = np.datetime64("2020-01-01", "s") + np.arange(60) * np.timedelta64(1, "D")
    said = {"symbols": ["X"], "direction": "short", "entry": cue(1), "hold": True, "leverage": 3}
    done = same_as_the_engine(Strategy.model_validate(said), [Bars("X", "1d", time, **columns)])
    assert [kind(trade) for trade in done.trades] == ["account lost"]


def test_symbols_that_lack_bars_are_aligned_and_closes_alone_are_flat(
    stocks: dict[str, Bars],
) -> None:
    aapl, ibm = stocks["AAPL"], stocks["IBM"].take(np.flatnonzero(np.arange(3270) % 7 != 3))
    msft = replace(stocks["MSFT"].take(slice(500, None)), close_only=True)
    said = {
        "symbols": ["AAPL", "MSFT"],
        "entry": compare({**CLOSE, "symbol": "IBM"}, ">", {**CLOSE, "symbol": "IBM", "lag": 1}),
        "exit": compare(indicator("ATR"), "<", {**indicator("ATR"), "lag": 5}),
        "stop_loss": 0.02,
    }
    assert same_as_the_engine(Strategy.model_validate(said), [aapl, msft, ibm]).trades


def test_a_strategy_with_ranges_is_no_single_script(stocks: dict[str, Bars]) -> None:
    ranged = [Strategy.model_validate(said) for said in SHOWN if "ranges" in said]
    assert ranged
    for strategy in ranged:
        with pytest.raises(Ranged):
            write(strategy, [stocks["AAPL"]])
