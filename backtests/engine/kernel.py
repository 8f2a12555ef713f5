"""The account, bar by bar: a compiled kernel that fills orders for all symbols phase by phase.

Flow of one bar: exits at the open, entries at the open (or the portfolio's new weights), stops,
targets, the close of the session, mark at the close. Where a strategy trades "at the close", its
exits and entries follow the mark instead. Ruin is looked for last. Each phase covers every symbol
in declared order before the next begins, so cash that a stop frees inside a bar cannot pay for an
entry at its open.

Quantities are signed: a short position is negative. `side` is 1 for long and -1 for short.
"""

from collections.abc import Callable
from typing import NamedTuple, ParamSpec, TypeVar, cast

import numpy as np
import numpy.typing as npt
from numba import njit

FloatArray = npt.NDArray[np.float64]
SideArray = npt.NDArray[np.int8]
BoolArray = npt.NDArray[np.bool_]
P = ParamSpec("P")
R = TypeVar("R")

# Columns of the book: the open position of each symbol. FILL is the average price paid, STOP and
# TARGET are levels, TRAIL is a distance, BEST the most favourable price of the bars before,
# BOUGHT all that was bought, TAKEN the number of partial exits so far, MARK the latest close, LEFT
# the side that was left on this bar, GAINED whether a bar has reached the gain after which the stop
# is at the price paid.
(
    QUANTITY,
    FILL,
    ENTRY_BAR,
    ENTRY_FEE,
    COSTS,
    LOWEST,
    HIGHEST,
    STOP,
    TARGET,
    TRAIL,
    BEST,
    BOUGHT,
    TAKEN,
    ENTRIES,
    BORROWED,
    MARK,
    LEFT,
    GAINED,
) = range(18)
BOOK_WIDTH = 18

# The last axis of prices, scales (distances in money, annual volatility) and clock (the day as a
# number, years since the bar before, whether the bar is the last of its day).
OPEN, HIGH, LOW, CLOSE = range(4)
STOP_GAP, TARGET_GAP, TRAIL_GAP, SWING = range(4)
DAY, YEARS, SESSION_END = range(3)

# Bits of an order.
BUY, SELL_SHORT, LEAVE_LONG, LEAVE_SHORT = 1, 2, 4, 8

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
    T_SIDE,
) = range(12)
TRADE_WIDTH = 12

# Why a position was left.
(
    BY_RULE,
    BY_STOP,
    BY_TARGET,
    BY_TIME,
    AT_THE_END,
    BY_TURN,
    BY_TRAIL,
    BY_BREAK_EVEN,
    BY_PARTIAL,
    BY_SESSION,
    BY_WEIGHTS,
    BY_RUIN,
) = range(12)

# How an entry is sized.
FRACTION, CASH_AMOUNT, SHARES, RISK, VOLATILITY = range(5)

# Columns of the account.
CASH, EQUITY = range(2)

# Less than this share of the equity is rounding dust, not a budget.
DUST = 1e-9


class Market(NamedTuple):
    """Prices and what was decided at each close, of n bars and m symbols.

    Few arrays, because each costs at every step of the kernel: `prices` (n, m, 4), `orders` (n, m)
    with the bits of who wants in and out, `scales` (n, m, 4), which has no rows where a strategy
    needs none, `weights` (n, m) with the new shares of the equity (NaN: no change) or no rows, and
    `clock` (n, 3).
    """

    prices: FloatArray
    orders: SideArray
    scales: FloatArray
    weights: FloatArray
    clock: FloatArray


class Rules(NamedTuple):
    """How orders fill; 0 switches a stop, a target or a time limit off.

    `stop`, `target` and `trail` are fractions of the price paid; `parts` are the partial exits
    (k, 2): gain and fraction.
    """

    stop: float
    target: float
    trail: float
    break_even: float
    max_bars: int
    max_days: int
    same_day: bool
    parts: FloatArray
    commission: float
    per_trade: float
    per_share: float
    slippage: float
    borrow: float
    sizing: int
    size: float
    weight: float
    whole_shares: bool
    max_positions: int
    max_entries: int
    leverage: float
    stops_from_entry_bar: bool
    at_close: bool


class State(NamedTuple):
    """What one chunk of bars hands to the next."""

    book: FloatArray
    account: FloatArray


def most_a_bar(rules: Rules) -> int:
    """How many trades one symbol can close on a bar: one at the open, one after it, all parts."""
    return 2 + len(rules.parts)


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Other threads go on meanwhile: a worker must be heard of while it computes."""
    return cast(Callable[P, R], njit(cache=True, nogil=True)(function))


def phase(function: Callable[P, R]) -> Callable[P, R]:
    """Compiled into its caller: counting references to the arrays costs more than the work."""
    return cast(Callable[P, R], njit(inline="always")(function))


# Orders -----------------------------------------------------------------------------------------


@compiled
def reduce(
    rules: Rules,
    state: State,
    trades: FloatArray,
    count: int,
    symbol: int,
    bar: int,
    quote: float,
    slippage: float,
    reason: int,
    quantity: float,
) -> int:
    """Leave `quantity` of a position and record the trade; gives the new number of trades.

    What the whole position has cost so far is shared out in proportion.
    """
    position, trade = state.book[symbol], trades[count]
    held = position[QUANTITY]
    side = 1.0 if held > 0 else -1.0
    if quantity > abs(held) * (1 - DUST):
        quantity = abs(held)
    part = quantity / abs(held)
    price = quote * (1 - side * slippage)
    fee = price * quantity * rules.commission + rules.per_trade + rules.per_share * quantity
    state.account[CASH] += side * price * quantity - fee
    paid, borrowed = position[ENTRY_FEE] * part, position[BORROWED] * part
    trade[T_SYMBOL], trade[T_QUANTITY], trade[T_REASON] = symbol, quantity, reason
    trade[T_ENTRY_BAR], trade[T_EXIT_BAR] = position[ENTRY_BAR], bar
    trade[T_ENTRY_PRICE], trade[T_EXIT_PRICE] = position[FILL], price
    trade[T_PNL] = side * (price - position[FILL]) * quantity - fee - paid - borrowed
    slipped = side * (quote - price) * quantity
    trade[T_COSTS] = position[COSTS] * part + fee + slipped + borrowed
    trade[T_LOWEST] = min(position[LOWEST], price)
    trade[T_HIGHEST] = max(position[HIGHEST], price)
    trade[T_SIDE] = side
    position[QUANTITY] = held - side * quantity if part < 1 else 0.0
    position[ENTRY_FEE] -= paid
    position[BORROWED] -= borrowed
    position[COSTS] -= position[COSTS] * part
    return count + 1


@compiled
def increase(
    rules: Rules, state: State, symbol: int, bar: int, quote: float, quantity: float, side: float
) -> None:
    """Open a position, or add to it at the average price."""
    price = quote * (1 + side * rules.slippage)
    fee = price * quantity * rules.commission + rules.per_trade + rules.per_share * quantity
    slipped = side * (price - quote) * quantity
    state.account[CASH] -= side * price * quantity + fee
    position = state.book[symbol]
    held = abs(position[QUANTITY])
    if held == 0:
        position[:] = 0.0
        position[ENTRY_BAR] = bar
        position[FILL] = price
        position[LOWEST], position[HIGHEST], position[BEST] = price, price, price
    else:
        position[FILL] = (position[FILL] * held + price * quantity) / (held + quantity)
    position[QUANTITY] = side * (held + quantity)
    position[BOUGHT] += quantity
    position[ENTRIES] += 1
    position[ENTRY_FEE] += fee
    position[COSTS] += fee + slipped


@phase
def buying_power(market: Market, rules: Rules, state: State, bar: int, at: int) -> float:
    """How much more may be bought or sold short: leverage x equity less all positions.

    Everything counts at the quotes of this moment, because a gap may have taken the equity of the
    last close away.
    """
    power: float = rules.leverage * state.account[CASH]
    for symbol in range(len(state.book)):
        held = state.book[symbol, QUANTITY]
        if held != 0:
            power += (rules.leverage * held - abs(held)) * market.prices[bar, symbol, at]
    return power


@phase
def distance(
    fraction: float, price: float, market: Market, signal: int, symbol: int, gap: int
) -> float:
    """In money a share: 0 if there is none, NaN while it is not known."""
    if fraction > 0:
        return fraction * price
    return market.scales[signal, symbol, gap] if len(market.scales) else 0.0


@phase
def level(fraction: float, gap: float, paid: float, way: float) -> float:
    """So far above (`way` 1) or below (-1) the price paid; NaN, which no price reaches, if none."""
    if fraction > 0:
        return paid * (1 + way * fraction)
    return paid + way * gap if gap > 0 else np.nan


@phase
def reaches(price: float, aim: float, way: float) -> bool:
    """Is the price at the level or beyond it, upwards (`way` 1) or downwards (-1)?"""
    return way * price >= way * aim


@compiled
def nearest_stop(rules: Rules, book: FloatArray, symbol: int, side: float) -> tuple[float, int]:
    """The level of the stop that the price meets first, and which one it is; NaN if there is none.

    Trailing and break-even stops know the bars before this one only.
    """
    stop, paid, reason = book[symbol, STOP], book[symbol, FILL], BY_STOP
    if book[symbol, TRAIL] > 0:
        trail = level(rules.trail, book[symbol, TRAIL], book[symbol, BEST], -side)
        if np.isnan(stop) or side * trail > side * stop:
            stop, reason = trail, BY_TRAIL
    if book[symbol, GAINED] > 0 and (np.isnan(stop) or side * paid > side * stop):
        stop, reason = paid, BY_BREAK_EVEN
    return stop, reason


@phase
def budget_of(
    market: Market,
    rules: Rules,
    equity: float,
    symbol: int,
    signal: int,
    cost: float,
    risked: float,
) -> float:
    """What the sizing wants to spend, the fixed fee included; NaN if it cannot say."""
    if rules.sizing == FRACTION:
        return equity * rules.size
    if rules.sizing == CASH_AMOUNT:
        return rules.size
    if rules.sizing == SHARES:
        return rules.size * cost + rules.per_trade
    if rules.sizing == RISK:
        return equity * rules.size / risked * cost + rules.per_trade
    swings = market.scales[signal, symbol, SWING]
    return equity * rules.weight * rules.size / swings if swings > 0 else np.nan


@compiled
def enter(
    market: Market, rules: Rules, state: State, symbol: int, bar: int, signal: int, at: int
) -> None:
    """Size a market order in and fill it; what the money does not allow is not bought."""
    quote = market.prices[bar, symbol, at]
    side = 1.0 if market.orders[signal, symbol] & BUY else -1.0
    price = quote * (1 + side * rules.slippage)
    stop = distance(rules.stop, price, market, signal, symbol, STOP_GAP)
    target = distance(rules.target, price, market, signal, symbol, TARGET_GAP)
    trail = distance(rules.trail, price, market, signal, symbol, TRAIL_GAP)
    position = state.book[symbol]
    held = position[QUANTITY] != 0
    nearest, _ = nearest_stop(rules, state.book, symbol, side)
    beyond = reaches(quote, nearest, -side) or reaches(quote, position[TARGET], side)
    if np.isnan(stop + target + trail) or (held and beyond):
        return
    equity, cost = state.account[EQUITY], price * (1 + rules.commission) + rules.per_share
    risked = min(stop, trail) if stop > 0 and trail > 0 else max(stop, trail)
    wanted = budget_of(market, rules, equity, symbol, signal, cost, risked)
    if np.isnan(wanted):
        return
    budget = min(wanted, buying_power(market, rules, state, bar, at))
    quantity = (budget - rules.per_trade) / cost
    if rules.sizing == SHARES:
        quantity = min(quantity, rules.size)
    if rules.whole_shares:
        quantity = np.floor(quantity + DUST)
    if budget <= equity * DUST or quantity <= 0:
        return
    if held:  # the distances are those of the first entry; NaN, where there is none, stays none
        stop, target = abs(position[FILL] - position[STOP]), abs(position[FILL] - position[TARGET])
        trail = position[TRAIL]
    increase(rules, state, symbol, bar, quote, quantity, side)
    paid = position[FILL]
    position[STOP] = level(rules.stop, stop, paid, -side)
    position[TARGET] = level(rules.target, target, paid, side)
    position[TRAIL] = trail


# Phases -----------------------------------------------------------------------------------------


@phase
def exits(
    market: Market,
    rules: Rules,
    state: State,
    trades: FloatArray,
    count: int,
    bar: int,
    signal: int,
    at: int,
) -> int:
    """Market orders out: by rule, because time is up, or because the other side wants in."""
    book = state.book
    for symbol in range(len(state.book)):
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
            quote, slip = market.prices[bar, symbol, at], rules.slippage
            book[symbol, LEFT] = BUY if held > 0 else SELL_SHORT
            count = reduce(rules, state, trades, count, symbol, bar, quote, slip, reason, abs(held))
    return count


@phase
def entries(market: Market, rules: Rules, state: State, bar: int, signal: int, at: int) -> None:
    """Market orders in; a side that was left on this bar is not entered on it again."""
    book = state.book
    for symbol in range(len(state.book)):
        side = market.orders[signal, symbol] & (BUY | SELL_SHORT)
        if side == 0 or side == book[symbol, LEFT]:
            continue
        held = book[symbol, QUANTITY]
        if held != 0 and book[symbol, ENTRIES] >= rules.max_entries:
            continue
        if held == 0 and 0 < rules.max_positions <= positions(book):
            continue
        enter(market, rules, state, symbol, bar, signal, at)


@phase
def positions(book: FloatArray) -> int:
    number = 0
    for symbol in range(len(book)):
        if book[symbol, QUANTITY] != 0:
            number += 1
    return number


@compiled
def weigh(
    market: Market,
    rules: Rules,
    state: State,
    trades: FloatArray,
    count: int,
    bar: int,
    signal: int,
    at: int,
) -> int:
    """Trade to the weights decided at the signal: sales first, then purchases by one factor.

    The factor is what the cash allows for all of them, so that no symbol is favoured.
    """
    book, symbols = state.book, len(state.book)
    worth = state.account[CASH]
    for symbol in range(symbols):
        worth += book[symbol, QUANTITY] * market.prices[bar, symbol, at]
    if worth <= 0:
        return count
    wanted, needed, fees = np.empty(symbols), 0.0, 0.0
    for symbol in range(symbols):
        quote = market.prices[bar, symbol, at]
        wanted[symbol] = market.weights[signal, symbol] * worth / quote
        if rules.whole_shares:
            wanted[symbol] = np.floor(wanted[symbol] + DUST)
        more = wanted[symbol] - book[symbol, QUANTITY]
        if -more * quote > worth * DUST:
            count = reduce(
                rules, state, trades, count, symbol, bar, quote, rules.slippage, BY_WEIGHTS, -more
            )
        elif more * quote > worth * DUST:
            cost = quote * (1 + rules.slippage) * (1 + rules.commission) + rules.per_share
            needed += more * cost
            fees += rules.per_trade
    factor = min(1.0, (state.account[CASH] - fees) / needed) if needed > 0 else 0.0
    for symbol in range(symbols):
        quote = market.prices[bar, symbol, at]
        more = (wanted[symbol] - book[symbol, QUANTITY]) * factor
        if rules.whole_shares:
            more = np.floor(more + DUST)
        if more * quote > worth * DUST:
            increase(rules, state, symbol, bar, quote, more, 1.0)
    return count


@phase
def stops(
    market: Market, rules: Rules, state: State, trades: FloatArray, count: int, bar: int
) -> int:
    """The nearest stop fills at its level, or at the open where the price has gapped through it."""
    book = state.book
    for symbol in range(len(state.book)):
        live = rules.stops_from_entry_bar or bar > book[symbol, ENTRY_BAR]
        if book[symbol, QUANTITY] == 0 or not live:
            continue
        side = 1.0 if book[symbol, QUANTITY] > 0 else -1.0
        stop, reason = nearest_stop(rules, book, symbol, side)
        opened = market.prices[bar, symbol, OPEN]
        low, high = market.prices[bar, symbol, LOW], market.prices[bar, symbol, HIGH]
        worst = min(opened, low) if side > 0 else max(opened, high)
        if reaches(worst, stop, -side):
            quote = min(opened, stop) if side > 0 else max(opened, stop)
            held, slip = abs(book[symbol, QUANTITY]), rules.slippage
            count = reduce(rules, state, trades, count, symbol, bar, quote, slip, reason, held)
    return count


@phase
def targets(
    market: Market, rules: Rules, state: State, trades: FloatArray, count: int, bar: int
) -> int:
    """Targets are limit orders: no slippage, and a gap through them fills at the open."""
    book = state.book
    for symbol in range(len(state.book)):
        live = rules.stops_from_entry_bar or bar > book[symbol, ENTRY_BAR]
        if book[symbol, QUANTITY] == 0 or not live:
            continue
        side = 1.0 if book[symbol, QUANTITY] > 0 else -1.0
        opened = market.prices[bar, symbol, OPEN]
        low, high = market.prices[bar, symbol, LOW], market.prices[bar, symbol, HIGH]
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
                count = reduce(
                    rules, state, trades, count, symbol, bar, quote, 0.0, BY_PARTIAL, part
                )
        held, aim = abs(book[symbol, QUANTITY]), book[symbol, TARGET]
        if held > 0 and reaches(best, aim, side):
            quote = max(opened, aim) if side > 0 else min(opened, aim)
            count = reduce(rules, state, trades, count, symbol, bar, quote, 0.0, BY_TARGET, held)
    return count


@phase
def close_all(
    market: Market,
    rules: Rules,
    state: State,
    trades: FloatArray,
    count: int,
    bar: int,
    reason: int,
) -> int:
    """Market orders out of everything at the close."""
    for symbol in range(len(state.book)):
        held = abs(state.book[symbol, QUANTITY])
        if held > 0:
            quote, slip = market.prices[bar, symbol, CLOSE], rules.slippage
            count = reduce(rules, state, trades, count, symbol, bar, quote, slip, reason, held)
    return count


@phase
def borrow(market: Market, rules: Rules, state: State, bar: int) -> None:
    """A short that was held at the last close pays for the time since then, on its value there."""
    for symbol in range(len(state.book)):
        if state.book[symbol, QUANTITY] < 0:
            cost = (
                -state.book[symbol, QUANTITY]
                * state.book[symbol, MARK]
                * rules.borrow
                * market.clock[bar, YEARS]
            )
            state.account[CASH] -= cost
            state.book[symbol, BORROWED] += cost


@phase
def mark(market: Market, state: State, bar: int) -> None:
    """Equity is the cash and every position at its close."""
    equity = state.account[CASH]
    for symbol in range(len(state.book)):
        equity += state.book[symbol, QUANTITY] * market.prices[bar, symbol, CLOSE]
        state.book[symbol, MARK] = market.prices[bar, symbol, CLOSE]
    state.account[EQUITY] = equity


@phase
def watch(market: Market, rules: Rules, book: FloatArray, bar: int) -> None:
    """How far each position has been under and over water."""
    for symbol in range(len(book)):
        held = book[symbol, QUANTITY]
        if held == 0:
            continue
        low, high = market.prices[bar, symbol, LOW], market.prices[bar, symbol, HIGH]
        book[symbol, LOWEST] = min(book[symbol, LOWEST], low)
        book[symbol, HIGHEST] = max(book[symbol, HIGHEST], high)
        book[symbol, BEST] = book[symbol, HIGHEST] if held > 0 else book[symbol, LOWEST]
        if rules.break_even > 0:
            side, best = (1.0, high) if held > 0 else (-1.0, low)
            if reaches(best, level(rules.break_even, 0.0, book[symbol, FILL], side), side):
                book[symbol, GAINED] = 1.0


@phase
def trade(
    market: Market,
    rules: Rules,
    state: State,
    trades: FloatArray,
    count: int,
    bar: int,
    signal: int,
    at: int,
) -> int:
    """Market orders that were decided at the close of `signal`; at a close, marked in between."""
    if len(market.weights):
        if not np.isnan(market.weights[signal, 0]):
            count = weigh(market, rules, state, trades, count, bar, signal, at)
    else:
        count = exits(market, rules, state, trades, count, bar, signal, at)
        if rules.at_close:
            mark(market, state, bar)
        entries(market, rules, state, bar, signal, at)
    return count


@compiled
def wanted(orders: SideArray, weights: FloatArray, signal: int) -> bool:
    """Whether anything was decided at this close that opens a position."""
    if signal < 0:
        return False
    if len(weights):
        return not np.isnan(weights[signal, 0])
    for symbol in range(orders.shape[1]):  # noqa: SIM110 - a plain loop is what compiles to fast code
        if orders[signal, symbol] & (BUY | SELL_SHORT):
            return True
    return False


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

    `trades` needs `most_a_bar` rows for each bar and symbol.
    """
    count = 0
    stopped = rules.stop + rules.trail + rules.break_even > 0 or len(market.scales) > 0
    targeted = rules.target > 0 or len(rules.parts) > 0 or len(market.scales) > 0
    orders, weights, idle = market.orders, market.weights, positions(state.book) == 0
    for bar in range(first, last):
        signal = bar if rules.at_close else bar - 1
        if idle and not wanted(orders, weights, signal):
            held[bar], equity[bar] = False, state.account[EQUITY]
            continue
        if rules.borrow > 0:
            borrow(market, rules, state, bar)
        if bar > 0 and not rules.at_close:
            count = trade(market, rules, state, trades, count, bar, bar - 1, OPEN)
        held[bar] = positions(state.book) > 0
        if held[bar]:
            if stopped:
                count = stops(market, rules, state, trades, count, bar)
            if targeted:
                count = targets(market, rules, state, trades, count, bar)
            if rules.same_day and market.clock[bar, SESSION_END]:
                count = close_all(market, rules, state, trades, count, bar, BY_SESSION)
            watch(market, rules, state.book, bar)
        mark(market, state, bar)
        if rules.at_close:
            count = trade(market, rules, state, trades, count, bar, bar, CLOSE)
            mark(market, state, bar)
        idle = positions(state.book) == 0
        if state.account[EQUITY] <= 0 and not idle:
            count = close_all(market, rules, state, trades, count, bar, BY_RUIN)
            mark(market, state, bar)
            idle = True
        equity[bar] = state.account[EQUITY]
    return count
