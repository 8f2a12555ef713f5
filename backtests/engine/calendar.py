"""Dates and times of bars: the days of an exchange, counted by rule and not from the data.

A rule of the calendar is known in advance, so nothing here changes when later bars are cut off.
Trading days are those of the New York Stock Exchange without its unplanned closures; a series
that also has bars at weekends is traded every day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from backtests.engine.conditions import Calendar

TimeArray = npt.NDArray[np.datetime64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]

DAY = np.timedelta64(1, "D")
MONDAY = np.datetime64("1970-01-05", "D")


def held_at(rule: Calendar, time: TimeArray, timezone: str = "UTC") -> BoolArray:
    """At which of these bars the rule holds; `time` in UTC, n bars."""
    local = local_time(time, timezone)
    days = local.astype("datetime64[D]")
    holds = np.ones(len(time), np.bool_)
    if rule.weekdays:
        holds &= np.isin(weekday(days), rule.weekdays)
    if rule.every_weeks:
        holds &= week(days) % rule.every_weeks == 0
    if rule.months:
        holds &= np.isin(days.astype("datetime64[M]").astype(int) % 12 + 1, rule.months)
    if rule.first_days or rule.last_days or rule.month_day:
        holds &= in_month(rule, days)
    if rule.from_day or rule.to_day:
        holds &= within_days(days, rule.from_day or 1, rule.to_day or 31)
    if rule.date:
        holds &= days == trading_day_of(rule.date, days)
    if rule.session_bar:
        holds &= session_position(days, rule.session_bar > 0) == abs(rule.session_bar)
    seconds = (local - days).astype("timedelta64[s]").astype(np.int64)
    if rule.from_time:
        holds &= seconds >= of_day(rule.from_time.hour, rule.from_time.minute)
    if rule.to_time:
        holds &= seconds < of_day(rule.to_time.hour, rule.to_time.minute)
    return holds


def of_day(hour: int, minute: int) -> int:
    return hour * 3600 + minute * 60


def local_time(time: TimeArray, timezone: str) -> TimeArray:
    """The wall clock of the exchange; offsets are looked up once an hour of data."""
    if timezone == "UTC":
        return time.astype("datetime64[s]")
    zone = ZoneInfo(timezone)
    hours, index = np.unique(time.astype("datetime64[h]"), return_inverse=True)
    offsets = [offset(hour, zone) for hour in hours.astype("datetime64[s]").tolist()]
    shift = np.array(offsets, "timedelta64[s]")[index]
    return np.asarray(time.astype("datetime64[s]") + shift)


def offset(moment: datetime, zone: ZoneInfo) -> int:
    shift = moment.replace(tzinfo=UTC).astimezone(zone).utcoffset()
    return int(shift.total_seconds()) if shift else 0


def weekday(days: TimeArray) -> IntArray:
    """Monday is 1, Sunday is 7."""
    return np.asarray((days - MONDAY) / DAY, np.int64) % 7 + 1


def week(days: TimeArray) -> IntArray:
    """Weeks from Monday to Sunday, counted from the first one of 1970."""
    return np.asarray((days - MONDAY) / DAY, np.int64) // 7


def within_days(days: TimeArray, first: int, last: int) -> BoolArray:
    month = days.astype("datetime64[M]").astype("datetime64[D]")
    day = np.asarray((days - month) / DAY, np.int64) + 1
    return np.asarray((day >= first) & (day <= last), np.bool_)


def trading_day_of(date: int, days: TimeArray) -> TimeArray:
    """Of each day's month, the first trading day on or after that date, or else its last."""
    calendar = trading_days(days)
    month = days.astype("datetime64[M]")
    end = np.asarray((month + 1).astype("datetime64[D]") - DAY, "datetime64[D]")
    sought = np.minimum(month.astype("datetime64[D]") + (date - 1) * DAY, end)
    after = np.busday_offset(sought, 0, roll="forward", busdaycal=calendar)
    before = np.busday_offset(end, 0, roll="backward", busdaycal=calendar)
    return np.asarray(np.where(after <= end, after, before))


def in_month(rule: Calendar, days: TimeArray) -> BoolArray:
    from_start, from_end = month_positions(days)
    holds = np.ones(len(days), np.bool_)
    if rule.first_days:
        holds &= from_start <= rule.first_days
    if rule.last_days:
        holds &= from_end <= rule.last_days
    if rule.month_day:
        holds &= (from_start if rule.month_day > 0 else from_end) == abs(rule.month_day)
    return holds


def month_positions(days: TimeArray) -> tuple[IntArray, IntArray]:
    """Which trading day of its month each day is, from 1: counted from the start, from the end."""
    calendar = trading_days(days)
    first = days.astype("datetime64[M]").astype("datetime64[D]")
    next_first = (days.astype("datetime64[M]") + 1).astype("datetime64[D]")
    from_start = np.busday_count(first, days + DAY, busdaycal=calendar)
    from_end = np.busday_count(days, next_first, busdaycal=calendar)
    return np.maximum(from_start, 1), np.maximum(from_end, 1)


def trading_days(days: TimeArray) -> np.busdaycalendar:
    if len(days) == 0 or bool(np.any(weekday(days) > 5)):
        return np.busdaycalendar(weekmask="1111111")
    years = days[[0, -1]].astype("datetime64[Y]").astype(int) + 1970
    return exchange_days(int(years[0]), int(years[1]))


@cache
def exchange_days(first: int, last: int) -> np.busdaycalendar:
    closed = [day for year in range(first, last + 2) for day in holidays(year)]
    return np.busdaycalendar(holidays=closed)


def holidays(year: int) -> list[date]:
    """The full-day holidays of the New York Stock Exchange, by the rules in force since 1998."""
    fixed = [date(year, 7, 4), date(year, 12, 25)]
    if year >= 2022:
        fixed.append(date(year, 6, 19))
    new_year = date(year, 1, 1)
    return [
        *([] if new_year.isoweekday() == 6 else [observed(new_year)]),
        *([nth(year, 1, 1, 3)] if year >= 1998 else []),
        nth(year, 2, 1, 3),
        easter(year) - timedelta(days=2),
        last_monday_of_may(year),
        nth(year, 9, 1, 1),
        nth(year, 11, 4, 4),
        *(observed(day) for day in fixed),
    ]


def observed(day: date) -> date:
    """A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after."""
    return day + timedelta(days={6: -1, 7: 1}.get(day.isoweekday(), 0))


def nth(year: int, month: int, weekday: int, count: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (count - 1))


def last_monday_of_may(year: int) -> date:
    last = date(year, 5, 31)
    return last - timedelta(days=last.isoweekday() - 1)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar: the anonymous algorithm (Meeus, Jones, Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    week = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * week) // 433
    month = (h + week - 7 * m + 90) // 25
    return date(year, month, (h + week - 7 * m + 33 * month + 19) % 32)


def session_position(days: TimeArray, from_start: bool) -> IntArray:
    """Which bar of its day each bar is, from 1."""
    if not from_start:
        return session_position(days[::-1], from_start=True)[::-1]
    index = np.arange(len(days))
    starts = np.concatenate(([True], days[1:] != days[:-1]))[: len(days)]
    first = np.maximum.accumulate(np.where(starts, index, 0))
    return np.asarray(index - first + 1, np.int64)


def session_ends(days: TimeArray, whole_days: bool) -> BoolArray:
    """The last bar of each day; after the last bar of all the day may go on, unless it is one."""
    return np.concatenate((days[1:] != days[:-1], [whole_days]))[: len(days)]


def needs_later_bars(rule: Calendar, time: TimeArray, timezone: str = "UTC") -> BoolArray:
    """Where a place counted from the end of the day is not known: on the last day there is."""
    if not rule.session_bar or rule.session_bar > 0:
        return np.zeros(len(time), np.bool_)
    days = local_time(time, timezone).astype("datetime64[D]")
    return np.asarray(days == days[-1:], np.bool_)


def begins_period(days: TimeArray, every: str) -> BoolArray:
    """The bars that open a new week, month, quarter or year; the very first one does too."""
    period: Mapping[str, Callable[[], IntArray]] = {
        "day": lambda: days.astype(np.int64),
        "week": lambda: week(days),
        "month": lambda: days.astype("datetime64[M]").astype(np.int64),
        "quarter": lambda: days.astype("datetime64[M]").astype(np.int64) // 3,
        "year": lambda: days.astype("datetime64[Y]").astype(np.int64),
    }
    return np.concatenate(([True], np.diff(period[every]()) != 0))[: len(days)]
