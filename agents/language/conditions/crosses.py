"""Crosses that are spoken of again, or as programs call them: "the opposite cross"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.conditions.comparisons import Read
from agents.language.conditions.spanning import constant
from agents.language.conditions.turning import mirrored, negated
from agents.language.draft import (
    Day,
    Group,
    Op,
    Tree,
    joined,
    only_cross,
)
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.operands import operand
from agents.language.operands.pairs import rule_of
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Token


def reverse(cursor: Cursor, context: Context) -> Read | None:
    """ "the opposite cross", "vice versa": the two lines of the entry the other way round."""
    cursor.skip("crosses", "signal")
    if context.role == "exit" and cursor.take("else-out"):
        return _over(context.entry)
    if context.role == "entry" and cursor.take("else-in"):
        return negated(joined("any", context.exits))
    found = cursor.take("opposite", "vice-versa")
    cursor.skip("crosses", "signal", "goes", "is", "way", "case", "for", "sell")
    turns = context.role == "exit" or context.side == "short"
    if not found and turns and _is_taken_back(cursor, context):
        return mirrored(context.entry)
    return mirrored(context.entry) if found and turns else None


def _over(entry: Tree | None) -> Tree | None:
    """One of several conditions that is no longer so; a cross is over with its reverse. On the
    days on which it looks whether to be in, it looks whether to be out."""
    if isinstance(entry, Group) and entry.join == "all":
        days = [part for part in entry.of if isinstance(part, Day) and is_point(part)]
        rest = [part for part in entry.of if part not in days]
        gone = _over(joined("all", rest)) if days and rest else None
        if gone is not None:
            return joined("all", [gone, *days])
    if not isinstance(entry, Group) or entry.join != "all" or only_cross(entry) is None:
        return negated(entry)
    parts = [negated(part) for part in entry.of]
    return joined("any", [part for part in parts if part]) if all(parts) else None


def is_point(day: Day) -> bool:
    """A day of the month or of the week, and no season."""
    rule = day.rule
    return bool(rule.month_day or rule.weekdays) and not rule.months


def _is_taken_back(cursor: Cursor, context: Context) -> bool:
    """ "short when it loses the 21 EMA, cover on a reclaim" """
    cursor.skip("on", "it")
    crossed = only_cross(context.entry) is not None
    return bool(crossed and cursor.take("recovers")) and cursor.word() in NOWHERE


def called(cursor: Cursor, context: Context) -> Read | None:
    """ "crossover(sma(close, 14), 30)", as programs write it."""
    verb = cursor.take("crosses", "crossunder")
    left = operand(cursor, context) if verb and cursor.take("(") else None
    right = (operand(cursor, context) or constant(cursor)) if left and cursor.take(",") else None
    if verb is None or left is None or right is None or not cursor.take(")"):
        return None
    down = verb.word == "crossunder" or verb.text.lower() == "crossunder"
    return rule_of(left, "crosses_below" if down else "crosses_above", right, context)


def moody(mood: Token) -> Op:
    return "crosses_above" if mood.word in ("bullish", "golden") else "crosses_below"


def turned(cursor: Cursor, context: Context) -> Read | None:
    """ "sell on the bearish cross": the two lines of the entry."""
    mood = cursor.take("bullish", "bearish")
    if mood is None or not cursor.take("crosses", "signal", "num"):
        return None
    cross = only_cross(context.entry)
    op = moody(mood)
    if cross is None or context.role != "exit" or cursor.word() not in NOWHERE or op == cross.op:
        return None
    return replace(cross, op=op, notes=())


def recrossed(cursor: Cursor, context: Context) -> Read | None:
    """ "... when it crosses it from above": the two lines of the entry."""
    cursor.skip("it", "back", "at")
    early = cursor.take("crosses")
    way = cursor.take("up-through", "down-through", *(() if early else ONE_WORD))
    whole = way is not None and way.word in ONE_WORD
    if (
        way is None
        or not (early or whole or cursor.take("crosses"))
        or cursor.word() not in NOWHERE
    ):
        return None
    cross = only_cross(context.entry)
    op: Op = "crosses_above" if way.word in UPWARD else "crosses_below"
    if cross is None or context.role != "exit" or op == cross.op:
        return None
    return replace(cross, op=op, notes=())


ONE_WORD = ("crosses-above", "crosses-below", "cross-up", "cross-down")
UPWARD = ("up-through", "crosses-above", "cross-up")


def cross_direction(cursor: Cursor) -> Op:
    if cursor.take("up", "up-through", "bullish", "above"):
        return "crosses_above"
    if cursor.take("down", "down-through", "bearish", "below"):
        return "crosses_below"
    return "crosses"
