"""Price bars of one symbol, and the common calendar on which several symbols are tested."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, reduce

import numpy as np
import numpy.typing as npt

from backtests.engine.metrics import BARS_PER_YEAR

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
TimeArray = npt.NDArray[np.datetime64]
FIELDS = ("open", "high", "low", "close", "volume")


class BadBars(ValueError):
    """These bars cannot be tested: check the columns, their lengths and the order of the times."""


@dataclass(frozen=True)
class Bars:
    """One symbol, ascending in time, prices adjusted for splits and dividends."""

    symbol: str
    timeframe: str
    time: TimeArray
    open: FloatArray
    high: FloatArray
    low: FloatArray
    close: FloatArray
    volume: FloatArray
    close_only: bool = False
    provider: str = ""
    timezone: str = "UTC"  # of the exchange; times are in UTC

    def __post_init__(self) -> None:
        lengths = {len(self.time), *(len(column) for column in self.fields().values())}
        if len(lengths) != 1:
            raise BadBars(f"{self.symbol}: the columns differ in length; give every bar all fields")
        if len(self) > 1 and not bool(np.all(self.time[1:] > self.time[:-1])):
            raise BadBars(f"{self.symbol}: the times must ascend without duplicates; sort the bars")

    def __len__(self) -> int:
        return len(self.time)

    def fields(self) -> dict[str, FloatArray]:
        return {name: getattr(self, name) for name in FIELDS}

    def columns(self) -> dict[str, FloatArray]:
        """What indicators see: the fields, and the calendar where a bar is not a day."""
        return self.fields() | self._calendar

    @cached_property
    def _calendar(self) -> dict[str, FloatArray]:
        """Bars per year and, within days, the session: the day (UTC) on which a bar begins."""
        if self.timeframe == "1d" or self.timeframe not in BARS_PER_YEAR:
            return {}
        year = np.full(len(self), float(BARS_PER_YEAR[self.timeframe]))
        if self.timeframe == "1w":
            return {"per_year": year}
        days = self.time.astype("datetime64[D]").astype(np.float64)
        return {"per_year": year, "session": days}

    def between(self, start: date | None, end: date | None) -> Bars:
        """The bars of these days, both inclusive."""
        first = 0 if start is None else int(np.searchsorted(self.time, np.datetime64(start, "s")))
        last = len(self) if end is None else int(np.searchsorted(self.time, _day_after(end)))
        return self.take(slice(first, max(first, last)))

    @cached_property
    def tradable(self) -> BoolArray:
        """The bars at which one could trade: no price is missing, zero or negative."""
        prices = (self.open, self.high, self.low, self.close)
        good: BoolArray = np.logical_and.reduce([np.isfinite(one) & (one > 0) for one in prices])
        return good

    @cached_property
    def all_tradable(self) -> bool:
        return bool(self.tradable.all())

    def take(self, rows: slice | npt.NDArray[np.intp]) -> Bars:
        if isinstance(rows, slice) and rows.indices(len(self)) == (0, len(self), 1):
            return self
        return replace(
            self,
            time=self.time[rows],
            open=self.open[rows],
            high=self.high[rows],
            low=self.low[rows],
            close=self.close[rows],
            volume=self.volume[rows],
        )

    def sha256(self) -> str:
        """A fingerprint by which a rerun proves that it used the same bars."""
        digest = hashlib.sha256(f"{self.symbol}|{self.timeframe}|".encode())
        digest.update(self.time.astype("datetime64[s]").tobytes())
        for column in self.fields().values():
            digest.update(np.ascontiguousarray(column, np.float64).tobytes())
        return digest.hexdigest()


def _day_after(day: date) -> np.datetime64:
    if day == date.max:
        return np.datetime64(day, "s")
    return np.datetime64(day + timedelta(days=1), "s")


def priced(bars: Bars) -> Bars:
    """Without the bars at which nobody could trade."""
    return bars if bars.all_tradable else bars.take(np.flatnonzero(bars.tradable))


def flat(bars: Bars) -> Bars:
    """A close-only series with every price at the close: fills and stops then happen on closes."""
    if not bars.close_only:
        return bars
    return replace(bars, open=bars.close, high=bars.close, low=bars.close)


def until_last(bars: Sequence[Bars], looked_at: Sequence[Bars]) -> list[Bars]:
    """No further than all that rules look at is known: behind it nothing says when to sell."""
    ends = [one.time[-1] for one in looked_at if len(one)]
    if not ends:
        return list(bars)
    return [one.take(slice(0, int(np.searchsorted(one.time, min(ends), "right")))) for one in bars]


def tested_of(bars: Bars, start: date | None, looked_at: Sequence[Bars]) -> int:
    """How many of the last bars are tested: from `start` on, and from where all that rules look at
    is known. Those before warm the indicators up."""
    begins = [one.time[0] for one in looked_at if len(one)]
    known = int(np.searchsorted(bars.time, max(begins))) if begins else 0
    return min(len(bars.between(start, None)), len(bars) - known)


def align(bars: Sequence[Bars]) -> list[Bars]:
    """The same symbols at the times at which each has a bar, so that no price is made up."""
    ready = [priced(flat(one)) for one in bars]
    if all(np.array_equal(one.time, ready[0].time) for one in ready[1:]):
        return ready
    calendar = reduce(np.intersect1d, (one.time for one in ready))
    return [one.take(np.flatnonzero(np.isin(one.time, calendar))) for one in ready]
