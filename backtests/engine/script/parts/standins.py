"""Rules of the calendar, in place of the model by which the project checks them."""

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True)
class Calendar:
    """Dates and times, all that are given at once; weekdays count from Monday, 1."""

    weekdays: list[int] | None = None
    every_weeks: int | None = None  # of weeks counted from the first Monday of 1970
    months: list[int] | None = None
    first_days: int | None = None  # trading days of the month
    last_days: int | None = None
    month_day: int | None = None  # -1 is the last one
    from_day: int | None = None  # of the calendar
    to_day: int | None = None
    date: int | None = None  # or the next trading day
    session_bar: int | None = None  # -1 is the last one of its day
    from_time: time | None = None  # of the exchange
    to_time: time | None = None
