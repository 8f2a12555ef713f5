"""Words to operands: "14-day RSI", "the lower Bollinger band", "its 20-day high", "price"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from agents.language.cursor import UNITS, Cursor, bars_in, daily
from agents.language.draft import Side, indicator, price, rules_of
from agents.language.periods import COMPARING, HEADS, arguments, leading, parameters, period_of
from agents.language.registered import TABLE, registered
from agents.language.speaking import Context
from agents.language.tokens import Token
from agents.language.wordlist import words

USUAL_RSI = (("params.period", "RSI uses its usual 14 bars"),)


USUAL_VOLUME = ("params.period", "the usual volume is read as its 20-bar average")


PLAIN_AVERAGE = ("name", "moving average is read as a simple one (SMA)")


def operand(cursor: Cursor, context: Context) -> Side | None:
    """The first kind of operand that fits; the cursor stays where it was if none does."""
    if cursor.word() not in STARTS:
        return None
    mark = cursor.mark
    symbol = _subject(cursor)
    for kind in KINDS:
        inner = cursor.mark
        if side := kind(cursor, context):
            side = _lagged(cursor, side)
            symbol = symbol or _owner(cursor)
            return replace(side, symbol=symbol) if symbol else side
        cursor.back_to(inner)
    if symbol and _compares(cursor):
        return replace(price(), symbol=symbol)
    cursor.back_to(mark)
    return None


def _subject(cursor: Cursor) -> str:
    """A symbol right before an operand or a comparison is its subject."""
    token = cursor.take("symbol")
    return token.symbol if token else ""


def _owner(cursor: Cursor) -> str:
    """ "the RSI of AAPL is below": the symbol stands between the operand and its comparison."""
    if cursor.word() != "symbol" or cursor.word(1) not in VERBS:
        return ""
    return _subject(cursor)


VERBS = COMPARING - {"and", "or", ",", ".", "#end"}


def _compares(cursor: Cursor) -> bool:
    return cursor.word() in COMPARING - {"and", "or", ",", ".", "#end"} | {"gaps", "makes", "down"}


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
    period = lead if lead is not None else period_of(cursor)
    if period is None:
        known = context.left.operand if context.left else None
        if getattr(known, "name", "") == "RSI" and context.left:
            return replace(context.left, symbol="", said=context.left.said - {"lag"})
        return indicator("RSI", notes=USUAL_RSI)
    return indicator("RSI", period=period)


IBS_NOTE = "the internal bar strength is read as the Stochastic %K of one bar, from 0 to 100"


def ibs() -> Side:
    """Where a bar has closed in its range."""
    return indicator("STOCHASTIC", "k", k=1, smooth=1, d=1)


def _ibs(cursor: Cursor, context: Context) -> Side | None:
    if not cursor.take("ibs"):
        return None
    cursor.phrase("(", "ibs", ")")
    return replace(ibs(), notes=(("params", IBS_NOTE),))


KIND_NAMES = ("SMA", "EMA")
ROLES = {"fast": "fast", "short": "fast", "slow": "slow", "long": "slow"}


def _average(cursor: Cursor, context: Context) -> Side | None:
    role = cursor.take(*ROLES)
    cursor.skip("term")
    lead = leading(cursor, context.timeframe)
    kind = _average_kind(cursor, named=lead is not None or role is not None)
    if not kind and role and cursor.tokens[cursor.at - 1] is role and _one(cursor):
        spoken_kind = _name(context.left) if context.left else ""
        kind = "MA" if cursor.word() == "(" else spoken_kind if spoken_kind in KIND_NAMES else ""
    if not kind and role is None and cursor.word() == "average":
        spoken = _only_average(context, "SMA")
        return spoken if spoken and cursor.take("average") else None
    if not kind:
        return None
    period = lead if lead is not None else period_of(cursor)
    notes = (PLAIN_AVERAGE,) if kind == "MA" else ()
    name = "EMA" if kind == "EMA" else "SMA"
    place = ROLES[role.word] if role else ""
    known = None if place or period is not None else _only_average(context, name)
    if known is not None:
        return known
    if period is None:
        return replace(indicator(name, notes=notes), gap=True, role=place)
    return replace(indicator(name, notes=notes, period=period), role=place)


def _only_average(context: Context, name: str) -> Side | None:
    """ "the average" of an exit, where the entry has spoken of just one."""
    sides = [side for rule in rules_of(context.entry) for side in (rule.left, rule.right)]
    sides += [_mean_of(side) for side in sides if _name(side) == "ZSCORE"]
    own = {side.level: side for side in sides if _name(side) == name and not side.gap}
    if context.role == "entry" or len(own) != 1:
        return None
    return next(iter(own.values())).updated(lag=0, multiplier=1.0)


def _mean_of(side: Side) -> Side:
    """What a z-score is measured from."""
    params = getattr(side.operand, "params", {})
    return indicator("SMA", period=params.get("period", 20))


def _average_kind(cursor: Cursor, *, named: bool) -> str:
    """ "the fast average", "the 50-day average"; a bare "average" is none of prices."""
    word = cursor.take("exponential", "simple")
    if cursor.take("sma"):
        return "SMA"
    if cursor.take("ema"):
        return "EMA"
    if cursor.take("ma") or (named and cursor.take("average")):
        cursor.skip("moving")
        return {"exponential": "EMA", "simple": "SMA"}.get(word.word if word else "", "MA")
    return ""


def _bare_period(cursor: Cursor, context: Context) -> Side | None:
    """ "crosses over the 200 day": a number of days beside a moving average is one, too."""
    known = _spoken(context, "SMA") or _spoken(context, "EMA")
    if known is None:
        return None
    value = cursor.number()
    if value is None or not cursor.take("day", "period", "bar"):
        return None
    if cursor.word() not in (",", ".", "and", "or", "#end", ")", "buy", "sell", "#taken", "on"):
        return None
    side = indicator(_name(known), period=value)
    return replace(side, notes=tuple(n for n in known.notes if n[0] == "name"))


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
    base = context.macd or indicator("MACD")
    return base.updated(output=token.word)


def _bollinger(cursor: Cursor, context: Context) -> Side | None:
    lead = leading(cursor)
    named = cursor.take("bollinger", "band")
    first = parameters(cursor)
    if not named:
        output = cursor.take("upper", "lower", "middle", "mid")
        named = cursor.take("bollinger", "band")
    else:
        cursor.skip("bollinger", "band")
        output = cursor.take("upper", "lower", "middle", "mid")
    again = not named and output and _spoken(context, "BOLLINGER") and _one(cursor)
    if not (named or again) or not output:
        return None
    cursor.skip("bollinger", "band")
    values = first or parameters(cursor) or ([lead] if lead is not None else [])
    params: dict[str, Any] = dict(zip(("period", "std"), values, strict=False))
    way = output.word if output.word in ("upper", "lower") else "middle"
    if not values and (known := _spoken(context, "BOLLINGER")):
        return known.updated(output=way, lag=0, multiplier=1.0)
    notes = () if values else (("params", "Bollinger Bands use their usual 20 bars and 2 sd"),)
    return indicator("BOLLINGER", way, notes=notes, **params)


def _one(cursor: Cursor) -> bool:
    """ "the upper one", "at the middle": short for a band that was spoken of."""
    if cursor.word() == "num" and cursor.tokens[cursor.at].text.lower() == "one":
        cursor.take("num")
        return True
    return cursor.word() in ENDED


ENDED = frozenset({"#end", ",", ".", "and", "or", "sell-after", "buy-after", "#taken", ")"})


def _spoken(context: Context, name: str) -> Side | None:
    """The indicator of this name that was spoken of before, with its parameters."""
    sides = [context.left, *((context.last.left, context.last.right) if context.last else ())]
    return next((replace(side, symbol="") for side in sides if side and _name(side) == name), None)


def _name(side: Side) -> str:
    return str(getattr(side.operand, "name", ""))


def _stochastic(cursor: Cursor, context: Context) -> Side | None:
    cursor.skip("slow", "fast") if cursor.word(1) == "stochastic" else None
    name = cursor.take("stochastic")
    cursor.skip("oscillator")
    values = parameters(cursor)
    output = cursor.take("k", "d-line") or _d_line(cursor, context)
    if not name and not output:
        return None
    values = values or arguments(cursor)
    params: dict[str, Any] = dict(zip(("k", "smooth", "d"), values, strict=False))
    notes = () if values else (("params", "the Stochastic uses its usual 14, 3 and 3 bars"),)
    known = context.left
    names = ("STOCHASTIC",) if name else ("STOCHASTIC", "STOCHRSI")
    if not values and known and _name(known) in names and not known.within_bar:
        return known.updated(output="d" if output and output.word != "k" else "k")
    side = "d" if output and output.word != "k" else "k"
    return indicator("STOCHASTIC", side, notes=notes, **params)


def _d_line(cursor: Cursor, context: Context) -> Token | None:
    """A bare "d" is the slow line of the Stochastic, if that is spoken of; else a day."""
    spoken = context.left is not None and _name(context.left) in ("STOCHASTIC", "STOCHRSI")
    bare = spoken and cursor.word() == "day" and cursor.tokens[cursor.at].text.lower() == "d"
    return cursor.take("day") if bare else None


def _extreme(cursor: Cursor, context: Context) -> Side | None:
    """ "its 20-day high", "the highest close of the last 50 days", "52-week low"."""
    cursor.skip("previous", "new", "last", "it")
    if cursor.word() in ("today", "daily"):
        return None
    span = cursor.bars()
    cursor.skip("close") if span else None
    word = cursor.take("highest", "lowest", *(("high", "low") if span else ()))
    if word is None:
        return _extreme_of(cursor)
    field = cursor.take("high", "low", "close", "price")
    span = span or _span(cursor)
    if span is None:
        return None
    close = any(token.word == "close" for token in cursor.seen[-3:])
    close = close or bool(field and field.word == "close")
    way = "high" if word.word.startswith("high") else "low"
    return _level(way, span, close, context.timeframe)


def _extreme_of(cursor: Cursor) -> Side | None:
    """ "the high of the last 20 days" """
    word = cursor.take("high", "low")
    span = _span(cursor) if word else None
    return _level(word.word, span, close=False) if word and span else None


def _span(cursor: Cursor) -> tuple[float, str] | None:
    cursor.skip("in", "over", "for", "during")
    return cursor.bars()


def _level(way: str, span: tuple[float, str], close: bool, timeframe: str = "1d") -> Side | None:
    bars = (
        bars_in(span, timeframe)
        or daily(*span)
        or (round(span[0]) if span[1] in ("hour", "minute") else None)
    )
    if not bars:
        return None
    name, output = ("HIGHEST", "high") if way == "high" else ("LOWEST", "low")
    return indicator(name, "close" if close else output, lag=1, period=bars)


def _donchian(cursor: Cursor, context: Context) -> Side | None:
    before = {token.word for token in cursor.tokens[max(0, cursor.at - 2) : cursor.at]}
    lead = leading(cursor)
    way = cursor.take("upper", "lower", "middle", "mid")
    if not cursor.take("donchian"):
        return None
    cursor.skip("channel", "band")
    way = way or cursor.take("upper", "lower", "high", "low", "middle", "mid")
    cursor.skip("band", "channel")
    values = arguments(cursor)
    beyond = "high" if before & {"above", "over"} else "low" if before & {"below"} else ""
    if way is None and beyond and (lead or values):
        return _level(beyond, (lead or values[0], "bar"), False)
    if way is None:
        return None
    period = lead or (values[0] if values else 20)
    note = ("params.period", "the Donchian channel uses its usual 20 bars")
    if way.word.startswith("mid"):
        middle = indicator("DONCHIAN", "middle", period=period)
        return middle if lead or values else replace(middle, said=frozenset(), notes=(note,))
    side = _level("high" if way.word in ("upper", "high") else "low", (period, "bar"), False)
    return side if lead or values or side is None else replace(side, notes=(note,))


def _volume(cursor: Cursor, context: Context) -> Side | None:
    lead = leading(cursor)
    if cursor.take("volume-mean"):
        return _volume_mean(lead if lead is not None else _span_bars(cursor))
    if lead is not None and cursor.take("average"):
        return _volume_mean(lead) if cursor.take("volume") else None
    if lead is not None and cursor.take("volume"):
        return _volume_mean(lead) if cursor.take("average", "ma", "sma") else None
    cursor.take("daily")
    if cursor.take("volume"):
        return price("volume")
    return None


def _span_bars(cursor: Cursor) -> float | None:
    mark = cursor.mark
    if values := arguments(cursor):
        return values[0]
    span = _span(cursor)
    bars = daily(*span) if span else None
    if bars is None:
        cursor.back_to(mark)
    return bars


def _volume_mean(period: float | None) -> Side:
    if period is None:
        return indicator("VOLUME_MEAN", notes=(USUAL_VOLUME,))
    return indicator("VOLUME_MEAN", period=period)


def _normal(cursor: Cursor, context: Context) -> Side | None:
    """After volume, "average" and "normal" are the average volume."""
    subject = context.left.operand if context.left else None
    if getattr(subject, "field", "") != "volume":
        return None
    lead = leading(cursor)
    if not cursor.take("average", "normal", "ma", "sma"):
        return None
    cursor.skip("volume")
    return _volume_mean(lead if lead is not None else _span_bars(cursor))


def _price(cursor: Cursor, context: Context) -> Side | None:
    lag = 1 if cursor.take("previous", "yesterday") else 0
    if cursor.word() == "last" and cursor.word(1) in ("day", "close", "high", "low"):
        lag = 1 if cursor.word(1) == "day" or cursor.word(1) != "close" else 0
        cursor.take("last")
    cursor.skip("day", "bar", "daily", "current", "today")
    field = cursor.take("price", "close", "open", "high", "low")
    if field is None:
        return None
    if field.word in ("close", "open", "high", "low"):
        cursor.skip("price")
    name = "close" if field.word == "price" else field.word
    if field.word == "price" and cursor.word() in ("high", "low"):
        return None
    if cursor.phrase("yesterday") or cursor.phrase("previous", "day"):
        lag = 1
    return price(name, lag)


Kind = Callable[[Cursor, Context], Side | None]


KINDS: tuple[Kind, ...] = (
    _normal,
    _ibs,
    registered,
    _rsi,
    _macd,
    _bollinger,
    _donchian,
    _stochastic,
    _volume,
    _extreme,
    _average,
    _bare_period,
    _price,
)
