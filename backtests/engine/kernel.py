"""The account, bar by bar: a compiled kernel that fills orders for all symbols phase by phase.

Flow of one bar: exits at the open, entries at the open, stops, targets, mark at the close. Where
a strategy trades "at the close", its exits and entries follow the mark instead. Each phase covers
every symbol in declared order before the next begins, so cash that a stop frees inside a bar
cannot pay for an entry at that bar's open.
"""

from collections.abc import Callable
from typing import NamedTuple, ParamSpec, TypeVar, cast

import numpy as np
import numpy.typing as npt
from numba import njit

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
P = ParamSpec("P")
R = TypeVar("R")

# Columns of the book: the open position of each symbol.
QUANTITY, FILL, ENTRY_BAR, ENTRY_FEE, COSTS, LOWEST, HIGHEST = range(7)
BOOK_WIDTH = 7

# Columns of a trade record.
(
    T_SYMBOL,
    T_ENTRY_BAR,
    T_EXIT_BAR,
    T_ENTRY_PRICE,
    T_EXIT_PRICE,
    T_QUANTITY,
    T_PNL,
    T_COSTS,
    T_REASON,
    T_LOWEST,
    T_HIGHEST,
) = range(11)
TRADE_WIDTH = 11

# Why a position was left.
BY_RULE, BY_STOP, BY_TARGET, BY_TIME, AT_THE_END = range(5)

# Columns of the account.
CASH, EQUITY = range(2)

# Less than this share of the equity is rounding dust, not a budget.
DUST = 1e-9


class Market(NamedTuple):
    """Prices and signals, one row a bar and one column a symbol."""

    open: FloatArray
    high: FloatArray
    low: FloatArray
    close: FloatArray
    entry: BoolArray
    exit: BoolArray


class Rules(NamedTuple):
    """How orders fill; 0 switches a stop, a target or the time limit off."""

    stop: float
    target: float
    max_bars: int
    commission: float
    slippage: float
    weight: float
    whole_shares: bool
    stops_from_entry_bar: bool
    at_close: bool


class State(NamedTuple):
    """What one chunk of bars hands to the next."""

    book: FloatArray
    account: FloatArray
    left: BoolArray


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Other threads go on meanwhile: a worker must be heard of while it computes."""
    return cast(Callable[P, R], njit(cache=True, nogil=True)(function))


def phase(function: Callable[P, R]) -> Callable[P, R]:
    """Compiled into its caller: counting references to the arrays costs more than the work."""
    return cast(Callable[P, R], njit(inline="always")(function))


@compiled
def sell(
    rules: Rules,
    state: State,
    trades: FloatArray,
    count: int,
    symbol: int,
    bar: int,
    quote: float,
    slippage: float,
    reason: int,
) -> int:
    """Close a position and record the trade; gives the new number of trades."""
    position, trade = state.book[symbol], trades[count]
    quantity = position[QUANTITY]
    price = quote * (1 - slippage)
    fee = price * quantity * rules.commission
    state.account[CASH] += price * quantity - fee
    trade[T_SYMBOL], trade[T_QUANTITY], trade[T_REASON] = symbol, quantity, reason
    trade[T_ENTRY_BAR], trade[T_EXIT_BAR] = position[ENTRY_BAR], bar
    trade[T_ENTRY_PRICE], trade[T_EXIT_PRICE] = position[FILL], price
    trade[T_PNL] = (price - position[FILL]) * quantity - fee - position[ENTRY_FEE]
    trade[T_COSTS] = position[COSTS] + fee + (quote - price) * quantity
    trade[T_LOWEST] = min(position[LOWEST], price)
    trade[T_HIGHEST] = max(position[HIGHEST], price)
    position[QUANTITY] = 0.0
    return count + 1


@compiled
def buy(rules: Rules, state: State, symbol: int, bar: int, quote: float) -> None:
    """Open a position with this symbol's share of the equity, or with the cash that is left."""
    account = state.account
    budget = min(account[CASH], account[EQUITY] * rules.weight)
    price = quote * (1 + rules.slippage)
    quantity = budget / (price * (1 + rules.commission))
    if rules.whole_shares:
        quantity = np.floor(quantity + DUST)
    if budget <= account[EQUITY] * DUST or quantity <= 0:
        return
    fee = price * quantity * rules.commission
    account[CASH] -= price * quantity + fee
    position = state.book[symbol]
    position[QUANTITY], position[FILL], position[ENTRY_BAR] = quantity, price, bar
    position[ENTRY_FEE], position[COSTS] = fee, fee + (price - quote) * quantity
    position[LOWEST], position[HIGHEST] = price, price


@phase
def exits(
    market: Market,
    rules: Rules,
    state: State,
    trades: FloatArray,
    count: int,
    bar: int,
    signal: int,
    quotes: FloatArray,
) -> int:
    """Market orders out: by rule, or because the position was held for its time."""
    book = state.book
    for symbol in range(quotes.shape[1]):
        state.left[symbol] = False
        if book[symbol, QUANTITY] <= 0:
            continue
        by_rule = market.exit[signal, symbol]
        if by_rule or 0 < rules.max_bars <= bar - book[symbol, ENTRY_BAR]:
            reason = BY_RULE if by_rule else BY_TIME
            quote = quotes[bar, symbol]
            slip = rules.slippage
            count = sell(rules, state, trades, count, symbol, bar, quote, slip, reason)
            state.left[symbol] = True
    return count


@phase
def entries(
    market: Market, rules: Rules, state: State, bar: int, signal: int, quotes: FloatArray
) -> None:
    """Market orders in; an exit on the same close beats the entry."""
    for symbol in range(quotes.shape[1]):
        wanted = market.entry[signal, symbol] and not market.exit[signal, symbol]
        if wanted and state.book[symbol, QUANTITY] <= 0 and not state.left[symbol]:
            buy(rules, state, symbol, bar, quotes[bar, symbol])


@phase
def stops(
    market: Market, rules: Rules, state: State, trades: FloatArray, count: int, bar: int
) -> int:
    """Stops fill at their level, or at the open where the price has gapped through it."""
    book = state.book
    for symbol in range(market.close.shape[1]):
        live = rules.stops_from_entry_bar or bar > book[symbol, ENTRY_BAR]
        if book[symbol, QUANTITY] <= 0 or not live:
            continue
        level = book[symbol, FILL] * (1 - rules.stop)
        opened = market.open[bar, symbol]
        if min(opened, market.low[bar, symbol]) <= level:
            quote = min(opened, level)
            slip = rules.slippage
            count = sell(rules, state, trades, count, symbol, bar, quote, slip, BY_STOP)
    return count


@phase
def targets(
    market: Market, rules: Rules, state: State, trades: FloatArray, count: int, bar: int
) -> int:
    """Targets are limit orders: no slippage, and a gap through them fills at the open."""
    book = state.book
    for symbol in range(market.close.shape[1]):
        live = rules.stops_from_entry_bar or bar > book[symbol, ENTRY_BAR]
        if book[symbol, QUANTITY] <= 0 or not live:
            continue
        level = book[symbol, FILL] * (1 + rules.target)
        opened = market.open[bar, symbol]
        if max(opened, market.high[bar, symbol]) >= level:
            quote = max(opened, level)
            count = sell(rules, state, trades, count, symbol, bar, quote, 0.0, BY_TARGET)
    return count


@phase
def holds(book: FloatArray) -> bool:
    for symbol in range(len(book)):  # noqa: SIM110 - a plain loop is what compiles to fast code
        if book[symbol, QUANTITY] > 0:
            return True
    return False


@phase
def mark(market: Market, state: State, bar: int) -> None:
    """Equity is the cash and every position at its close."""
    equity = state.account[CASH]
    for symbol in range(market.close.shape[1]):
        equity += state.book[symbol, QUANTITY] * market.close[bar, symbol]
    state.account[EQUITY] = equity


@phase
def watch(market: Market, book: FloatArray, bar: int) -> None:
    """How far each position has been under and over water."""
    for symbol in range(len(book)):
        if book[symbol, QUANTITY] > 0:
            book[symbol, LOWEST] = min(book[symbol, LOWEST], market.low[bar, symbol])
            book[symbol, HIGHEST] = max(book[symbol, HIGHEST], market.high[bar, symbol])


@compiled
def run_bars(
    market: Market,
    rules: Rules,
    state: State,
    first: int,
    last: int,
    equity: FloatArray,
    held: BoolArray,
    trades: FloatArray,
) -> int:
    """Bars `first` up to `last` (exclusive); gives how many trades were closed in them.

    A symbol closes at most one trade a bar, so `trades` needs a row for each bar and symbol.
    """
    count = 0
    for bar in range(first, last):
        if bar > 0 and not rules.at_close:
            count = exits(market, rules, state, trades, count, bar, bar - 1, market.open)
            entries(market, rules, state, bar, bar - 1, market.open)
        held[bar] = holds(state.book)
        if held[bar]:
            if rules.stop > 0:
                count = stops(market, rules, state, trades, count, bar)
            if rules.target > 0:
                count = targets(market, rules, state, trades, count, bar)
            watch(market, state.book, bar)
        mark(market, state, bar)
        if rules.at_close:
            count = exits(market, rules, state, trades, count, bar, bar, market.close)
            mark(market, state, bar)
            entries(market, rules, state, bar, bar, market.close)
            mark(market, state, bar)
        equity[bar] = state.account[EQUITY]
    return count
