"""How far the price lies from one level: "the deviation from the 25-day average is below -5%",
"price deviates 5% below its 20 EMA", "it is more than 3% away from the 50-day average"."""

from __future__ import annotations

from agents.language.conditions.apart import BOTH_WAYS
from agents.language.conditions.comparisons import Read
from agents.language.draft import Group, Op, Rule, Side, indicator, price
from agents.language.lexicon.wordlist import words
from agents.language.operands.averages import PLAIN_AVERAGE
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.operands import operand
from agents.language.operands.operators import comparator
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Token

NAMES = words("deviation distance divergence gaps")
AWAY = words("deviates away extended stretched")
WAYS = {"below": -1, "under": -1, "down": -1, "above": 1, "over": 1, "up": 1}
ENDS = NOWHERE | words("buy sell short cover hold long for on when buy-after sell-after goes")
FURTHER: dict[Op, int] = {">": 1, ">=": 1, "<": -1, "<=": -1}


def deviation(cursor: Cursor, context: Context) -> Read | None:
    """With its sign, or with a word that says on which side; without either on both."""
    cursor.skip("it", "price", "close")
    return _named(cursor, context) or _away(cursor, context)


def _named(cursor: Cursor, context: Context) -> Read | None:
    """ "the deviation from the 25-day average is below -5%", "25-day deviation below -5%" """
    mark = cursor.mark
    days = cursor.number()
    cursor.skip("day", "period", "ma")
    if not cursor.take(*NAMES):
        cursor.back_to(mark)
        return None
    level = _mean(days) if days else None
    cursor.skip("between", "of", "from", "to", "it", "price", "close", "and", "with", "%")
    level = level or _level(cursor, context)
    op = comparator(cursor) if level else None
    share = cursor.take("pct", "zero") if op in FURTHER else None
    side = cursor.take(*WAYS) if share else None
    if level is None or op is None or share is None or cursor.word() not in ENDS:
        cursor.back_to(mark)
        return None
    return _rule(level, op, share, WAYS[side.word] if side else 0, signed=bool(days))


def _away(cursor: Cursor, context: Context) -> Read | None:
    """ "deviates (more than) 5% below its 20 EMA", "more than 5% away from its 20 EMA" """
    cursor.skip("goes")
    early = cursor.take(*AWAY)
    cursor.skip("by", ">", ">=", "above", "at", "least")
    share = cursor.take("pct")
    late = None if early else cursor.take(*AWAY)
    side = cursor.take("below", "under", "above", "over") if share else None
    cursor.skip("from", "of") if share and not side else None
    level = _level(cursor, context) if share and (early or late) else None
    side = side or (cursor.take(*WAYS) if level else None)
    if level is None or share is None or cursor.word() not in ENDS:
        return None
    return _rule(level, ">", share, WAYS[side.word] if side else 0)


def _mean(days: float) -> Side:
    return indicator("SMA", period=days, notes=(PLAIN_AVERAGE,))


def _level(cursor: Cursor, context: Context) -> Side | None:
    found = operand(cursor, context)
    return found if found is not None and found.is_level and not found.gap else None


def _rule(level: Side, op: Op, share: Token, side: int, *, signed: bool = False) -> Read | None:
    """More than so far below is further down; a bare number counts above and below."""
    value = share.value or 0.0
    if side:
        further = FURTHER[op] > 0
        way: Op = (">" if further else "<") if side > 0 else ("<" if further else ">")
        return Rule(price(), way, _scaled(level, side * abs(value)))
    if signed or share.text.lstrip()[:1] in ("-", "+", "−", "–") or not value:
        return Rule(price(), op, _scaled(level, value))
    over, under = _scaled(level, abs(value)), _scaled(level, -abs(value))
    if FURTHER[op] > 0:
        parts = Rule(price(), ">", over, (BOTH_WAYS,)), Rule(price(), "<", under)
        return Group("any", parts)
    return Group("all", (Rule(price(), "<", over, (BOTH_WAYS,)), Rule(price(), ">", under)))


def _scaled(side: Side, share: float) -> Side:
    if not share:
        return side
    return side.updated("multiplier", multiplier=round(1 + share / 100, 10))
