"""Conditions with a form of their own: oversold, streaks, gaps, candles, volume, new highs."""

from __future__ import annotations

from dataclasses import replace

from agents.language.comparisons import NOWHERE, Read, factor_of, past
from agents.language.crosses import spoken_of
from agents.language.cursor import Cursor, bars_in, daily
from agents.language.draft import (
    ZONES,
    Ask,
    Lasts,
    Op,
    Rule,
    Side,
    Slope,
    Tree,
    indicator,
    number,
    price,
)
from agents.language.moves import BY
from agents.language.operands import USUAL_RSI, USUAL_VOLUME, operand
from agents.language.operators import DOWN, UP, WAYS, comparator
from agents.language.pairs import TOUCHING, is_average, touch
from agents.language.speaking import Context
from agents.language.tokens import Token
from backtests.engine.strategy import Indicator, Price, Streak


def at_level(cursor: Cursor, context: Context) -> Read | None:
    """ "sell at the middle band", "buy the lower band": the level itself is the condition."""
    if cursor.at and cursor.word(-1) not in ("at", "on", "to"):
        return None
    last = context.left
    mark = cursor.mark
    counted = cursor.word(-1) in ("at", "to") and cursor.word() == "num" and _has_levels(last)
    if counted and (reached := _reached(cursor, context)):
        return reached
    cursor.back_to(mark)
    if cursor.word(-1) in ("at", "for") and (amount := cursor.take("money")):
        return touch(price(), number(amount.value or 0), context)
    level = operand(cursor, context) if cursor.word() != "new" else None
    if level is None or level.gap or not isinstance(level.operand, Indicator):
        return None
    if counted and not is_average(level):
        return None
    if context.role == "entry" and level.operand.output not in ("lower", "low", "upper", "high"):
        return None
    ends = cursor.word() in NOWHERE or cursor.word() == "with"
    return touch(price(), level, context) if level.is_level and ends else None


def _has_levels(side: Side | None) -> bool:
    """An indicator with a scale of its own, where a bare number is a level of it."""
    return side is not None and isinstance(side.operand, Indicator) and not side.is_level


def _reached(cursor: Cursor, context: Context) -> Read | None:
    """ "RSI under 30, out at 65" """
    last, value = context.left, cursor.number() or 0.0
    if last is None or cursor.word() not in NOWHERE:
        return None
    return touch(last, number(value), context) if _on_scale(last, value) else None


def _on_scale(side: Side, value: float) -> bool:
    return side.scale[0] <= value <= side.scale[1]


ITS_RSI = indicator("RSI", notes=USUAL_RSI)
ZONED = ("rsi", "stochastic", "num", "cci", "williams-r", "mfi", "stochrsi")


def extreme_zone(cursor: Cursor, context: Context) -> Read | None:
    """ "RSI is oversold", "oversold (RSI < 30)" """
    side = operand(cursor, context) if cursor.word() in ZONED else None
    cursor.skip("goes", "it", "in", "price", "touches")
    out = cursor.take("leaves")
    zone = cursor.take("oversold", "overbought")
    if zone is None or (side is not None and not side.oscillates):
        return None
    if out:
        return _leaving(side or ITS_RSI, low=zone.word == "oversold")
    cursor.phrase("on", "rsi") if side is None else None
    return _zone_limit(cursor, context, side, low=zone.word == "oversold")


def _leaving(side: Side, low: bool) -> Rule:
    """ "leaves oversold" is the cross on the way back."""
    zone = _zone_rule(side, low)
    return replace(zone, op="crosses_above" if low else "crosses_below")


def bare_level(cursor: Cursor, context: Context) -> Read | None:
    """ "sell at RSI 70": no period is meant by such a number, but a level that is reached."""
    mark = cursor.mark
    side = operand(cursor, context) if cursor.word() in ("rsi", *ZONED[3:]) else None
    reached = cursor.number() if side and side.oscillates else None
    if side and reached is not None and cursor.word() in NOWHERE:
        return touch(side, number(reached), context)
    cursor.back_to(mark)
    if not cursor.take("rsi"):
        return None
    level = cursor.number()
    if level is None or not 20 <= level < 100 or cursor.word() not in NOWHERE | {"buy", "sell"}:
        return None
    rule = touch(indicator("RSI", notes=USUAL_RSI), number(level), context)
    return rule and replace(rule, notes=(f"RSI {level:g} is read as RSI reaching {level:g}",))


def _zone_limit(cursor: Cursor, context: Context, side: Side | None, low: bool) -> Rule | None:
    """The limit that is said behind "oversold", in brackets or not; else the usual one."""
    mark = cursor.mark
    behind = operand(cursor, context)
    cursor.skip("(", "at", ":", "/")
    named = operand(cursor, context) or behind
    op = comparator(cursor)
    value = cursor.number()
    cursor.skip(")")
    last = context.left if context.left and context.left.oscillates else None
    known = named or side or last or indicator("RSI")
    if value is not None and known.oscillates and op not in TOUCHING:
        return Rule(known, op or ("<" if low else ">"), number(value))
    cursor.back_to(mark)
    return None if cursor.word() == "(" else _zone_rule(side or last or ITS_RSI, low)


def _zone_rule(side: Side, low: bool) -> Rule:
    name = side.operand.name if isinstance(side.operand, Indicator) else "RSI"
    level = f"{ZONES[name][0 if low else 1]:g}"
    word, way = ("oversold", "below") if low else ("overbought", "above")
    note = ("value", f"{word} is read as {name} {way} {level}")
    limit = replace(number(float(level)), said=frozenset(), notes=(note,))
    return Rule(side, "<" if low else ">", limit)


def vague(cursor: Cursor, context: Context) -> Read | None:
    """ "RSI is low": how low?"""
    side = spoken_of(cursor, context, "RSI", "STOCHASTIC")
    if side is None and cursor.word() in ("rsi", "stochastic", "num"):
        side = operand(cursor, context)
    cursor.skip("goes", "too", "very")
    word = cursor.take("low", "high")
    if side is None or word is None or getattr(side.operand, "name", "") not in (
        "RSI", "STOCHASTIC"):  # fmt: skip
        return None
    name, levels = ("RSI", ("30", "25", "40")) if side.operand != indicator(
        "STOCHASTIC").operand else ("Stochastic", ("20", "30"))  # fmt: skip
    low = word.word == "low"
    said = levels if low else tuple(f"{100 - int(level)}" for level in levels)
    choices = tuple(f"{name} {'below' if low else 'above'} {level}" for level in said)
    ask = Ask(f"{context.role}_level", f"How {word.word} is {word.word}?", choices)
    zone = _zone_rule(side, low)
    return replace(zone, right=replace(zone.right, notes=()), ask=ask)


def streak(cursor: Cursor, context: Context) -> Read | None:
    """ "closes down 5 days in a row", "3 consecutive red days", "3 green candles in a row" """
    if single := _first_turn(cursor):
        return single
    cursor.skip("it", "price", "closes", "close", "goes", "trade", "stays", "for")
    early = bool(cursor.take("consecutive"))
    way = cursor.take(*WAYS)
    cursor.skip("for", "at", "least", ">=", "above")
    count = _counted(cursor)
    if count is None:
        return None
    firm = bool(cursor.take("consecutive", "in-a-row")) or early
    named = None if way else cursor.take(*WAYS)
    way = way or named
    unit = cursor.take("day", "bar", "close", "closes", "week", "hour", "time", "period", "minute")
    firm = bool(cursor.take("in-a-row", "consecutive")) or firm
    cursor.skip("of") if way is None else None
    way = way or cursor.take(*WAYS)
    firm = bool(cursor.take("in-a-row", "consecutive")) or firm
    if way is None or not (firm or (named and unit and unit.word in ("day", "bar", "close"))):
        return None
    cursor.skip("close", "closes", "day")
    side = Side(Streak(way="down" if WAYS[way.word] < 0 else "up"))
    notes = () if firm else (f"{count:g} such days are read as {count:g} in a row",)
    return Rule(side, ">=", number(count), notes)


def _counted(cursor: Cursor) -> float | None:
    """ "3", "the third" """
    if cursor.word() in ORDINALS and cursor.word(1) in ("day", "time", "bar"):
        ordinal = cursor.take(*ORDINALS)
        return float(ORDINALS[ordinal.word]) if ordinal else None
    return cursor.number()


def _first_turn(cursor: Cursor) -> Rule | None:
    """ "the first up day", "a higher close": one close the other way."""
    mark = cursor.mark
    cursor.skip("it", "price", "on")
    closed = cursor.take("closes") and cursor.word() in ("up", "down", "higher", "lower")
    cursor.skip("first", "next")
    cursor.number() if cursor.word() == "num" and cursor.value() == 1 else None
    way = cursor.take("up", "down", "higher", "lower", "green", "red", "positive", "negative")
    noun = cursor.take("day", "close", "closes", "bar")
    cursor.skip("on", "for", "day", "today") if closed else None
    if way and (noun or closed) and cursor.word() in NOWHERE:
        side = Side(Streak(way="down" if WAYS[way.word] < 0 else "up"))
        return Rule(side, ">=", replace(number(1), said=frozenset()))
    cursor.back_to(mark)
    return None


GAP_NOTE = "a gap is known at the open, and traded at the next one (or at the close, if so said)"


def gap(cursor: Cursor, context: Context) -> Read | None:
    """ "gaps down more than 2%", "opens 2% lower" """
    cursor.skip("it", "price")
    symbol = cursor.take("symbol")
    opened = cursor.take("gaps", "open")
    if opened is None:
        return None
    cursor.skip(">=", "above", "by") if cursor.word(1) == "pct" else None
    share = cursor.take("pct")
    way = cursor.take("up", "down", "higher", "lower")
    way = way or (cursor.take("above", "below") if share else None)
    if way is None or (opened.word == "open" and cursor.word() in ("above", "below")):
        return None
    up = way.word in ("up", "higher", "above")
    if beyond := _gap_beyond(cursor, context, up=up):
        return beyond
    cursor.skip(*BY)
    share = share or cursor.take("pct")
    cursor.skip(">=", "<=", "at-open")
    _reference(cursor)
    size = abs(share.value or 0) / 100 if share else 0.0
    level = price("close", 1, round(1 + (size if up else -size), 10), "multiplier" if share else "")
    rule = Rule(price("open"), ">" if up else "<", level, (GAP_NOTE,))
    return replace(rule, left=replace(rule.left, symbol=symbol.symbol)) if symbol else rule


def _gap_beyond(cursor: Cursor, context: Context, *, up: bool) -> Rule | None:
    """ "gaps up over yesterday's high": the open lies beyond that price."""
    mark = cursor.mark
    led = cursor.take(*(("above", "over") if up else ("below",)))
    level = operand(cursor, context) if led else None
    if level is None or not isinstance(level.operand, Price) or not level.operand.lag:
        cursor.back_to(mark)
        return None
    return Rule(price("open"), ">" if up else "<", level, (GAP_NOTE,))


def _reference(cursor: Cursor) -> None:
    """A gap is measured from the previous close, also where that is said."""
    mark = cursor.mark
    cursor.skip("below", "above", "from", "of", "over", "to")
    if not (cursor.take("previous", "yesterday") and cursor.take("close")):
        cursor.back_to(mark)


def candle(cursor: Cursor, context: Context) -> Read | None:
    """ "closes green", "a red day", "closes above its open" """
    cursor.skip("it", "price")
    if not cursor.take("closes", "close"):
        return None
    colour = cursor.take("green", "red")
    if colour is None or cursor.word() == "num":
        return None
    return Rule(price(), ">" if colour.word == "green" else "<", price("open"))


def volume_spike(cursor: Cursor, context: Context) -> Read | None:
    if not cursor.take("volume-spike"):
        return None
    mean = indicator("VOLUME_MEAN").updated(multiplier=2.0)
    note = "a volume spike is read as more than twice the 20-bar average volume"
    return Rule(price("volume"), ">", mean, (note,))


def volume_multiple(cursor: Cursor, context: Context) -> Read | None:
    """ "volume 2x normal", "volume is above 1.5 times its 20-day average" """
    if factor := factor_of(cursor):
        return _times_volume(cursor, factor)
    side = operand(cursor, context) if cursor.word() in ("volume", "daily") else None
    if side is None or getattr(side.operand, "field", "") != "volume":
        return None
    context.left = side
    share = cursor.take("pct")
    compared = comparator(cursor)
    factor = factor_of(cursor)
    if share and compared in ("<", ">"):
        factor = 1 + (share.value or 0) / 100 * (1 if compared == ">" else -1)
    if factor is None and compared is None:
        return None
    cursor.skip(">=", "above", "to", "than")
    mean = operand(cursor, context)
    if mean is None or not isinstance(mean.operand, Indicator):
        return None
    op: Op = compared if compared in ("<", "<=", ">", ">=") else ">"
    mean = mean.updated("multiplier", multiplier=factor) if factor else mean
    return Rule(side, op if compared else ">=", mean)


def _times_volume(cursor: Cursor, factor: float) -> Read | None:
    """ "on 2x volume", "twice the average volume" """
    cursor.skip("average", "normal", "daily")
    if not cursor.take("volume", "volume-mean"):
        return None
    mean = indicator("VOLUME_MEAN", notes=(USUAL_VOLUME,)).updated("multiplier", multiplier=factor)
    return Rule(price("volume"), ">=", mean)


def counted(cursor: Cursor, context: Context) -> Read | None:
    """ "2 closes below the lower band": true on each of these bars."""
    cursor.skip("consecutive")
    count = cursor.number()
    cursor.skip("consecutive")
    unit = cursor.take("close", "closes", "day", "bar") if count else None
    cursor.skip("in-a-row", "consecutive")
    if not count or count < 2 or count != int(count) or unit is None:
        return None
    if cursor.word() not in UP | DOWN | {"closes"}:
        return None
    found = past(cursor, context)
    return Lasts(found, int(count)) if isinstance(found, Rule) else None


EXTREME_LINKS = ("breakout", "out", "at", "to", "on", "above", "over", "below", "through", "new",
                 "from", "past", "down")  # fmt: skip


EXTREME_VERBS = ("breaks-above", "drops-below", "falls", "makes", "touches", "breakout", "breaks",
                 "new", "goes", "closes", "exceeds")  # fmt: skip


def new_extreme(cursor: Cursor, context: Context) -> Read | None:
    """ "makes a new 20-day high", "20-day high breakout", "breakout above the 52-week high" """
    cursor.skip("it", "price")
    symbol = cursor.take("symbol")
    verb = cursor.take(*EXTREME_VERBS) or _todays_close(cursor)
    cursor.skip(*EXTREME_LINKS)
    level = operand(cursor, context)
    if level is None or not isinstance(level.operand, Indicator):
        return None
    after = cursor.take("breakout", "breaks", "touches", "makes", "exceeds", "crosses")
    if level.operand.name not in ("HIGHEST", "LOWEST") or not (verb or after):
        return None
    up = level.operand.name == "HIGHEST"
    if any(token.word == ("below" if up else "above") for token in cursor.seen[-6:]):
        return None
    if verb and verb.word in (("falls", "drops-below") if up else ("breaks-above",)):
        return None
    op: Op = ">" if up else "<"
    note = "a new extreme is read as a close beyond the highs or lows of the bars before"
    close = replace(price(), symbol=symbol.symbol if symbol else "")
    return Rule(close, op, level, (note,))


def _todays_close(cursor: Cursor) -> Token | None:
    """ "today's close is the lowest close of the past 7 days" """
    mark = cursor.mark
    cursor.skip("today", "current", "daily")
    close = cursor.take("close", "price")
    if close is None or cursor.word() not in ("lowest", "highest"):
        cursor.back_to(mark)
        return None
    return close


def window_break(cursor: Cursor, context: Context) -> Read | None:
    """ "a 55-day breakout", "a 20-day breakdown" """
    span = cursor.bars()
    token = cursor.take("breakout", "breakdown") if span else None
    bars = bars_in(span, context.timeframe) if span else None
    if token is None or not bars or cursor.word() not in NOWHERE:
        return None
    up = token.word == "breakout"
    level = indicator("HIGHEST" if up else "LOWEST", "high" if up else "low", lag=1, period=bars)
    note = f"a {token.word} is read as a close beyond the {'highs' if up else 'lows'} before"
    return Rule(price(), ">" if up else "<", level, (note,))


def slope(cursor: Cursor, context: Context) -> Read | None:
    """ "the 200-day average is rising", "RSI is down for the third day in a row" """
    side = operand(cursor, context) or _it_turns(cursor, context)
    if side is None or not isinstance(side.operand, Indicator):
        return None
    cursor.skip("goes", "stays")
    way = cursor.take("rises", "falls", "up", "down", "higher", "lower")
    if way is None or cursor.word() in (UP | DOWN) - {"over"} | {
        "num",
        "pct",
        "to",
        "from",
        "back",
    }:
        return None
    op: Op = ">" if WAYS[way.word] > 0 else "<"
    if back := _compared_with(cursor):
        note = f"moving over {back} bars is read as compared with {back} bars ago"
        return Rule(side, op, side.updated("lag", lag=back), (note,))
    steps = _steps_said(cursor)
    return None if side.gap and steps > 1 else _steps(side, op, steps)


def _it_turns(cursor: Cursor, context: Context) -> Side | None:
    """ "... sell when it turns down": the indicator that was spoken of."""
    last = context.left
    known = last is not None and isinstance(last.operand, Indicator) and not context.lost
    if not known or cursor.word() not in ("it", "goes"):
        return None
    cursor.take("it")
    return replace(last, notes=()).updated(lag=0) if last and cursor.word() == "goes" else None


def _compared_with(cursor: Cursor) -> int | None:
    """ "rising over 5 bars", "higher than 10 days ago" """
    mark = cursor.mark
    led = cursor.take("over", "in", "than", "within", "versus", "vs")
    cursor.skip("it", "last")
    span = cursor.bars() if led else None
    bars = daily(*span) if span else None
    ago = cursor.take("ago", "earlier")
    if led is None or not bars or (led.word in ("than", "vs", "versus") and not ago):
        cursor.back_to(mark)
        return None
    return bars


def _steps_said(cursor: Cursor) -> int:
    mark = cursor.mark
    cursor.skip("for")
    count = cursor.number()
    ordinal = None if count is not None else cursor.take(*ORDINALS)
    steps = int(count) if count is not None else ORDINALS[ordinal.word] if ordinal else 1
    cursor.skip("consecutive")
    if steps > 1 and cursor.take("day", "bar", "time", "period"):
        cursor.skip("in-a-row")
        return steps
    cursor.back_to(mark)
    return 1


ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}


def _steps(side: Side, op: Op, steps: int) -> Tree:
    if steps > 1:
        return Slope(side, "rising" if op == ">" else "falling", steps)
    note = "rising or falling is read as compared with the bar before"
    return Rule(side, op, side.updated(lag=1), (note,))
