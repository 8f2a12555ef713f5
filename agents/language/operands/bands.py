"""The Bollinger Bands, by the words of those who trade them: "the lower band", "20 day, 2 std"."""

from __future__ import annotations

from typing import Any

from agents.language.draft import Side, indicator
from agents.language.operands.averages import is_elided, spoken
from agents.language.operands.cursor import NOWHERE, UNITS, Cursor
from agents.language.operands.periods import leading, parameters
from agents.language.operands.speaking import Context

USUAL_BANDS = ("params", "Bollinger Bands use their usual 20 bars and 2 sd")
USUAL_LENGTH = 20.0
OF_USUAL_LENGTH = ("params.period", "Bollinger Bands use their usual 20 bars")


def bollinger(cursor: Cursor, context: Context) -> Side | None:
    sized = _sized(cursor, context.timeframe)
    named = cursor.take("bollinger", "band")
    first = parameters(cursor)
    if not named:
        output = cursor.take("upper", "lower", "middle", "mid")
        sized = sized or _sized(cursor, context.timeframe)
        named = cursor.take("bollinger", "band")
    else:
        cursor.skip("bollinger", "band")
        output = cursor.take("upper", "lower", "middle", "mid")
    again = not named and output and spoken(context, "BOLLINGER") and is_elided(cursor)
    beyond = "" if output or not named else _beyond(cursor)
    if not (named or again) or not (output or beyond):
        return None
    cursor.skip("bollinger", "band")
    values = first or parameters(cursor) or [sized[key] for key in ("period",) if key in sized]
    values = values or _of_band(cursor)
    lengthless = not values and "std" in sized  # "the 2-deviation band": its length is the usual
    values = [USUAL_LENGTH] if lengthless else values
    if len(values) == 1 and (size := sized.get("std") or _at_deviations(cursor)):
        values = [values[0], size]
    sizes = [*values[:1], *map(abs, values[1:])]  # "plus and minus 2 deviations"
    params: dict[str, Any] = dict(zip(("period", "std"), sizes, strict=False))
    way = beyond or (output.word if output and output.word in ("upper", "lower") else "middle")
    if not values and (known := spoken(context, "BOLLINGER")):
        return known.updated(output=way, lag=0, multiplier=1.0)
    notes = (OF_USUAL_LENGTH,) if lengthless else () if values else (USUAL_BANDS,)
    notes = (
        (*notes, ("output", f"beyond the band is read as beyond the {way} one"))
        if beyond
        else notes
    )
    return indicator("BOLLINGER", way, notes=notes, **params)


def _sized(cursor: Cursor, timeframe: str) -> dict[str, float]:
    """ "20-day", "20 day, 2.5 std", "2 standard deviation" before the name of the band."""
    mark, found = cursor.mark, dict[str, float]()
    if (period := leading(cursor, timeframe)) is not None and cursor.word() not in DEVIATIONS:
        return {"period": period}
    cursor.back_to(mark)
    while (value := cursor.number()) is not None:
        found["std" if cursor.take(*DEVIATIONS) else "period"] = value
        cursor.skip(*UNITS, ",", "-", "and", "/")
    if not found or cursor.word() not in BANDED:
        cursor.back_to(mark)
        return {}
    return found


def _at_deviations(cursor: Cursor) -> float | None:
    """ "the lower 20-day band at 2 standard deviations", "... with 2.5 std dev" """
    mark = cursor.mark
    cursor.skip("at", "with", "of", "and", ",", "-", "(", "by")
    size = cursor.number()
    if size is None or not cursor.take(*DEVIATIONS):
        cursor.back_to(mark)
        return None
    cursor.skip(")")
    return size


DEVIATIONS = ("sd", "deviation", "deviations")
BANDED = frozenset({"bollinger", "band", "upper", "lower", "middle"})


def _beyond(cursor: Cursor) -> str:
    """ "closes above the Bollinger Band" is beyond the upper one."""
    before = [token.word for token in cursor.tokens[max(0, cursor.at - 6) : cursor.at]]
    ways = [
        word for word in before if word in ("above", "over", ">", "below", "<", "crosses-above")
    ]
    if not ways or cursor.word() not in NOWHERE:
        return ""
    return "lower" if ways[-1] in ("below", "<") else "upper"


def _of_band(cursor: Cursor) -> list[float]:
    """ "the upper band of a 20 day, 2 std Bollinger" """
    mark = cursor.mark
    if values := _explained(cursor):
        return values
    while (value := cursor.number()) is not None:
        values.append(value)
        cursor.skip(*UNITS, ",", "and", "sd", "/")
    if not values or not cursor.take("bollinger"):
        cursor.back_to(mark)
        return []
    cursor.skip("band")
    return values


def _explained(cursor: Cursor) -> list[float]:
    """ "the upper band (2 standard deviations above the 20-day mean)" """
    mark = cursor.mark
    opened = cursor.take("(")
    size = cursor.number() if opened else None
    led = size is not None and cursor.take("sd") and cursor.take("above", "below", "from", "around")
    period = cursor.number() if led else None
    cursor.skip("-", *UNITS, "moving", "average", "ma", "sma")
    if size is None or period is None or not cursor.take(")"):
        cursor.back_to(mark)
        return []
    return [period, size]
