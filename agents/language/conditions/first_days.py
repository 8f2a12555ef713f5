"""The first day of a kind behind a date: "the first down day after the 20th", and "the first up day
of the next month" for what was bought at the end of one.
"""

from __future__ import annotations

from agents.language.conditions.comparisons import Read
from agents.language.conditions.dayrules import ENDS
from agents.language.conditions.daystates import FELL
from agents.language.draft import Day, Group, Rule, Side, made, number
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import Cursor
from agents.language.operands.speaking import Context
from backtests.engine.strategy import Calendar, Streak

WAYS = FELL | {"lower": "<", "higher": ">"}
BARS = ("day", "close", "bar", "closes")
LEADS = {"after": 1, "on-or-after": 0, "from": 0, "since": 0}
COMING = words("next new following coming subsequent")
LATEST, EARLIEST = 30, 20
FIRST = "each such day enters while nothing is held, so that the first one does"
NEXT = "the next month is looked at up to day {}, as it is bought behind that"


def first_day(cursor: Cursor, context: Context) -> Read | None:
    """Of the closes: a down day closes below the day before."""
    cursor.skip("on", "at", "when", "it")
    first = cursor.take("first")
    way = cursor.take(*WAYS) if first else None
    if way is None or not cursor.take(*BARS):
        return None
    day = _behind_date(cursor, context) if context.role == "entry" else _next(cursor, context)
    if day is None or cursor.word() not in ENDS:
        return None
    closes = "down" if WAYS[way.word] == "<" else "up"
    streak = Side(made(Streak, context.role, way=closes))
    return Group("all", (day, Rule(streak, ">=", number(1.0))))


def _behind_date(cursor: Cursor, context: Context) -> Day | None:
    lead = cursor.take(*LEADS)
    date = cursor.take("num") if lead else None
    cursor.skip("of-month", "on", "onward")
    if lead is None or date is None or date.small[-2:] not in ("st", "nd", "rd", "th"):
        return None
    begin = int(date.value or 0) + LEADS[lead.word]
    if not 1 < begin <= LATEST:
        return None
    return Day(made(Calendar, context.role, on="signal", from_day=begin), (FIRST,))


def _next(cursor: Cursor, context: Context) -> Day | None:
    month = cursor.take("of-month")
    bound = _bound(context) if month and COMING & set(month.small.split()) else None
    if bound is None:
        return None
    rule = made(Calendar, context.role, on="signal", to_day=bound)
    return Day(rule, (NEXT.format(bound),))


def _bound(context: Context) -> int | None:
    """The last day of a month before any on which it may be bought."""
    tree = context.entry
    parts = tree.of if isinstance(tree, Group) and tree.join == "all" else (tree,)
    for rule in (part.rule for part in parts if isinstance(part, Day)):
        ends = -LAST <= (rule.month_day or 0) < 0 or 0 < (rule.last_days or 0) <= LAST
        begin = rule.from_day or rule.date or (EARLIEST + 1 if ends else 0)
        if begin > EARLIEST // 2:
            return begin - 1
    return None


LAST = 6  # trading days: none of them lies before the 21st
