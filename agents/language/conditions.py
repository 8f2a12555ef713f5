"""Words to conditions: whole phrases first ("golden cross"), then operand, comparison, operand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from agents.language.cursor import END, TAKEN, Cursor, daily
from agents.language.draft import (
    OPPOSITE,
    Ask,
    Group,
    Limit,
    Negation,
    Op,
    Rule,
    Side,
    Tree,
    indicator,
    number,
    price,
)
from agents.language.operands import Context, arguments, operand
from backtests.engine.strategy import (
    Change,
    Distance,
    Indicator,
    Number,
    Price,
    Streak,
)

UP = frozenset({"above", "over", "past", "through", ">", ">=", "higher", "up-through", "exceeds"})
DOWN = frozenset({"below", "<", "<=", "lower", "crossunder", "down-through"})
BY = (
    "by",
    "of",
    "above",
    "below",
    "at",
    "least",
    ">=",
    "over",
    "up",
    "to",
    "than",
    "more",
    "about",
    "a",
)
Read = Tree | Limit
PARTED = frozenset({"and", "or", ",", ".", "(", "when", "it", "not"})
NOWHERE = frozenset({END, TAKEN, "and", "or", ",", ".", "(", ")", ":"})


def condition(cursor: Cursor, context: Context) -> Read | None:
    """One condition from here on, or None with the cursor where it was."""
    mark = cursor.mark
    cursor.skip(
        "when",
        "on",
        "after",
        "at",
        "with",
        "only",
        "entry",
        "use",
        "until",
        "-",
        "in",
        "for",
        "order",
        "then",
        "again",
    )
    denied = bool(cursor.take("not"))
    if cursor.word() in NOWHERE:
        cursor.back_to(mark)
        return None
    for kind in KINDS:
        inner = cursor.mark
        found = kind(cursor, context)
        if found is not None:
            return _remember(found, context, denied)
        cursor.back_to(inner)
    cursor.back_to(mark)
    return None


def _remember(found: Read, context: Context, denied: bool) -> Read | None:
    if isinstance(found, Limit):
        return None if denied else found
    if isinstance(found, Rule):
        context.last, context.left = found, found.left
    return Negation(found) if denied else found


# Whole phrases -----------------------------------------------------------------------------------


def _averages_cross(cursor: Cursor, context: Context) -> Read | None:
    """ "golden cross", "death cross (20, 50)" """
    word = cursor.take("golden", "death")
    if word is None:
        return None
    values = sorted(arguments(cursor)) or [50.0, 200.0]
    if len(values) != 2:
        return None
    up = word.word == "golden"
    fast, slow = (indicator("SMA", period=value) for value in values)
    note = f"a {word.word} cross is read as SMA({values[0]:g}) crossing SMA({values[1]:g})"
    return Rule(fast, "crosses_above" if up else "crosses_below", slow, (note,))


def _pair_cross(cursor: Cursor, context: Context) -> Read | None:
    """ "9/21 EMA crossover", "a crossover of the 20 and 50 day SMA", "moving average crossover" """
    leading = bool(cursor.take("crosses"))
    values = [value] if (value := cursor.number()) is not None else []
    cursor.skip("day", "period", "bar")
    while values and cursor.take("/", "to", "and", ",", "x", "vs"):
        if (value := cursor.number()) is None:
            return None
        values.append(value)
        cursor.skip("day", "period", "bar")
    kind = _pair_kind(cursor)
    if not kind or len(values) not in (0, 2):
        return None
    values = values or _pair_arguments(cursor)
    if not leading and not cursor.take("crosses"):
        return None
    if not values and cursor.word() in UP | DOWN | {"num", "ma", "sma", "ema", "price", "close"}:
        return None
    return _pair_rule(cursor, kind, sorted(values))


def _pair_of_kind(cursor: Cursor, context: Context) -> Read | None:
    """ "EMA 9/21 crossover": the kind comes first."""
    kind = _pair_kind(cursor)
    first = cursor.number() if kind else None
    if first is None or not cursor.take("/", "to", "and", ",", "x", "vs"):
        return None
    second = cursor.number()
    if second is None or not cursor.take("crosses"):
        return None
    return _pair_rule(cursor, kind, sorted((first, second)))


def _at_level(cursor: Cursor, context: Context) -> Read | None:
    """ "sell at the middle band": the level itself is the condition."""
    before = cursor.word(-1) if cursor.at else ""
    level = operand(cursor, context) if before == "at" and context.role == "exit" else None
    if level is None or level.gap or not isinstance(level.operand, Indicator):
        return None
    return _touch(price(), level, context) if level.is_level and cursor.word() in NOWHERE else None


def _pair_kind(cursor: Cursor) -> str:
    word = cursor.take("exponential", "simple")
    token = cursor.take("ema", "sma", "ma")
    cursor.skip("moving")
    if token is None:
        return ""
    exponential = token.word == "ema" or (word is not None and word.word == "exponential")
    return "EMA" if exponential else "SMA" if token.word == "sma" or word else "MA"


def _pair_arguments(cursor: Cursor) -> list[float]:
    values = arguments(cursor)
    return values if len(values) == 2 else []


def _pair_rule(cursor: Cursor, kind: str, values: list[float]) -> Rule:
    name = "EMA" if kind == "EMA" else "SMA"
    notes = (("name", "moving average is read as a simple one (SMA)"),) if kind == "MA" else ()
    sides = [indicator(name, notes=notes, period=value) for value in values]
    if not sides:
        empty = replace(indicator(name, notes=notes), gap=True)
        sides = [replace(empty, role="fast"), replace(empty, role="slow")]
    return Rule(sides[0], _cross_direction(cursor), sides[1])


def _cross_direction(cursor: Cursor) -> Op:
    if cursor.take("up", "up-through", "bullish", "above"):
        return "crosses_above"
    if cursor.take("down", "down-through", "bearish", "below"):
        return "crosses_below"
    return "crosses"


def _macd_turn(cursor: Cursor, context: Context) -> Read | None:
    """ "bullish MACD crossover", "MACD turns positive", "MACD histogram is negative" """
    mood = cursor.take("bullish", "bearish", "positive", "negative")
    side = _spoken_of(cursor, context, "MACD")
    if side is None and cursor.word() not in ("macd", "histogram"):
        return None
    side = side or operand(cursor, context)
    if side is None or not isinstance(side.operand, Indicator):
        return None
    if turn := cursor.take("cross-up", "golden", "cross-down", "death"):
        return _macd_cross(side, up=turn.word in ("cross-up", "golden"))
    verb = cursor.take("goes", "crosses")
    mood = mood or cursor.take("bullish", "bearish", "positive", "negative")
    verb = cursor.take("crosses") or verb
    if mood is None:
        return _macd_plain_cross(cursor, side) if verb and verb.word == "crosses" else None
    up = mood.word in ("bullish", "positive")
    if mood.word in ("bullish", "bearish"):
        return _macd_cross(side, up)
    return Rule(side, _zero_op(up, moving=verb is not None), number(0))


def _spoken_of(cursor: Cursor, context: Context, *names: str) -> Side | None:
    """ "it", where the indicator spoken of last is one of these."""
    last = context.left
    if context.lost or last is None or getattr(last.operand, "name", "") not in names:
        return None
    return last if cursor.take("it") else None


def _zero_op(up: bool, moving: bool) -> Op:
    if moving:
        return "crosses_above" if up else "crosses_below"
    return ">" if up else "<"


def _macd_cross(side: Side, up: bool) -> Rule:
    signal = replace(side, notes=()).updated(output="signal")
    line = side.updated(output="line")
    return Rule(line, "crosses_above" if up else "crosses_below", signal)


def _macd_plain_cross(cursor: Cursor, side: Side) -> Read | None:
    """ "MACD crossover", "MACD signal cross": no direction."""
    if cursor.word() not in ("#end", ",", ".", "and", "or", "#taken", "up", "down", "for", "on"):
        return None
    op = _cross_direction(cursor)
    return replace(_macd_cross(side, up=True), op=op)


def _extreme_zone(cursor: Cursor, context: Context) -> Read | None:
    """ "RSI is oversold", "oversold (RSI < 30)" """
    side = operand(cursor, context) if cursor.word() in ("rsi", "stochastic", "num") else None
    cursor.skip("goes", "it", "in", "price", "touches")
    zone = cursor.take("oversold", "overbought")
    if zone is None or (side is not None and not side.oscillates):
        return None
    if cursor.word() == "(":
        return None
    cursor.phrase("on", "rsi") if side is None else None
    return _zone_rule(side or indicator("RSI"), low=zone.word == "oversold")


def _zone_rule(side: Side, low: bool) -> Rule:
    name = side.operand.name if isinstance(side.operand, Indicator) else "RSI"
    level = {"RSI": (30, 70), "STOCHASTIC": (20, 80)}[name][0 if low else 1]
    word, way = ("oversold", "below") if low else ("overbought", "above")
    limit = replace(number(level), said=frozenset())
    return Rule(side, "<" if low else ">", limit, (f"{word} is read as {name} {way} {level}",))


def _vague(cursor: Cursor, context: Context) -> Read | None:
    """ "RSI is low": how low?"""
    side = _spoken_of(cursor, context, "RSI", "STOCHASTIC")
    if side is None and cursor.word() in ("rsi", "stochastic", "num"):
        side = operand(cursor, context)
    cursor.skip("goes", "too", "very")
    word = cursor.take("low", "high")
    if side is None or word is None or not side.oscillates:
        return None
    name, levels = ("RSI", ("30", "25", "40")) if side.operand != indicator(
        "STOCHASTIC").operand else ("Stochastic", ("20", "30"))  # fmt: skip
    low = word.word == "low"
    said = levels if low else tuple(f"{100 - int(level)}" for level in levels)
    choices = tuple(f"{name} {'below' if low else 'above'} {level}" for level in said)
    ask = Ask(f"{context.role}_level", f"How {word.word} is {word.word}?", choices)
    return replace(_zone_rule(side, low), notes=(), ask=ask)


def _streak(cursor: Cursor, context: Context) -> Read | None:
    """ "closes down 5 days in a row", "3 consecutive red days", "3 green candles in a row" """
    cursor.skip("it", "price", "closes", "close", "goes", "trade", "for")
    way = cursor.take(*WAYS)
    cursor.skip("for", "at", "least", ">=", "above")
    count = cursor.number()
    if count is None:
        return None
    firm = bool(cursor.take("consecutive", "in-a-row"))
    way = way or cursor.take(*WAYS)
    unit = cursor.take("day", "bar", "close", "closes", "week", "hour", "time", "period", "minute")
    firm = bool(cursor.take("in-a-row", "consecutive")) or firm
    way = way or cursor.take(*WAYS)
    if way is None or not firm or (unit is None and not firm):
        return None
    cursor.skip("close", "closes", "day")
    side = Side(Streak(way="down" if WAYS[way.word] < 0 else "up"))
    return Rule(side, ">=", number(count))


WAYS = {
    "down": -1, "red": -1, "lower": -1, "falls": -1, "bearish": -1, "negative": -1, "loss": -1,
    "up": 1, "green": 1, "higher": 1, "rises": 1, "bullish": 1, "positive": 1, "profit": 1,
}  # fmt: skip


def _gap(cursor: Cursor, context: Context) -> Read | None:
    """ "gaps down more than 2%", "opens 2% lower" """
    cursor.skip("it", "price")
    symbol = cursor.take("symbol")
    opened = cursor.take("gaps", "open")
    if opened is None:
        return None
    share = cursor.take("pct")
    way = cursor.take("up", "down", "higher", "lower")
    if way is None or (opened.word == "open" and cursor.word() in ("above", "below")):
        return None
    cursor.skip(*BY)
    share = share or cursor.take("pct")
    cursor.skip(">=", "<=", "at-open")
    up = way.word in ("up", "higher")
    size = abs(share.value or 0) / 100 if share else 0.0
    level = price("close", 1, round(1 + (size if up else -size), 10), "multiplier" if share else "")
    rule = Rule(price("open"), ">" if up else "<", level)
    return replace(rule, left=replace(rule.left, symbol=symbol.symbol)) if symbol else rule


def _candle(cursor: Cursor, context: Context) -> Read | None:
    """ "closes green", "a red day", "closes above its open" """
    cursor.skip("it", "price")
    if not cursor.take("closes", "close"):
        return None
    colour = cursor.take("green", "red")
    if colour is None or cursor.word() == "num":
        return None
    return Rule(price(), ">" if colour.word == "green" else "<", price("open"))


def _volume_spike(cursor: Cursor, context: Context) -> Read | None:
    if not cursor.take("volume-spike"):
        return None
    mean = indicator("VOLUME_MEAN").updated(multiplier=2.0)
    note = "a volume spike is read as more than twice the 20-bar average volume"
    return Rule(price("volume"), ">", mean, (note,))


def _volume_multiple(cursor: Cursor, context: Context) -> Read | None:
    """ "volume 2x normal", "volume is above 1.5 times its 20-day average" """
    side = operand(cursor, context) if cursor.word() in ("volume", "daily") else None
    if side is None or getattr(side.operand, "field", "") != "volume":
        return None
    context.left = side
    compared = _comparator(cursor)
    factor = _factor(cursor)
    if factor is None and compared is None:
        return None
    cursor.skip(">=", "above", "to", "than")
    mean = operand(cursor, context)
    if mean is None or not isinstance(mean.operand, Indicator):
        return None
    op: Op = compared if compared in ("<", "<=", ">", ">=") else ">"
    mean = mean.updated("multiplier", multiplier=factor) if factor else mean
    return Rule(side, op if compared else ">=", mean)


def _factor(cursor: Cursor) -> float | None:
    """ "2x", "1.5 times", "twice", "150%" of something."""
    if word := cursor.take("twice", "triple"):
        return 2.0 if word.word == "twice" else 3.0
    mark = cursor.mark
    if (value := cursor.number()) is not None and cursor.take("x", "*"):
        return value
    cursor.back_to(mark)
    return None


EXTREME_LINKS = ("breakout", "out", "at", "to", "on", "above", "over", "below", "through", "new",
                 "from", "past", "down")  # fmt: skip
EXTREME_VERBS = ("makes", "touches", "breakout", "breaks", "new", "goes", "closes", "exceeds")


def _new_extreme(cursor: Cursor, context: Context) -> Read | None:
    """ "makes a new 20-day high", "20-day high breakout", "breakout above the 52-week high" """
    cursor.skip("it", "price")
    symbol = cursor.take("symbol")
    verb = cursor.take(*EXTREME_VERBS)
    cursor.skip(*EXTREME_LINKS)
    level = operand(cursor, context)
    if level is None or not isinstance(level.operand, Indicator):
        return None
    after = cursor.take("breakout", "breaks")
    if level.operand.name not in ("HIGHEST", "LOWEST") or not (verb or after):
        return None
    up = level.operand.name == "HIGHEST"
    if any(token.word == ("below" if up else "above") for token in cursor.seen[-6:]):
        return None
    op: Op = ">" if up else "<"
    note = "a new extreme is read as a close beyond the highs or lows of the bars before"
    close = replace(price(), symbol=symbol.symbol if symbol else "")
    return Rule(close, op, level, (note,))


def _slope(cursor: Cursor, context: Context) -> Read | None:
    """ "the 200-day average is rising", "RSI is down for the third day in a row" """
    side = operand(cursor, context)
    if side is None or not isinstance(side.operand, Indicator):
        return None
    cursor.skip("goes")
    way = cursor.take("rises", "falls", "up", "down", "higher", "lower")
    if way is None or cursor.word() in UP | DOWN | {"num", "pct", "to", "from", "back"}:
        return None
    op: Op = ">" if WAYS[way.word] > 0 else "<"
    return _steps(side, op, _steps_said(cursor))


def _steps_said(cursor: Cursor) -> int:
    mark = cursor.mark
    cursor.skip("for")
    count = cursor.number()
    ordinal = None if count is not None else cursor.take(*ORDINALS)
    steps = int(count) if count is not None else ORDINALS[ordinal.word] if ordinal else 1
    cursor.skip("consecutive")
    if steps > 1 and cursor.take("day", "bar", "time", "period"):
        cursor.skip("in-a-row")
        return min(steps, 20)
    cursor.back_to(mark)
    return 1


ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}


def _steps(side: Side, op: Op, steps: int) -> Tree:
    rules = [
        Rule(replace(side, said=side.said).updated(lag=lag), op, side.updated(lag=lag + 1))
        for lag in range(steps)
    ]
    note = "rising or falling is read as compared with the bar before"
    first = replace(rules[0], notes=(note,))
    return first if steps == 1 else Group("all", (first, *rules[1:]))


# Moves in per cent -------------------------------------------------------------------------------


def _move(cursor: Cursor, context: Context) -> Read | None:
    """ "drops 3% in a day", "is 5% below its 20-day high", "gains 10%", "5% profit" """
    subject = _subject(cursor, context)
    verb = cursor.take(
        "falls", "rises", "goes", "closes", "up", "down", "+", "trade", "recovers", "profit", "loss"
    )
    cursor.skip("up" if verb and verb.word == "up" else "price")
    turned = cursor.take("up", "down", "higher", "lower")
    cursor.skip(*BY)
    share = cursor.take("pct")
    if share is None:
        return None
    cursor.skip(">=", "<=")
    way = _way(verb.word if verb else None, turned.word if turned else None, share.text)
    noun = cursor.take("falls", "rises", "drawdown", "pullback", "loss", "profit", "up", "down",
                       "return", "higher", "lower", "discount")  # fmt: skip
    if noun and not way:
        way = {"drawdown": -1, "pullback": -1, "return": 1, "discount": -1}.get(
            noun.word, WAYS.get(noun.word, 0)
        )
    size = abs(share.value or 0) / 100
    found = _anchored(cursor, context, way, size)
    if found is None:
        found = _limited(cursor, context, way, size, noun.word if noun else "")
    return _with_subject(found, subject)


def _with_subject(found: Read | None, subject: str) -> Read | None:
    if isinstance(found, Rule) and subject:
        return replace(found, left=replace(found.left, symbol=subject))
    return found


def _subject(cursor: Cursor, context: Context) -> str:
    token = cursor.take("symbol")
    cursor.skip("it", "price", "close", "share")
    return token.symbol if token else ""


def _way(verb: str | None, turned: str | None, text: str) -> int:
    for word in (turned, verb):
        if word in WAYS:
            return WAYS[word]
    return -1 if text.startswith("-") else 1 if text.startswith("+") else 0


def _anchored(cursor: Cursor, context: Context, way: int, size: float) -> Read | None:
    """In a span of time, or relative to a level."""
    mark = cursor.mark
    if cursor.take("in", "over", "within", "during", "for", "on") or cursor.word() in SPANS:
        span = cursor.bars()
        bars = _bars_in(span, context.timeframe) if span else None
        if bars and way:
            return _change(way, size, bars)
    cursor.back_to(mark)
    relation = cursor.take("from", "below", "above", "of", "off", "under", "to")
    level = operand(cursor, context) if relation else None
    if level is not None and relation is not None and level.is_level and not level.gap:
        side = {"below": -1, "above": 1}.get(relation.word, way)
        if side:
            return _distance(level, side, size, context)
    cursor.back_to(mark)
    return None


SPANS = frozenset({"today", "daily", "intraday"})


def _bars_in(span: tuple[float, str], timeframe: str) -> int | None:
    """A span in bars of the timeframe; None if it has no whole number of them."""
    count, unit = span
    if unit in ("bar", "period"):
        return round(count)
    if timeframe == "1d":
        return daily(count, unit)
    minutes = {"minute": 1, "hour": 60, "week": 10_080}.get(unit)
    length = {"1m": 1, "5m": 5, "15m": 15, "30m": 30, "1h": 60, "4h": 240, "1w": 10_080}[timeframe]
    if minutes is None or count * minutes % length:
        return None
    return int(count * minutes // length)


bars_in = _bars_in


def _change(way: int, size: float, bars: int) -> Rule:
    return Rule(Side(Change(bars=bars)), "<=" if way < 0 else ">=", number(way * size))


def _distance(level: Side, way: int, size: float, context: Context) -> Rule:
    """Below a rolling high: a distance that includes the bar itself; else a scaled level."""
    spec = level.operand
    if isinstance(spec, Indicator) and spec.name in ("HIGHEST", "LOWEST"):
        of = "high" if spec.name == "HIGHEST" else "low"
        measured = Distance.model_validate({"of": of, "bars": int(spec.params["period"])})
        side = Side(measured, frozenset({"bars"}))
        return Rule(side, "<=" if way < 0 else ">=", number(way * size))
    factor = round(1 + way * size, 10)
    op: Op = "<" if way < 0 else ">"
    return Rule(price(), op, level.updated("multiplier", multiplier=factor))


def _limited(cursor: Cursor, context: Context, way: int, size: float, noun: str) -> Read | None:
    """Relative to the entry: a stop or a target; in an entry it lacks its reference."""
    entry = _from_entry(cursor)
    if not way:
        return None
    if context.role == "entry":
        return None if entry else _spanless(way, size)
    if way < 0:
        note = "" if entry or noun == "loss" else "a fall without a reference is one from the entry"
        return Limit("stop_loss", size, note)
    note = "" if entry or noun == "profit" else "a rise without a reference is one from the entry"
    return Limit("take_profit", size, note)


def _spanless(way: int, size: float) -> Rule:
    """ "buy when it drops 5%": since when?"""
    verb = "falls" if way < 0 else "rises"
    choices = tuple(f"{verb} {size * 100:g}% {span}" for span in ("in 1 day", "in 5 days"))
    ask = Ask("span", f"Over what time must it move by {size * 100:g}%?", choices)
    return replace(_change(way, size, 1), ask=ask)


def _from_entry(cursor: Cursor) -> bool:
    mark = cursor.mark
    cursor.skip("from", "below", "above", "of", "on", "over", "in", "at", "than")
    if cursor.take("entry", "profit", "cost", "loss"):
        cursor.skip("price")
        return True
    if cursor.take("buy") and cursor.take("price"):
        return True
    cursor.back_to(mark)
    return False


def _recovers(cursor: Cursor, context: Context) -> Read | None:
    """ "sells when it recovers" after a fall from a high: back at that high."""
    cursor.skip("it", "price")
    if not cursor.take("recovers") or context.role == "entry" or context.last is None:
        return None
    cursor.skip("to", "it", "high", "old")
    measured = context.last.left.operand
    if not isinstance(measured, Distance) or measured.of != "high":
        return None
    back = f"the close is back at the highest high of the {measured.bars} bars before"
    ask = Ask("recovery", "What does 'recovers' mean?", (back, "at a 5% take profit"))
    high = replace(indicator("HIGHEST", "high", lag=1, period=measured.bars), said=frozenset())
    return Rule(price(), ">=", high, (f"'recovers' means that {back}",), ask)


def _hold(cursor: Cursor, context: Context) -> Read | None:
    """ "after 10 days", "5 days", "the next day" as an exit."""
    if context.role != "exit":
        return None
    cursor.skip("after", "for", "in", "within", "at", "most", "max", "maximum", "hold", "<=", "no")
    following = bool(cursor.take("next"))
    span = cursor.bars()
    cursor.skip("later", "after", "max", "maximum", "hold", "in", "at-open", "at-close", "time")
    if span is None or cursor.word() in ("high", "low", "ma", "sma", "ema", "rsi", "average"):
        return None
    if not following and cursor.seen[-1].word in SPANS:
        return None
    bars = _bars_in(span, context.timeframe)
    if not bars:
        return None
    note = (
        ""
        if span[1] in ("day", "bar", "period", "hour")
        else f"{span[0]:g} {span[1]} are {bars} bars"
    )
    return Limit("max_bars", bars, note)


# Comparisons -------------------------------------------------------------------------------------


def _compared(cursor: Cursor, context: Context) -> Read | None:
    left = operand(cursor, context) or _chained(cursor, context)
    mark = cursor.mark
    cursor.skip("it") if left is None else None
    op = _comparator(cursor)
    if op is None:
        cursor.back_to(mark)
        return None
    if left is not None:
        context.left, context.lost = left, False
    if cursor.word() == "between":
        return _between(cursor, left, context)
    return _right(cursor, context, left, op)


def _chained(cursor: Cursor, context: Context) -> Side | None:
    """In "A > B > C" the B belongs to both."""
    before = cursor.tokens[cursor.at - 1].word if cursor.at else ","
    if cursor.word() not in EXACT or before in PARTED or context.last is None:
        return None
    right = context.last.right
    return None if isinstance(right.operand, Number) else right


def _comparator(cursor: Cursor) -> Op | None:
    """ "drops back below", "is not above", "crosses", ">=" """
    mark = cursor.mark
    denied = bool(cursor.take("not"))
    verb = cursor.take("falls", "rises", "goes", "breaks", "crosses", "closes", "close", "recovers",
                       "touches", "breakout", "trade", "crossunder", "down", "up",
                       "exceeds", "drops-below", "breaks-above", "rises-to", "crosses-above",
                       "crosses-below")  # fmt: skip
    cursor.skip("up", "down", "back", "out", "crosses", "again")
    if verb and verb.word == "touches":
        return "touches"
    cursor.skip("to") if cursor.word(1) in UP | DOWN else None
    way = cursor.take(*UP, *DOWN)
    op = _op(verb.word if verb else "", way.word if way else "")
    if op is None and verb and verb.word in ("falls", "rises", "goes", "recovers"):
        op = "touches" if cursor.take("to") else None
    if op is None:
        cursor.back_to(mark)
        return None
    return OPPOSITE[op] if denied and op in OPPOSITE else op


GLUED: dict[str, Op] = {
    "drops-below": "crosses_below", "breaks-above": "crosses_above", "rises-to": ">=",
    "crosses-above": "crosses_above", "crosses-below": "crosses_below", "exceeds": ">",
    "crossunder": "crosses_below",
}  # fmt: skip
EXACT: dict[str, Op] = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "crossunder": "crosses_below",
                        "exceeds": ">", "up-through": "crosses_above",
                        "down-through": "crosses_below"}  # fmt: skip


def _op(verb: str, way: str) -> Op | None:
    if verb in GLUED:
        return GLUED[verb]
    if way in EXACT and verb != "crosses":
        return EXACT[way]
    if not way:
        return "crosses" if verb == "crosses" else "crosses_above" if verb == "breakout" else None
    up = way in UP
    if way == "through":
        up = verb != "falls"
    if verb in ("", "closes", "close", "trade", "down", "up"):
        return ">" if up else "<"
    return "crosses_above" if up else "crosses_below"


def _right(cursor: Cursor, context: Context, left: Side | None, op: Op) -> Read | None:
    """What is compared with; where it is not said it is what was compared with before."""
    share = _share_of(cursor, left, op, context)
    if share is not None:
        return share
    cursor.skip("to")
    factor = _factor(cursor)
    right = operand(cursor, context)
    if right is None and factor is None:
        right = _constant(cursor)
    if right is None:
        cursor.take("it")
        return _as_before(cursor, context, left, op)
    if factor and isinstance(right.operand, Price | Indicator):
        right = right.updated("multiplier", multiplier=factor)
    left = left or _implied(context, right)
    op = _late_verb(cursor, _late_direction(cursor, op))
    if left is None:
        return None
    return _rule(left, op, right, context)


def _share_of(cursor: Cursor, left: Side | None, op: Op, context: Context) -> Read | None:
    """ "below 95% of the 20-day average", "above the average by 2%" """
    mark = cursor.mark
    share = cursor.take("pct")
    level = (
        operand(cursor, context) if share and (cursor.take("of", "x", "below") or True) else None
    )
    if share is None or level is None or not isinstance(level.operand, Price | Indicator):
        cursor.back_to(mark)
        return None
    scaled = level.updated("multiplier", multiplier=(share.value or 0) / 100)
    base = left or _implied(context, level)
    return _rule(base, op, scaled, context) if base else None


def _constant(cursor: Cursor) -> Side | None:
    token = cursor.take("num", "money", "zero", "0")
    if token is None and cursor.word() == "pct":
        token = cursor.take("pct")
    if token is None:
        return None
    if cursor.word() in ("day", "period") and cursor.word(1) in ("ma", "high", "low"):
        return None
    cursor.skip("so-far", "%")
    return number(token.value or 0.0)


def _late_verb(cursor: Cursor, op: Op) -> Op:
    """ "unter 30 fällt": in German the verb comes last."""
    if cursor.word(1) not in ("#end", ",", ".", "and", "or", "buy", "sell", "#taken"):
        return op
    if op in ("<", "<=") and cursor.take("falls", "goes"):
        return "crosses_below"
    return "crosses_above" if op in (">", ">=") and cursor.take("rises", "goes") else op


def _late_direction(cursor: Cursor, op: Op) -> Op:
    """ "crosses the slow average from below to above": the direction comes last."""
    if op != "crosses":
        return op
    if cursor.take("up-through"):
        return "crosses_above"
    return "crosses_below" if cursor.take("down-through") else op


def _implied(context: Context, right: Side) -> Side | None:
    """ "it": the price beside a level, else what was spoken of last."""
    if context.lost:
        return None
    if right.is_level:
        return context.left if _is_average(context.left) and _is_average(right) else price()
    last = context.left
    if isinstance(right.operand, Number) and last is not None:
        fits = not last.oscillates or 0 <= right.operand.value <= 100
        return replace(last, symbol="") if fits and not last.is_level else price()
    return last if last is not None and not last.is_level else None


def _is_average(side: Side | None) -> bool:
    return side is not None and getattr(side.operand, "name", "") in ("SMA", "EMA")


def _as_before(cursor: Cursor, context: Context, left: Side | None, op: Op) -> Read | None:
    """ "sell when it crosses back below": the two of the rule before."""
    before = None if context.lost else context.last
    if before is None or isinstance(before.right.operand, Number) or op == "touches":
        return None
    right = before.right
    if isinstance(right.operand, Price | Indicator) and not _is_volume(right):
        right = replace(right.updated(multiplier=1.0), said=right.said - {"multiplier"})
    return Rule(left or before.left, op, right)


def _is_volume(side: Side) -> bool:
    return getattr(side.operand, "name", "") == "VOLUME_MEAN"


def _rule(left: Side, op: Op, right: Side, context: Context) -> Rule | None:
    if not _same_unit(left, right):
        return None
    if op == "touches":
        return _touch(left, right, context)
    return Rule(left, op, right)


def _same_unit(left: Side, right: Side) -> bool:
    """A price is not compared with an oscillator, nor volume with a price."""
    if isinstance(right.operand, Number):
        return True
    kinds = [_unit(side) for side in (left, right)]
    return kinds[0] == kinds[1]


def _unit(side: Side) -> str:
    if side.is_level:
        return "price"
    if _is_volume(side) or getattr(side.operand, "field", "") == "volume":
        return "volume"
    return getattr(side.operand, "name", side.operand.kind)


def _touch(left: Side, right: Side, context: Context) -> Rule | None:
    """Touching a lower level is done by the low, an upper one by the high."""
    spec, plain = right.operand, left.operand == price().operand
    if isinstance(spec, Number):
        return _touch_number(left, right, spec.value, context)
    low = getattr(spec, "output", "") in ("lower", "low")
    high = getattr(spec, "output", "") in ("upper", "high")
    if not low and not high:
        up = context.role == "exit"
        note = "reaching a level on the way " + ("up" if up else "down")
        return Rule(left, ">=" if up else "<=", right, (note,))
    note = "touching is read as the bar's " + ("low" if low else "high") + " reaching the level"
    side = replace(price("low" if low else "high"), symbol=left.symbol) if plain else left
    return Rule(side, "<=" if low else ">=", right, (note,) if plain else ())


def _touch_number(left: Side, right: Side, value: float, context: Context) -> Rule:
    if left.oscillates:
        return Rule(left, "<=" if value < 50 else ">=", right)
    up = context.role == "exit"
    note = f"reaching {value:g} is read as a close at or {'above' if up else 'below'} it"
    return Rule(left, ">=" if up else "<=", right, (note,))


def _between(cursor: Cursor, left: Side | None, context: Context) -> Read | None:
    cursor.take("between")
    low = _constant(cursor)
    cursor.take("and", "to")
    high = _constant(cursor)
    side = left or context.left
    if low is None or high is None or side is None:
        return None
    return Group("all", (Rule(side, ">=", low), Rule(side, "<=", high)))


def _in_range(cursor: Cursor, context: Context) -> Read | None:
    """ "RSI between 30 and 50" """
    left = operand(cursor, context)
    cursor.skip("closes", "trade")
    return _between(cursor, left, context) if cursor.word() == "between" else None


def _past(cursor: Cursor, context: Context) -> Read | None:
    """ "RSI was below 60 three days ago": the whole comparison lies back."""
    found = _compared(cursor, context)
    mark = cursor.mark
    count = cursor.number()
    unit = cursor.take("day", "bar", "period", "week")
    lag = daily(count, unit.word) if count is not None and unit else None
    if lag and cursor.take("ago", "earlier") and isinstance(found, Rule):
        if isinstance(found.left.operand, Price | Indicator):
            left = found.left.updated("lag", lag=lag)
            right = found.right
            if isinstance(right.operand, Price | Indicator):
                right = right.updated(lag=lag)
            return replace(found, left=left, right=right)
        return None
    cursor.back_to(mark)
    return found


Kind = Callable[[Cursor, Context], Read | None]
KINDS: tuple[Kind, ...] = (
    _averages_cross,
    _pair_cross,
    _pair_of_kind,
    _at_level,
    _macd_turn,
    _extreme_zone,
    _streak,
    _gap,
    _candle,
    _volume_spike,
    _volume_multiple,
    _recovers,
    _move,
    _in_range,
    _slope,
    _vague,
    _new_extreme,
    _past,
    _hold,
)
