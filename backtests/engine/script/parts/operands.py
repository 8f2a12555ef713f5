"""What a rule looks at, beside the indicators: a value at every close."""

from collections.abc import Callable, Mapping

import numpy as np
import talib

from backtests.engine.bars import Bars, FloatArray
from backtests.engine.indicators.windows import highest, lowest
from backtests.engine.signals import lagged, streak

Others = Mapping[str, Bars]


def change(bars: Bars, period: int) -> FloatArray:
    """Of the close over so many bars, as a fraction."""
    return bars.close / lagged(bars.close, period) - 1


def from_high(bars: Bars, period: int) -> FloatArray:
    """Distance of the close from the highest high, as a fraction."""
    return bars.close / highest(bars.high, period) - 1


def from_low(bars: Bars, period: int) -> FloatArray:
    return bars.close / lowest(bars.low, period) - 1


def from_mean(bars: Bars, period: int) -> FloatArray:
    return bars.close / (talib.SMA(bars.close, period) if period > 1 else bars.close) - 1


def opening_gap(bars: Bars) -> FloatArray:
    """The open against the close before, as a fraction."""
    return bars.open / lagged(bars.close, 1) - 1


def closes_up(bars: Bars) -> FloatArray:
    """How many closes in a row went up."""
    return streak(bars.close)


def closes_down(bars: Bars) -> FloatArray:
    return streak(-bars.close)


def elsewhere(
    symbol: str, value: Callable[[Bars], FloatArray], bars: Bars, others: Others
) -> FloatArray:
    """The value of another symbol at the same moments; where it has no bar, nothing is known."""
    if symbol == bars.symbol:
        return value(bars)
    other = others[symbol]
    if len(other) == 0:
        return np.full(len(bars), np.nan)
    at = np.minimum(np.searchsorted(other.time, bars.time), len(other) - 1)
    return np.where(other.time[at] == bars.time, value(other)[at], np.nan)
