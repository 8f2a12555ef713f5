"""How far two levels lie apart: "the distance between the EMA(8) and the EMA(54) is more than 2%",
"the 10-day average is 2% above the 50-day average"."""

from __future__ import annotations

from agents.language.conditions.comparisons import Read
from agents.language.draft import Group, Op, Rule, Side
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.operands import operand
from agents.language.operands.operators import comparator
from agents.language.operands.pairs import is_average
from agents.language.operands.speaking import Context

NAMES = words("distance difference gaps separation divergence deviation percentage")
BOTH_WAYS = "a distance counts above and below"
ENDS = NOWHERE | words("buy sell short cover hold long for on when")


def apart(cursor: Cursor, context: Context) -> Read | None:
    """Above or below: by at least so many per cent of the second."""
    cursor.skip("pct") if cursor.word(1) in NAMES and cursor.word() == "%" else None
    named = cursor.take(*NAMES)
    cursor.skip("between", "of", "from", "it")
    left = _level(cursor, context) if named else None
    joint = cursor.take("and", "to", "from", "-") if left else None
    right = _level(cursor, context) if joint else None
    op = comparator(cursor) if right else None
    share = cursor.take("pct") if op in ("<", "<=", ">", ">=") else None
    if left is None or right is None or share is None or cursor.word() not in ENDS:
        return None
    over, under = (_scaled(right, way * (share.value or 0)) for way in (1, -1))
    if op in (">", ">="):
        return Group("any", (Rule(left, ">", over, (BOTH_WAYS,)), Rule(left, "<", under)))
    return Group("all", (Rule(left, "<", over, (BOTH_WAYS,)), Rule(left, ">", under)))


def beyond_average(cursor: Cursor, context: Context) -> Read | None:
    """ "the 10-day average is 2% above the 50-day average" """
    left = operand(cursor, context)
    share = cursor.take("pct") if left and is_average(left) else None
    way = cursor.take("above", "below", "over", "under") if share else None
    right = operand(cursor, context) if way else None
    if left is None or right is None or share is None or way is None or not is_average(right):
        return None
    if cursor.word() not in ENDS or left.gap or right.gap:
        return None
    up = way.word in ("above", "over")
    op: Op = ">" if up else "<"
    return Rule(left, op, _scaled(right, (1 if up else -1) * abs(share.value or 0)))


def _level(cursor: Cursor, context: Context) -> Side | None:
    cursor.skip("fast", "slow") if cursor.word(1) in ("ema", "sma", "ma") else None
    found = operand(cursor, context)
    return found if found is not None and found.is_level and not found.gap else None


def _scaled(side: Side, share: float) -> Side:
    return side.updated("multiplier", multiplier=round(1 + share / 100, 10))
