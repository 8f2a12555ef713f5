"""Indicators that are read by a table: their words, outputs and the order of their numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from agents.language.draft import Side, indicator, rules_of
from agents.language.operands.averages import is_elided, spoken
from agents.language.operands.bands import BANDED
from agents.language.operands.cursor import Cursor
from agents.language.operands.periods import leading, parameters, period_of
from agents.language.operands.speaking import Context
from backtests.engine.indicators import INDICATORS
from backtests.engine.strategy import Indicator


@dataclass(frozen=True)
class Entry:
    """`order` is that in which people write the parameters; a channel has its output beside it."""

    name: str
    output: str = ""
    order: tuple[str, ...] = ("period",)
    channel: bool = False


ICHIMOKU = ("conversion", "base", "span", "displacement")
TABLE = {
    "adx": Entry("ADX", "adx"),
    "plus-di": Entry("ADX", "plus_di"),
    "minus-di": Entry("ADX", "minus_di"),
    "atr": Entry("ATR"),
    "cci": Entry("CCI"),
    "williams-r": Entry("WILLIAMS_R"),
    "mfi": Entry("MFI"),
    "stochrsi": Entry("STOCHRSI", "k", ("period", "k", "smooth", "d")),
    "keltner": Entry("KELTNER", "", ("period", "multiplier", "atr"), channel=True),
    "percent-b": Entry("BOLLINGER", "percent_b", ("period", "std")),
    "band-width": Entry("BOLLINGER", "width", ("period", "std")),
    "supertrend": Entry("SUPERTREND", "line", ("period", "multiplier")),
    "tenkan": Entry("ICHIMOKU", "conversion", ICHIMOKU),
    "kijun": Entry("ICHIMOKU", "base", ICHIMOKU),
    "span-a": Entry("ICHIMOKU", "span_a", ICHIMOKU),
    "span-b": Entry("ICHIMOKU", "span_b", ICHIMOKU),
    "sar": Entry("SAR", "", ("acceleration", "maximum")),
    "zscore": Entry("ZSCORE"),
    "sd": Entry("STDDEV"),
    "vwap": Entry("VWAP"),
    "wma": Entry("WMA"),
    "hma": Entry("HMA"),
    "obv": Entry("OBV", "", ()),
    "volatility": Entry("VOLATILITY"),
}
# "the z-score of price": what it is taken of anyway.
OF_PRICE = ("ZSCORE", "STDDEV", "VOLATILITY")
BESIDE_BANDS = ("percent-b", "band-width")
WAYS = {"upper": "upper", "lower": "lower", "middle": "middle", "mid": "middle",
        "high": "upper", "low": "lower"}  # fmt: skip


def registered(cursor: Cursor, context: Context) -> Side | None:
    """ "ADX", "14-day CCI", "SuperTrend (10, 3)", "the upper Keltner channel" """
    lead = leading(cursor, context.timeframe)
    if lead is not None and lead != int(lead):
        return None  # "1.5 ATR" is a multiple of it
    way = cursor.take("upper", "lower", "middle", "mid")
    cursor.skip("bollinger", "band") if cursor.word(1) in BESIDE_BANDS else None
    token = cursor.take(*TABLE)
    entry = TABLE[token.word] if token else None
    if token is None and way and is_elided(cursor) and (known := spoken(context, "KELTNER")):
        return known.updated(output=WAYS[way.word], lag=0, multiplier=1.0)
    if entry is None or (way and not entry.channel):
        return None
    if entry.name == "STDDEV" and cursor.word() in BANDED:
        return None  # "the 2 standard deviation lower band"
    cursor.skip("channel", "band", "oscillator")
    way = way or (cursor.take(*WAYS) if entry.channel else None)
    cursor.skip("channel", "band")
    values = [lead] if lead is not None else _values(cursor, entry, context)
    if (entry.channel and way is None) or (entry.name == "STDDEV" and not values):
        return None
    cursor.skip("price", "close") if entry.name in OF_PRICE else None
    output = WAYS[way.word] if way else entry.output
    if entry.name == "STOCHRSI" and (line := cursor.take("k", "d-line")):
        output = "k" if line.word == "k" else "d"
        values = values or parameters(cursor)
    return _side(entry, output, values, context)


def _values(cursor: Cursor, entry: Entry, context: Context) -> list[float]:
    if entry.name == "ZSCORE" and (span := _measured_from(cursor, context.timeframe)):
        return [span]
    if entry.order[:1] == ("period",) and len(entry.order) == 1:
        period = period_of(cursor, context.timeframe)
        return [] if period is None else [period]
    return _named_first(cursor) or parameters(cursor)


def _named_first(cursor: Cursor) -> list[float]:
    """ "(EMA 20, 2 x ATR 20)": of a channel, what each number is of."""
    mark = cursor.mark
    values: dict[str, float] = {}
    opened = cursor.take("(")
    while opened and cursor.word() in ("ema", "sma", "ma", "atr", "num", ",", "x", "*", "day"):
        if what := cursor.take("ema", "sma", "ma", "atr"):
            key = "atr" if what.word == "atr" else "period"
            if (value := cursor.number()) is not None:
                values[key] = value
        elif (value := cursor.number()) is not None:
            cursor.skip("day")
            lead = cursor.word() in ("ema", "sma", "ma")
            cursor.skip("ema", "sma", "ma") if lead else None
            values["period" if lead else "multiplier"] = value
        else:
            cursor.skip(",", "x", "*", "day")
    named = "period" in values and "multiplier" in values and cursor.word() == ")"
    if not named or not any(one.word in ("ema", "sma", "ma", "atr") for one in cursor.seen):
        cursor.back_to(mark)
        return []
    cursor.take(")")
    spread = [values["atr"]] if "atr" in values else []
    return [values["period"], values["multiplier"], *spread]


def _measured_from(cursor: Cursor, timeframe: str) -> float | None:
    """ "z-score of the close vs its 20-day mean" """
    mark = cursor.mark
    cursor.skip("of", "price", "close", "it")
    led = cursor.take("vs", "versus", "from", "to", "against", "over", "relative")
    cursor.skip("to", "it")
    side = leading(cursor, timeframe) if led else None
    if side is None or not cursor.take("average", "ma", "sma"):
        cursor.back_to(mark)
        return None
    return side


def _side(entry: Entry, output: str, values: list[float], context: Context) -> Side:
    if not values and (known := spoken_before(context, entry.name)):
        return known.updated(output=output or known_output(entry), lag=0, multiplier=1.0)
    params: dict[str, Any] = dict(zip(entry.order, in_order(entry.name, values), strict=False))
    sessions = entry.name == "VWAP" and context.timeframe not in ("1d", "1w")
    notes = (SESSIONS,) if sessions else _notes(entry, values)
    if lengths_alone(entry.name, values):
        notes = (TWO_LENGTHS,)
    return indicator(entry.name, output, notes=notes, **params)


def in_order(name: str, values: list[float]) -> list[float]:
    """ "Keltner (20, 10, 2)" is (20, 2, 10) in another order: no range of 2 bars times ten."""
    if name == "KELTNER" and len(values) == 3 and values[1] >= WIDEST > values[2]:
        return [values[0], values[2], values[1]]
    if lengths_alone(name, values):
        return [values[0], INDICATORS[name].params["multiplier"].default, values[1]]
    return values


def lengths_alone(name: str, values: list[float]) -> bool:
    """ "Keltner (20, 10)": of the mean and of the range; nobody draws a band ten ranges away."""
    return name == "KELTNER" and len(values) == 2 and values[1] >= WIDEST


WIDEST = 5
TWO_LENGTHS = (
    "params.multiplier",
    "the two numbers of the channel are its lengths (mean, ATR): its width is the usual 2 ATR",
)


SESSIONS = ("params", "on bars within the day the VWAP begins anew with each session")


def known_output(entry: Entry) -> str:
    return INDICATORS[entry.name].outputs[0]


def _notes(entry: Entry, values: list[float]) -> tuple[tuple[str, str], ...]:
    """The usual values of what was not said."""
    spec = INDICATORS[entry.name]
    left = [name for name in spec.params if name not in entry.order[: len(values)]]
    if not left:
        return ()
    usual = ", ".join(f"{name} {spec.params[name].default:g}" for name in left)
    path = "params" if len(left) > 1 else f"params.{left[0]}"
    return ((path, f"{spec.title} uses its usual {usual}"),)


def spoken_before(context: Context, name: str) -> Side | None:
    """The indicator of this name that was spoken of before, with its parameters, as it is now."""
    last = [context.last.left, context.last.right] if context.last else []
    entry = [side for rule in rules_of(context.entry) for side in (rule.left, rule.right)]
    sides: list[Side] = [*([context.left] if context.left else []), *last, *entry]
    for side in sides:
        if isinstance(side.operand, Indicator) and side.operand.name == name:
            return replace(side.updated(lag=0), symbol="", notes=())
    return None
