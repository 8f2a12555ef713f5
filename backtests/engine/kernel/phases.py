"""The phases of a bar, each over all symbols in declared order."""

import numpy as np

from backtests.engine.kernel.compiling import compiled, inlined
from backtests.engine.kernel.layout import (
    BEST,
    BORROWED,
    BOUGHT,
    BUY,
    BY_PARTIAL,
    BY_RULE,
    BY_TARGET,
    BY_TIME,
    BY_TURN,
    BY_WEIGHTS,
    CASH,
    DAY,
    DUST,
    ENTRIES,
    ENTRY_BAR,
    EQUITY,
    FILL,
    GAINED,
    HIGHEST,
    LEAVE_LONG,
    LEAVE_SHORT,
    LEFT,
    LOWEST,
    QUANTITY,
    SELL_SHORT,
    STEP,
    TAKEN,
    TARGET,
    WANTED,
    YEARS,
    FloatArray,
    Market,
    Rules,
    State,
)
from backtests.engine.kernel.orders import (
    enter,
    increase,
    level,
    nearest_stop,
    proceeds,
    reaches,
    reduce,
)


@inlined
def trade(
    market: Market, rules: Rules, state: State, bar: int, signal: int, quotes: FloatArray
) -> None:
    """Market orders that were decided at the close of `signal`; at a close, marked in between."""
    if len(market.weights):
        if not np.isnan(market.weights[signal, 0]):
            weigh(market, rules, state, bar, signal, quotes)
    else:
        if not rules.overnight:
            exits(market, rules, state, bar, signal, quotes)
        if rules.at_close:
            mark(market, state, bar)
        entries(market, rules, state, bar, signal, quotes)


@inlined
def exits(
    market: Market, rules: Rules, state: State, bar: int, signal: int, quotes: FloatArray
) -> None:
    """Market orders out: by rule, because time is up, or because the other side wants in."""
    book = state.book
    for symbol in range(len(book)):
        book[symbol, LEFT] = 0
        held, order = book[symbol, QUANTITY], market.orders[signal, symbol]
        if held == 0:
            continue
        rule = order & (LEAVE_LONG if held > 0 else LEAVE_SHORT)
        turn = order & (SELL_SHORT if held > 0 else BUY)
        entered = int(book[symbol, ENTRY_BAR])
        late = 0 < rules.max_bars <= bar - entered
        if rules.max_days > 0:
            late = late or market.clock[bar, DAY] - market.clock[entered, DAY] >= rules.max_days
        if rule or late or turn:
            reason = BY_RULE if rule else (BY_TIME if late else BY_TURN)
            if not rules.overnight:  # whose entries come at another moment of the bar
                book[symbol, LEFT] = BUY if held > 0 else SELL_SHORT
            reduce(
                rules, state, symbol, bar, quotes[bar, symbol], rules.slippage, reason, abs(held)
            )


@inlined
def entries(
    market: Market, rules: Rules, state: State, bar: int, signal: int, quotes: FloatArray
) -> None:
    """Market orders in; a side that was left on this bar is not entered on it again."""
    book = state.book
    for symbol in range(len(book)):
        side = market.orders[signal, symbol] & (BUY | SELL_SHORT)
        if side == 0 or side == book[symbol, LEFT]:
            continue
        held = book[symbol, QUANTITY]
        if held != 0 and book[symbol, ENTRIES] >= rules.max_entries:
            continue
        if held == 0 and 0 < rules.max_positions <= positions(book):
            continue
        enter(market, rules, state, symbol, bar, signal, quotes)


@inlined
def positions(book: FloatArray) -> int:
    number = 0
    for symbol in range(len(book)):
        if book[symbol, QUANTITY] != 0:
            number += 1
    return number


@compiled
def weigh(
    market: Market, rules: Rules, state: State, bar: int, signal: int, quotes: FloatArray
) -> None:
    """Trade to the weights decided at the signal: sales first, then purchases by one factor.

    The factor is what the cash allows for all of them, so that no symbol is favoured. A sale that
    its fees would eat up is left out.
    """
    book, symbols = state.book, len(state.book)
    worth = state.account[CASH]
    for symbol in range(symbols):
        worth += book[symbol, QUANTITY] * quotes[bar, symbol]
    if worth <= 0:
        return
    needed, fees = 0.0, 0.0
    for symbol in range(symbols):
        quote = quotes[bar, symbol]
        wanted = market.weights[signal, symbol] * worth / quote
        if rules.whole_shares:
            wanted = np.floor(wanted + DUST)
        book[symbol, WANTED], more = wanted, wanted - book[symbol, QUANTITY]
        if -more * quote > worth * DUST and proceeds(rules, quote, -more) > 0:
            reduce(rules, state, symbol, bar, quote, rules.slippage, BY_WEIGHTS, -more)
        elif more * quote > worth * DUST:
            cost = quote * (1 + rules.slippage) * (1 + rules.commission) + rules.per_share
            needed += more * cost
            fees += rules.per_trade
    spare = max(state.account[CASH] - fees, 0.0)
    factor = min(1.0, spare / needed) if needed > 0 else 0.0
    for symbol in range(symbols):
        quote = quotes[bar, symbol]
        more = (book[symbol, WANTED] - book[symbol, QUANTITY]) * factor
        if rules.whole_shares:
            more = np.floor(more + DUST)
        if more * quote > worth * DUST:
            increase(rules, state, symbol, bar, quote, more, 1.0)


@inlined
def stops(market: Market, rules: Rules, state: State, bar: int) -> None:
    """The nearest stop fills at its level, or at the open where the price has gapped through it."""
    book = state.book
    for symbol in range(len(book)):
        live = rules.stops_from_entry_bar or bar > book[symbol, ENTRY_BAR]
        if book[symbol, QUANTITY] == 0 or not live:
            continue
        side = 1.0 if book[symbol, QUANTITY] > 0 else -1.0
        stop, reason = nearest_stop(rules, book, symbol, side)
        opened, low, high = (
            market.open[bar, symbol],
            market.low[bar, symbol],
            market.high[bar, symbol],
        )
        worst = min(opened, low) if side > 0 else max(opened, high)
        if reaches(worst, stop, -side):
            quote = min(opened, stop) if side > 0 else max(opened, stop)
            held = abs(book[symbol, QUANTITY])
            reduce(rules, state, symbol, bar, quote, rules.slippage, reason, held)


@inlined
def targets(market: Market, rules: Rules, state: State, bar: int) -> None:
    """Targets are limit orders: no slippage, and a gap through them fills at the open."""
    book = state.book
    for symbol in range(len(book)):
        live = rules.stops_from_entry_bar or bar > book[symbol, ENTRY_BAR]
        if book[symbol, QUANTITY] == 0 or not live:
            continue
        side = 1.0 if book[symbol, QUANTITY] > 0 else -1.0
        opened, low, high = (
            market.open[bar, symbol],
            market.low[bar, symbol],
            market.high[bar, symbol],
        )
        best = max(opened, high) if side > 0 else min(opened, low)
        for step in range(int(book[symbol, TAKEN]), len(rules.parts)):
            aim = level(rules.parts[step, 0], 0.0, book[symbol, FILL], side)
            if not reaches(best, aim, side):
                break
            part = min(book[symbol, BOUGHT] * rules.parts[step, 1], abs(book[symbol, QUANTITY]))
            if rules.whole_shares:
                part = np.floor(part + DUST)
            book[symbol, TAKEN] = step + 1
            if part > 0:
                quote = max(opened, aim) if side > 0 else min(opened, aim)
                reason = BY_PARTIAL + STEP * step
                reduce(rules, state, symbol, bar, quote, 0.0, reason, part)
        held, aim = abs(book[symbol, QUANTITY]), book[symbol, TARGET]
        if held > 0 and reaches(best, aim, side):
            quote = max(opened, aim) if side > 0 else min(opened, aim)
            reduce(rules, state, symbol, bar, quote, 0.0, BY_TARGET, held)


@inlined
def close_all(market: Market, rules: Rules, state: State, bar: int, reason: int) -> None:
    """Market orders out of everything at the close."""
    for symbol in range(len(state.book)):
        held = abs(state.book[symbol, QUANTITY])
        if held > 0:
            quote = market.close[bar, symbol]
            reduce(rules, state, symbol, bar, quote, rules.slippage, reason, held)


@inlined
def borrow(market: Market, rules: Rules, state: State, bar: int) -> None:
    """A short that was held at the last close pays for the time since then, on its value there."""
    for symbol in range(len(state.book)):
        if state.book[symbol, QUANTITY] < 0:
            cost = (
                -state.book[symbol, QUANTITY]
                * market.close[bar - 1, symbol]
                * rules.borrow
                * market.clock[bar, YEARS]
            )
            state.account[CASH] -= cost
            state.book[symbol, BORROWED] += cost


@inlined
def mark(market: Market, state: State, bar: int) -> None:
    """Equity is the cash and every position at its close."""
    equity = state.account[CASH]
    for symbol in range(len(state.book)):
        equity += state.book[symbol, QUANTITY] * market.close[bar, symbol]
    state.account[EQUITY] = equity


@inlined
def watch(market: Market, rules: Rules, book: FloatArray, bar: int) -> None:
    """How far each position has been under and over water."""
    for symbol in range(len(book)):
        held = book[symbol, QUANTITY]
        if held == 0:
            continue
        low, high = market.low[bar, symbol], market.high[bar, symbol]
        book[symbol, LOWEST] = min(book[symbol, LOWEST], low)
        book[symbol, HIGHEST] = max(book[symbol, HIGHEST], high)
        best = book[symbol, BEST]
        book[symbol, BEST] = max(best, high) if held > 0 else min(best, low)
        if rules.break_even > 0:
            side, reached = (1.0, high) if held > 0 else (-1.0, low)
            if reaches(reached, level(rules.break_even, 0.0, book[symbol, FILL], side), side):
                book[symbol, GAINED] = 1.0
