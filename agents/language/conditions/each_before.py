"""What is said of all that the entry looks at: "exit when either turns negative", "sell when both
are below 50", "sell when it is below both"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from agents.language.conditions.comparisons import Read
from agents.language.draft import Group, Op, Rule, Side, rules_of
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.speaking import Context
from agents.language.wording.either_exit import BOTH, EITHER

WAYS: dict[str, Op] = {"below": "<", "above": ">"}


def each_before(cursor: Cursor, context: Context, plain: Callable[..., Read | None]) -> Read | None:
    """Of none of them is it left out: where one cannot be so, nothing is read."""
    if levels := _levels(cursor, context):
        return levels
    word = cursor.take(EITHER, BOTH)
    subjects = _subjects(context)
    if word is None or len(subjects) < 2:
        return None
    found: list[Rule] = []
    ends: set[int] = set()
    for side in subjects:
        inner = Cursor(cursor.tokens, cursor.at)
        own = replace(context, left=side, last=None, lost=False, blank=set())
        rule = plain(inner, own)
        same = isinstance(rule, Rule) and _subject(rule.left) == _subject(side)
        if not isinstance(rule, Rule) or not same:
            return None
        found.append(rule)
        ends.add(inner.at)
    if len(ends) != 1:
        return None
    end = ends.pop()
    cursor.seen += cursor.tokens[cursor.at : end]
    cursor.at = end
    return Group("all" if word.word == BOTH else "any", tuple(found))


def _subjects(context: Context) -> list[Side]:
    found: dict[tuple[str, str], Side] = {}
    for rule in rules_of(context.entry):
        found.setdefault(_subject(rule.left), rule.left)
    return list(found.values())


def _subject(side: Side) -> tuple[str, str]:
    """What it is, and of which symbol."""
    return side.level, side.symbol


def _levels(cursor: Cursor, context: Context) -> Read | None:
    """ "it is below both": the levels that the entry compares the price with."""
    mark = cursor.mark
    cursor.skip("it", "price", "close", "closes", "falls", "rises", "goes", "trade")
    way = cursor.take(*WAYS)
    both = cursor.take(BOTH) if way else None
    rules = [rule for rule in rules_of(context.entry) if rule.left.is_level and rule.right.is_level]
    if way is None or both is None or len(rules) < 2 or cursor.word() not in NOWHERE:
        cursor.back_to(mark)
        return None
    op = WAYS[way.word]
    return Group("all", tuple(replace(rule, op=op, notes=()) for rule in rules))
