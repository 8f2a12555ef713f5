"""A run beside as many trades, as long, at random moments: are its entries better than chance?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from agents.backtest_runner import CheckCancelled
from backtests.engine import backtest as engine
from backtests.engine.backtest import Backtest
from backtests.engine.bars import Bars, FloatArray
from backtests.engine.robustness.random_entries import (
    Costs,
    Placing,
    RandomEntries,
    placing_of,
    random_entries,
)
from backtests.engine.strategy import Strategy
from backtests.engine.trades import Trade


def at_random(done: Backtest, bars: list[Bars], check: CheckCancelled) -> RandomEntries | None:
    """None where trades are not simple ones: long, one at a time in each symbol, of one size."""
    strategy = done.strategy
    if not simple(strategy):
        return None
    series = [panel.bars for panel in engine.prepared(strategy, bars)]
    traded = [[one for one in done.trades if one.symbol == each.symbol] for each in series]
    pairs = zip(series, traded, strict=True)
    placings = [placing(each, trades, strategy) for each, trades in pairs]
    if any(one.free < 0 for one in placings) or any(one.side != "long" for one in done.trades):
        return None
    costs = Costs(strategy.commission, strategy.slippage, invested(strategy))
    real = np.mean([costs.compounded(gains(trades, strategy)) for trades in traded]) - 1
    return random_entries(placings, float(real), costs, check=check)


def simple(strategy: Strategy) -> bool:
    """Whether each trade takes the same part of the money, at costs that are fractions of it."""
    sizing = strategy.sizing
    amounts = (sizing.cash, sizing.quantity, sizing.risk, sizing.volatility, sizing.max_positions)
    fixed = strategy.commission_per_trade or strategy.commission_per_share
    borrowed = strategy.leverage > 1 or sizing.max_entries > 1
    return not (strategy.portfolio or strategy.partial_exits or fixed or borrowed or any(amounts))


def placing(bars: Bars, trades: Sequence[Trade], strategy: Strategy) -> Placing:
    at_close = strategy.enters_at_close
    steps = np.array([held(trade, at_close=at_close) for trade in trades], np.intp)
    return placing_of(bars.open, bars.close, steps, strategy.fill)


def held(trade: Trade, *, at_close: bool) -> int:
    """Steps between prices: one at least, and one more from the last open to the last close."""
    return max(1, trade.bars + (trade.is_open and not at_close))


def gains(trades: Sequence[Trade], strategy: Strategy) -> FloatArray:
    """What each trade made of 1, the commission of its entry included."""
    returns = np.array([trade.return_ for trade in trades], np.float64)
    return 1 + returns / (1 + strategy.commission)


def invested(strategy: Strategy) -> float:
    """How much of a symbol's equal part of the money goes into a trade."""
    fraction = strategy.sizing.fraction
    return 1.0 if fraction is None else min(1.0, fraction * len(strategy.symbols))
