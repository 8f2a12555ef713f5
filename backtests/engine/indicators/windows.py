"""What the formulas share: windows that end at each bar, and what counts as flat or unknown."""

import numpy as np
import numpy.typing as npt
import talib

from backtests.engine.indicators.spec import Columns, FloatArray

BoolArray = npt.NDArray[np.bool_]

# A spread narrower than this share of the price is rounding noise around a flat price.
FLAT = 1e-12
# After so many periods at one price Wilder's means are too small for a float to hold their ratio.
REMEMBERED = 300


def typical(bars: Columns) -> FloatArray:
    """The typical price, (high + low + close) / 3."""
    return (bars["high"] + bars["low"] + bars["close"]) / 3


def highest(values: FloatArray, period: int) -> FloatArray:
    return values.copy() if period == 1 else talib.MAX(values, period)


def lowest(values: FloatArray, period: int) -> FloatArray:
    return values.copy() if period == 1 else talib.MIN(values, period)


def total(values: FloatArray, period: int) -> FloatArray:
    """Unlike a running sum it keeps no rounding error, and recovers once an unknown has left."""
    if len(values) < period:
        return np.full(len(values), np.nan)
    sums = np.lib.stride_tricks.sliding_window_view(values, period).sum(axis=-1)
    return np.concatenate((np.full(period - 1, np.nan), sums))


def mean(values: FloatArray, period: int) -> FloatArray:
    return total(values, period) / period


def shifted(values: FloatArray, bars: int) -> FloatArray:
    """The value of `bars` bars ago."""
    return np.concatenate((np.full(bars, np.nan), values))[: len(values)]


def divided(top: FloatArray, bottom: FloatArray) -> FloatArray:
    """Unknown where there is nothing to divide by."""
    quotient = np.full(len(top), np.nan)
    np.divide(top, bottom, out=quotient, where=bottom > 0)
    return quotient


def known_where(known: BoolArray, values: FloatArray) -> FloatArray:
    return np.where(known, values, np.nan)


def any_within(flags: BoolArray, period: int) -> BoolArray:
    """Whether one of the last `period` flags is set."""
    counts = np.cumsum(flags, dtype=np.float64)
    before = np.concatenate((np.zeros(period), counts))[: len(counts)]
    return np.greater(counts, before)


def is_flat(high: FloatArray, low: FloatArray, period: int) -> BoolArray:
    """Whether the whole window lies at one price; False before the first full one."""
    top = highest(high, period)
    return np.less_equal(top - lowest(low, period), FLAT * np.abs(top))


def remembers(period: int, *series: FloatArray) -> BoolArray:
    """Whether Wilder's means of `period` still hold a move of one of these prices."""
    known, reach = np.ones(len(series[0]), np.bool_), REMEMBERED * period
    if may_stand_still(reach, *series):
        moved = np.logical_or.reduce([one[1:] != one[:-1] for one in series])
        moves = np.flatnonzero(moved) + 1
        forgets = np.concatenate(([0], moves + reach))
        learns = np.append(moves, len(known))
        for at in np.flatnonzero(forgets < learns):
            known[forgets[at] : learns[at]] = False
    else:
        known[0] = False
    return known


def may_stand_still(bars: int, *series: FloatArray) -> bool:
    """Whether no price moves at first, or none between two of the looks that so many bars allow.

    Nothing stands still for so long without being met at the same price twice.
    """
    looks = slice(None, None, max(bars // 2, 1))
    return all(
        len(one) < 2 or one[0] == one[1] or bool(np.any(one[looks][1:] == one[looks][:-1]))
        for one in series
    )
