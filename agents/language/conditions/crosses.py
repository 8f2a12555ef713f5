"""Crosses that are spoken of again, or as programs call them: "the opposite cross"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.conditions.comparisons import Read
from agents.language.conditions.spanning import constant
from agents.language.draft import (
    Op,
    only_cross,
)
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.operands import operand
from agents.language.operands.pairs import rule_of
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Token


def called(cursor: Cursor, context: Context) -> Read | None:
    """ "crossover(sma(close, 14), 30)", "crossed_below(rsi, 70)", as programs write it."""
    verb = cursor.take("crosses", "crossunder", "crosses-above", "crosses-below")
    way = cursor.take("above", "below")
    left = operand(cursor, context) if verb and cursor.take("(") else None
    right = (operand(cursor, context) or constant(cursor)) if left and cursor.take(",") else None
    if verb is None or left is None or right is None or not cursor.take(")"):
        return None
    down = verb.word in ("crossunder", "crosses-below") or verb.small == "crossunder"
    down = down or (way is not None and way.word == "below")
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
