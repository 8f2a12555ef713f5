"""Longer bars out of shorter ones: first open, highest high, lowest low, last close, all volume."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from backtests.engine.bars import Bars

MINUTES: Mapping[str, int] = {"5m": 5, "15m": 15, "30m": 30, "4h": 240}
# What each timeframe is made of where a source does not have it.
MADE_OF: Mapping[str, str] = {"5m": "1m", "15m": "1m", "30m": "1m", "4h": "1h", "1w": "1d"}


def resample(bars: Bars, timeframe: str) -> Bars:
    """Bars of `timeframe`, stamped with the time of their first; a day's begin at its open."""
    if not len(bars):
        return replace(bars, timeframe=timeframe)
    starts = np.flatnonzero(_changes(_groups(bars, timeframe)))
    ends = np.append(starts[1:], len(bars)) - 1
    return replace(
        bars,
        timeframe=timeframe,
        time=bars.time[starts],
        open=bars.close[ends] if bars.close_only else bars.open[starts],
        high=bars.close[ends] if bars.close_only else np.maximum.reduceat(bars.high, starts),
        low=bars.close[ends] if bars.close_only else np.minimum.reduceat(bars.low, starts),
        close=bars.close[ends],
        volume=np.add.reduceat(bars.volume, starts),
    )


def _groups(bars: Bars, timeframe: str) -> npt.NDArray[np.int64]:
    """A number for each bar, the same for bars that belong together."""
    days = bars.time.astype("datetime64[D]").astype(np.int64)
    if timeframe == "1w":
        return (days + 3) // 7  # 1970-01-01 was a Thursday; weeks begin on Monday
    new_day = np.flatnonzero(_changes(days))
    opened = np.repeat(bars.time[new_day], np.diff(np.append(new_day, len(bars))))
    minutes = (bars.time - opened).astype("timedelta64[m]").astype(np.int64)
    return days * 1440 + minutes // MINUTES[timeframe]


def _changes(groups: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    return np.append(True, groups[1:] != groups[:-1])
