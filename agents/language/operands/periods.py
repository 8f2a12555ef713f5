"""The numbers that belong to an indicator: "(14)", "14-day", "with a period of 14"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.operands.calendars import LONG, daily
from agents.language.operands.cursor import UNITS, Cursor, bars_in
from agents.language.tokens.pieces import Token

COMPARING = words(
    """
    above below < > <= >= falls rises goes crosses closes exceeds touches over under breaks
    and crossunder recovers between or , . #end #taken oversold overbought not up-through
    down-through stays unless while by x trade pullback more for with on at buy sell after hold use
    only yesterday bars-back today
    drops-below breaks-above crosses-above crosses-below
    """
)


def arguments(cursor: Cursor, timeframe: str = "1d") -> list[float]:
    """(12, 26, 9) or (12/26/9), with or without units: (10 months) are not 10 bars."""
    mark = cursor.mark
    values: list[float] = []
    if not cursor.take("("):
        return values
    cursor.skip("period", "close", ",", *UNITS, *NAMED)
    while (value := cursor.number()) is not None:
        unit = cursor.take(*UNITS)
        values.append(_counted(value, unit, timeframe) or value)
        cursor.skip(*UNITS, ",", "/", "sd", "atr", "x", "and", *NAMED)
    if not values or not cursor.take(")"):
        cursor.back_to(mark)
        return []
    return values


# "(fast=12, slow=26, signal=9)"
NAMED = ("fast", "slow", "signal", ":", "length", "short", "long", "sd", "period")


def parameters(cursor: Cursor) -> list[float]:
    """(12, 26, 9), or without brackets "12, 26, 9" or "20/2"."""
    if values := arguments(cursor):
        return values
    mark = cursor.mark
    bare: list[float] = []
    while (value := cursor.number()) is not None and len(bare) < 3:
        bare.append(value)
        cursor.skip("/") if cursor.word(1) == "num" else None
        cursor.skip(",") if cursor.word(1) == "num" else None
    if len(bare) > 1 and cursor.word() not in UNITS:
        return bare
    cursor.back_to(mark)
    return []


def period_of(cursor: Cursor, timeframe: str = "1d") -> float | None:
    """ "(14)", "14" before a comparison, "with a period of 14"; 10 months are not 10 bars."""
    if values := arguments(cursor, timeframe):
        return values[0]
    if _is_crossed_late(cursor):
        return None
    mark = cursor.mark
    if cursor.word() == "num" and (_is_glued(cursor) or _is_followed(cursor)):
        return cursor.number()
    if cursor.word() == "num" and not cursor.bound(1) and (cursor.word(1) in BEHIND):
        value = cursor.number()
        unit = cursor.take(*UNITS)
        if not (unit and cursor.word() in ("ago", "high", "low", "ma", "sma")):
            return _counted(value, unit, timeframe)
    cursor.back_to(mark)
    return _period_behind(cursor, timeframe)


def _counted(value: float | None, unit: Token | None, timeframe: str) -> float | None:
    """In bars of the timeframe, where weeks, months or years are counted."""
    if value is None or unit is None or unit.word not in LONG:
        return value
    return float(bars_in((value, unit.word), timeframe) or daily(value, unit.word) or value)


UNITED = frozenset(UNITS)


def _is_crossed_late(cursor: Cursor) -> bool:
    """ "der RSI die 30 von unten durchbricht": a level, and no number of bars."""
    crossed = cursor.word(1) in ("up-through", "down-through") and cursor.word(2) == "crosses"
    return crossed and cursor.word(-1) == "rsi"


def _is_followed(cursor: Cursor) -> bool:
    """ "den EMA 20 den EMA 50": the number behind its name, where another follows."""
    leans = cursor.word(1) in ("up", "down", "in") and cursor.word(-1) in ("sma", "ema", "ma")
    parted = cursor.word(1) in ("/", "vs", "x")
    named = cursor.word(-1) in ("sma", "ema", "ma") and cursor.word(1) in (":", ")")
    back = [cursor.word(n) for n in (1, 2, 3)] == ["num", "bar", "ago"]
    return (
        leans
        or back
        or named
        or (cursor.word(1 + parted) in ("sma", "ema", "ma") and cursor.word(2 + parted) == "num")
    )


def _is_glued(cursor: Cursor) -> bool:
    """EMA50"""
    before = cursor.tokens[cursor.at - 1] if cursor.at else None
    return before is not None and before.end == cursor.tokens[cursor.at].start


def _period_behind(cursor: Cursor, timeframe: str) -> float | None:
    """ "with a period of 14", "over 14 days", "à 14 jours"; but "over 70" is a level."""
    mark = cursor.mark
    last = cursor.word(1) == "last"
    counted = cursor.word(1 + last) == "num" and cursor.word(2 + last) in SPANS
    averaged = cursor.at and cursor.tokens[cursor.at - 1].word in ("ma", "sma", "ema", "average")
    if cursor.word() == "for" and counted and averaged:
        return None  # "above the average for 3 days" lasts so long
    lead = cursor.take("with", "over", "for", "of", *(("to", "at") if counted else ()))
    if lead or cursor.word() == "period":
        named = bool(cursor.take("period"))
        cursor.skip("period", "last")
        value = cursor.number()
        unit = cursor.take(*UNITS)
        if value is not None and (unit or named):
            cursor.skip(*UNITS)
            return _counted(value, unit, timeframe)
    cursor.back_to(mark)
    return None


SPANS = ("day", "period", "bar", *LONG)


def leading(cursor: Cursor, timeframe: str = "1d") -> float | None:
    """ "14", "14-day" before the name."""
    mark = cursor.mark
    value = cursor.number()
    if value is None:
        return None
    unit = cursor.take(*UNITS)
    value = _counted(value, unit, timeframe) or 0
    if unit and unit.word in ("hour", "minute"):
        bars = bars_in((value, unit.word), timeframe)
        value = float(bars or 0)  # of 10 hours on 4-hour bars there is no average
    if cursor.word() not in HEADS or not value:
        cursor.back_to(mark)
        return None
    return value


HEADS = words(
    """
    rsi ma sma ema average moving exponential simple volume volume-mean high low highest
    lowest donchian bollinger upper lower stochastic close adx plus-di minus-di atr cci williams-r
    mfi percent-b
    band-width volatility stochrsi keltner supertrend tenkan kijun span-a span-b sar zscore sd
    vwap wma hma obv ibs
    middle
    """
)


BEHIND = COMPARING | UNITED
