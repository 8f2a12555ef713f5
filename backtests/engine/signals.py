"""Turns conditions into signals: at which closes does a rule hold, for one symbol.

Logic has three values. Before an indicator has its window, a comparison is neither true nor
false, and neither is its negation; only what is certainly true becomes a signal.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from backtests.engine import indicators
from backtests.engine.bars import Bars, FloatArray
from backtests.engine.strategy import (
    All,
    Any_,
    Change,
    Comparison,
    Condition,
    Distance,
    Indicator,
    Not,
    Number,
    Operand,
    Price,
    Streak,
)

BoolArray = npt.NDArray[np.bool_]

# Two values are equal that differ by less than this share of their size.
NOISE = 1e-12


class Truth(NamedTuple):
    """Where a condition certainly holds, and where it certainly fails."""

    holds: BoolArray
    fails: BoolArray


@dataclass(frozen=True)
class Panel:
    """One symbol's bars with every operand and condition of a strategy computed once.

    The first `warm_up` bars are there for the windows of indicators only: `bars`, `series` and
    `truth` begin after them.
    """

    history: Bars
    warm_up: int = 0
    _series: dict[str, FloatArray] = field(default_factory=dict)
    _truths: dict[str, Truth] = field(default_factory=dict)

    @cached_property
    def bars(self) -> Bars:
        return self.history.take(slice(self.warm_up, None))

    def series(self, operand: Operand) -> FloatArray:
        return self.whole_series(operand)[self.warm_up :]

    def truth(self, condition: Condition) -> Truth:
        holds, fails = self.whole_truth(condition)
        return Truth(holds[self.warm_up :], fails[self.warm_up :])

    def whole_series(self, operand: Operand) -> FloatArray:
        key = operand.model_dump_json()
        if key not in self._series:
            self._series[key] = values_of(operand, self.history)
        return self._series[key]

    def whole_truth(self, condition: Condition) -> Truth:
        key = condition.model_dump_json()
        if key not in self._truths:
            self._truths[key] = truth(condition, self)
        return self._truths[key]


def signal(condition: Condition | None, panel: Panel) -> BoolArray:
    """The closes at which the condition certainly holds; no condition never does."""
    if condition is None:
        return np.zeros(len(panel.bars), np.bool_)
    return panel.truth(condition).holds


def truth(condition: Condition, panel: Panel) -> Truth:
    """At every bar of the panel's history."""
    match condition:
        case Comparison():
            return compare(condition, panel)
        case Not():
            holds, fails = panel.whole_truth(condition.of)
            return Truth(fails, holds)
        case All() | Any_():
            parts = [panel.whole_truth(part) for part in condition.of]
            return everything(parts) if isinstance(condition, All) else anything(parts)


def everything(parts: list[Truth]) -> Truth:
    return Truth(
        np.logical_and.reduce([part.holds for part in parts]),
        np.logical_or.reduce([part.fails for part in parts]),
    )


def anything(parts: list[Truth]) -> Truth:
    return Truth(
        np.logical_or.reduce([part.holds for part in parts]),
        np.logical_and.reduce([part.fails for part in parts]),
    )


def compare(comparison: Comparison, panel: Panel) -> Truth:
    left, right = panel.whole_series(comparison.left), panel.whole_series(comparison.right)
    gap = difference(left, right)
    known = ~np.isnan(gap)
    match comparison.op:
        case "<":
            holds = gap < 0
        case "<=":
            holds = gap <= 0
        case ">":
            holds = gap > 0
        case ">=":
            holds = gap >= 0
        case "crosses_above":
            known, holds = known & previous(known), rises_through_zero(gap)
        case "crosses_below":
            known, holds = known & previous(known), rises_through_zero(-gap)
    return Truth(holds, known & ~holds)


def difference(left: FloatArray, right: FloatArray) -> FloatArray:
    """Left minus right, without rounding noise: a flat price is not above its own average."""
    gap = left - right
    size = np.maximum(np.abs(left), np.abs(right))
    return np.where(np.abs(gap) <= NOISE * size, 0.0, gap)


def rises_through_zero(gap: FloatArray) -> BoolArray:
    """At or below zero one bar ago, and above it now."""
    return (gap > 0) & previous(gap <= 0)


def previous(flags: BoolArray) -> BoolArray:
    return np.concatenate((np.zeros(1, np.bool_), flags[:-1]))


def values_of(operand: Operand, bars: Bars) -> FloatArray:
    columns = bars.columns()
    match operand:
        case Number():
            return np.full(len(bars), operand.value)
        case Price():
            return lagged(columns[operand.field], operand.lag) * operand.multiplier
        case Indicator():
            outputs = indicators.compute(operand.name, columns, operand.params)
            return lagged(outputs[operand.output], operand.lag) * operand.multiplier
        case Change():
            return bars.close / lagged(bars.close, operand.bars) - 1
        case Distance():
            return bars.close / level(operand, bars) - 1
        case Streak():
            return streak(bars.close if operand.way == "up" else -bars.close)


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
