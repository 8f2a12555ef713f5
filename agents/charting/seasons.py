"""What prices did on the days that a rule of the calendar is about, beside all the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

import numpy as np

from agents.events import Json
from backtests.engine import calendar
from backtests.engine.backtest import Backtest
from backtests.engine.bars import Bars, FloatArray
from backtests.engine.conditions import calendars
from backtests.engine.phrases import MONTHS, WEEKDAYS, nth
from backtests.engine.signals import Panel
from backtests.engine.strategy import Calendar, Strategy
from backtests.engine.trades import Trade

By = Literal["weekday", "month", "day of the month", "hour"]
EDGE = 5  # trading days at each end of a month that are told apart, if the rule asks for no more
SURE = 2  # standard errors: where a mean lies with about 95%


class Seen(NamedTuple):
    """Of each bar, or each month: to which group it belongs, its return, and how much of it
    something was held."""

    group: FloatArray
    gain: FloatArray
    held: FloatArray


def asked_for(strategy: Strategy) -> list[By]:
    """What its rules of the calendar part time into; one that only buys more has no other days."""
    if strategy.hold and strategy.exit is None:
        return []
    rules = [one for rule in strategy.rules for one in calendars(rule)]
    return list(dict.fromkeys(by for rule in rules for by in parts_of(rule)))


def parts_of(rule: Calendar) -> Iterator[By]:
    if rule.weekdays:
        yield "weekday"
    if rule.months:
        yield "month"
    if rule.first_days or rule.last_days or rule.month_day:
        yield "day of the month"
    if rule.session_bar or rule.from_time or rule.to_time:
        yield "hour"


def columns(by: By, done: Backtest, panels: Sequence[Panel]) -> list[Json]:
    """The mean return of each group over all symbols, and how sure that mean is."""
    edge = edge_of(done.strategy)
    parts = [seen(by, panel.bars, held(done, panel.bars), edge) for panel in panels]
    group, gain, had = (np.concatenate(one) for one in zip(*parts, strict=True))
    groups = [(one, group == one) for one in in_order(by, np.unique(group))]
    return [
        {
            "name": name(by, int(one)),
            "mean": float(gain[own].mean()),
            "margin": float(SURE * gain[own].std(ddof=1) / np.sqrt(own.sum())),
            "count": int(own.sum()),
            "held": float(had[own].mean()),
        }
        for one, own in groups
        if own.sum() > 1
    ]


def in_order(by: By, groups: FloatArray) -> list[float]:
    """The turn of a month stays together; what lies between two of them comes last."""
    return sorted(groups.tolist(), key=lambda one: (by == "day of the month" and one == 0, one))


def edge_of(strategy: Strategy) -> int:
    rules = [one for rule in strategy.rules for one in calendars(rule)]
    days = [rule.first_days or rule.last_days or abs(rule.month_day or 0) for rule in rules]
    return max(EDGE, *days) if days else EDGE


def seen(by: By, bars: Bars, had: FloatArray, edge: int) -> Seen:
    """From close to close; the first bar has no close before it."""
    local = calendar.local_time(bars.time, bars.timezone)
    days, gain = local.astype("datetime64[D]"), np.diff(bars.close) / bars.close[:-1]
    if by == "month":
        return by_month(days[1:].astype("datetime64[M]"), gain, had[1:])
    match by:
        case "weekday":
            group = calendar.weekday(days)
        case "hour":
            group = ((local - days) // np.timedelta64(1, "h")).astype(np.int64)
        case _:
            start, end = calendar.month_positions(days)
            group = np.where(start <= edge, start, np.where(end <= edge, -end, 0))
    return Seen(group[1:].astype(np.float64), gain, had[1:])


def by_month(months: calendar.TimeArray, gain: FloatArray, had: FloatArray) -> Seen:
    _, first = np.unique(months, return_index=True)
    lengths = np.diff([*first, len(months)])
    gains = np.expm1(np.add.reduceat(np.log1p(gain), first))
    group = months[first].astype(np.int64) % 12 + 1
    return Seen(group.astype(np.float64), gains, np.add.reduceat(had, first) / lengths)


def held(done: Backtest, bars: Bars) -> FloatArray:
    """1 at each bar whose gain a trade had: from the open that it entered at, or the close."""
    found = np.zeros(len(bars))
    late = 1 if done.strategy.enters_at_close else 0
    for first, last in spans(bars, done.trades):
        found[first + late : max(last + late, first + 1)] = 1
    return found


def spans(bars: Bars, trades: Iterable[Trade]) -> Iterator[tuple[int, int]]:
    own = [one for one in trades if one.symbol == bars.symbol]
    first = np.searchsorted(bars.time, np.array([one.entry_time for one in own], bars.time.dtype))
    last = np.searchsorted(bars.time, np.array([one.exit_time for one in own], bars.time.dtype))
    ends = (end + one.is_open for end, one in zip(last.tolist(), own, strict=True))
    return zip(first.tolist(), ends, strict=True)


def name(by: By, group: int) -> str:
    match by:
        case "weekday":
            return WEEKDAYS[group - 1]
        case "month":
            return MONTHS[group - 1]
        case "hour":
            return f"{group:02}:00"
        case _:
            return nth(group) if group else "between"
