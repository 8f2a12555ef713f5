"""Patterns of a few bars that prices alone can say: NR7, inside bars, engulfing candles.

Shadows and bodies of a certain shape (a hammer, a doji) cannot be said, and are named instead.
"""

from __future__ import annotations

from agents.language.conditions.comparisons import Read
from agents.language.draft import Group, Lasts, Op, Rule, Side, Tree, indicator, price
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import NOWHERE, Cursor, bars_in
from agents.language.operands.operands import operand
from agents.language.operands.operators import comparator
from agents.language.operands.speaking import Context
from agents.language.spans import OWN
from backtests.engine.strategy import Indicator, Price

INSIDE = "an inside day stays within the high and the low of the day before"
OUTSIDE = "an outside day goes beyond the high and the low of the day before"
MORNING = "yesterday is the last day before the open at which the order is filled"
RANGE = "the range of a day is read as its true range, from the close before if it gapped"
ENGULFING = "an engulfing candle closes the other way than the one before, and its body covers it"
HARAMI = "a harami closes the other way than the one before, and its body lies within it"
ENDS = NOWHERE | words(
    """
    after on with while when but at near at-open at-close buy sell yesterday today above below over
    """
)
NAMED = ("pattern", "patterns", "bar", "day", "setup", "range", "candlestick")
# A range is compared with each of the days before; more than these say no more.
WIDEST = 20


def beside_last(cursor: Cursor, context: Context) -> Read | None:
    """ "an inside day", "after 2 outside bars in a row", "yesterday was an inside day" """
    lag = _day(cursor, context)
    cursor.skip("it", "price", "makes", "new", "first", "bar", "day")
    count = cursor.number()
    cursor.skip("consecutive")
    kind = cursor.take("inside-bar", "outside-bar")
    cursor.skip("in-a-row", "consecutive", *NAMED)
    lag = lag or _day(cursor, context)
    if kind is None or cursor.word() not in ENDS:
        return None
    inside = kind.word == "inside-bar"
    above: Op = "<" if inside else ">"
    below: Op = ">" if inside else "<"
    note = INSIDE if inside else OUTSIDE
    highs = Rule(price("high", lag), above, price("high", lag + 1), (note,))
    found = Group("all", (highs, Rule(price("low", lag), below, price("low", lag + 1))))
    return _lasting(found, count)


def _lasting(found: Tree, count: float | None) -> Tree | None:
    if count is None or count == 1:
        return found
    return Lasts(found, int(count)) if count >= 2 and count == int(count) else None


def _day(cursor: Cursor, context: Context) -> int:
    """How many bars before the signal: who buys at the open knows yesterday as the last one."""
    past = cursor.take("yesterday", "previous", "last", "today")
    before = past is not None and past.word in ("yesterday", "previous")
    return int(before and context.fill != "next_open")


def sized_range(cursor: Cursor, context: Context) -> Read | None:
    """ "the daily range exceeds 5% of the price": the high lies that far above the low."""
    lag = _day(cursor, context)
    cursor.skip("it", "price", "symbol") if cursor.word(1) == "day-range" else None
    if not cursor.take("day-range"):
        return None
    cursor.skip("goes", "stays")
    op = comparator(cursor)
    share = cursor.take("pct", "num") if op else None
    size = 0.0 if share is None else (share.value or 0) / (100 if share.word == "pct" else 1)
    cursor.skip("of", "it")
    base = cursor.take("price", "close", "low", "open", "high")
    cursor.skip("price") if base else None
    sized = share is not None and (share.word == "pct" or size < 1)
    if (
        op not in ("<", "<=", ">", ">=")
        or not sized
        or not 0 < size < 1
        or cursor.word() not in ENDS
    ):
        return None
    level = price("low", lag, round(1 + size, 10), "multiplier")
    return Rule(price("high", lag), op, level, (OF_LOW,))


OF_LOW = "the range of a bar in per cent is read as how far its high lies above its low"
EXTREMES = words("narrowest smallest tightest widest largest biggest")


def narrow(cursor: Cursor, context: Context) -> Read | None:
    """ "an NR7 day", "the narrowest range of the last 7 days", "the widest range in 10 bars" """
    lag = _day(cursor, context)
    cursor.skip("it", "price", "makes", "bar", "day")
    cursor.skip("day-range", "today") if cursor.word(1) in EXTREMES else None
    named = cursor.take("nr", "narrowest", "smallest", "tightest", "widest", "largest", "biggest")
    ranged = any(token.word == "day-range" for token in cursor.seen)
    ranged = bool(named and named.word != "nr" and cursor.take("range", "day-range")) or ranged
    if named is None or (named.word != "nr" and not ranged):
        return None
    cursor.skip("in", "of", "last", "over", "day", "bar")
    count = cursor.number()
    cursor.skip("day", "bar", *NAMED)
    lag = lag or _day(cursor, context)
    if not count or count != int(count) or not 2 <= count <= WIDEST or cursor.word() not in ENDS:
        return None
    op: Op = ">" if named.word in ("widest", "largest", "biggest") else "<"
    range_ = indicator("ATR", period=1, notes=(("params", RANGE),)).updated(lag=lag)
    earlier = [range_.updated(lag=lag + n) for n in range(1, int(count))]
    return Group("all", tuple(Rule(range_, op, one) for one in earlier))


def own_extreme(cursor: Cursor, context: Context) -> Read | None:
    """ "RSI is at a 10-day low", "volume is the highest in 10 days": as on none of the days
    before."""
    side = operand(cursor, context) if cursor.word() in {*OWN, "num", "volume"} else None
    cursor.skip("goes", "touches", "it")
    known = side and (isinstance(side.operand, Indicator) or is_volume(side))
    way = _extreme_way(cursor, context) if known else None
    if side is None or way is None or side.is_level or not 2 <= way[1] <= WIDEST:
        return None
    op: Op = ">=" if way[0].startswith("high") else "<="
    earlier = [side.updated(lag=n) for n in range(1, way[1])]
    return Group("all", tuple(Rule(side, op, one) for one in earlier))


def is_volume(side: Side) -> bool:
    return isinstance(side.operand, Price) and side.operand.field == "volume"


def _extreme_way(cursor: Cursor, context: Context) -> tuple[str, int] | None:
    """ "at a 10-day low", "its lowest in 10 days" """
    led = cursor.take("at", "makes", "new")
    cursor.skip("new", "at")
    way = cursor.take("highest", "lowest")
    cursor.skip("in", "of", "over", "since", "volume") if way else None
    span = cursor.bars() if led or way else None
    way = way or (cursor.take("high", "low", "highest", "lowest") if span else None)
    bars = bars_in(span, context.timeframe) if span else None
    return (way.word, bars) if way and bars else None


def two_candles(cursor: Cursor, context: Context) -> Read | None:
    """ "a bullish engulfing candle", "bearish harami" """
    lag = _day(cursor, context)
    cursor.skip("it", "price", "makes", "bar", "day")
    mood = cursor.take("bullish", "bearish")
    kind = cursor.take("engulfing", "harami") if mood else None
    cursor.skip(*NAMED)
    lag = lag or _day(cursor, context)
    if mood is None or kind is None or cursor.word() not in ENDS:
        return None
    return Group("all", tuple(_bodies(kind.word == "engulfing", mood.word == "bullish", lag)))


def _bodies(engulfs: bool, bullish: bool, lag: int) -> list[Rule]:
    """The colours of both candles, and how the body of the later one lies to the earlier."""

    def body(name: str, back: int) -> Side:
        return price(name, lag + back)

    up: Op = ">" if bullish else "<"
    down: Op = "<" if bullish else ">"
    note = ENGULFING if engulfs else HARAMI
    wider: tuple[Op, Op] = (down, up) if engulfs else (up, down)
    edges: tuple[Op, Op] = tuple(f"{op}=" for op in wider)  # type: ignore[assignment]
    return [
        Rule(body("close", 1), down, body("open", 1), (note,)),
        Rule(body("close", 0), up, body("open", 0)),
        Rule(body("open", 0), edges[0], body("close", 1)),
        Rule(body("close", 0), edges[1], body("open", 1)),
    ]


def soldiers(cursor: Cursor, context: Context) -> Read | None:
    """ "three white soldiers", "three black crows" """
    cursor.skip("it", "price", "makes")
    if cursor.number() != THREE or not (kind := cursor.take("white", "black")):
        return None
    if not cursor.take("soldiers" if kind.word == "white" else "crows"):
        return None
    cursor.skip(*NAMED)
    op: Op = ">" if kind.word == "white" else "<"
    said = "three candles of one colour, each closing beyond the one before"
    colour = Rule(price("close"), op, price("open"), (f"{kind.word} candles: {said}",))
    return Lasts(Group("all", (colour, Rule(price("close"), op, price("close", 1)))), THREE)


THREE = 3
