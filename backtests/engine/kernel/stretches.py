"""Stretches of bars at which nothing can happen: only prices change, or not even they matter."""

import numpy as np

from backtests.engine.kernel.compiling import compiled, picking
from backtests.engine.kernel.layout import (
    BEST,
    CASH,
    EQUITY,
    HELD,
    HIGHEST,
    LOWEST,
    QUANTITY,
    FloatArray,
    Market,
    SideArray,
    State,
)

# So many bars are looked over at once before any of them is looked at.
BLOCK = 64


@compiled
def quiet_until(orders: SideArray, weights: FloatArray, bits: int, first: int, last: int) -> int:
    """The first close from `first` on with one of these orders, or new weights; else `last`."""
    begun = max(first, 0)
    if len(weights):
        for bar in range(begun, last):
            if not np.isnan(weights[bar, 0]):
                return bar
        return last
    while begun + BLOCK <= last and not asked(orders[begun : begun + BLOCK], bits):
        begun += BLOCK
    for bar in range(begun, last):
        for symbol in range(orders.shape[1]):
            if orders[bar, symbol] & bits:
                return bar
    return last


@compiled
def asked(orders: SideArray, bits: int) -> bool:
    """Is there any of these orders? All are looked at, which goes many at a time."""
    found = 0
    for order in orders.reshape(-1):
        found |= int(order)
    return found & bits != 0


@compiled
def pass_over(
    market: Market,
    state: State,
    idle: bool,
    first: int,
    last: int,
    equity: FloatArray,
) -> int:
    """Bars `first` up to `last` (exclusive), or to one that ruins the account; how far it went."""
    if idle:
        equity[first:last] = state.account[EQUITY]
        return last
    return keep(market, state, first, last, equity)


@compiled
def keep(market: Market, state: State, first: int, last: int, equity: FloatArray) -> int:
    """Hold what is held."""
    worth = equity[first:last]
    fill_worth(state, market.close[first:last], worth)
    lasted = ruined_at(worth) if ruins(worth) > 0 else len(worth)
    state.account[HELD] += lasted
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
def ruins(worth: FloatArray) -> int:
    """At how many bars nothing is left; all are counted, which goes many at a time."""
    found = 0
    for bar in range(len(worth)):
        found += 0 if worth[bar] > 0 else 1
    return found


@compiled
def ruined_at(worth: FloatArray) -> int:
    """The first bar at which nothing is left."""
    for bar in range(len(worth)):
        if not worth[bar] > 0:
            return bar
    return len(worth)


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
