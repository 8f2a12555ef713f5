"""Levels of the price and of the volume: highs and lows of a span, channels, fields of a bar."""

from __future__ import annotations

from dataclasses import replace

from agents.language.draft import Side, indicator, price, rules_of
from agents.language.operands.calendars import daily
from agents.language.operands.cursor import END, NOWHERE, TAKEN, Cursor, bars_in
from agents.language.operands.periods import arguments, leading
from agents.language.operands.speaking import Context
from backtests.engine.strategy import Indicator, Price

USUAL_VOLUME = ("params.period", "the usual volume is read as its 20-bar average")


def extreme(cursor: Cursor, context: Context) -> Side | None:
    """ "its 20-day high", "the highest close of the last 50 days", "52-week low"."""
    cursor.skip("previous", "new", "last", "it")
    if cursor.word() in ("today", "daily"):
        return None
    span = cursor.bars() or _bare_span(cursor)
    cursor.skip("close") if span else None
    word = cursor.take("highest", "lowest", *(("high", "low") if span else ()))
    if word is None:
        return _extreme_of(cursor, context)
    field = cursor.take("high", "low", "close", "price")
    span = span or _span(cursor)
    if span is None:
        alone = field and field.word in ("high", "low") and cursor.word() in NOWHERE
        return _of_same_bars(word.word, context) if alone else None
    close = any(token.word == "close" for token in cursor.seen[-3:])
    close = close or bool(field and field.word == "close")
    way = "high" if word.word.startswith("high") else "low"
    return _level(way, span, close, context.timeframe)


def _of_same_bars(word: str, context: Context) -> Side | None:
    """ "above the highest high of the last 7 bars, short below the lowest low": of as many."""
    rules = [*rules_of(context.entry), *rules_of(context.other)]
    rules += [context.last] if context.last else []
    sides = [side.operand for rule in rules for side in (rule.left, rule.right)]
    found = {
        one.params["period"]
        for one in sides
        if isinstance(one, Indicator) and one.name in ("HIGHEST", "LOWEST")
    }
    way = "high" if word == "highest" else "low"
    side = _level(way, (found.pop(), "bar"), close=False) if len(found) == 1 else None
    return side and replace(side, notes=(("params.period", AS_LONG),))


AS_LONG = "an extreme without a time is that of as many bars as the other one"


def _bare_span(cursor: Cursor) -> tuple[float, str] | None:
    """ "enter on a 20-day high, exit at a 10 low": of so many bars."""
    led = cursor.word(-1) in ("at", "on", "makes", "new", "breaks")
    whole = cursor.word() == "num" and cursor.word(1) in ("high", "low") and cursor.value() > 1
    if not (led and whole and cursor.word(2) in NOWHERE):
        return None
    return cursor.number() or 0.0, "bar"


def _extreme_of(cursor: Cursor, context: Context) -> Side | None:
    """ "the high of the last 20 days" """
    word = cursor.take("high", "low")
    span = _span(cursor) if word else None
    if cursor.word() in ("ago", "earlier"):
        return None  # "the low 2 days ago" is that of one day
    if span == (1.0, "day"):
        return None  # the day itself, whose bar may not be over
    if word is None or span is None:
        return None
    return _level(word.word, span, False, context.timeframe)


def _span(cursor: Cursor) -> tuple[float, str] | None:
    cursor.skip("in", "over", "for", "during")
    return cursor.bars()


def _level(way: str, span: tuple[float, str], close: bool, timeframe: str = "1d") -> Side | None:
    bars = (
        bars_in(span, timeframe)
        or daily(*span)
        or (round(span[0]) if span[1] in ("hour", "minute") and timeframe in WITHIN else None)
    )
    if not bars or bars > LONGEST:
        return None
    if span == (1.0, "bar") or (span == (1.0, "day") and timeframe == "1d"):
        return price("close" if close else way, 1)  # "the prior day's high"
    name, output = ("HIGHEST", "high") if way == "high" else ("LOWEST", "low")
    return indicator(name, "close" if close else output, lag=1, period=bars)


WITHIN = ("1m", "5m", "15m", "30m", "1h", "4h")
LONGEST = 1000  # bars that the engine looks back for an extreme


def donchian(cursor: Cursor, context: Context) -> Side | None:
    before = {token.word for token in cursor.tokens[max(0, cursor.at - 2) : cursor.at]}
    lead = leading(cursor, context.timeframe)
    way = cursor.take("upper", "lower", "middle", "mid")
    if not cursor.take("donchian"):
        return None
    cursor.skip("channel", "band")
    way = way or cursor.take("upper", "lower", "high", "low", "middle", "mid")
    cursor.skip("band", "channel")
    values = arguments(cursor)
    if way is None and values and cursor.word(1) != "volume":
        way = cursor.take("upper", "lower", "high", "low", "middle", "mid")  # "Donchian(20) high"
        cursor.skip("band", "channel")
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


def volume(cursor: Cursor, context: Context) -> Side | None:
    if cursor.word(1) == "(" and cursor.word(2) == "volume":
        return _mean_call(cursor)
    lead = leading(cursor, context.timeframe)
    if cursor.take("volume-mean"):
        return _volume_mean(lead if lead is not None else _span_bars(cursor))
    if lead is not None and cursor.take("average"):
        return _volume_mean(lead) if cursor.take("volume") else None
    if lead is not None and cursor.take("volume"):
        return _volume_mean(lead) if cursor.take("average", "ma", "sma") else None
    before = cursor.take("previous", "yesterday")
    cursor.skip("day", "day's", "bar", "bar's", "session", "current", "today", "daily")
    if cursor.take("volume"):
        behind = cursor.phrase("yesterday") or cursor.phrase("previous", "day")
        return price("volume", int(before is not None or behind))
    return None


def _mean_call(cursor: Cursor) -> Side | None:
    """ "SMA(volume, 20)", as programs write it."""
    if not cursor.take("sma", "ma", "ema", "average"):
        return None
    cursor.skip("(", "volume", ",")
    period = cursor.number()
    return _volume_mean(period) if cursor.take(")") else None


def _span_bars(cursor: Cursor) -> float | None:
    mark = cursor.mark
    if cursor.word() == "for" and cursor.word(1) == "num":
        return None  # "below average for 3 days" lasts so long
    if values := arguments(cursor):
        return values[0]
    span = _span(cursor)
    bars = daily(*span) if span else None
    if span and cursor.tokens[cursor.at - 1].word == "today":
        return None  # "above average today"
    if bars is None:
        cursor.back_to(mark)
    return bars


def _volume_mean(period: float | None) -> Side:
    if period is None:
        return indicator("VOLUME_MEAN", notes=(USUAL_VOLUME,))
    return indicator("VOLUME_MEAN", period=period)


def normal(cursor: Cursor, context: Context) -> Side | None:
    """After volume, "average" and "normal" are the average volume."""
    subject = context.left.operand if context.left else None
    if not isinstance(subject, Price) or subject.field != "volume":
        return None
    if cursor.word(1) == "(" and cursor.word(2) == "volume":
        return _mean_call(cursor)
    begin = cursor.at
    lead = leading(cursor, context.timeframe)
    counted = cursor.word() in ("ma", "sma") and cursor.word(1) in ("num", "(")
    if (lead is not None or counted) and not _is_of_volume(cursor, begin):
        return None
    named = cursor.take("average", "normal", "ma", "sma")
    if named is None:
        return None
    cursor.skip("volume")
    bare = lead is None and named.word in ("ma", "sma")
    if bare and cursor.word() == "num" and cursor.word(1) in NOWHERE | {"volume", "for"}:
        lead = cursor.number()  # "volume > SMA50"
        cursor.skip("volume")
    return _volume_mean(lead if lead is not None else _span_bars(cursor))


def _is_of_volume(cursor: Cursor, begin: int) -> bool:
    """ "... volume above average. Sell when it drops below the 20-day average": of the price."""
    before = [token.word for token in cursor.tokens[:begin]]
    joints = [at for at, word in enumerate(before) if word in PARTING]
    beside = before[joints[-1] + 1 :] if joints else before
    said = beside if cursor.word() in ("ma", "sma") else before
    return bool({"volume", "volume-mean"} & set(said)) or cursor.word(1) == "volume"


PARTING = frozenset({"and", "or", ",", ".", "when"})


def price_field(cursor: Cursor, context: Context) -> Side | None:
    compared = cursor.at > 0 and cursor.word(-1) in ("above", "below", "over", "<", ">")
    lag = 1 if cursor.take("previous", "yesterday") else 0
    if cursor.word() == "last" and cursor.word(1) in ("day", "close", "high", "low"):
        lag = 1 if cursor.word(1) == "day" or cursor.word(1) != "close" else 0
        cursor.take("last")
    cursor.skip("day", "day's", "bar", "bar's", "daily", "current", "today")
    field = cursor.take("price", "close", "open", "high", "low")
    if field is None:
        bare = lag and compared and cursor.word() in ENDED
        return _own_before(cursor, context) or price("close", 1) if bare else None
    if field.word in ("close", "open", "high", "low"):
        cursor.skip("price", *(("bar",) if cursor.word(1) != "num" else ()))
    name = "close" if field.word == "price" else field.word
    if field.word == "price" and cursor.word() in ("high", "low"):
        return None
    if cursor.phrase("yesterday") or cursor.phrase("previous", "day"):
        lag = 1
    return price(name, lag)


def _own_before(cursor: Cursor, context: Context) -> Side | None:
    """ "the EMA is higher than yesterday": than its own value; what closes higher is the price."""
    left = context.left
    operand = left.operand if left else None
    edge = isinstance(operand, Price) and operand.field in ("high", "low")
    own = edge or (isinstance(operand, Indicator) and not operand.lag)
    closes = any(one.word in CLOSING for one in cursor.tokens[max(0, cursor.at - 4) : cursor.at])
    return left.updated("lag", lag=1) if left and own and not closes else None


CLOSING = frozenset({"close", "closes", "price"})


# "closes higher than yesterday" ends there; "yesterday's high" goes on.
ENDED = frozenset({END, TAKEN, "and", "or", ",", ".", ")"})
