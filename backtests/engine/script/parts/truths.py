"""Conditions at every close: 1 is true, 0 is false, and 0.5 is not known yet.

So `and` is the minimum, `or` the maximum and `not` what is missing to 1; only a 1 is a signal.
"""

import numpy as np

from backtests.engine.bars import FloatArray
from backtests.engine.kernel.layout import BoolArray
from backtests.engine.kernel.signalling import NOISE
from backtests.engine.signals import lagged

Truth = FloatArray
Values = FloatArray | float
UNKNOWN = 0.5


def judged(holds: BoolArray, known: BoolArray) -> Truth:
    return np.where(known, holds.astype(np.float64), UNKNOWN)


def is_below(left: Values, right: Values) -> Truth:
    gap = apart(left, right)
    return judged(gap < 0, ~np.isnan(gap))


def is_at_most(left: Values, right: Values) -> Truth:
    gap = apart(left, right)
    return judged(gap <= 0, ~np.isnan(gap))


def is_above(left: Values, right: Values) -> Truth:
    return is_below(right, left)


def is_at_least(left: Values, right: Values) -> Truth:
    return is_at_most(right, left)


def crosses_above(left: Values, right: Values) -> Truth:
    """At or below it at the close before, and above it now."""
    gap = apart(left, right)
    known = ~np.isnan(gap)
    return judged(rises_through_zero(gap), known & previous(known))


def crosses_below(left: Values, right: Values) -> Truth:
    return crosses_above(right, left)


def apart(left: Values, right: Values) -> FloatArray:
    """Left minus right; one of them is a series."""
    return difference(np.asarray(left, np.float64), np.asarray(right, np.float64))


def difference(left: FloatArray, right: FloatArray) -> FloatArray:
    """Left minus right, without rounding noise: a flat price is not above its own average."""
    gap = left - right
    size = np.maximum(np.abs(left), np.abs(right))
    return np.where(np.abs(gap) <= NOISE * size, 0.0, gap)


def rises_through_zero(gap: FloatArray) -> BoolArray:
    """At or below zero one bar ago, and above it now."""
    return (gap > 0) & previous(gap <= 0)


def previous(flags: BoolArray) -> BoolArray:
    return delayed(flags, 1)


def delayed(flags: BoolArray, bars: int) -> BoolArray:
    kept = max(len(flags) - bars, 0)
    return np.concatenate((np.zeros(len(flags) - kept, np.bool_), flags[:kept]))


def is_between(value: Values, low: Values, high: Values) -> Truth:
    return all_of(is_at_least(value, low), is_at_most(value, high))


def is_rising(values: FloatArray, bars: int) -> Truth:
    """It rose at each of the last `bars` closes."""
    return lasting(is_above(values, lagged(values, 1)), bars)


def is_falling(values: FloatArray, bars: int) -> Truth:
    return lasting(is_below(values, lagged(values, 1)), bars)


def all_of(*parts: Truth) -> Truth:
    return np.asarray(np.minimum.reduce(parts))


def any_of(*parts: Truth) -> Truth:
    return np.asarray(np.maximum.reduce(parts))


def negated(part: Truth) -> Truth:
    return 1 - part


def since(begins: Truth, ends: Truth) -> Truth:
    """It began to hold at this close or an earlier one, and has not ended since."""
    found, now = np.zeros(len(begins)), UNKNOWN
    for bar, (begun, ended) in enumerate(zip(begins, ends, strict=True)):
        known = begun != UNKNOWN or ended != UNKNOWN
        now = 0.0 if known and now == UNKNOWN else now
        now = 0.0 if ended == 1 else 1.0 if begun == 1 else now
        found[bar] = now
    return found


def lasting(part: Truth, bars: int, at_least: int | None = None) -> Truth:
    """It held at each of the last `bars` closes, this one included, or `at_least` at so many."""
    needed = at_least or bars
    held, possible = np.zeros(len(part)), np.zeros(len(part))
    for lag in range(bars):
        known = delayed(np.ones(len(part), np.bool_), lag)
        then = np.where(known, lagged(part, lag), UNKNOWN)
        held, possible = held + (then == 1), possible + (then > 0)
    return np.where(held >= needed, 1.0, np.where(possible >= needed, UNKNOWN, 0.0))
