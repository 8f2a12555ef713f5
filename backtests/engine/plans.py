"""Plans: strategies that buy on a rhythm, keep weights or rotate, and so are in by design.

A round trip is no measure of them: months and purchases are. The test is followed once more from
fill to fill, to see what was bought when, and what the money did not allow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from backtests.engine.bars import FloatArray, TimeArray
from backtests.engine.conditions import All, Any_, Calendar, Condition
from backtests.engine.kernel.following import follow
from backtests.engine.kernel.layout import (
    BUY,
    CASH_AMOUNT,
    DUST,
    FRACTION,
    SHARES,
    BoolArray,
    IntArray,
    Market,
    Rules,
)
from backtests.engine.phrases import counted
from backtests.engine.simulator import blank, rules_of
from backtests.engine.strategy import Rotation, Strategy, Weights

Kind = Literal["purchases", "weights", "rotation"]
MONTH = 365.25 / 12 * np.timedelta64(86_400, "s")
SIZES = (FRACTION, CASH_AMOUNT, SHARES)


@dataclass(frozen=True)
class Course:
    """The bars of all fills: at which was `bought` (or weighed anew), once for each symbol that
    bought, and at which the money was `short` or the amount `small` for a single share; `looks` is
    how often it was decided, `invested` the mean part of the equity that was not cash.
    """

    bought: IntArray
    short: IntArray
    small: IntArray
    looks: int
    invested: float


@dataclass(frozen=True)
class Plan:
    """A plan with its length, rounded to months."""

    kind: Kind
    months: int
    course: Course


def kind_of(strategy: Strategy) -> Kind | None:
    """None where trades begin and end by signals; an if/else allocation is such a strategy too."""
    match strategy.portfolio:
        case Weights():
            return "weights"
        case Rotation():
            return "rotation"
        case None if accumulates(strategy) and strategy.entry and rhythm(strategy.entry):
            return "purchases"
        case _:
            return None


def accumulates(strategy: Strategy) -> bool:
    """Whether it buys again and again, and keeps all of it."""
    leaves = (
        strategy.exit, strategy.stop_loss, strategy.take_profit, strategy.trailing_stop,
        strategy.break_even, strategy.partial_exits, strategy.max_bars, strategy.max_days,
        strategy.same_day,
    )  # fmt: skip
    again = strategy.hold and strategy.sizing.max_entries > 1
    return again and strategy.direction == "long" and not any(leaves)


def rhythm(rule: Condition) -> bool:
    """Whether the calendar alone decides."""
    if isinstance(rule, All | Any_):
        return all(rhythm(one) for one in rule.of)
    return isinstance(rule, Calendar)


def course_of(strategy: Strategy, market: Market, equity: FloatArray) -> Course | None:
    """None where the fills are those of signals, or sizes are not sums or parts of the money."""
    if not (accumulates(strategy) or kind_of(strategy)):
        return None
    rules, capital = rules_of(strategy), strategy.initial_capital
    if strategy.portfolio:
        return weighed(market, rules, capital, equity)
    return accumulated(market, rules, capital, equity) if rules.sizing in SIZES else None


def plan_of(strategy: Strategy, course: Course | None, time: TimeArray) -> Plan | None:
    kind = kind_of(strategy)
    if kind is None or course is None:
        return None
    return Plan(kind, months_of(time[0], time[-1]), course)


def months_of(start: np.datetime64, end: np.datetime64) -> int:
    return round(float((end - start) / MONTH))


def course_flags(strategy: Strategy, course: Course | None, time: TimeArray) -> Iterator[str]:
    """Purchases that did not happen, and why."""
    if course and len(course.short):
        yield out_of_money(course, time)
    if course and len(course.small):
        sum_ = "less than one share" if strategy.sizing.whole_shares else "eaten up by its fee"
        yield (
            f"The amount was {sum_} at {counted(len(course.small), 'purchase')}, the first on "
            f"{day(time, course.small[0])}: nothing was bought there. Buy for more."
        )


def out_of_money(course: Course, time: TimeArray) -> str:
    missed = len(course.short)
    if len(course.bought) and course.bought[-1] <= course.short[0]:
        return (
            f"The money ran out on {day(time, course.bought[-1])}: "
            f"{counted(missed, 'later purchase')} did not happen. Begin with more, or buy for less."
        )
    return (
        f"The money was too short for {counted(missed, 'purchase')}, the first on "
        f"{day(time, course.short[0])}: nothing was bought there. Begin with more."
    )


def day(time: TimeArray, bar: int) -> str:
    return str(np.datetime_as_string(time[bar], "D"))


# What came of each fill -------------------------------------------------------------------------


@dataclass(frozen=True)
class Fills:
    """The bars at which decisions fill, with the cash after each, and a row of what is held and of
    how many entries that has taken, symbol by symbol.
    """

    bars: IntArray
    cash: FloatArray
    held: FloatArray
    entries: FloatArray

    @classmethod
    def of(cls, market: Market, rules: Rules, capital: float, decided: BoolArray) -> Fills:
        """The last close fills nothing, unless orders fill at the close."""
        bars = np.flatnonzero(decided) + delay_of(rules)
        bars = np.asarray(bars[bars < len(decided)], np.int64)
        equity, state = blank(market, rules, capital)
        shape = len(bars), len(state.book)
        found = cls(bars, np.empty(len(bars)), np.empty(shape), np.empty(shape))
        follow(market, rules, state, bars, equity, found.cash, found.held, found.entries)
        return found

    def invested(self, capital: float, equity: FloatArray) -> float:
        """The mean part of the equity that was not cash, which changes at fills only."""
        latest = np.searchsorted(self.bars, np.arange(len(equity)), side="right")
        cash, known = np.append(capital, self.cash)[latest], equity > 0
        return float(np.mean(1 - cash[known] / equity[known])) if known.any() else 0.0


def accumulated(market: Market, rules: Rules, capital: float, equity: FloatArray) -> Course:
    """What each signal to buy came to."""
    asked = np.asarray((market.orders & BUY) > 0)
    fills = Fills.of(market, rules, capital, np.asarray(asked.any(axis=1)))
    wanted, before = asked[fills.bars - delay_of(rules)], earlier(fills.entries)
    bought = wanted & (fills.entries > before)
    missed = wanted & ~bought & ~full(rules, before)
    small = missed & too_small(market, rules, fills.bars, equity)
    return Course(
        times(fills.bars, bought),
        times(fills.bars, missed & ~small),
        times(fills.bars, small),
        len(fills.bars),
        fills.invested(capital, equity),
    )


def weighed(market: Market, rules: Rules, capital: float, equity: FloatArray) -> Course:
    """The decisions at which something changed hands."""
    fills = Fills.of(market, rules, capital, ~np.isnan(market.weights[:, 0]))
    traded = np.asarray((fills.held != earlier(fills.held)).any(axis=1))
    none, invested = np.empty(0, np.int64), fills.invested(capital, equity)
    return Course(fills.bars[traded], none, none, len(fills.bars), invested)


def delay_of(rules: Rules) -> int:
    return 0 if rules.at_close else 1


def earlier(rows: FloatArray) -> FloatArray:
    """What there was before each fill."""
    return np.vstack((np.zeros((1, rows.shape[1])), rows))[:-1]


def times(bars: IntArray, found: BoolArray) -> IntArray:
    """Each bar as often as something was found in its row."""
    return np.repeat(bars, found.sum(axis=1))


def full(rules: Rules, entries: FloatArray) -> BoolArray:
    """Whether the rules allow no further entry, whatever the money."""
    held = entries > 0
    most = rules.max_positions or np.inf
    crowded = np.count_nonzero(held, axis=1, keepdims=True) >= most
    return np.where(held, entries >= rules.max_entries, crowded)


def too_small(market: Market, rules: Rules, bars: IntArray, equity: FloatArray) -> BoolArray:
    """Whether an entry buys nothing even where there is all the money for it."""
    quotes = (market.close if rules.at_close else market.open)[bars]
    quantity = np.full(quotes.shape, rules.size)
    if rules.sizing != SHARES:
        worth = equity[bars - delay_of(rules), None] if rules.sizing == FRACTION else 1.0
        cost = quotes * (1 + rules.slippage) * (1 + rules.commission) + rules.per_share
        quantity = (rules.size * worth - rules.per_trade) / cost
    return np.asarray((np.floor(quantity + DUST) if rules.whole_shares else quantity) <= 0)
