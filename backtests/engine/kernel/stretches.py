"""Stretches of bars at which nothing can happen: only prices change, or not even they matter."""

import numpy as np

from backtests.engine.kernel.compiling import compiled, picking
from backtests.engine.kernel.layout import (
    BEST,
    CASH,
    EQUITY,
    HIGHEST,
    LOWEST,
    QUANTITY,
    BoolArray,
    FloatArray,
    Market,
    SideArray,
    State,
)


@compiled
def quiet_until(orders: SideArray, weights: FloatArray, bits: int, first: int, last: int) -> int:
    """The first close from `first` on with one of these orders, or new weights; else `last`."""
    begun = max(first, 0)
    if len(weights):
        for bar in range(begun, last):
            if not np.isnan(weights[bar, 0]):
                return bar
        return last
    ahead = orders[begun:last]
    for bar in range(len(ahead)):
        for symbol in range(ahead.shape[1]):
            if ahead[bar, symbol] & bits:
                return begun + bar
    return last


@compiled
def pass_over(
    market: Market,
    state: State,
    idle: bool,
    first: int,
    last: int,
    equity: FloatArray,
    held: BoolArray,
) -> int:
    """Bars `first` up to `last` (exclusive), or to one that ruins the account; how far it went."""
    if idle:
        rest(state, equity[first:last], held[first:last])
        return last
    return keep(market, state, first, last, equity, held)


@compiled
def rest(state: State, equity: FloatArray, held: BoolArray) -> None:
    """Hold nothing."""
    worth = state.account[EQUITY]
    for bar in range(len(equity)):
        equity[bar] = worth
    for bar in range(len(held)):
        held[bar] = False


@compiled
def keep(
    market: Market, state: State, first: int, last: int, equity: FloatArray, held: BoolArray
) -> int:
    """Hold what is held."""
    worth = equity[first:last]
    fill_worth(state, market.close[first:last], worth)
    lasted = 0
    while lasted < len(worth) and worth[lasted] > 0:
        held[first + lasted] = True
        lasted += 1
    for symbol in range(len(state.book)):
        if state.book[symbol, QUANTITY] != 0:
            watch_all(
                market.low[first : first + lasted, symbol],
                market.high[first : first + lasted, symbol],
                state.book,
                symbol,
            )
    if lasted > 0:
        state.account[EQUITY] = worth[lasted - 1]
    return first + lasted


@compiled
def fill_worth(state: State, close: FloatArray, worth: FloatArray) -> None:
    """Cash and all positions, symbol by symbol, as `mark` adds them up."""
    cash = state.account[CASH]
    for bar in range(len(worth)):
        worth[bar] = cash
    for symbol in range(len(state.book)):
        quantity = state.book[symbol, QUANTITY]
        for bar in range(len(worth)):
            worth[bar] += quantity * close[bar, symbol]


@picking
def watch_all(low: FloatArray, high: FloatArray, book: FloatArray, symbol: int) -> None:
    """How far a position has been under and over water."""
    lowest, highest = book[symbol, LOWEST], book[symbol, HIGHEST]
    for bar in range(len(low)):
        lowest = min(lowest, low[bar])
        highest = max(highest, high[bar])
    book[symbol, LOWEST], book[symbol, HIGHEST] = lowest, highest
    book[symbol, BEST] = highest if book[symbol, QUANTITY] > 0 else lowest
