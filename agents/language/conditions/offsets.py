"""A level that lies so far from another: "at least 10 below 50", "5 points above 60"."""

from __future__ import annotations

from agents.language.conditions.spanning import constant
from agents.language.draft import Op, Rule, Side, number, rounded
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.operators import UP

SIDES = ("above", "below", "over", "under")
UNIT = "point"
ENDS = NOWHERE | words("buy sell short cover hold on when while but with for goes stays")
# Behind these a number is how far, and no limit of its own as in "above 10, below 50".
LEAST = (
    "at least", "more than", "no less than", "not less than", "a minimum of", "minimum",
    "mindestens", "mehr als", "al menos", "más de", "mas de", "au moins", "plus de", "pelo menos",
    "mais de",
)  # fmt: skip
FURTHER: dict[Op, tuple[Op, Op]] = {">=": (">=", "<="), ">": (">", "<")}


def is_offset(cursor: Cursor, op: Op) -> bool:
    """A number that a way and another level follow."""
    said = cursor.tokens[cursor.at - 1].small if cursor.at else ""
    unit = cursor.word(1) == UNIT
    led = said.startswith(LEAST) or (unit and op in FURTHER)
    return led and cursor.word() in ("num", "money", "pct") and cursor.word(1 + unit) in SIDES


def offset(cursor: Cursor, left: Side | None, op: Op) -> Rule | None:
    """Only from a number: between two values the engine knows no distance but in per cent."""
    far = cursor.take("num", "money")
    cursor.skip(UNIT)
    way = cursor.take(*SIDES)
    level = constant(cursor) if way else None
    if left is None or far is None or way is None or op not in FURTHER:
        return None
    if level is None or level.role == "pct" or cursor.word() not in ENDS:
        return None
    up, base = way.word in UP, getattr(level.operand, "value", 0.0)
    value = rounded(base + (1 if up else -1) * abs(far.value or 0))
    note = f"{far.value:g} {way.text} {base:g} is read as {value:g}"
    return Rule(left, FURTHER[op][0 if up else 1], number(value), (note,))


def apart_from(cursor: Cursor, left: Side | None) -> Rule | None:
    """ "RSI is 10 points below 50": by so much or more."""
    if left is None or cursor.word() != "num" or cursor.word(1) != UNIT:
        return None
    mark = cursor.mark
    found = offset(cursor, left, ">=")
    if found is None:
        cursor.back_to(mark)
    return found
