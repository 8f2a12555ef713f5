"""On which closes a rule is looked at: "the monthly close is above its 10-month average"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from agents.language.conditions.comparisons import Read
from agents.language.draft import Day, Group, Op, Rule, Tree
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Calendar

# The days on which an order fills that follows the last close of a unit.
NEXT = {
    "week": Calendar(weekdays=[1]),
    "month": Calendar(month_day=1),
    "quarter": Calendar(months=[1, 4, 7, 10], month_day=1),
}
LAST = {
    "week": Calendar(weekdays=[5]),
    "month": Calendar(month_day=-1),
    "quarter": Calendar(months=[3, 6, 9, 12], month_day=-1),
}
NOTE = "it is looked at on the last close of each {unit}, and traded at {fill}"
CROSSED = "a cross of closes of a month is read as the first of them beyond the level"
STATES: dict[str, Op] = {"crosses_above": ">", "crosses_below": "<"}


def look_of(unit: str, fill: str | None) -> Day:
    if fill == "close":
        return Day(LAST[unit], (NOTE.format(unit=unit, fill="that close"),), look=True)
    return Day(NEXT[unit], (NOTE.format(unit=unit, fill="the next open"),), look=True)


def of_month(
    cursor: Cursor, context: Context, plain: Callable[[Cursor, Context], Read | None]
) -> Read | None:
    """The rule behind the word, on those closes alone."""
    cursor.skip("it", "price")
    if not cursor.take("monthly") or cursor.word() != "close":
        return None
    found = plain(cursor, context)
    return looked(found, context) if isinstance(found, Rule) else None


def on_closes(cursor: Cursor, found: Rule, context: Context) -> Group | None:
    """ "RSI is below 40 on a monthly close" """
    mark = cursor.mark
    led = cursor.take("on", "at") and cursor.take("monthly") and cursor.take("close")
    if not led or cursor.word() not in NOWHERE:
        cursor.back_to(mark)
        return None
    return looked(found, context)


def looked_as_entered(found: Read | None, said: list[Token], context: Context) -> Read | None:
    """ "in when the monthly close is above its average, out when it is below": that close, too."""
    of_it = bool(said) and (said[0].word == "it" or said[0].word in ELIDED)
    if context.role != "exit" or not isinstance(found, Rule) or not of_it:
        return found
    again = any(_same(found, rule) for rule in _on_last_closes(context.entry))
    return looked(found, context) if again else found


ELIDED = words("above below over under crosses falls rises drops-below breaks-above closes is")


def _on_last_closes(tree: Tree | None) -> list[Rule]:
    """The rules that the entry looks at on the last close of a month."""
    parts = tree.of if isinstance(tree, Group) else ()
    months = (NEXT["month"], LAST["month"])
    if any(isinstance(part, Day) and part.look and part.rule in months for part in parts):
        return [part for part in parts if isinstance(part, Rule)]
    return [rule for part in parts for rule in _on_last_closes(part)]


def _same(one: Rule, other: Rule) -> bool:
    return (one.left.level, one.right.level) == (other.left.level, other.right.level)


def looked(found: Rule, context: Context) -> Group:
    if found.op in STATES:
        found = replace(found, op=STATES[found.op], notes=(*found.notes, CROSSED))
    return Group("all", (found, look_of("month", context.fill)))
