"""Turns conditions into signals: at which closes does a rule hold, for one traded symbol.

Logic has three values (Kleene). Before an indicator has its window, a comparison is neither true
nor false, and neither is its negation; only what is certainly true becomes a signal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce

import numpy as np

from backtests.engine import calendar, indicators
from backtests.engine.bars import Bars, FloatArray
from backtests.engine.conditions import (
    All,
    Any_,
    Between,
    Calendar,
    Comparison,
    Condition,
    Lasting,
    Not,
    Since,
    Trend,
)
from backtests.engine.kernel.layout import FAILS, HOLDS, UNKNOWN, BoolArray, IntArray, Truth
from backtests.engine.kernel.signalling import ABOVE, NOT_BELOW, RISES_THROUGH, fill_truth
from backtests.engine.operands import (
    Change,
    Distance,
    Gap,
    Indicator,
    Number,
    Operand,
    Price,
    Series,
    Streak,
)


@dataclass(frozen=True)
class Panel:
    """One symbol's bars with every operand and condition of a strategy computed once.

    The first `warm_up` bars are there for the windows of indicators only: `bars`, `series` and
    `truth` begin after them. `others` are the panels of the symbols that conditions look at;
    an entry fills `delay` bars after its signal, an exit `delay_out`.
    """

    history: Bars
    warm_up: int = 0
    delay: int = 1
    delay_out: int = 1
    others: Mapping[str, Panel] = field(default_factory=dict)
    _series: dict[str, FloatArray] = field(default_factory=dict)
    _truths: dict[str, Truth] = field(default_factory=dict)

    @cached_property
    def bars(self) -> Bars:
        return self.history.take(slice(self.warm_up, None))

    @cached_property
    def leaving(self) -> Panel:
        """The same for rules of exits, whose days and times are those of their own fill."""
        if self.delay_out == self.delay:
            return self
        return replace(self, delay=self.delay_out, _truths={})

    def looks_at(self, operand: Operand) -> Bars:
        """The bars on which an operand is computed."""
        symbol = None if isinstance(operand, Number) else operand.symbol
        elsewhere = symbol and symbol != self.history.symbol
        return self.others[symbol].history if symbol and elsewhere else self.history

    def series(self, operand: Operand) -> FloatArray:
        return self.whole_series(operand)[self.warm_up :]

    def truth(self, condition: Condition) -> Truth:
        return self.whole_truth(condition)[self.warm_up :]

    def whole_series(self, operand: Operand) -> FloatArray:
        if operand.key not in self._series:
            self._series[operand.key] = self._valued(operand)
        return self._series[operand.key]

    def _valued(self, operand: Operand) -> FloatArray:
        if isinstance(operand, Number):
            return np.full(len(self.history), operand.value)
        if operand.symbol and operand.symbol != self.history.symbol:
            return self._looked_up(self.others[operand.symbol], operand)
        values = lagged(values_of(operand, self.history), operand.lag)
        return values if operand.multiplier == 1 else values * operand.multiplier

    def _looked_up(self, other: Panel, operand: Operand) -> FloatArray:
        """Another symbol's value at the same moments; where it has no bar, nothing is known."""
        values = other.whole_series(operand.model_copy(update={"symbol": None}))
        time, there = self.history.time, other.history.time
        at = np.minimum(np.searchsorted(there, time), max(len(there) - 1, 0))
        return np.where(there[at] == time, values[at], np.nan) if len(there) else at * np.nan

    def whole_truth(self, condition: Condition) -> Truth:
        if condition.key not in self._truths:
            self._truths[condition.key] = truth(condition, self)
        return self._truths[condition.key]


def signal(condition: Condition | None, panel: Panel) -> BoolArray:
    """The closes at which the condition certainly holds; no condition never does."""
    if condition is None:
        return np.zeros(len(panel.bars), np.bool_)
    holds: BoolArray = panel.truth(condition) == HOLDS
    return holds


def truth(condition: Condition, panel: Panel) -> Truth:
    """At every bar of the panel's history."""
    match condition:
        case Comparison():
            return compare(condition, panel)
        case Between():
            return everything([panel.whole_truth(part) for part in condition.parts])
        case Trend():
            return moves(condition, panel)
        case Calendar():
            return dated(condition, panel)
        case Lasting():
            return lasts(panel.whole_truth(condition.of), condition.bars, condition.at_least)
        case Since():
            return holds_since(panel.whole_truth(condition.of), panel.whole_truth(condition.until))
        case Not():
            return -panel.whole_truth(condition.of)
        case All() | Any_():
            parts = [panel.whole_truth(part) for part in condition.of]
            return everything(parts) if isinstance(condition, All) else anything(parts)


def everything(parts: list[Truth]) -> Truth:
    return reduce(np.minimum, parts)


def anything(parts: list[Truth]) -> Truth:
    return reduce(np.maximum, parts)


# How a gap of left and right is looked at, and which way it is taken.
LOOKS = {
    "<": (-1.0, ABOVE),
    "<=": (-1.0, NOT_BELOW),
    ">": (1.0, ABOVE),
    ">=": (1.0, NOT_BELOW),
    "crosses_above": (1.0, RISES_THROUGH),
    "crosses_below": (-1.0, RISES_THROUGH),
}


def compare(comparison: Comparison, panel: Panel) -> Truth:
    left, right = panel.whole_series(comparison.left), panel.whole_series(comparison.right)
    return compared(left, right, *LOOKS[comparison.op])


def compared(left: FloatArray, right: FloatArray, way: float, look: int) -> Truth:
    found = np.empty(len(left), np.int8)
    fill_truth(left, right, way, look, found)
    return found


def moves(trend: Trend, panel: Panel) -> Truth:
    values = panel.whole_series(trend.operand)
    way = 1.0 if trend.way == "rising" else -1.0
    return lasts(compared(values, lagged(values, 1), way, ABOVE), trend.bars)


def lasts(part: Truth, bars: int, at_least: int | None = None) -> Truth:
    """It held at so many of the last `bars` closes, or at each."""
    needed = at_least or bars
    held = among(part == HOLDS, bars)
    failed = among(part == FAILS, bars)
    known = np.where(failed > bars - needed, FAILS, UNKNOWN)
    return np.where(held >= needed, HOLDS, known).astype(np.int8)


def holds_since(begins: Truth, ends: Truth) -> Truth:
    """What was said last at this close or before it; an end is said louder than a beginning."""
    said = np.where(ends == HOLDS, FAILS, np.where(begins == HOLDS, HOLDS, UNKNOWN))
    latest = np.maximum.accumulate(np.where(said != UNKNOWN, np.arange(len(said)), -1))
    known = np.maximum.accumulate((begins != UNKNOWN) | (ends != UNKNOWN))
    silent = np.where(known, FAILS, UNKNOWN)
    return np.where(latest >= 0, said[latest], silent).astype(np.int8)


def among(flags: BoolArray, bars: int) -> IntArray:
    """How many of the last `bars` are set; before the first one none is."""
    total = np.cumsum(flags)
    return total - np.concatenate((np.zeros(min(bars, len(total)), np.int64), total[:-bars]))


def dated(rule: Calendar, panel: Panel) -> Truth:
    """The bar on which an order fills comes later; behind the last one there is none."""
    bars = panel.history
    holds = calendar.held_at(rule, bars.time, bars.timezone)
    known = ~calendar.needs_later_bars(rule, bars.time, bars.timezone)
    if rule.on == "fill" and panel.delay:
        nothing = np.zeros(min(panel.delay, len(bars)), np.bool_)
        holds = np.concatenate((holds[panel.delay :], nothing))
        known = np.concatenate((known[panel.delay :], nothing))
    return np.where(known, np.where(holds, HOLDS, FAILS), UNKNOWN).astype(np.int8)


def delayed(part: Truth, bars: int) -> Truth:
    """As it was so many bars ago; before the first bar nothing is known."""
    if bars == 0:
        return part
    return np.concatenate((np.full(min(bars, len(part)), UNKNOWN, np.int8), part[:-bars]))


def values_of(operand: Series, bars: Bars) -> FloatArray:
    """The operand at each close, before its lag and multiplier."""
    columns = bars.columns()
    match operand:
        case Price():
            return columns[operand.field]
        case Indicator():
            return indicators.compute(operand.name, columns, operand.params)[operand.output]
        case Change():
            return bars.close / lagged(bars.close, operand.bars) - 1
        case Distance():
            return bars.close / level(operand, bars) - 1
        case Gap():
            return bars.open / lagged(bars.close, 1) - 1
        case Streak():
            return streak(bars.close if operand.way == "up" else -bars.close)
        case _:
            raise TypeError(f"{type(operand).__name__} is no operand with values of its own")


def lagged(values: FloatArray, bars: int) -> FloatArray:
    if bars == 0:
        return values
    return np.concatenate((np.full(min(bars, len(values)), np.nan), values[:-bars]))


def level(distance: Distance, bars: Bars) -> FloatArray:
    """The rolling high, low or mean that a distance is measured from."""
    name, output = {
        "high": ("HIGHEST", "high"),
        "low": ("LOWEST", "low"),
        "mean": ("SMA", "value"),
    }[distance.of]
    return indicators.compute(name, bars.columns(), {"period": distance.bars})[output]


def streak(close: FloatArray) -> FloatArray:
    """How many closes in a row rose, ending here; the first bar has no close to compare with."""
    rose = np.concatenate(([False], np.diff(close) > 0))
    index = np.arange(len(close))
    last_fall = np.maximum.accumulate(np.where(rose, 0, index))
    return np.where(index == 0, np.nan, (index - last_fall).astype(np.float64))
