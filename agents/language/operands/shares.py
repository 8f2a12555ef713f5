"""Levels in per cent of another: "below 95% of its average", "5% above the high"."""

from __future__ import annotations

from agents.language.draft import Op, Rule, Side
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.implied import implied
from agents.language.operands.operands import operand
from agents.language.operands.pairs import rule_of
from agents.language.operands.speaking import Context
from backtests.engine.strategy import Indicator, Price


def by_share(cursor: Cursor, op: Op, right: Side) -> Side:
    """ "drops below its average by 5%", "低于25日均线5%时" """
    mark = cursor.mark
    bare = cursor.word() == "pct" and cursor.value() > 0 and cursor.word(1) in LAST
    led = right.is_level and (bare or cursor.take("by"))
    cursor.skip("above", ">=", "at", "least", "over") if led else None
    share = cursor.take("pct") if led else None
    way = {"<": -1, "crosses_below": -1, ">": 1, "crosses_above": 1}.get(op)
    if share is None or way is None:
        cursor.back_to(mark)
        return right
    return right.updated("multiplier", multiplier=round(1 + way * abs(share.value or 0) / 100, 10))


LAST = NOWHERE | {"when", "buy-after", "sell-after", "short-after", "so-far"}


def share_of_level(cursor: Cursor, left: Side | None, op: Op, context: Context) -> Rule | None:
    """ "below 95% of the 20-day average", "above the average by 2%" """
    mark = cursor.mark
    share = cursor.take("pct")
    beside = cursor.take("of", "x", "below", "above", "over", "under") if share else None
    level = operand(cursor, context) if share else None
    if share is None or level is None or not isinstance(level.operand, Price | Indicator):
        cursor.back_to(mark)
        return None
    factor = _factor(share.value or 0, beside.word if beside else "of")
    if factor <= 0:
        cursor.back_to(mark)
        return None
    scaled = level.updated("multiplier", multiplier=factor)
    down = beside is not None and beside.word in ("below", "under")
    if down and op in FURTHER:
        op = FURTHER[op]
    elif down and op == "<=":
        op = ">="
    elif down and cursor.tokens[mark[0] - 1].small in FEWER:
        op = ">"
    base = left or implied(context, level, op)
    return rule_of(base, op, scaled, context) if base else None


# Less than, or at most, "5% below its high" is near the high.
FEWER = frozenset({"less than", "fewer than", "smaller than", "under"})


# "at least 5% below it" is further down.
FURTHER: dict[Op, Op] = {">": "<", ">=": "<="}


def _factor(share: float, beside: str) -> float:
    """ "95% of it" is a part of it, "5% above it" is a distance; so is "-5% below it"."""
    way = {"above": 1, "over": 1, "below": -1, "under": -1}.get(beside)
    return share / 100 if way is None else round(1 + way * abs(share) / 100, 10)


def shifted(cursor: Cursor, right: Side) -> Side:
    """ "below the lower band minus 1%": so much lower than the level."""
    mark = cursor.mark
    sign = cursor.take("minus", "-", "plus", "+") if right.is_level else None
    share = cursor.take("pct") if sign or right.is_level else None
    text = share.text.lstrip() if share else ""
    way = SHIFTS.get(sign.word if sign else text[:1], 0)
    if share is None or not way or cursor.word() not in NOWHERE:
        cursor.back_to(mark)
        return right
    factor = round(1 + way * abs(share.value or 0) / 100, 10)
    return right.updated("multiplier", multiplier=factor)


SHIFTS = {"minus": -1, "-": -1, "plus": 1, "+": 1}
