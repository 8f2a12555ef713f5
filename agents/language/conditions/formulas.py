"""Conditions as formulas have them: "close / SMA(200) > 1.02", "RSI in the 0-20 range"."""

from __future__ import annotations

from typing import Any

from agents.language.conditions.comparisons import Read
from agents.language.conditions.spanning import between
from agents.language.draft import Group, Op, Rule, Side, indicator
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.operands import operand
from agents.language.operands.operators import comparator
from agents.language.operands.pairs import is_volume, rule_of
from agents.language.operands.periods import parameters
from agents.language.operands.registered import in_order
from agents.language.operands.speaking import Context
from backtests.engine.strategy import Indicator, Price


def ratio(cursor: Cursor, context: Context) -> Read | None:
    """ "close / SMA(200) > 1.02": the first is above 1.02 times the second."""
    left = operand(cursor, context)
    right = operand(cursor, context) if left and cursor.take("/") else None
    op = comparator(cursor) if right else None
    share = cursor.take("num", "pct") if op else None
    if left is None or right is None or op is None or share is None or not share.value:
        return None
    scaled = isinstance(right.operand, Price | Indicator) and (right.is_level or is_volume(right))
    if not scaled or cursor.word() not in NOWHERE | {"buy", "sell", "for"}:
        return None
    factor = share.value / 100 if share.word == "pct" else share.value
    return rule_of(left, op, right.updated("multiplier", multiplier=factor), context)


def difference(cursor: Cursor, context: Context) -> Read | None:
    """ "the difference between MACD and its signal is greater than 0": which is above which."""
    named = cursor.take("difference")
    cursor.skip("between")
    left = operand(cursor, context) if named else None
    right = operand(cursor, context) if left and cursor.take("and", "-", "to") else None
    mood = cursor.take("positive", "negative") if right else None
    op = comparator(cursor) if right and not mood else None
    zero = cursor.take("num", "zero") if op else None
    if left is None or right is None or not (mood or (zero and not zero.value)):
        return None
    way: Op = op or (">" if mood and mood.word == "positive" else "<")
    return rule_of(left, way, right, context)


def ranged(cursor: Cursor, context: Context) -> Read | None:
    """ "RSI in the 0-20 range", "RSI within 40 to 60" """
    left = operand(cursor, context)
    cursor.skip("stays", "goes", "trade")
    led = cursor.take("in", "within", "inside") if left and not left.is_level else None
    cursor.skip("range", "between")
    if led is None or cursor.word() != "num" or cursor.word(1) not in ("-", "to", "and", "–"):
        return None
    found = between(cursor, left, context)
    cursor.skip("range", "zone")
    return found if cursor.word() in ENDING else None


def squeezed(cursor: Cursor, context: Context) -> Read | None:
    """ "the Bollinger Bands are inside the Keltner channel": both bands are."""
    cursor.skip("it")
    named = cursor.take("bollinger", "band")
    cursor.skip("band")
    narrow = dict(zip(("period", "std"), parameters(cursor), strict=False)) if named else {}
    cursor.skip("goes", "stays", "both", "contract")
    inside = cursor.take("inside", "within") if named else None
    wide = cursor.take("keltner") if inside else None
    cursor.skip("channel", "band")
    said = in_order("KELTNER", parameters(cursor))
    values = dict(zip(("period", "multiplier", "atr"), said, strict=False))
    if wide is None or cursor.word() not in ENDING:
        return None
    return Group("all", tuple(
        Rule(_band("BOLLINGER", way, narrow, USUAL_BANDS), op, _band("KELTNER", way, values, USUAL))
        for way, op in EDGES
    ))  # fmt: skip


EDGES: tuple[tuple[str, Op], ...] = (("upper", "<"), ("lower", ">"))
USUAL_BANDS = "Bollinger Bands use their usual 20 bars and 2 sd"
USUAL = "the Keltner channel uses its usual 20 bars and 2 average true ranges"


def _band(name: str, way: str, values: dict[str, Any], usual: str) -> Side:
    return indicator(name, way, notes=() if values else (("params", usual),), **values)


ENDING = NOWHERE | {"buy", "sell"}
