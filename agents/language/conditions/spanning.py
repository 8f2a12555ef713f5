"""What lies between two levels, holds for some bars or held some bars ago."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from agents.language.draft import Group, Lasts, Op, Rule, Side, Tree, number, price
from agents.language.operands.cursor import UNITS, Cursor, bars_in
from agents.language.operands.operands import operand
from agents.language.operands.pairs import in_unit, is_average
from agents.language.operands.speaking import Context
from backtests.engine.strategy import Indicator, Price, Streak

UNITED = ("pct", "money")


def constant(cursor: Cursor) -> Side | None:
    mark = cursor.mark
    token = cursor.take("num", "money", "zero", "0", "pct")
    if token is None:
        return None
    dated = token.small.endswith(("st", "nd", "rd", "th"))
    if dated or cursor.word() in UNITS or cursor.word() == "atr":
        cursor.back_to(mark)
        return None  # "1.5 ATR above the close" is a distance, "the 10th" a day
    cursor.skip("so-far", "%")
    return replace(number(token.value or 0.0), role=token.word if token.word in UNITED else "")


def between(cursor: Cursor, left: Side | None, context: Context) -> Tree | None:
    cursor.take("between")
    if levels := _between_levels(cursor, left, context):
        return levels
    low = constant(cursor)
    cursor.take("and", "to", "-")
    high = constant(cursor)
    side = left or context.left
    dated = cursor.word() == "of-month"
    if low is None or high is None or side is None or dated:
        return None
    low, high = in_unit(side, low), in_unit(side, high)
    return Group("all", (Rule(side, ">=", low), Rule(side, "<=", high)))


def _between_levels(cursor: Cursor, left: Side | None, context: Context) -> Tree | None:
    """ "between its 50-day and 200-day average": whichever of the two is the higher."""
    mark = cursor.mark
    cursor.skip("it")
    value = cursor.number()
    cursor.skip("day", "period", "bar") if value else None
    bare = value is not None and cursor.word() == "and"
    cursor.back_to(mark) if not bare else None
    low = None if bare else operand(cursor, context)
    cursor.take("and", "to")
    cursor.skip("it")
    high = operand(cursor, context)
    if high is not None and bare and is_average(high) and not high.gap:
        low = high.updated(params={"period": value})
    if low is None or high is None or not (low.is_level and high.is_level) or low.gap or high.gap:
        cursor.back_to(mark)
        return None
    side = left or price()
    ways = ((low, high), (high, low))
    return Group("any", tuple(
        Group("all", (Rule(side, ">", under), Rule(side, "<", over))) for under, over in ways
    ))  # fmt: skip


def _steps_of(rule: Rule) -> Literal["up", "down"] | None:
    """A close above the one before, for some days, is a streak."""
    if rule.left.operand != price().operand or rule.right.operand != price("close", 1).operand:
        return None
    return "up" if rule.op in (">", ">=") else "down" if rule.op in ("<", "<=") else None


def sustained(cursor: Cursor, rule: Rule, timeframe: str = "1d") -> Rule | Lasts | None:
    """ "above its average for 3 days in a row": true on each of these bars."""
    mark = cursor.mark
    firm = any(token.word == "stays" for token in cursor.seen)
    held = rule.op in ("<", "<=", ">", ">=") and cursor.word() in ("for", "on")
    cursor.skip("for", "at", "least", "on", ">=", "last", "past")
    firm = bool(cursor.take("consecutive")) or firm or held
    count = cursor.number()
    cursor.skip(">=", "+")
    firm = bool(cursor.take("consecutive")) or firm
    unit = cursor.take("day", "bar", "close", "closes", "period")
    if unit is None and firm and cursor.word() in LONGER:
        unit = cursor.take(*LONGER)
        count = bars_in((count or 1, unit.word), timeframe) if unit else None
    firm = bool(cursor.take("in-a-row", "consecutive")) or firm
    cursor.skip(">=")
    if unit and firm and count and count >= 2 and count == int(count):
        if way := _steps_of(rule):
            return Rule(Side(Streak(way=way)), ">=", number(count))
        return Lasts(as_state(rule), int(count))
    cursor.back_to(mark)
    return None


# "for a week", "for the past 2 months"
LONGER = ("week", "month")


def as_state(rule: Rule) -> Rule:
    """A cross lasts no longer than one bar: "drops below 20 for 2 days" is below it on both."""
    states: dict[Op, Op] = {"crosses_above": ">", "crosses_below": "<"}
    return replace(rule, op=states.get(rule.op, rule.op))


def lagged(rule: Rule, bars: int) -> Rule:
    sides = [
        side.updated(lag=side.operand.lag + bars)
        if isinstance(side.operand, Price | Indicator)
        else side
        for side in (rule.left, rule.right)
    ]
    return replace(rule, left=sides[0], right=sides[1])
