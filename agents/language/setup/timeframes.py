"""Which bars are used: "4h timeframe", "on the hourly", "15-minute chart", "H4"."""

from __future__ import annotations

from itertools import pairwise

from agents.language.lexicon.wordlist import words
from agents.language.setup.account import Account, claim
from agents.language.tokens.pieces import Token

TIMEFRAMES = {
    (1.0, "minute"): "1m", (5.0, "minute"): "5m", (15.0, "minute"): "15m",
    (30.0, "minute"): "30m", (60.0, "minute"): "1h", (1.0, "hour"): "1h", (4.0, "hour"): "4h",
    (1.0, "day"): "1d", (1.0, "week"): "1w",
}  # fmt: skip
BARS = frozenset(TIMEFRAMES.values())
BARE = {"hourly": "1h", "daily": "1d", "weekly": "1w"}
CHARTED = frozenset({*BARE, "#frame", "num", "hour-chart", "minute-chart"})


CHARTS = words("bar chart timeframe tf interval")
# What bars are called with their length before them: "5-minute historical data".
DATA = CHARTS | words("data candle granularity resolution feed strategy breakout prices series")
BETWEEN = words("historical history intraday price ohlc ohlcv market so-far")
WITHIN_DAY = frozenset({"1m", "5m", "15m", "30m", "1h", "4h"})
DAY_TRADING = (
    "'intraday' says that bars are within the day; it may hold overnight",
    "timeframe",
)


def timeframes(tokens: list[Token], made: Account) -> None:
    """`tokens` still have their fillers ("chart")."""
    for index, token in enumerate(tokens):
        found = _chart(tokens, index) if token.free else None
        if found is not None:
            name, size = found
            claim(tokens[index : index + size])
            kept = made.timeframes if name in BARS else made.other_bars
            first = not (made.timeframes or made.other_bars)
            kept += [name] * (name not in kept)
            of_one = first and name in BARS and _of_one_value(tokens, index, index + size)
            kept[:0] = ["1d"] * (of_one and name != "1d")
    if not (made.timeframes or made.other_bars) and (name := _of_move(tokens)):
        made.timeframes.append(name)
        made.notes.append((WITHIN_HOURS.format(name), "timeframe"))
    if not (made.timeframes or made.other_bars) and (name := _of_average(tokens)):
        made.timeframes.append(name)
        made.notes.append((OVER_HOURS.format(name), "timeframe"))
    if not (made.timeframes or made.other_bars) and (name := _of_extreme(tokens)):
        made.timeframes.append(name)
        made.notes.append((EXTREME_OF_HOURS.format(name), "timeframe"))
    if WITHIN_DAY & set(made.timeframes):
        _pass_intraday(tokens, made)


def _of_one_value(tokens: list[Token], begin: int, end: int) -> bool:
    """ "RSI(2) < 10 ... weekly RSI falls below 40": bars of this value, where others were named
    before without any."""
    own = end < len(tokens) and tokens[end].word in VALUES
    return own and any(one.word in VALUES for one in tokens[:begin])


VALUES = words("rsi macd stochastic ema sma ma average adx cci mfi bollinger supertrend atr obv")
WITHIN_HOURS = "a move within hours or minutes is looked at on bars of {}"


def _of_move(tokens: list[Token]) -> str:
    """ "falls 5% within an hour", "3% in 4 hours": no bars were named, and those of a day are too
    long for it; 24 hours are a day."""
    for at, token in enumerate(tokens):
        behind = [one for one in tokens[at + 1 : at + 8] if one.small not in ("a", "an", "the")]
        led = next((n for n, one in enumerate(behind[:3]) if one.word not in MOVING), 3)
        if token.word != "pct" or not token.free or behind[led : led + 1] == []:
            continue
        if behind[led].word not in LEADING:
            continue
        span = behind[led + 1 : led + 4]
        span = span[1:] if span[:1] and span[0].word in ("last", "one", "single") else span
        counted = span[:1] and span[0].word == "num"
        value = (span[0].value or 1.0) if counted else 1.0
        unit = span[int(bool(counted))].word if len(span) > int(bool(counted)) else ""
        if unit == "hour" and value < HOURS:
            return "1h"
        if unit == "minute":
            return TIMEFRAMES.get((value, "minute"), "1m")
    return ""


def _of_average(tokens: list[Token]) -> str:
    """ "the 10 hour average crosses the 40 hour average": no average of days is one of hours."""
    for number, unit, kind in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if number.word == "num" and unit.word in OVER and kind.word in AVERAGES and kind.free:
            return OVER[unit.word]
    return ""


def _of_extreme(tokens: list[Token]) -> str:
    """ "the high of the last 7 hours", "a 7-hour low" """
    for at, (number, unit) in enumerate(pairwise(tokens)):
        if number.word != "num" or unit.word not in OVER or not number.free:
            continue
        before = {token.word for token in tokens[max(0, at - 5) : at]}
        behind = {token.word for token in tokens[at + 2 : at + 4]}
        led = "last" in before and before & EXTREMES
        if led or (tokens[at - 1].word != "last" and behind & EXTREMES):
            return OVER[unit.word]
    return ""


EXTREMES = words("high low highest lowest")
EXTREME_OF_HOURS = "a high or low over hours or minutes is taken on bars of {}"
OVER = {"hour": "1h", "minute": "1m"}
OVER_HOURS = "an average over hours or minutes is taken on bars of {}"
AVERAGES = words("average ma sma ema wma hma")


def _times_a_move(tokens: list[Token], at: int) -> bool:
    """ "drops 3% in 4 hours": how long that may take, and no bars."""
    before = at - 1
    while before >= 0 and tokens[before].word in LEADING | MOVING:
        before -= 1
    return before >= 0 and tokens[before].word == "pct"


LEADING = words("in within over during")
MOVING = words("falls rises profit loss up down >= lower higher")
HOURS = 24


def _pass_intraday(tokens: list[Token], made: Account) -> None:
    """ "Intraday strategy on 5-minute bars": the bars say what is meant by it."""
    named = [token for token in tokens if token.free and token.small == "intraday"]
    claim(named)
    made.notes += [DAY_TRADING] * bool(named)


def _chart(tokens: list[Token], index: int) -> tuple[str, int] | None:
    """ "4h timeframe", "15-minute chart", "on the hourly", "daily bars"."""
    here = tokens[index].word
    if here not in CHARTED:
        return None
    if here == "#frame":
        framed = tokens[index + 1 : index + 2]
        return _frame(tokens[index].text), 1 + any(one.word in CHARTS for one in framed)
    following = [token.word for token in tokens[index + 1 : index + 4]] + ["", "", ""]
    before = [token.word for token in tokens[max(0, index - 2) : index]]
    if here == "num" and following[0] in ("minute", "hour", "day", "week"):
        name = _length(tokens[index].value or 0, following[0])
        priced = following[1] == "price" and following[2] in SIDED
        measured = following[0] in ("minute", "hour") and (following[1] in MEASURED or priced)
        known = bool(CHARTS & {*before}) or following[1] in CHARTS or measured
        known |= following[0] in ("minute", "hour") and _of_data(tokens, index + 2)
        known |= following[0] in ("minute", "hour") and _is_scalping(tokens, index + 2)
        sized = following[0] in ("minute", "hour") and _may_size(before, name)
        led = ["when", "and", "or", ")"] * (before[-2:] == ["on", "the"])
        led += BEGINNING if before[-1:] and before[-1] in ("on", *NAMED) else []
        sized &= not _times_a_move(tokens, index)
        led += ["symbol"] * (before[-1:] == ["on"])
        ends = ["", ".", ",", ":", "timeframe", *led]
        if name and (known or (sized and following[1] in ends)):
            return name, 3 if following[1] in CHARTS else 2
        if not _is_glued_frame(tokens, index):
            return None
    if here == "num" and _is_glued_frame(tokens, index):
        return _length(tokens[index].value or 0, following[0]), 2
    if here in ("hour-chart", "minute-chart") and index and tokens[index - 1].word == "num":
        name = _length(tokens[index - 1].value or 0, here.removesuffix("-chart"))
        tokens[index - 1].kind = "used" if name else None
        return (name, 1) if name else None
    return _bare_chart(here, following, before)


def _is_scalping(tokens: list[Token], at: int) -> bool:
    """ "BTC 1 minute scalping", "a 5 minute scalp": on bars of that length."""
    return any(one.small.startswith("scalp") for one in tokens[at : at + 1])


def _length(value: float, unit: str) -> str:
    """Also of bars that are not tested: "3m", "2h"."""
    within = unit in ("minute", "hour") and value == int(value) and 0 < value < WITHIN[unit]
    return TIMEFRAMES.get((value, unit)) or (f"{value:g}{unit[0]}" if within else "")


WITHIN = {"minute": 600, "hour": 24}


def nearest(length: str) -> tuple[str, ...]:
    """The bars that come next to those that are not tested, the nearest first."""
    minutes = float(length[:-1]) * SPANS[length[-1]]
    known = {name: value * SPANS[unit[0]] for (value, unit), name in TIMEFRAMES.items()}
    return tuple(sorted(known, key=lambda one: (abs(known[one] - minutes), -known[one]))[:3])


SPANS = {"m": 1, "h": 60, "d": 1440, "w": 10080}


def _may_size(before: list[str], name: str) -> bool:
    """ "BTC 15 min, buy ..."; in "hold BTC 15 min" it is a time."""
    last = before[-1] if before else ""
    if last in NAMED:
        return before[:1] != ["hold"]
    plain = name in BARS and last in ("", "the", ",", "in")
    return plain or last == "on" or before == ["on", "the"]


NAMED = ("symbol", "ticker?")
BEGINNING = ["buy", "sell", "short", "long", "when", "using", "use", "with"]


def _of_data(tokens: list[Token], at: int) -> bool:
    """ "5-minute historical OHLCV data", "15-minute AAPL candles" """
    while at < len(tokens) and (tokens[at].word in BETWEEN or tokens[at].symbol):
        at += 1
    if at == len(tokens) or not {tokens[at].word, tokens[at].small} & DATA:
        return False
    tokens[at].kind = "used" if tokens[at].word in CHARTS else tokens[at].kind
    return True


# "15 minute RSI": an average of so many hours or minutes would be one of bars.
SIDED = words("is above below over under crosses closes > <")  # "4h price is above", no "change"
MEASURED = words("rsi macd stochastic stochrsi bollinger supertrend close closes")


def _is_glued_frame(tokens: list[Token], index: int) -> bool:
    """ "short at RSI > 80 4h": the bars, where no time to hold or to look back is led in."""
    unit = tokens[index + 1] if index + 1 < len(tokens) else None
    if unit is None or unit.text not in GLUED or unit.start != tokens[index].end:
        return False
    if unit.text == "d" and not _is_daily(tokens, index):
        return False
    length = _length(tokens[index].value or 0, unit.word)
    before = tokens[index - 1] if index else None
    after = tokens[index + 2].word if index + 2 < len(tokens) else "."
    led = before is not None and (before.word in DURING or before.small in DURING)
    if before is not None and before.small in ABROAD and index > 1 and tokens[index - 2].symbol:
        return bool(length)
    if before is not None and before.word == "on" and after not in ("ago", "high", "low"):
        return bool(length)
    if index > 1 and [one.word for one in tokens[index - 2 : index]] == ["on", "the"]:
        return bool(length)
    bracketed = before is not None and before.word == "(" and after == ")"
    return bool(length) and not led and (after in ENDING or bracketed)


ABROAD = words("en em im auf")  # "ETH en 1h": its bars, where "falls 5% in 1h" is a time
GLUED = ("m", "h", "H", "d")


def _is_daily(tokens: list[Token], index: int) -> bool:
    """ "..., sell when RSI > 70, 1d": the bars, and no time to hold: that has a word before it."""
    before = tokens[index - 1] if index else None
    timed = before is not None and before.word in HOLDING
    return tokens[index].value == 1 and not timed


HOLDING = words("or and sell cover exit buy short long hold out stop pct")
ENDING = words(
    ". , : long short buy sell when with close closes bar rsi macd ema sma ma stochrsi bollinger "
    "symbol chart"
)
DURING = words(
    """
    hold after in for last within over past every next than <= >= max maximum first of at until
    previous once per least most
    """
)


# What is done weekly need not be done on weekly bars.
LOOKING = words(
    "look evaluate evaluated review reviewed measured refreshed rebalance rebalanced checked"
)


def _frame(text: str) -> str:
    """H4, 4H, M15, D1: as trading platforms write it."""
    unit, count = (text[0], text[1:]) if text[0].isalpha() else (text[-1], text[:-1])
    return f"{count}{unit.lower()}"


def _bare_chart(here: str, following: list[str], before: list[str]) -> tuple[str, int] | None:
    if here not in BARE or following[0] in ("volume", "return", "average"):
        return None
    if before[-1:] and before[-1] in LOOKING:
        return None
    charted = following[0] in CHARTS
    return BARE[here], 2 if charted else 1
