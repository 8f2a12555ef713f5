"""Orders: what an entry or an exit does to the cash, the position and the list of trades."""

import numpy as np

from backtests.engine.kernel.compiling import compiled, inlined
from backtests.engine.kernel.layout import (
    ASKED,
    AT_THE_END,
    BEST,
    BORROWED,
    BOUGHT,
    BROKEN,
    BUY,
    BY_BREAK_EVEN,
    BY_STOP,
    BY_TRAIL,
    CASH,
    CASH_AMOUNT,
    CLOSED,
    COSTS,
    CUT,
    DUST,
    ENTRIES,
    ENTRY_BAR,
    ENTRY_FEE,
    EQUITY,
    FILL,
    FRACTION,
    GAINED,
    GRANTED,
    HIGHEST,
    LOWEST,
    MISSED,
    QUANTITY,
    RISK,
    SHARES,
    STOP,
    STOP_GAP,
    SWING,
    T_COSTS,
    T_ENTRY_BAR,
    T_ENTRY_PRICE,
    T_EXIT_BAR,
    T_EXIT_PRICE,
    T_HIGHEST,
    T_LOWEST,
    T_PNL,
    T_QUANTITY,
    T_REASON,
    T_SIDE,
    T_SYMBOL,
    TARGET,
    TARGET_GAP,
    TRAIL,
    TRAIL_GAP,
    WHOLE,
    WISHED,
    FloatArray,
    Market,
    Rules,
    State,
)


@compiled
def reduce(
    rules: Rules,
    state: State,
    symbol: int,
    bar: int,
    quote: float,
    slippage: float,
    reason: int,
    quantity: float,
) -> None:
    """Leave `quantity` of a position and record the trade.

    What the whole position has cost so far is shared out in proportion.
    """
    position, trade = state.book[symbol], state.trades[int(state.account[CLOSED])]
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
    state.account[CLOSED] += 1


@inlined
def proceeds(rules: Rules, quote: float, quantity: float) -> float:
    """What the sale of a long position leaves after its costs."""
    price = quote * (1 - rules.slippage)
    return quantity * (price * (1 - rules.commission) - rules.per_share) - rules.per_trade


@compiled
def record_open(close: FloatArray, state: State) -> None:
    """Open positions as trades that ended at the last close, without an exit fee."""
    last = len(close) - 1
    for symbol in range(len(state.book)):
        position, held = state.book[symbol], state.book[symbol, QUANTITY]
        if held == 0:
            continue
        price, trade = close[last, symbol], state.trades[int(state.account[CLOSED])]
        trade[T_SYMBOL], trade[T_QUANTITY], trade[T_REASON] = symbol, abs(held), AT_THE_END
        trade[T_ENTRY_BAR], trade[T_EXIT_BAR] = position[ENTRY_BAR], last
        trade[T_ENTRY_PRICE], trade[T_EXIT_PRICE] = position[FILL], price
        spent = position[ENTRY_FEE] + position[BORROWED]
        trade[T_PNL] = (price - position[FILL]) * held - spent
        trade[T_COSTS] = position[COSTS] + position[BORROWED]
        trade[T_LOWEST] = min(position[LOWEST], price)
        trade[T_HIGHEST] = max(position[HIGHEST], price)
        trade[T_SIDE] = 1.0 if held > 0 else -1.0
        state.account[CLOSED] += 1


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
        position[LOWEST] = min(position[LOWEST], price)
        position[HIGHEST] = max(position[HIGHEST], price)
    position[QUANTITY] = side * (held + quantity)
    position[BOUGHT] += quantity
    position[ENTRIES] += 1
    position[ENTRY_FEE] += fee
    position[COSTS] += fee + slipped


@inlined
def buying_power(rules: Rules, state: State, bar: int, quotes: FloatArray) -> float:
    """How much more may be bought or sold short: leverage x equity less all positions.

    Everything counts at the quotes of this moment, because a gap may have taken the equity of the
    last close away.
    """
    power: float = rules.leverage * state.account[CASH]
    for symbol in range(len(state.book)):
        held = state.book[symbol, QUANTITY]
        if held != 0:
            power += (rules.leverage * held - abs(held)) * quotes[bar, symbol]
    return power


@inlined
def distance(
    fraction: float, price: float, market: Market, signal: int, symbol: int, gap: int
) -> float:
    """In money a share: 0 if there is none, NaN while it is not known."""
    if fraction > 0:
        return fraction * price
    return market.scales[signal, symbol, gap] if len(market.scales) else 0.0


@inlined
def level(fraction: float, gap: float, paid: float, way: float) -> float:
    """So far above (`way` 1) or below (-1) the price paid; NaN, which no price reaches, if none."""
    if fraction > 0:
        return paid * (1 + way * fraction)
    return paid + way * gap if gap > 0 else np.nan


@inlined
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


@inlined
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


@inlined
def note(rules: Rules, state: State, quantity: float, wanted: float, budget: float) -> None:
    """Counts what was bought for less than it was to cost; `wanted` is 0 where nothing was cut."""
    if wanted > 0:
        state.account[CUT] += 1
        state.account[WISHED] += wanted
        state.account[GRANTED] += budget
    if quantity < 1:
        state.account[BROKEN] += 1


@compiled
def enter(
    market: Market,
    rules: Rules,
    state: State,
    symbol: int,
    bar: int,
    signal: int,
    quotes: FloatArray,
) -> None:
    """Size a market order in and fill it; what the money does not allow is not bought."""
    quote = quotes[bar, symbol]
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
    state.account[ASKED] += 1
    budget = min(wanted, buying_power(rules, state, bar, quotes))
    quantity = (budget - rules.per_trade) / cost
    if rules.sizing == SHARES:
        quantity = min(quantity, rules.size)
    if rules.whole_shares:
        quantity = np.floor(quantity + DUST)
    short = budget < wanted * WHOLE
    if budget <= equity * DUST or quantity <= 0:
        state.account[MISSED] += 1 if short else 0
        return
    note(rules, state, quantity, wanted if short else 0.0, budget)
    if held:  # the distances are those of the first entry; NaN, where there is none, stays none
        stop, target = abs(position[FILL] - position[STOP]), abs(position[FILL] - position[TARGET])
        trail = position[TRAIL]
    increase(rules, state, symbol, bar, quote, quantity, side)
    paid = position[FILL]
    position[STOP] = level(rules.stop, stop, paid, -side)
    position[TARGET] = level(rules.target, target, paid, side)
    position[TRAIL] = trail
