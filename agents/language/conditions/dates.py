"""Days of the month by their date or weekday: "the 15th", "mid December", "the first Monday".

A date on which nothing is traded is the next day that is; "mid", "early" and "late" say no day,
and how they are read is said.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from agents.language.conditions.comparisons import Read
from agents.language.conditions.dayrules import FILLED
from agents.language.draft import Day, Group, Tree, made
from agents.language.lexicon.lexicon import MONTHS, ORDINALS, WEEKDAYS
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.operators import comparator
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Calendar

# Trading days of a month with 30 or 31 days.
TRADED = 21
WEEK = 5
PARTS = {"mid": 11, "middle": 11, "early": 3, "late": -5, "beginning": 1}
EDGES = {"first": "first_days", "last": "last_days"}


def date_rule(cursor: Cursor, context: Context) -> Read | None:
    """The first form that fits, where nothing follows that it might belong to."""
    cursor.skip("on", "at", "in", "during", "every", "only", "it", "by", "around")
    for form in (_weekday, _week, _part, _listed, _from_date, _date):
        mark = cursor.mark
        found = form(cursor, context)
        if found is not None:
            cursor.phrase("every", "year")
            cursor.skip("yearly", "annually")
            if cursor.word() in AFTER:
                return found
        cursor.back_to(mark)
    return None


AFTER = NOWHERE | frozenset(
    {"buy", "sell", "short", "cover", "hold", "when", "only", "at-open", "at-close", "symbol",
     "with", "until", "then", "but", "use"}
)  # fmt: skip


def _weekday(cursor: Cursor, context: Context) -> Day | None:
    """ "the first Monday of the month", "the third Friday of each month" """
    last = cursor.take("last")
    place = cursor.take(*ORDINALS, "num") if last is None else last
    weekday = cursor.take(*WEEKDAYS) if place else None
    cursor.skip("in", "of") if weekday and cursor.word(1) in MONTHS else None
    month = cursor.take("of-month", *MONTHS) if weekday else None
    if place is None or weekday is None or month is None:
        return None
    found: dict[str, Any] = {"weekdays": [WEEKDAYS[weekday.word]]}
    if month.word in MONTHS:
        found["months"] = [MONTHS[month.word]]
    if last is None:
        number = _number(place)
        weeks = _nth_week(number) if 1 <= number <= WEEKS else None
        return Day(made(Calendar, context.role, **found, **weeks), (FILLED,)) if weeks else None
    note = f"the last {weekday.word.title()} is one of the last five trading days of the month"
    return Day(made(Calendar, context.role, **found, last_days=WEEK), (note,))


def _nth_week(number: int) -> dict[str, int]:
    """The days on which the n-th of any weekday may fall."""
    first, last = 7 * number - 6, 7 * number
    return {**({"from_day": first} if first > 1 else {}), **({"to_day": last} if last < 31 else {})}


WEEKS = 5


def _week(cursor: Cursor, context: Context) -> Day | None:
    """ "the last week of the month", "the first half of the month" """
    edge = cursor.take("first", "last", "second")
    unit = cursor.take("week", "half") if edge else None
    if edge is None or unit is None or not cursor.take("of-month"):
        return None
    if (edge.word == "second") != (unit.word == "half" and edge.word != "first"):
        return None
    days = WEEK if unit.word == "week" else TRADED // 2
    side = "first" if edge.word == "first" else "last"
    note = f"the {edge.word} {unit.word} of a month is read as its {side} {days} trading days"
    return Day(made(Calendar, context.role, **{EDGES[side]: days}), (note,))


def _part(cursor: Cursor, context: Context) -> Day | None:
    """ "mid December", "early January", "in the middle of the month" """
    part = cursor.take(*PARTS)
    cursor.skip("of", "-") if part else None
    month = cursor.take("of-month", "month", *MONTHS) if part else None
    if part is None or month is None:
        return None
    day = PARTS[part.word]
    found: dict[str, Any] = {"month_day": day}
    if month.word in MONTHS:
        found["months"] = [MONTHS[month.word]]
    said = f"the {_nth(day)} trading day"
    note = f"'{part.text} {month.text}' is read as {said} of the month"
    return Day(made(Calendar, context.role, **found), (note,))


def _date(cursor: Cursor, context: Context) -> Day | None:
    """ "the 15th of the month", "December 15", "15 December" """
    month = cursor.take(*MONTHS)
    number = cursor.take("num", *ORDINALS)
    if number is None or not _is_day(number, dated=month is not None or cursor.word() in MONTHS):
        return None
    cursor.skip("of") if month is None else None
    month = month or cursor.take("of-month", *MONTHS)
    dated = month is not None or _on(cursor)
    if not dated or _has_year(cursor):
        return None
    found: dict[str, Any] = (
        {"months": [MONTHS[month.word]]} if month and month.word in MONTHS else {}
    )
    return _dated(_number(number), found, context)


def _dated(date: int, found: dict[str, Any], context: Context) -> Day:
    ends = date >= LENGTHS.get(found.get("months", [0])[0], LONGEST)
    if date == 1 or ends:
        edge, day = ("first", 1) if date == 1 else ("last", -1)
        note = f"the {_nth(date)} of a month is read as its {edge} trading day"
        return Day(made(Calendar, context.role, month_day=day, **found), (note,))
    return Day(made(Calendar, context.role, date=date, **found), (NEXT,))


# Months that are shorter than the longest.
LENGTHS = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}
NEXT = "a date on which nothing is traded is read as the next trading day"


def _listed(cursor: Cursor, context: Context) -> Tree | None:
    """ "day 29, 30 or 31 of the month", "on the 1st and the 15th" """
    named = bool(cursor.take("day"))
    days: list[int] = []
    while (number := cursor.take("num", *ORDINALS)) is not None:
        named |= number.text[-2:].lower() in ENDINGS
        days.append(_number(number))
        cursor.skip(",", "or", "and")
    named |= bool(cursor.take("of-month"))
    if not named or len(days) < 2 or not all(1 <= day <= LONGEST for day in days):
        return None
    if len(days) > 2 and all(after == day + 1 for day, after in pairwise(days)):
        return _within(days[0], days[-1], context)
    return Group("any", tuple(_dated(day, {}, context) for day in days))


ENDINGS = ("st", "nd", "rd", "th")


def _from_date(cursor: Cursor, context: Context) -> Day | None:
    """ "day of the month >= 25", "between the 10th and the 20th of the month" """
    cursor.skip("current", "today")
    named = bool(cursor.take("day") and cursor.take("of-month"))
    cursor.skip("goes", "stays")
    op = comparator(cursor) if named else None
    if op is None:
        return _spanned(cursor, context, named)
    number = cursor.take("num") if op in ("<", "<=", ">", ">=") else None
    if number is None or not number.value or not 1 <= number.value <= LONGEST:
        return None
    date = _number(number)
    if op in (">", ">="):
        return _within(date + (op == ">"), LONGEST, context)
    return _within(1, date - (op == "<"), context)


def _spanned(cursor: Cursor, context: Context, named: bool) -> Day | None:
    led = cursor.take("between", "from")
    first, joint, last = cursor.take("num"), cursor.take("and", "to", "-"), cursor.take("num")
    named = named or bool(cursor.take("of-month"))
    between = led is not None and led.word == "between"
    if not (first and joint and last and named) or between != (joint.word == "and"):
        return None  # "on the 1st and the 15th" is two days
    return _within(_number(first), _number(last), context)


def day_bound(cursor: Cursor, context: Context) -> Day | None:
    """ "from the 25th on", "after the 20th of each month", "before the 5th of the month" """
    mark = cursor.mark
    cursor.skip("when", "on", "only", "it", "in", "day")
    lead = cursor.take("from", "since", "after", "before", "on-or-after", "on-or-before")
    number = cursor.take("num", *ORDINALS) if lead else None
    if lead and number and _is_day(number, dated=False):
        monthly = cursor.take("of-month")
        onward = cursor.take("on", "onward") if lead.word in ("from", "since") else None
        if (monthly or onward) and cursor.word() in AFTER:
            day = _number(number)
            bounds = {
                "after": (day + 1, LONGEST),
                "before": (1, day - 1),
                "on-or-before": (1, day),
            }
            return _within(*bounds.get(lead.word, (day, LONGEST)), context)
    cursor.back_to(mark)
    return None


def _within(first: int, last: int, context: Context) -> Day | None:
    if not 1 <= first <= last <= LONGEST or (first, last) == (1, LONGEST):
        return None
    days = {"from_day": first} if first > 1 else {}
    if last < LONGEST:
        days["to_day"] = last
    return Day(made(Calendar, context.role, **days), (FILLED,))


LONGEST = 31  # days of a month


def _number(token: Token) -> int:
    return int(token.value or ORDINALS.get(token.word, 0))


def _on(cursor: Cursor) -> bool:
    """ "on the 20th" """
    led, said = cursor.word(-2), cursor.tokens[cursor.at - 1].text
    on = any(token.word == "on" for token in cursor.seen[-2:-1])
    return (on or led == "on") and said[-2:].lower() in ENDINGS


def _is_day(token: Token, *, dated: bool) -> bool:
    ordinal = token.word in ORDINALS or token.small.endswith(("st", "nd", "rd", "th"))
    value = token.value if token.word == "num" else ORDINALS[token.word]
    return value is not None and value == int(value) and 1 <= value <= 31 and (ordinal or dated)


def _has_year(cursor: Cursor) -> bool:
    """ "December 15, 2020" is one day of history."""
    ahead = 1 if cursor.word() == "," else 0
    return cursor.word(ahead) == "num" and 1900 < cursor.value(ahead) < 2100


def _nth(number: int) -> str:
    if number < 0:
        return "last" if number == -1 else f"{_nth(-number)} last"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number not in (11, 12, 13) else 0, "th")
    return f"{number}{ending}"
