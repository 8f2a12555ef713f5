"""Oscillators that turn: "MACD turns positive", "a bullish stochastic crossover"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.conditions.comparisons import Read
from agents.language.conditions.crosses import cross_direction
from agents.language.draft import Ask, Group, Op, Rule, Side, number
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.operands import operand
from agents.language.operands.operators import comparator
from agents.language.operands.speaking import Context
from backtests.engine.strategy import Indicator, Number

COLOURS = ("green", "red")


def macd_turn(cursor: Cursor, context: Context) -> Read | None:
    """ "bullish MACD crossover", "MACD turns positive", "MACD histogram is negative" """
    mood = cursor.take("bullish", "bearish", "positive", "negative")
    cursor.skip("it") if cursor.word(1) == "macd" else None
    side = spoken_of(cursor, context, "MACD")
    if side is None and cursor.word() not in ("macd", "histogram"):
        return None
    side = side or operand(cursor, context)
    if side is None or not isinstance(side.operand, Indicator):
        return None
    if turn := cursor.take("cross-up", "golden", "cross-down", "death"):
        return _macd_cross(side, up=turn.word in ("cross-up", "golden"))
    if cursor.word(1) in NOWHERE and (turn := cursor.take("crosses-above", "crosses-below")):
        return _macd_cross(side, up=turn.word == "crosses-above")
    for way in ("above", "below"):
        if cursor.word(2) in NOWHERE and cursor.phrase("crosses", way):
            return _macd_cross(side, up=way == "above")
    if turn := cursor.take("turns-positive", "turns-negative"):
        op: Op = "crosses_above" if turn.word == "turns-positive" else "crosses_below"
        return Rule(side, op, number(0))
    verb = cursor.take("goes", "crosses")
    mood = mood or cursor.take("bullish", "bearish", "positive", "negative", *COLOURS)
    verb = cursor.take("crosses") or verb
    if mood is None:
        return _macd_plain_cross(cursor, side) if verb and verb.word == "crosses" else None
    up = mood.word in ("bullish", "positive", "green")
    if mood.word in COLOURS:
        return _coloured(side, up, moving=verb is not None)
    if mood.word in ("bullish", "bearish"):
        crossed = _macd_cross(side, up)
        if verb is not None or cursor.word() in CROSSED_NEXT:
            return crossed
        return replace(crossed, op=">" if up else "<", notes=(IS_BULLISH,))
    return Rule(side, _zero_op(up, moving=verb is not None), number(0))


IS_BULLISH = "a bullish MACD is read as its line above its signal, a bearish one as below"
# "MACD bullish crossover": the cross stands behind its mood.
CROSSED_NEXT = ("crosses", "crossover")


def _coloured(side: Side, up: bool, moving: bool) -> Rule:
    """ "MACD flips green": charts colour its histogram, the line less its signal."""
    note = "green and red are read as the colours of the MACD histogram"
    bars = side.updated(output="histogram")
    return Rule(bars, _zero_op(up, moving), number(0), (note,))


def stochastic_turn(cursor: Cursor, context: Context) -> Read | None:
    """ "a bullish stochastic crossover", "KDJ golden cross", "the stochastic crosses up" """
    mood = cursor.take("bullish", "bearish")
    cursor.skip("it")
    side = operand(cursor, context) if cursor.word() in ("stochastic", "num", "stochrsi") else None
    again = cursor.word() in TURNS or cursor.word() == "crosses"
    known = side or context.left if again else side
    name = getattr(known.operand, "name", "") if known else ""
    if known is None or name not in ("STOCHASTIC", "STOCHRSI") or known.within_bar:
        return None
    turn = cursor.take("crosses", *(() if mood else TURNS))
    lean = cursor.take("up", "down") if turn and turn.word == "crosses" and not mood else None
    way = mood or lean or (turn if turn and turn.word in TURNS else None)
    k, d = known.updated(output="k"), replace(known, notes=()).updated(output="d")
    where = zone(cursor, k)
    plain = turn is not None and turn.word == "crosses" and way is None and where is None
    if turn is None or cursor.word() not in NOWHERE | {"buy-after", "sell-after"}:
        return None
    if way is None:
        return _either_way(k, d, context) if plain and side is not None else None
    up = way.word in ("cross-up", "golden", "bullish", "up")
    cross = Rule(k, "crosses_above" if up else "crosses_below", d)
    return Group("all", (cross, where)) if where else cross


def _either_way(k: Side, d: Side, context: Context) -> Rule:
    """ "the stochastic lines cross": which way, if it does not say?"""
    ways = ("below", "above") if context.upward else ("above", "below")
    choices = tuple(f"%K crosses {way} %D" for way in ways)
    ask = Ask(f"{context.role}_way", "Which way must the lines of the Stochastic cross?", choices)
    return Rule(k, "crosses", d, ask=ask)


def both_sides(cursor: Cursor, context: Context) -> Read | None:
    """ "... while both are below 25", "... and both are above the SMA(80)": the two lines of the
    rule before."""
    last = context.last
    op = comparator(cursor) if cursor.take("both-sides") else None
    if last is None or op not in ("<", "<=", ">", ">=") or not _are_lines(last):
        return None
    side = operand(cursor, context) or _level(cursor)
    if side is None or not isinstance(side.operand, Indicator | Number):
        return None
    return Group("all", (Rule(last.left, op, side), Rule(last.right, op, side)))


def _level(cursor: Cursor) -> Side | None:
    level = cursor.number()
    level = 0.0 if level is None and cursor.take("zero") else level
    return None if level is None else number(level)


def _are_lines(rule: Rule) -> bool:
    return isinstance(rule.left.operand, Indicator) and isinstance(rule.right.operand, Indicator)


def zone(cursor: Cursor, side: Side) -> Rule | None:
    """ "... crosses up under 20": where it does so."""
    mark = cursor.mark
    way = cursor.take("below", "above", "over", "<", ">")
    value = cursor.number() if way else None
    if way is None or value is None:
        cursor.back_to(mark)
        return None
    return Rule(replace(side, notes=()), "<" if way.word in ("below", "<") else ">", number(value))


TURNS = ("cross-up", "cross-down", "golden", "death")


def spoken_of(cursor: Cursor, context: Context, *names: str) -> Side | None:
    """ "it", where the indicator spoken of last is one of these."""
    last = context.left
    if context.lost or last is None or getattr(last.operand, "name", "") not in names:
        return None
    turns = cursor.word() == "goes" and cursor.word(1 + (cursor.word(1) == "to")) in MOODS
    turns = turns or cursor.word() in TURNED
    return last if turns or cursor.take("it") else None


# "crosses up through its signal": what is crossed is named.
LEADING = frozenset({"through", "above", "below", "over", "past", "signal"})
TURNED = ("turns-positive", "turns-negative", "cross-up", "cross-down")
MOODS = ("bullish", "bearish", "positive", "negative", "green", "red")


def _zero_op(up: bool, moving: bool) -> Op:
    if moving:
        return "crosses_above" if up else "crosses_below"
    return ">" if up else "<"


def _macd_cross(side: Side, up: bool) -> Rule:
    signal = replace(side, notes=()).updated(output="signal")
    line = side.updated(output="line")
    return Rule(line, "crosses_above" if up else "crosses_below", signal)


def _macd_plain_cross(cursor: Cursor, side: Side) -> Read | None:
    """ "MACD crossover", "MACD signal cross": no direction."""
    leaned = cursor.word() in ("up", "down") and cursor.word(1) in LEADING
    if leaned or cursor.word() not in UNLEANED:
        return None
    op = cross_direction(cursor)
    return replace(_macd_cross(side, up=True), op=op)


UNLEANED = NOWHERE | {"up", "down", "for", "on"}
