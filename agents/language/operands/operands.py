"""Words to operands: "14-day RSI", "the lower Bollinger band", "its 20-day high", "price"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from agents.language.draft import Side, indicator, price, rules_of
from agents.language.lexicon.wordlist import words
from agents.language.operands.averages import average, bare_period, name_of
from agents.language.operands.bands import bollinger
from agents.language.operands.calendars import daily
from agents.language.operands.cursor import UNITS, Cursor
from agents.language.operands.levels import donchian, extreme, normal, price_field, volume
from agents.language.operands.pairs import is_average
from agents.language.operands.periods import (
    COMPARING,
    HEADS,
    arguments,
    leading,
    parameters,
    period_of,
)
from agents.language.operands.registered import TABLE, registered
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Indicator

USUAL_RSI = (("params.period", "RSI uses its usual 14 bars"),)


def operand(cursor: Cursor, context: Context) -> Side | None:
    """The first kind of operand that fits; the cursor stays where it was if none does."""
    if cursor.word() not in STARTS:
        return None
    mark, here = cursor.mark, (cursor.at, id(context.left), id(context.last))
    if here in context.blank:
        return None
    symbol = _subject(cursor)
    if earlier := _of_bar(cursor, context):
        return replace(earlier, symbol=symbol) if symbol else earlier
    for kind in OF_WORD.get(cursor.word(), KINDS):
        inner = cursor.mark
        if side := kind(cursor, context):
            side = _lagged(cursor, side)
            side = _of_yesterday(cursor, side, context)
            side = _in_months(cursor, mark[1], side, context.timeframe)
            side = _shifted(cursor, _banded(cursor, side))
            symbol = symbol or _owner(cursor)
            return replace(side, symbol=symbol) if symbol else side
        cursor.back_to(inner)
    if symbol and _compares(cursor):
        return _as_before(cursor, symbol, context) or replace(price(), symbol=symbol)
    cursor.back_to(mark)
    context.blank.add(here)
    return None


def _of_bar(cursor: Cursor, context: Context) -> Side | None:
    """ "the previous RSI", "the current RSI": of the bar before, or of this one."""
    if cursor.word() not in OF_BARS or cursor.word(1) not in OWN_VALUES:
        return None
    mark = cursor.mark
    bar = cursor.take(*OF_BARS)
    side = operand(cursor, context)
    if bar is None or side is None or not isinstance(side.operand, Indicator):
        cursor.back_to(mark)
        return None
    return side.updated("lag", lag=side.operand.lag + 1) if OF_BARS[bar.word] else side


OF_BARS = {"previous": 1, "yesterday": 1, "current": 0, "today": 0}
OWN_VALUES = words(
    "rsi macd histogram signal stochastic stochrsi cci mfi williams-r adx atr obv zscore"
)


def _as_before(cursor: Cursor, symbol: str, context: Context) -> Side | None:
    """ "when SPY's RSI is under 30, sell when SPY recovers above 55": its RSI again."""
    entry = [side for rule in rules_of(context.entry) for side in (rule.left, rule.right)]
    known = next((one for one in entry if one.oscillates and one.symbol == symbol), None)
    ahead = cursor.tokens[cursor.at : cursor.at + 4]
    value = next((token.value for token in ahead if token.word == "num"), None)
    if known is None or value is None or not known.scale[0] <= value <= known.scale[1]:
        return None
    note = ("name", f"{symbol} is read as its {name_of(known)}, as in the rule before")
    return replace(known.updated(lag=0, multiplier=1.0), symbol=symbol, notes=(note,))


def _banded(cursor: Cursor, side: Side) -> Side:
    """ "SMA(20) - 2 * stdev": a Bollinger Band; "EMA(20) + 2 ATR": a Keltner Channel."""
    unit = {"SMA": "sd", "EMA": "atr"}.get(name_of(side) or "")
    if unit is None or side.gap or cursor.word() not in ("-", "+", "minus", "and"):
        return side
    mark = cursor.mark
    sign = cursor.take("-", "+", "minus", "and")
    size = cursor.number()
    cursor.skip("x", "*")
    plus = sign is not None and (sign.word == "+" or sign.small == "plus")
    minus = sign is not None and sign.word in ("-", "minus")
    if not size or size < 0 or not (plus or minus) or not cursor.take(unit):
        cursor.back_to(mark)
        return side
    period = getattr(side.operand, "params", {}).get("period")
    output, said = "upper" if plus else "lower", parameters(cursor)
    if unit == "atr":
        reach = int(said[0]) if said else USUAL_ATR
        return indicator("KELTNER", output, period=period, atr=reach, multiplier=size)
    if said and said != [period]:
        cursor.back_to(mark)
        return side
    return indicator("BOLLINGER", output, period=period, std=size)


USUAL_ATR = 14


def _shifted(cursor: Cursor, side: Side) -> Side:
    """ "the lower band minus 1%", "SMA(50) + 2%": that level, times as much."""
    way = SHIFTS.get(cursor.word(), 0)
    if not way or cursor.word(1) != "pct" or not side.is_level or side.gap:
        return side
    if cursor.word() == "and" and cursor.tokens[cursor.at].small != "plus":
        return side
    cursor.take(*SHIFTS)
    share = cursor.take("pct")
    factor = 1 + way * abs(share.value or 0) / 100 if share else 1.0
    return side.updated("multiplier", multiplier=round(factor, 10))


SHIFTS = {"minus": -1, "-": -1, "plus": 1, "+": 1, "and": 1}


def _in_months(cursor: Cursor, begin: int, side: Side, timeframe: str) -> Side:
    """ "its 10-month average": on daily bars a month has no certain length."""
    months = timeframe == "1d" and any(token.word == "month" for token in cursor.seen[begin:])
    if not months or not is_average(side):
        return side
    told = f"a month of daily bars is counted as {daily(1, 'month')} of them"
    return replace(side, notes=(*side.notes, ("params.period", told)))


def _subject(cursor: Cursor) -> str:
    """A symbol right before an operand or a comparison is its subject."""
    token = cursor.take("symbol")
    return token.symbol if token else ""


def _owner(cursor: Cursor) -> str:
    """ "the RSI of AAPL is below": the symbol stands between the operand and its comparison."""
    if cursor.phrase("of-symbol"):
        return _subject(cursor)
    if cursor.word() in ("from", "on") and cursor.word(1) == "symbol" and cursor.word(2) in VERBS:
        cursor.take("from", "on")
    if cursor.word() != "symbol" or cursor.word(1) not in VERBS:
        return ""
    return _subject(cursor)


VERBS = COMPARING - {"and", "or", ",", ".", "#end"}


def _compares(cursor: Cursor) -> bool:
    if cursor.word() in ("num", "money") and cursor.bound(1):
        return True
    return cursor.word() in VERBS or cursor.word() in ("gaps", "makes", "down")


def _lagged(cursor: Cursor, side: Side) -> Side:
    """ "the close 3 days ago" """
    mark = cursor.mark
    count = cursor.number()
    unit = cursor.take(*UNITS)
    if count is None or unit is None or not cursor.take("ago", "earlier"):
        cursor.back_to(mark)
        return side
    bars = daily(count, unit.word)
    return side.updated("lag", lag=bars) if bars else side


def _of_yesterday(cursor: Cursor, side: Side, context: Context) -> Side:
    """ "RSI 14 > RSI 14 yesterday": an indicator that is compared with itself."""
    if cursor.word() != "yesterday" or not isinstance(side.operand, Indicator):
        return side
    same = context.left is not None and context.left.level == side.level
    compared = cursor.tokens[max(0, cursor.at - 4) : cursor.at]
    led = any(one.word in ("<", ">", "above", "below", "than", "exceeds") for one in compared)
    if not (same and led):
        return side
    return side.updated("lag", lag=1) if cursor.take("yesterday") else side


STARTS = (
    HEADS
    | frozenset(TABLE)
    | words(
        """
    symbol num macd signal histogram band middle mid k d-line fast slow short long new previous last
    it yesterday day bar daily current today price open normal one next period
    """
    )
)


def _rsi(cursor: Cursor, context: Context) -> Side | None:
    lead = leading(cursor, context.timeframe)
    if not cursor.take("rsi"):
        return None
    period = lead if lead is not None else period_of(cursor, context.timeframe)
    if period is None:
        known = context.left.operand if context.left else None
        if getattr(known, "name", "") == "RSI" and context.left:
            left = context.left.updated(lag=0)
            return replace(left, symbol="", said=left.said - {"lag"})
        if same := only_rsi(context):
            return same
        return indicator("RSI", notes=USUAL_RSI)
    return indicator("RSI", period=period)


def only_rsi(context: Context) -> Side | None:
    """ "RSI(3) < 15 and ...; get out at RSI 70": that of the entry, if it speaks of just one."""
    if context.role != "exit":
        return None
    sides = [rule.left for rule in rules_of(context.entry) if name_of(rule.left) == "RSI"]
    if len({side.level for side in sides}) != 1:
        return None
    return replace(sides[0].updated(lag=0), symbol="", notes=())


IBS_NOTE = "the internal bar strength is read as the Stochastic %K of one bar, from 0 to 100"


def ibs() -> Side:
    """Where a bar has closed in its range."""
    return indicator("STOCHASTIC", "k", k=1, smooth=1, d=1)


def _ibs(cursor: Cursor, context: Context) -> Side | None:
    if not cursor.take("ibs"):
        return None
    cursor.phrase("(", "ibs", ")")
    return replace(ibs(), notes=(("params", IBS_NOTE),))


def _macd(cursor: Cursor, context: Context) -> Side | None:
    if not cursor.take("macd"):
        return _macd_part(cursor, context)
    values = parameters(cursor)
    output = {"histogram": "histogram", "signal": "signal"}.get(cursor.word(), "line")
    if output == "signal" and cursor.word(1) in ("crosses", *LATE):
        output = "line"
    if cursor.word(1) not in LATE:
        cursor.take("histogram", "signal")
    values = values or arguments(cursor)
    params: dict[str, Any] = dict(zip(("fast", "slow", "signal"), values, strict=False))
    notes = () if params else (("params", "MACD uses its usual 12, 26 and 9 bars"),)
    if not values and context.macd:
        return context.macd.updated(output=output)
    context.macd = indicator("MACD", output, notes=notes, **params)
    return context.macd


# "der MACD die Signallinie von unten nach oben kreuzt": the signal is the other side.
LATE = ("up-through", "down-through")


def _macd_part(cursor: Cursor, context: Context) -> Side | None:
    token = cursor.take("signal", "histogram")
    if token is None:
        return None
    if values := arguments(cursor):
        named: dict[str, Any] = dict(zip(("fast", "slow", "signal"), values, strict=False))
        context.macd = indicator("MACD", token.word, **named)
    base = context.macd or indicator("MACD")
    return base.updated(output=token.word)


def _stochastic(cursor: Cursor, context: Context) -> Side | None:
    lead = leading(cursor, context.timeframe)
    cursor.skip("slow", "fast") if cursor.word(1) == "stochastic" else None
    name = cursor.take("stochastic")
    if lead is not None and name is None:
        return None
    cursor.skip("oscillator")
    values = parameters(cursor) or ([lead] if lead is not None else [])
    output = cursor.take("k", "d-line") or _d_line(cursor, context)
    if not name and not output:
        return None
    values = values or arguments(cursor)
    params: dict[str, Any] = dict(zip(("k", "smooth", "d"), values, strict=False))
    notes = () if values else (("params", "the Stochastic uses its usual 14, 3 and 3 bars"),)
    known = context.left
    names = ("STOCHASTIC",) if name else ("STOCHASTIC", "STOCHRSI")
    if not values and known and name_of(known) in names and not known.within_bar:
        return known.updated(output="d" if output and output.word != "k" else "k")
    side = "d" if output and output.word != "k" else "k"
    return indicator("STOCHASTIC", side, notes=notes, **params)


def _d_line(cursor: Cursor, context: Context) -> Token | None:
    """A bare "d" is the slow line of the Stochastic, if that is spoken of; else a day."""
    spoken = context.left is not None and name_of(context.left) in ("STOCHASTIC", "STOCHRSI")
    bare = spoken and cursor.word() == "day" and cursor.tokens[cursor.at].small == "d"
    return cursor.take("day") if bare else None


Kind = Callable[[Cursor, Context], Side | None]


KINDS: tuple[Kind, ...] = (
    normal,
    _ibs,
    registered,
    _rsi,
    _macd,
    bollinger,
    donchian,
    _stochastic,
    volume,
    extreme,
    average,
    bare_period,
    price_field,
)
# Words that only some kinds begin with.
OF_WORD: dict[str, tuple[Kind, ...]] = {
    "rsi": (_rsi,), "macd": (_macd,), "signal": (_macd,), "histogram": (_macd,),
    "k": (_stochastic,), "d-line": (_stochastic,), "price": (price_field,),
    "close": (price_field,), "open": (price_field,), "volume": (volume,),
    "sma": (normal, volume, average), "ema": (normal, volume, average),
    "ma": (normal, volume, average),
}  # fmt: skip
