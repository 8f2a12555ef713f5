"""Levels of an oscillator that break: "RSI cracks 30", "the RSI breaks 70"."""

from __future__ import annotations

from agents.language.conditions.comparisons import Read
from agents.language.conditions.turns import spoken_of
from agents.language.draft import ZONES, Rule, number
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.operands import operand
from agents.language.operands.pairs import undirected
from agents.language.operands.speaking import Context

ENDS = NOWHERE | {"buy", "sell", "short", "cover", "exit", "with", "buy-after", "sell-after"}


def cracked(cursor: Cursor, context: Context) -> Read | None:
    """What cracks gives way on the side on which it lies; what breaks may do so from either."""
    side = spoken_of(cursor, context, *ZONES) or operand(cursor, context)
    verb = cursor.take("breaks") if side and side.oscillates else None
    level = cursor.number() if verb else None
    if side is None or verb is None or level is None or cursor.word() not in ENDS:
        return None
    if not side.scale[0] < level < side.scale[1]:
        return None
    if not verb.small.startswith("crack") or level == side.middle:
        return undirected(side, number(level), context)
    down = level < side.middle
    note = f"to {verb.small.removesuffix('s')} {level:g} is read as to {_way(down)} it"
    return Rule(side, "crosses_below" if down else "crosses_above", number(level), (note,))


def _way(down: bool) -> str:
    return "fall below" if down else "rise above"
