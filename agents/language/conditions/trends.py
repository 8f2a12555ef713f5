"""Indicators that have sides: the cloud of Ichimoku, the SuperTrend, the parabolic SAR."""

from __future__ import annotations

from agents.language.conditions.comparisons import Read
from agents.language.conditions.turns import spoken_of
from agents.language.draft import Group, Op, Rule, Side, Tree, indicator, number, price
from agents.language.operands.averages import name_of
from agents.language.operands.cursor import Cursor
from agents.language.operands.operands import operand
from agents.language.operands.operators import comparator, late_verb
from agents.language.operands.periods import arguments, leading
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Indicator

MOODS = {
    "bullish": 1, "green": 1, "up": 1, "positive": 1, "buy": 1,
    "bearish": -1, "red": -1, "down": -1, "negative": -1, "sell": -1,
}  # fmt: skip


def sided(cursor: Cursor, context: Context) -> Read | None:
    """ "SuperTrend turns green", "the SAR is bullish", "the cloud is red" """
    if cursor.word() == "cloud":
        return _cloud_mood(cursor)
    side = spoken_of(cursor, context, "SUPERTREND") or _its_sar(cursor, context)
    if side is None and cursor.word() in ("supertrend", "sar", "num"):
        side = operand(cursor, context)
    if side is None or not isinstance(side.operand, Indicator):
        return None
    moving = cursor.take("goes", "crosses")
    cursor.skip("to", "into", "from")
    mood = cursor.take(*MOODS)
    if mood is None or side.operand.name not in ("SUPERTREND", "SAR"):
        return None
    up = MOODS[mood.word] > 0
    if side.operand.name == "SAR":
        return Rule(price(), _op(up, bool(moving)), side)
    return Rule(side.updated(output="direction"), _op(up, bool(moving)), number(0))


def _its_sar(cursor: Cursor, context: Context) -> Side | None:
    """ "the SAR turns bullish ... flips bearish": the dots that were spoken of."""
    known = context.last.right if context.last else None
    turns = cursor.word() == "it" or (cursor.word() == "goes" and cursor.word(1) in MOODS)
    if not turns or known is None or name_of(known) != "SAR":
        return None
    cursor.take("it")
    return known


def deviations(cursor: Cursor, context: Context) -> Read | None:
    """ "2 standard deviations below its 20-day average": beyond that Bollinger Band; "2 ATR below
    its 20-day EMA": beyond that Keltner Channel."""
    cursor.skip("it", "price", "close", "closes", "trade", "falls", "goes", "rises", "at", "least",
                "above", ">=", "stays", "more", "than")  # fmt: skip
    count = cursor.number()
    cursor.skip("x", "*", "day") if count and "atr" in _ahead(cursor) else None
    reach = leading(cursor, context.timeframe) if count else None
    unit = cursor.take("sd", "atr") if count else None
    reach = reach or _in_brackets(cursor, unit)
    way = cursor.take("below", "above", "under") if unit else None
    up = bool(way and way.word == "above")
    deviates = unit is not None and unit.word == "sd"
    if way and deviates and (band := _band(cursor, count or 2, up=up)):
        return Rule(price(), ">" if up else "<", band)
    mean = operand(cursor, context) if way else None
    wanted = "SMA" if deviates else "EMA"
    if mean is None or getattr(mean.operand, "name", "") != wanted or mean.gap:
        return None
    period = mean.operand.params["period"] if isinstance(mean.operand, Indicator) else 20
    output = "upper" if up else "lower"
    if deviates:
        note = f"{count:g} deviations from the average are read as that Bollinger Band"
        level = indicator("BOLLINGER", output, period=period, std=count)
    else:
        reach = reach or 14
        note = f"{count:g} ATR from the average are read as that Keltner Channel, of "
        note += f"{reach:g} bars' ATR"
        level = indicator("KELTNER", output, period=period, atr=reach, multiplier=count)
    return Rule(price(), ">" if up else "<", level, (note,))


def _ahead(cursor: Cursor) -> list[str]:
    return [cursor.word(n) for n in range(5)]


def _in_brackets(cursor: Cursor, unit: Token | None) -> float | None:
    """ "2 x ATR(14) below its 20 EMA": of how many bars."""
    said = arguments(cursor) if unit is not None and unit.word == "atr" else []
    return said[0] if len(said) == 1 else None


def _band(cursor: Cursor, size: float, *, up: bool) -> Side | None:
    """ "2 standard deviations below the 20-day Bollinger Band": below that band."""
    mark = cursor.mark
    period = cursor.number()
    cursor.skip("day", "period", "bar")
    cursor.skip("middle", "mid", "lower", "upper")
    if period and cursor.take("bollinger", "band"):
        cursor.skip("band")
        return indicator("BOLLINGER", "upper" if up else "lower", period=period, std=size)
    cursor.back_to(mark)
    return None


def _op(up: bool, moving: bool) -> Op:
    if moving:
        return "crosses_above" if up else "crosses_below"
    return ">" if up else "<"


def _cloud_mood(cursor: Cursor) -> Read | None:
    cursor.take("cloud")
    moving = cursor.take("goes")
    mood = cursor.take(*MOODS)
    if mood is None:
        return None
    one, other = _spans()
    return Rule(one, _op(MOODS[mood.word] > 0, bool(moving)), other)


def _spans() -> tuple[Side, Side]:
    note = ("params", "Ichimoku uses its usual 9, 26, 52 and 26 bars")
    return indicator("ICHIMOKU", "span_a", notes=(note,)), indicator("ICHIMOKU", "span_b")


def cloud(cursor: Cursor, context: Context) -> Read | None:
    """ "price is above the cloud", "breaks below the cloud": beyond both of its edges."""
    cursor.skip("it", "price")
    symbol = cursor.take("symbol")
    cursor.skip("close", "price")
    left = Side(price().operand, symbol=symbol.symbol if symbol else "")
    within = cursor.word(1) == "cloud" and cursor.take("inside", "into", "within", "in")
    if within or (cursor.word() == "cloud" and cursor.word(1) in BESIDE):
        cursor.take("cloud")
        side = cursor.take(*BESIDE)  # "在云层上方"
        return _beyond(left, BESIDE[side.word], crossing=False) if side else _within(left)
    op = comparator(cursor)
    if op is None or not cursor.take("cloud"):
        return None
    cursor.skip(*BESIDE)
    op = late_verb(cursor, op)
    up = op in (">", ">=", "crosses_above")
    if not up and op not in ("<", "<=", "crosses_below"):
        return None
    return _beyond(left, up, crossing=op.startswith("crosses"))


BESIDE = {"is-above": True, "is-below": False}


def _within(left: Side) -> Tree:
    """ "the price falls back into the cloud": between its edges, whichever is the upper one."""
    one, other = _spans()
    sides: tuple[tuple[Op, Op], ...] = (("<=", ">="), (">=", "<="))
    return Group(
        "any",
        tuple(Group("all", (Rule(left, a, one), Rule(left, b, other))) for a, b in sides),
    )


def _beyond(left: Side, up: bool, crossing: bool) -> Tree:
    spans = _spans()
    beyond: tuple[Tree, ...] = tuple(Rule(left, ">" if up else "<", span) for span in spans)
    if not crossing:
        return Group("all", beyond)
    crosses = Group("any", tuple(Rule(left, _op(up, moving=True), span) for span in spans))
    return Group("all", (*beyond, crosses))
