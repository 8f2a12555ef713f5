"""Days of the month by their date or weekday: "the 15th", "mid December", "the first Monday".

The engine counts days of a month as trading days. A date is the one that it falls on most often,
which is asked; "mid", "early" and "late" say no day, and how they are read is said.
"""

from __future__ import annotations

from typing import Any

from agents.language.conditions.comparisons import Read
from agents.language.draft import Ask, Day, made
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
    for form in (_weekday, _week, _part, _from_date, _date):
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
    """ "the first Monday of the month", "the last Friday of each month" """
    edge = cursor.take(*EDGES)
    weekday = cursor.take(*WEEKDAYS) if edge else None
    if edge is None or weekday is None or not cursor.take("of-month"):
        return None
    found = {EDGES[edge.word]: WEEK, "weekdays": [WEEKDAYS[weekday.word]]}
    note = f"the {edge.word} {weekday.word.title()} is one of the {edge.word} five trading days"
    return Day(made(Calendar, context.role, **found), (f"{note} of the month",))


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
    date = int(number.value or ORDINALS.get(number.word, 0))
    day = -1 if date >= 30 else 1 + round((date - 1) * TRADED / DAYS)
    found: dict[str, Any] = {"month_day": day}
    if month and month.word in MONTHS:
        found["months"] = [MONTHS[month.word]]
    if day in (1, -1):
        edge = "first" if day > 0 else "last"
        note = f"the {_nth(date)} of a month is read as its {edge} trading day"
        return Day(made(Calendar, context.role, **found), (note,))
    return Day(made(Calendar, context.role, **found), (), _ask(date, day))


def _from_date(cursor: Cursor, context: Context) -> Day | None:
    """ "day of the month >= 25", "... is between the 25th and the 31st": the days from then."""
    cursor.skip("current", "today")
    named = cursor.take("day") and cursor.take("of-month")
    cursor.skip("goes", "stays")
    op = comparator(cursor) if named else None
    if op is None and named and cursor.take("between"):
        first, joint, last = cursor.take("num"), cursor.take("and", "to", "-"), cursor.take("num")
        whole = first and joint and last and (last.value or 0) >= SHORTEST
        return _later(int(first.value or 0), context) if whole and first else None
    number = cursor.take("num") if op in ("<", "<=", ">", ">=") else None
    if number is None or op is None or not number.value or not 1 <= number.value <= 31:
        return None
    date = int(number.value)
    if op in (">", ">="):
        return _later(date + (op == ">"), context)
    return _sooner(date - (op == "<"), context)


SHORTEST = 28  # days of a month


def _later(date: int, context: Context) -> Day | None:
    days = max(1, round((DAYS - date + 1) * TRADED / DAYS))
    return _edge_days("last", days, f"from the {_nth(date)} on", context)


def _sooner(date: int, context: Context) -> Day | None:
    days = max(1, round(date * TRADED / DAYS))
    return _edge_days("first", days, f"up to the {_nth(date)}", context)


def _edge_days(edge: str, days: int, said: str, context: Context) -> Day | None:
    if days > LONGEST:
        return None
    text = (
        f"Days of a month are counted in trading days here: {said} is mostly its {edge} {days} "
        "of them. Which shall it be?"
    )
    choices = tuple(f"in the {edge} {n} trading days of the month" for n in (days, days + 1))
    rule = made(Calendar, context.role, **{EDGES[edge]: days})
    return Day(rule, (), Ask(f"{edge}-days", text, choices))


LONGEST = 15
DAYS = 30.4


def _on(cursor: Cursor) -> bool:
    """ "on the 20th" """
    led, said = cursor.word(-2), cursor.tokens[cursor.at - 1].text
    on = any(token.word == "on" for token in cursor.seen[-2:-1])
    return (on or led == "on") and said[-2:].lower() in ("st", "nd", "rd", "th")


def _is_day(token: Token, *, dated: bool) -> bool:
    ordinal = token.word in ORDINALS or token.small.endswith(("st", "nd", "rd", "th"))
    value = token.value if token.word == "num" else ORDINALS[token.word]
    return value is not None and value == int(value) and 1 <= value <= 31 and (ordinal or dated)


def _has_year(cursor: Cursor) -> bool:
    """ "December 15, 2020" is one day of history."""
    ahead = 1 if cursor.word() == "," else 0
    return cursor.word(ahead) == "num" and 1900 < cursor.value(ahead) < 2100


def _ask(date: int, day: int) -> Ask:
    text = (
        f"Days of a month are counted in trading days here: the {_nth(date)} is mostly "
        f"about the {_nth(day)} of them. Which shall it be?"
    )
    nearby = (day, day - 1 if day > 1 else day + 1, day + 1)
    choices = tuple(f"on the {_nth(one)} trading day of the month" for one in nearby)
    return Ask(f"day-{date}", text, tuple(dict.fromkeys(choices)))


def _nth(number: int) -> str:
    if number < 0:
        return "last" if number == -1 else f"{_nth(-number)} last"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number not in (11, 12, 13) else 0, "th")
    return f"{number}{ending}"
