"""What is suspicious about bars, in sentences for the data card; nothing is corrected."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from backtests.engine.bars import Bars

TOLERANCE = 1e-6  # adjusting leaves rounding in the last digits
LONGEST_BREAK_DAYS = {"1d": 5, "1w": 16}
INTRADAY_BREAK_DAYS = 5
JUMP = 0.5
MINUTES = {
    "1m": 1, "5m": 5, "15m": 15, "30m": 30, "1h": 60, "4h": 240, "1d": 1440, "1w": 10080,
}  # fmt: skip


def check(bars: Bars) -> list[str]:
    """All findings, the gravest first; empty where nothing is suspicious."""
    if not len(bars):
        return []
    found = (
        _other_timeframe(bars),
        _bad_prices(bars),
        _impossible(bars),
        _jumps(bars),
        _breaks(bars),
        _no_range(bars),
        _no_volume(bars),
    )
    return [finding for finding in found if finding]


def _other_timeframe(bars: Bars) -> str:
    """The first quarter of the steps, since nights and weekends lie between a day's bars."""
    if len(bars) < 3:
        return ""
    steps = np.diff(bars.time).astype("timedelta64[m]").astype(np.int64)
    usual = np.quantile(steps, 0.25, method="lower")
    named = next((name for name, minutes in MINUTES.items() if minutes == usual), bars.timeframe)
    if named == bars.timeframe:
        return ""
    return f"these look like {named} bars, not {bars.timeframe}: most are that far apart"


def _bad_prices(bars: Bars) -> str:
    prices = np.stack([bars.open, bars.high, bars.low, bars.close])
    bad = ~np.all(np.isfinite(prices) & (prices > 0), axis=0)
    return _told(bars, bad, "without a price above zero, which no order can use")


def _impossible(bars: Bars) -> str:
    top, bottom = np.maximum(bars.open, bars.close), np.minimum(bars.open, bars.close)
    slack = TOLERANCE * np.abs(bars.close)
    bad = (bars.high < top - slack) | (bars.low > bottom + slack)
    return _told(bars, bad, "whose open or close lies outside of high and low")


def _jumps(bars: Bars) -> str:
    with np.errstate(divide="ignore", invalid="ignore"):
        change = np.abs(bars.close[1:] / bars.close[:-1] - 1)
    return _told(
        bars, np.append(False, change > JUMP), f"that moved by more than {JUMP:.0%} (a split?)"
    )


def _breaks(bars: Bars) -> str:
    days = bars.time.astype("datetime64[D]")
    apart = np.append(0, np.diff(days).astype(np.int64))
    most = LONGEST_BREAK_DAYS.get(bars.timeframe, INTRADAY_BREAK_DAYS)
    return _told(bars, apart > most, f"that came more than {most} days after the one before")


def _no_range(bars: Bars) -> str:
    if not bars.close_only:
        return ""
    return "closes only: orders fill at closes, and stops are checked on closes"


def _no_volume(bars: Bars) -> str:
    return "" if np.any(np.nan_to_num(bars.volume) > 0) else "no volume"


def _told(bars: Bars, bad: npt.NDArray[np.bool_], what: str) -> str:
    """ "2 bars that ...; the first on 2001-09-17"; empty without any."""
    count = int(np.sum(bad))
    if not count:
        return ""
    first = bars.time[int(np.argmax(bad))].astype("datetime64[D]")
    return f"{count} bar{'s' * (count > 1)} {what}; the first on {first}"
