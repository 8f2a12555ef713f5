"""Which days were tested, and which were asked for."""

from __future__ import annotations

import datetime as dt

from backtests.engine.backtest import Backtest

# Weekends and holidays: a period that starts this much later than asked for is not shortened.
SLACK = dt.timedelta(days=7)


def day(done: Backtest, bar: int) -> dt.date:
    found: dt.date = done.time[bar].astype("datetime64[D]").item()
    return found


def beyond(done: Backtest) -> tuple[bool, bool]:
    """Whether earlier days were asked for than those that were tested, and later ones."""
    start, end = done.strategy.start, done.strategy.end
    return (
        start is not None and day(done, 0) - start > SLACK,
        end is not None and end - day(done, -1) > SLACK,
    )
