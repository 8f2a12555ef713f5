"""Market orders: what the rules want at each close, and how it is done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import floor, isnan

import numpy as np

from backtests.engine.bars import Bars
from backtests.engine.calendar import session_ends
from backtests.engine.market import swings
from backtests.engine.metrics import BARS_PER_YEAR
from backtests.engine.script.parts.account import (
    DUST,
    Account,
    Position,
    close_all,
    decrease,
    increase,
)
from backtests.engine.script.parts.levels import (
    Exits,
    away,
    distance,
    in_money,
    nearest_stop,
    reaches,
)
from backtests.engine.script.parts.market import Market, Rule
from backtests.engine.script.parts.operands import Others
from backtests.engine.script.parts.truths import Truth

LEVELS = ("stop_loss", "take_profit", "trailing_stop")


@dataclass(frozen=True)
class Wish:
    """What is known of a symbol at each close: who wants in and out, and how prices move.

    `entry` is 1 to buy, -1 to sell short and 0 for neither.
    """

    entry: list[int]
    leave_long: list[bool]
    leave_short: list[bool]
    money: Mapping[str, list[float]]  # distances of stops and targets that are not fractions
    swings: list[float]  # standard deviation of 20 returns, per year


@dataclass(frozen=True)
class Order:
    """An entry that is to be sized: what a share costs with fees, and loses at the stop."""

    equity: float
    fee: float  # that is paid once, whatever the size
    cost: float
    risked: float
    swing: float


Budget = Callable[[Order], float]


@dataclass(frozen=True)
class Sizing:
    """`budget` says how much money an entry may use, its fixed fee included."""

    budget: Budget
    most_shares: float = float("inf")
    max_positions: int = 0
    max_entries: int = 1
    leverage: float = 1.0


@dataclass(frozen=True)
class Plan:
    """All that decides about orders: the wishes by symbol, the exits, and the size."""

    wishes: Mapping[str, Wish]
    exits: Exits
    sizing: Sizing


def never(bars: Bars, others: Others) -> Truth:
    return np.zeros(len(bars))


def wishes(
    market: Market,
    exits: Exits,
    timeframe: str,
    long_entry: Rule = never,
    long_exit: Rule = never,
    short_entry: Rule = never,
    short_exit: Rule = never,
    exits_beat: bool = True,
) -> dict[str, Wish]:
    """On the same close an exit beats an entry; if both sides want in, neither gets in."""
    found = {}
    for bars in market.histories:
        first, out, second, back = (
            market.tested(rule, bars) == 1
            for rule in (long_entry, long_exit, short_entry, short_exit)
        )
        if exits_beat:
            first, second = first & ~out, second & ~back
        entry = first.astype(int) - second.astype(int)
        tested = slice(market.warm_up, None)
        money = {name: in_money(getattr(exits, name), bars)[tested].tolist() for name in LEVELS}
        swing = swings(bars.close, BARS_PER_YEAR[timeframe])[tested].tolist()
        found[bars.symbol] = Wish(entry.tolist(), out.tolist(), back.tolist(), money, swing)
    return found


def borrow(account: Account, rate: float, bar: int) -> None:
    """A short that was held at the last close pays for the time since then, on its value there."""
    for symbol, one in account.held():
        if one.side < 0 and bar > 0:
            close = account.quote(symbol, bar - 1, "close")
            cost = one.quantity * close * rate * account.market.years(bar)
            account.cash -= cost
            one.borrowed += cost


def leave(account: Account, plan: Plan, bar: int, signal: int, at: str) -> dict[str, float]:
    """Out by rule, because time is up, or because the other side wants in; says who left."""
    left = {}
    for symbol, one in account.held():
        wish = plan.wishes[symbol]
        rule = wish.leave_long[signal] if one.side > 0 else wish.leave_short[signal]
        turned = wish.entry[signal] == -one.side
        late = time_is_up(account, plan.exits, one.bar, bar)
        if rule or late or turned:
            reason = "rule" if rule else "time" if late else "turned round"
            left[symbol] = one.side
            decrease(account, symbol, bar, account.quote(symbol, bar, at), reason)
    return left


def time_is_up(account: Account, exits: Exits, entered: int, bar: int) -> bool:
    days = account.market.days[bar] - account.market.days[entered]
    return 0 < exits.max_bars <= bar - entered or 0 < exits.max_days <= days


def enter(
    account: Account, plan: Plan, left: Mapping[str, float], bar: int, signal: int, at: str
) -> None:
    """In, in the order of the symbols; a side that was left on this bar is not entered again."""
    sizing = plan.sizing
    for symbol, wish in plan.wishes.items():
        side, one = wish.entry[signal], account.positions.get(symbol)
        if side == 0 or side == left.get(symbol):
            continue
        if one and one.entries >= sizing.max_entries:
            continue
        if not one and 0 < sizing.max_positions <= len(account.positions):
            continue
        open_or_add(account, plan, symbol, bar, signal, at)


def open_or_add(account: Account, plan: Plan, symbol: str, bar: int, signal: int, at: str) -> None:
    """What the money does not allow is not bought; nor where a distance is not known yet."""
    exits, wish, one = plan.exits, plan.wishes[symbol], account.positions.get(symbol)
    side, quote = float(wish.entry[signal]), account.quote(symbol, bar, at)
    price = quote * (1 + side * account.settings.slippage)
    gaps = [distance(getattr(exits, name), price, wish.money[name][signal]) for name in LEVELS]
    if any(isnan(gap) for gap in gaps) or (one and is_beyond(exits, one, quote)):
        return
    order = order_of(account, price, gaps, wish.swings[signal])
    power = buying_power(account, plan.sizing.leverage, bar, at)
    quantity = size_of(order, plan.sizing, power, account.settings.whole_shares)
    if quantity <= 0:
        return
    if one:  # the distances are those of the first entry
        gaps = [abs(one.price - one.stop), abs(one.price - one.target), one.trail]
    one = increase(account, symbol, bar, quote, quantity, side)
    one.stop = away(exits.stop_loss, one.price, gaps[0], -side)
    one.target = away(exits.take_profit, one.price, gaps[1], side)
    one.trail = gaps[2]


def is_beyond(exits: Exits, one: Position, quote: float) -> bool:
    """Nothing is added to a position at a price that lies beyond its stop or its target."""
    stop, _ = nearest_stop(exits, one)
    return reaches(quote, stop, -one.side) or reaches(quote, one.target, one.side)


def order_of(account: Account, price: float, gaps: Sequence[float], swing: float) -> Order:
    stop, _, trail = gaps
    risked = min(stop, trail) if stop > 0 and trail > 0 else max(stop, trail)
    costs = account.settings
    cost = price * (1 + costs.commission) + costs.commission_per_share
    return Order(account.equity, costs.commission_per_trade, cost, risked, swing)


def size_of(order: Order, sizing: Sizing, power: float, whole: bool) -> float:
    """How many shares the budget pays for, and the money allows; 0 where that is not known."""
    budget = min(sizing.budget(order), power)
    if isnan(budget) or budget <= order.equity * DUST:
        return 0.0
    quantity = min((budget - order.fee) / order.cost, sizing.most_shares)
    return float(floor(quantity + DUST)) if whole else quantity


def buying_power(account: Account, leverage: float, bar: int, at: str) -> float:
    """Leverage x equity less all positions, at the quotes of this moment."""
    power = leverage * account.cash
    for symbol, one in account.held():
        held = one.side * one.quantity
        power += (leverage * held - one.quantity) * account.quote(symbol, bar, at)
    return power


def leave_at_the_end_of_the_day(account: Account, bar: int) -> None:
    """At the last close of a day; after the very last bar a day of several may go on."""
    days = np.array(account.market.days[bar : bar + 2])
    if session_ends(days, account.settings.timeframe in ("1d", "1w"))[0]:
        close_all(account, bar, "end of day")
