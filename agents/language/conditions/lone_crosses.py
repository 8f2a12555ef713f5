"""Crosses as a noun: "a crossover between the 20 and 50 EMA", "an EMA-20 crossover"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.conditions.comparisons import Read
from agents.language.conditions.crosses import cross_direction
from agents.language.draft import Op, Rule, Side, price
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.operands import operand
from agents.language.operands.pairs import is_average
from agents.language.operands.speaking import Context

JOINTS = words("and / vs with x to over , #taken")
AVERAGES = words("sma ema ma day period bar )")
NOUNS = words("crossover crossovers cross crossing")
OF_PRICE = "a cross of one average is read as one of the price"
BEHIND = NOWHERE | words("strategy symbol on for using style")


def cross_between(cursor: Cursor, context: Context) -> Read | None:
    """ "a crossover of the 20 EMA and the 50 EMA", "a cross between price and the 50-day SMA" """
    verb = cursor.take("crosses")
    if verb is None or verb.small not in NOUNS:
        return None
    between = cursor.take("between")
    if not between and not verb.small.startswith("crossover"):
        return None
    mark = cursor.mark
    left = operand(cursor, context)
    if not between and left is not None and (way := cursor.take(*WAYS)):
        right = _alike(cursor, left) or operand(cursor, context)
        crossed = _crossing(cursor, left, right)
        if crossed is not None:
            return replace(crossed, op=WAYS[way.word])
    if left is None or not cursor.take("and", "/", "with"):
        cursor.back_to(mark)
        return _of_kind(cursor, context)
    return _crossing(cursor, left, operand(cursor, context))


# "crossover 13 EMA above 34 EMA", and with the kind said once
WAYS: dict[str, Op] = {
    "above": "crosses_above",
    "over": "crosses_above",
    "below": "crosses_below",
    "under": "crosses_below",
}


def _alike(cursor: Cursor, left: Side) -> Side | None:
    """ "13 EMA above 34": an average of the same kind."""
    if cursor.word() != "num" or cursor.word(1) not in BEHIND or not is_average(left):
        return None
    params = {**getattr(left.operand, "params", {}), "period": cursor.number()}
    return left.updated("params.period", params=params)


def _of_kind(cursor: Cursor, context: Context) -> Read | None:
    """ "between the 20 and 50 EMA": both are of the kind that is said once."""
    period = cursor.number()
    cursor.skip("day", "bar", "period", "-")
    if not period or not cursor.take("and", "/"):
        return None
    right = operand(cursor, context)
    if right is None or not is_average(right) or right.gap:
        return None
    params = {**getattr(right.operand, "params", {}), "period": period}
    return _crossing(cursor, right.updated("params.period", params=params), right)


def _crossing(cursor: Cursor, left: Side, right: Side | None) -> Rule | None:
    if right is None or not is_average(right) or right.gap or left.gap:
        return None
    if not is_average(left) and left.operand != price().operand:
        return None
    return Rule(left, cross_direction(cursor), right)


def lone_cross(cursor: Cursor, context: Context) -> Read | None:
    """ "an EMA-20 crossover": of the price, which is told; not where another one stands before."""
    if cursor.word(-1) in JOINTS and (cursor.word(-2) == "num" or cursor.word(-2) in AVERAGES):
        return None
    side = operand(cursor, context)
    if side is None or not is_average(side) or side.gap or side.symbol:
        return None
    verb = cursor.take("crosses")
    if verb is None or verb.small not in NOUNS:
        return None
    if cursor.take("with"):  # "a 12 EMA crossover with the 40 EMA"
        return _crossing(cursor, side, operand(cursor, context))
    direction = cross_direction(cursor)
    if cursor.word() not in BEHIND:
        return None
    return replace(Rule(price(), direction, side), notes=(OF_PRICE,))
