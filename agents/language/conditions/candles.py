"""The shape of one bar: where it closed in its range, how far it went, how it lies to the last."""

from __future__ import annotations

from dataclasses import dataclass, replace

from agents.language.conditions.comparisons import Read
from agents.language.conditions.daystates import DOWN_DAY
from agents.language.conditions.patterns import MORNING
from agents.language.draft import Group, Lasts, Op, Rule, Side, indicator, made, number, price
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import NOWHERE, Cursor, bars_in
from agents.language.operands.operands import IBS_NOTE, ibs
from agents.language.operands.speaking import Context
from backtests.engine.strategy import Change

LOW, HIGH = words("bottom lower low lowest"), words("top upper high highest")
PARTS = {
    "half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0,
    "quartile": 25.0, "quintile": 20.0, "decile": 10.0,
}  # fmt: skip
SIZED = "a down or up day of a size is one whose close lies that far from the close before"
EVENING = "today is the day whose close gives the signal, yesterday the one before"
ENDS = NOWHERE | words("after on with while when but")
COLOURS = {"down": -1, "red": -1, "negative": -1, "up": 1, "green": 1, "positive": 1}
MOODS = ("bullish", "bearish")
VERBS = {**COLOURS, "falls": -1, "rises": 1, "lower": -1, "higher": 1, "loss": -1, "profit": 1}


def range_part(cursor: Cursor, context: Context) -> Read | None:
    """ "closes in the bottom 20% of its range", "near the top quarter of the day's range" """
    if found := _share_of_range(cursor):
        return found
    cursor.skip(
        "day's", "it", "price", "today", "close", "closes", "in", "near", "at", "within", "daily"
    )
    way = cursor.take(*LOW, *HIGH)
    if way and (near := _near_edge(cursor, up=way.word in HIGH)):
        return near
    share = cursor.take("pct", *PARTS) if way else None
    bars = _range_bars(cursor, context) if share else None
    if way is None or share is None or not bars:
        return None
    size = PARTS.get(share.word, share.value or 0.0)
    if not 0 < size < 100:
        return None
    level = number(round(size if way.word in LOW else 100 - size, 10))
    where = ibs() if bars == 1 else indicator("STOCHASTIC", "k", k=bars, smooth=1, d=1)
    note = IBS_NOTE if bars == 1 else OF_BARS.format(bars)
    return Rule(where, "<=" if way.word in LOW else ">=", level, (note,))


OF_BARS = "where it closes in the range of {} bars is read as their Stochastic %K, from 0 to 100"


def _range_bars(cursor: Cursor, context: Context) -> int | None:
    """Of how many bars the range is: "its range", "its 50-day range", "the range of 10 days"."""
    cursor.skip("it", "of", "last", "previous")
    cursor.skip("today", "daily", "day", "bar")
    count = cursor.number() if cursor.word(1) == "day-range" else None
    span = (count, "day") if count is not None else cursor.bars()
    if not cursor.take("day-range", "range"):
        return None
    mark = cursor.mark
    if span is None and (cursor.take("over", "of") or cursor.word() in ("last", "previous")):
        span = cursor.bars()
        cursor.back_to(mark) if span is None else None
    return bars_in(span, context.timeframe) if span else 1


def _near_edge(cursor: Cursor, *, up: bool) -> Rule | None:
    """ "closes near the high of the day": in what part of its range is assumed, and told."""
    mark = cursor.mark
    led = any(token.word in ("near", "close") and token.small in NEAR
              for token in cursor.seen[-4:])  # fmt: skip
    cursor.skip("of", "it", "day", "day's", "today", "bar", "daily", "day-range", "range")
    spoken = {one.word for one in cursor.seen}
    said = not spoken.isdisjoint(("day", "day's", "today", "bar", "day-range", "daily"))
    said = said or {"closes", "range"} <= spoken
    if not led or not said or cursor.word() not in ENDS:
        cursor.back_to(mark)
        return None
    edge, part = ("high", "top") if up else ("low", "bottom")
    note = f"near the {edge} of the day is read as the {part} {NEARNESS:g}% of its range"
    level = number(100 - NEARNESS if up else NEARNESS)
    return Rule(ibs(), ">=" if up else "<=", level, (note, IBS_NOTE))


NEAR = words("near nearly around")
NEARNESS = 20.0


def _share_of_range(cursor: Cursor) -> Rule | None:
    """ "price below 20% of the bar's range": where it lies in it."""
    mark = cursor.mark
    cursor.skip("it", "price", "close", "closes", "trade")
    way = cursor.take("below", "above", "under", "over", "<", ">")
    share = cursor.take("pct") if way else None
    cursor.skip("of", "current", "today", "bar", "day", "daily", "it", "bar's", "day's", "candle's")
    if way is None or share is None or not cursor.take("day-range", "range"):
        cursor.back_to(mark)
        return None
    down = way.word in ("below", "under", "<")
    return Rule(ibs(), "<" if down else ">", number(share.value or 0.0), (IBS_NOTE,))


def stepped(cursor: Cursor, context: Context) -> Read | None:
    """ "makes a higher high", "three lower lows in a row", "a lower low than the day before" """
    when = cursor.take("previous", "yesterday", "today", "current")
    cursor.skip("day", "bar") if cursor.word(1) in ("makes", "higher", "lower") else None
    cursor.skip("it", "price", "makes", "first", "new")
    count = cursor.number()
    cursor.skip("consecutive", *(("day", "bar", "in-a-row", "with", "of") if count else ()))
    past = when is not None and when.word in ("previous", "yesterday")
    lag = int(past and context.fill != "next_open")
    steps = _steps(cursor, lag)
    cursor.skip("in-a-row", "consecutive")
    cursor.skip("than", "yesterday", "previous", "day", "bar", "before")
    count = count if count is not None else _in_a_row(cursor)
    if not steps or cursor.word() not in ENDS:
        return None
    steps[0] = replace(steps[0], notes=_dated(context, past))
    if count is not None and (count < 2 or count != int(count)):
        return None
    lasting = [Lasts(step, int(count)) if count else step for step in steps]
    return lasting[0] if len(lasting) == 1 else Group("all", tuple(lasting))


def _steps(cursor: Cursor, lag: int) -> list[Rule]:
    """ "a lower high and a lower low" """
    found: list[Rule] = []
    while cursor.word(bool(found)) in ("higher", "lower") and cursor.word(1 + bool(found)) in SIDES:
        cursor.take("and") if found else None
        way, field = cursor.take("higher", "lower"), cursor.take(*SIDES)
        if way is None or field is None:
            break
        op: Op = ">" if way.word == "higher" else "<"
        found.append(Rule(price(field.word, lag), op, price(field.word, lag + 1)))
    return found


SIDES = ("high", "low")


def _in_a_row(cursor: Cursor) -> float | None:
    """ "... for 3 consecutive days", "... 3 days in a row" """
    mark = cursor.mark
    led = cursor.take("for", "on")
    count = cursor.number()
    early = cursor.take("consecutive")
    unit = cursor.take("day", "bar") if count else None
    if unit and (cursor.take("in-a-row", "consecutive") or early or led):
        return count
    cursor.back_to(mark)
    return None


def coloured(cursor: Cursor, context: Context) -> Read | None:
    """ "yesterday's candle was red", "today is an up day" """
    when = cursor.take("yesterday", "today", "previous", "current")
    noun = cursor.take("bar", *(("day", "close") if when else ()))
    cursor.skip("day", "bar", "close") if when else None
    way = cursor.take(*COLOURS, *MOODS) if when or noun else None
    cursor.skip("day", "bar", "close")
    if way is None or cursor.word() not in ENDS:
        return None
    op: Op = "<" if way.word == "bearish" or COLOURS.get(way.word, 1) < 0 else ">"
    past = when is not None and when.word not in ("today", "current")
    lag = int(past and context.fill != "next_open")
    return Rule(price("close", lag), op, price("open", lag), (DOWN_DAY, *_dated(context, past)))


def day_of_size(cursor: Cursor, context: Context) -> Read | None:
    """ "yesterday was a down day of more than 2%", "a 3% up day", "it fell over 2% yesterday" """
    symbol = cursor.take("symbol")
    cursor.skip("it", "price")
    before = cursor.take("yesterday", "today", "previous", "last", *_any_day(cursor))
    cursor.skip("day", "close", "closes", "it", "price", "stays") if before else None
    size = _sized(cursor)
    when = before or cursor.take("yesterday", "today")
    if size is None or not (when or size.day) or cursor.word() not in ENDS:
        return None
    past = when is not None and when.word not in ("today", "day")
    lag = int(past and context.fill != "next_open")
    change = Side(made(Change, "entry", bars=1, lag=lag), frozenset({"bars"}))
    left = replace(change, symbol=symbol.symbol if symbol else "")
    return Rule(left, size.op, number(size.change), (*size.notes, *_dated(context, past)))


def _any_day(cursor: Cursor) -> tuple[str, ...]:
    """ "on any day it drops 4%" """
    return ("day",) if cursor.word(1) in ("it", "price", "symbol", "falls", "rises") else ()


@dataclass(frozen=True)
class Size:
    """How far a day went, as a fraction; `day` where it was called a day of that size."""

    change: float
    strictly: bool
    day: bool

    @property
    def op(self) -> Op:
        if self.change < 0:
            return "<" if self.strictly else "<="
        return ">" if self.strictly else ">="

    @property
    def notes(self) -> tuple[str, ...]:
        return (SIZED,) if self.day else ()


def _sized(cursor: Cursor) -> Size | None:
    """ "a down day of more than 2%", "a 2% down day", "fell at least 2%" """
    early = cursor.take("pct")
    way = cursor.take(*(COLOURS if early else VERBS))
    day = bool(way and way.word in COLOURS and cursor.take("day", "bar"))
    more = cursor.take("above", "over", ">", ">=", "by", "exceeds")
    share = early or cursor.take("pct")
    way = way or cursor.take(*VERBS)
    cursor.take(">=")
    if way is None or share is None or not share.value:
        return None
    strictly = more is not None and more.word in ("above", "over", ">", "exceeds")
    return Size(VERBS[way.word] * abs(share.value) / 100, strictly, day)


def _dated(context: Context, past: bool) -> tuple[str, ...]:
    """Who buys at the open knows the close of yesterday as the last one."""
    if not past:
        return ()
    return (MORNING,) if context.fill == "next_open" else (EVENING,)


def candle(cursor: Cursor, context: Context) -> Read | None:
    """ "closes green", "a red day", "closes above its open" """
    cursor.skip("it", "price")
    if not cursor.take("closes", "close"):
        return None
    colour = cursor.take("green", "red")
    if colour is None or cursor.word() == "num":
        return None
    return Rule(price(), ">" if colour.word == "green" else "<", price("open"))


def shaped(cursor: Cursor, context: Context) -> Read | None:
    """ "a positive-closing candle", "closes in the green" """
    cursor.skip("it", "price", "makes", "bar", "day", "today", "daily", "first", "next")
    kind = cursor.take("up-bar", "down-bar")
    lasts = cursor.word(int(cursor.word() == "for")) == "num"  # "... for 3 days"
    if kind is None or not (lasts or cursor.word() in ENDS):
        return None
    return Rule(price(), ">" if kind.word == "up-bar" else "<", price("open"), (DOWN_DAY,))


def since_yesterday(cursor: Cursor, context: Context) -> Read | None:
    """ "closed up yesterday", "is down the day before": against the close of the day before."""
    symbol = cursor.take("symbol")
    cursor.skip("it", "price")
    closed = cursor.take("close", "closes")
    way = cursor.take(*COLOURS, "higher", "lower")
    eve = way and cursor.phrase("day", "before")
    told = eve or (closed and way and cursor.take("yesterday", "previous"))
    plain = way and not told and cursor.take("yesterday")  # "it was up yesterday"
    if way is None or not (told or plain) or cursor.word() not in ENDS:
        return None
    gapped = any(token.word == "gaps" for token in cursor.tokens)  # on the day of the signal
    dated = plain or any(one.small == "today" for one in cursor.tokens)
    evening = context.fill == "close" or (dated and context.fill is None)
    lag = int(evening or bool(eve and gapped))
    op: Op = "<" if VERBS[way.word] < 0 else ">"
    change = Side(made(Change, "entry", bars=1, lag=lag), symbol=symbol.symbol if symbol else "")
    return Rule(change, op, number(0), (EVENING if lag else MORNING,))
