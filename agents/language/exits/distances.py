"""How far a stop or a target lies: a per cent, a multiple of the ATR, money a share."""

from __future__ import annotations

from agents.language.draft import Far, made, rounded
from agents.language.exits.units import UNITS, size_of
from agents.language.operands.cursor import Cursor
from agents.language.operands.periods import arguments
from backtests.engine.strategy import Atr, Money

ATR_NOTE = "the ATR uses its usual 14 bars"


def atr_of(cursor: Cursor) -> Atr | None:
    """ "2 ATR", "1.5x ATR(10)", "ATR times 3", "twice the 20-day ATR" """
    mark = cursor.mark
    multiple = _multiple(cursor)
    period = _leading_period(cursor)
    if not cursor.take("atr"):
        cursor.back_to(mark)
        return None
    period = period or next(iter(arguments(cursor)), None)
    multiple = multiple if multiple is not None else _multiple_behind(cursor)
    if not multiple or multiple < 0:
        cursor.back_to(mark)
        return None
    return made(Atr, "stop_loss", multiple=multiple, **({"period": period} if period else {}))


def _multiple(cursor: Cursor) -> float | None:
    if word := cursor.take("twice", "triple"):
        return 2.0 if word.word == "twice" else 3.0
    if cursor.word(1) in ("day", "period", "bar"):
        return None
    value = cursor.number()
    cursor.skip("x", "*")
    return value


def _leading_period(cursor: Cursor) -> float | None:
    if cursor.word() == "num" and cursor.word(1) in ("day", "period", "bar"):
        value = cursor.number()
        cursor.skip("day", "period", "bar")
        return value
    return None


def _multiple_behind(cursor: Cursor) -> float | None:
    """ "ATR times 3", "ATR 3x" """
    if cursor.take("x", "*"):
        return cursor.number()
    if cursor.word() != "num" or cursor.word(1) != "x" or cursor.word(2) == "num":
        return None
    value = cursor.number()
    cursor.take("x")
    return value


def money_of(cursor: Cursor) -> Money | None:
    """ "$2", "50 cents", "3 points", "20 pips" of a currency pair"""
    if token := cursor.take("money"):
        cursor.skip("of-position")
        return made(Money, "stop_loss", distance=abs(token.value)) if token.value else None
    unit = size_of(cursor.word(1), cursor.tokens) if cursor.word() == "num" else None
    if unit is None:
        return None
    value = cursor.number()
    cursor.skip(*UNITS)
    return made(Money, "stop_loss", distance=rounded(abs(value) * unit)) if value else None


def share_of(cursor: Cursor) -> float | None:
    token = cursor.take("pct")
    return None if token is None else round(abs(token.value or 0.0) / 100, 12)


def distance(cursor: Cursor) -> Far | None:
    return atr_of(cursor) or money_of(cursor) or share_of(cursor)


def note_of(far: Far, said: str) -> str:
    """What was assumed about a distance; `said` are the words it was read from."""
    if isinstance(far, Atr):
        return ATR_NOTE if far.period == 14 and "14" not in said else ""
    if isinstance(far, Money):
        said = said.replace("$ ", "$").strip()
        return f"'{said}' is read as {far.distance:g} a share from the price paid"
    return ""
