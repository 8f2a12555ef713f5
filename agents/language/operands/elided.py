"""Averages that are said in short: "the 50 day", "above the 50 and the 200", "A > B > C"."""

from __future__ import annotations

from typing import Literal

from agents.language.draft import Group, Op, Rule, Side, indicator, price, rules_of
from agents.language.operands.averages import PLAIN_AVERAGE
from agents.language.operands.cursor import NOWHERE, Cursor, bars_in
from agents.language.operands.operands import operand
from agents.language.operands.operators import EXACT
from agents.language.operands.pairs import is_average, rule_of
from agents.language.operands.speaking import Context
from backtests.engine.strategy import Number

PARTED = frozenset({"and", "or", ",", ".", "(", "when", "it", "not"})


def next_of_kind(cursor: Cursor, context: Context) -> Rule | None:
    """ "the 8 EMA above the 21 EMA, the 21 above the 55": averages of the same kind."""
    last, mark = context.last, cursor.mark
    if last is None or cursor.word() != "num" or not is_average(last.left):
        return None
    first = cursor.number()
    moves = cursor.take("falls", "rises", "goes", "crosses", "breaks")
    way = cursor.take("above", "below", "over", "<", ">")
    second = cursor.number() if way else None
    pairs = [last, *rules_of(context.entry)]
    sides = [side for rule in pairs for side in (rule.left, rule.right)]
    spoken = [getattr(side.operand, "params", {}).get("period") for side in sides]
    if not first or not second or way is None or first not in spoken or not ends(cursor):
        cursor.back_to(mark)
        return None
    sides = [last.left.updated(params={"period": value}) for value in (first, second)]
    down = way.word in ("below", "<")
    if moves is not None:
        return Rule(sides[0], "crosses_below" if down else "crosses_above", sides[1])
    return Rule(sides[0], "<" if down else ">", sides[1])


def bare_left(cursor: Cursor, context: Context) -> Side | None:
    """ "the 50 day crosses the 200 day", "the 20-day is above the 50-day" """
    mark = cursor.mark
    value = cursor.number()
    named = value and cursor.take("day", "week")
    if named and named.small in ("days", "weeks"):
        named = None  # "3 days above the 200 day" lasts
    beside = cursor.word() in ("above", "below", "over", "<", ">") and cursor.word(1) == "num"
    beside = beside and cursor.word(2) in ("day", "week") and cursor.word(3) in NOWHERE
    moves = cursor.word() in MOVES and cursor.word(1) in ("above", "below", "over")
    led = beside or moves or cursor.word() in ("crosses", "crossunder")
    if value and named and led and (average := _average(value, named.word, context)):
        return average
    cursor.back_to(mark)
    return None


def leaning_days(cursor: Cursor, context: Context) -> Side | None:
    """ "the 50-day is going up", "the 200 day rises": what leans is their average."""
    mark = cursor.mark
    value = cursor.number()
    named = cursor.take("day", "week") if value else None
    behind = 1 if cursor.word() in ("goes", "to") else 0
    leans = cursor.word(behind) in LEANING and cursor.word(behind + 1) in NOWHERE
    alone = named is not None and leans and named.small in ("day", "week")
    if value and value >= 5 and named and alone and (made := _average(value, named.word, context)):
        return made
    cursor.back_to(mark)
    return None


def _average(value: float, unit: str, context: Context) -> Side | None:
    """Its length in bars: "the 8-week line" has 8 where bars are weeks; a day has no whole number
    of shorter ones."""
    bars = bars_in((value, unit), context.timeframe)
    return indicator("SMA", period=float(bars), notes=(PLAIN_AVERAGE,)) if bars else None


LEANING = ("up", "down", "rises", "falls", "higher", "lower")
MOVES = ("goes", "falls", "rises", "breaks", "closes")


def chained(cursor: Cursor, context: Context) -> Side | None:
    """In "A > B > C" the B belongs to both."""
    if context.last is not None and cursor.take("that-one"):
        return context.last.right
    before = cursor.tokens[cursor.at - 1].word if cursor.at else ","
    if before in PARTED or context.last is None:
        return None
    if cursor.word() not in EXACT and not (before in AVERAGED and _compares_averages(cursor)):
        return None
    right = context.last.right
    return None if isinstance(right.operand, Number) else right


# What the name of an average ends with.
AVERAGED = frozenset({"num", ")", "ma", "sma", "ema", "average", "moving", "day", "period"})


def _compares_averages(cursor: Cursor) -> bool:
    """ "... is above the 50 SMA": where another average stands before it, that is meant."""
    ahead = Cursor(cursor.tokens, cursor.at)
    return bool(ahead.take("above", "below")) and is_average(operand(ahead, Context()))


def several_levels(cursor: Cursor, context: Context, left: Side | None, op: Op) -> Group | None:
    """ "above the 50-day and the 200-day average": two levels of one kind."""
    mark = cursor.mark
    way = ("above", "over") if ">" in op or op == "crosses_above" else ("below",)
    cursor.skip("all-of", "any-of")
    periods: list[float] = []
    joint = ""
    while cursor.word() == "num" and not joint.startswith("#") and (left is None or left.is_level):
        if joint and (last := _last_average(cursor, context)):
            base, levels = left or price(), [last.updated(params={"period": p}) for p in periods]
            join: Literal["all", "any"] = "any" if joint == "or" else "all"
            rules = [rule_of(base, op, level, context) for level in (*levels, last)]
            kept = tuple(rule for rule in rules if rule is not None)
            if len(kept) == len(rules):
                return Group(join, kept)
            break
        periods.append(cursor.number() or 0)
        cursor.skip("day", "period", "bar", "week")
        joints = [token.word for token in iter(lambda: cursor.take(",", "and", "or", "/"), None)]
        said = next((one for one in joints if one in ("and", "or")), joint)
        joint = said or ("," if joints else "#")
        cursor.skip(*way)
    cursor.back_to(mark)
    return None


def _last_average(cursor: Cursor, context: Context) -> Side | None:
    mark = cursor.mark
    side = operand(cursor, context)
    if side is not None and is_average(side) and not side.gap:
        return side
    cursor.back_to(mark)
    return None


def bare_average(cursor: Cursor, context: Context) -> Side | None:
    """ "above the 200 day": days beside a price are those of a moving average."""
    mark = cursor.mark
    value = cursor.number()
    unit = cursor.take("day", "week") if value and value >= 5 else None
    if value and unit and ends(cursor) and (average := _average(value, unit.word, context)):
        return average
    cursor.back_to(mark)
    return None


ENDS = NOWHERE | {"buy", "sell", "on", "hold", "but", "for"}


def ends(cursor: Cursor) -> bool:
    return cursor.word() in ENDS
