"""Moves in per cent: "drops 3% in a day", "5% below its high", "within 2% of its average"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.conditions.at_most import or_less
from agents.language.conditions.comparisons import Read
from agents.language.conditions.of_position import (
    limited,
    of_another,
    result,
    signed,
    without_span,
)
from agents.language.conditions.returns import BY, change
from agents.language.draft import (
    Ask,
    Group,
    Lasts,
    Limit,
    Op,
    Rule,
    Side,
    indicator,
    number,
    price,
    rules_of,
)
from agents.language.lexicon.lexicon import WEEKDAYS
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import NOWHERE, Cursor, bars_in
from agents.language.operands.operands import operand
from agents.language.operands.operators import WAYS
from agents.language.operands.shares import FEWER
from agents.language.operands.speaking import Context
from backtests.engine.strategy import Change, Distance, Indicator, Number, Price

NOUNS = (
    "falls", "rises", "drawdown", "pullback", "loss", "profit", "up", "down", "return", "higher",
    "lower", "discount",
)  # fmt: skip


def move(cursor: Cursor, context: Context) -> Read | None:
    """ "drops 3% in a day", "is 5% below its 20-day high", "gains 10%", "5% profit" """
    begin = cursor.at
    ahead = {token.word for token in cursor.tokens[begin : begin + 4]}
    if context.lost and cursor.word() == "it" and ahead & {"above", "below"}:
        return None  # "... when inflation is above 3%, sell when it falls below 2%"
    subject = _subject(cursor, context)
    named = cursor.at > begin
    verb = cursor.take(
        "falls", "rises", "goes", "closes", "up", "down", "+", "trade", "recovers", "profit",
        "loss", "makes", "pullback",
    )  # fmt: skip
    cursor.skip("up" if verb and verb.word == "up" else "price")
    turned = cursor.take("up", "down", "higher", "lower")
    if against := _against(cursor, context):
        return against  # also without its verb: "or against it by 2%"
    early = _early_span(cursor)
    begin = cursor.at
    cursor.skip(*BY)
    fewer = any(one.small in FEWER for one in cursor.tokens[begin : cursor.at])
    share = cursor.take("pct")
    if share is None:
        return None
    if not verb and (part := _part_of_price(cursor, context, share.value or 0)):
        return part
    at_most = bool(cursor.take("<="))
    cursor.skip(">=")
    span = early or _leading_span(cursor)
    way = _way(verb.word if verb else None, turned.word if turned else None, share.text)
    noun = cursor.take(*NOUNS)
    if noun and not way:
        way = {"drawdown": -1, "pullback": -1, "return": 1, "discount": -1}.get(
            noun.word, WAYS.get(noun.word, 0)
        )
    size = abs(share.value or 0) / 100
    if way and not span and (row := _in_a_row(cursor)):
        return Lasts(_of_subject(change(way, size, 1), subject), row)
    bars = bars_in(span, context.timeframe) if span else None
    closed = verb is not None and verb.word == "closes" and cursor.word() in NOWHERE
    daily = closed or (_on_a_day(cursor, begin) and cursor.word() in NOWHERE)
    bars = bars or (1 if daily and context.role == "entry" else None)
    found = change(way, size, bars) if bars and way else _anchored(cursor, context, way, size)
    if fewer or at_most:
        nearer = or_less(found) if at_most else None
        return _with_subject(nearer or _by_less(found), subject)
    if found is None and context.role == "exit" and cursor.at - begin == 1:
        found = signed(cursor, size, share.text)
    if found is None and context.role == "exit":
        found = result(cursor, size, [one for one in (verb, noun) if one], named)
    if found is None:
        found = limited(cursor, context, way, size, noun.word if noun else "")
    if isinstance(found, Limit) and subject and context.own and subject not in context.own:
        return of_another(subject, 1 if found.name == "take_profit" else -1, size)
    return _with_subject(found, subject)


def _part_of_price(cursor: Cursor, context: Context, share: float) -> Rule | None:
    """ "buy at 90% of the current price": 10% lower than when?"""
    mark = cursor.mark
    cursor.skip("current")
    led = context.role == "entry" and MOST < share < WHOLE and cursor.take("price")
    if led and cursor.word() in NOWHERE:
        return without_span(-1, round(1 - share / 100, 12))
    cursor.back_to(mark)
    return None


MOST, WHOLE = 50, 100


def _against(cursor: Cursor, context: Context) -> Limit | None:
    """ "moves against the position by 4% or more" """
    mark = cursor.mark
    turn = cursor.take("against", "in-favour") if context.role == "exit" else None
    cursor.skip("position", *BY)
    share = cursor.take("pct") if turn else None
    if turn is None or share is None or not share.value:
        cursor.back_to(mark)
        return None
    cursor.skip(">=")
    lost = turn.word == "against"
    return Limit("stop_loss" if lost else "take_profit", round(abs(share.value) / 100, 12))


def _on_a_day(cursor: Cursor, at: int) -> bool:
    """ "on any day that it falls 3%", "on Monday when it is down 1%" """
    said = [token.small for token in cursor.tokens[max(0, at - 5) : at]]
    named = any(token.word in WEEKDAYS for token in cursor.tokens[:at])
    later = any(token.word in WEEKDAYS for token in cursor.tokens[at:])
    return (named and not later) or any(text.endswith((" day", " days")) for text in said)


def _by_less(found: Read | None) -> Read | None:
    """ "up less than 20% in a month": any change short of that, one the other way included."""
    if not isinstance(found, Rule) or not isinstance(found.left.operand, Change) or found.ask:
        return None
    up = found.op == ">="
    note = f"less than that is any change {'below' if up else 'above'} it"
    return replace(found, op="<" if up else ">", notes=(*found.notes, note))


def within(cursor: Cursor, context: Context) -> Read | None:
    """ "within 5% of its 52-week high", "trades within 2% of the 50-day average" """
    cursor.skip("it", "price", "close", "closes", "trade", "stays", "goes", "recovers", "rises")
    cursor.skip("back", "to", "falls")
    share = cursor.take("pct") if cursor.take("within") else None
    cursor.skip("of", "from", "below", "above", "to")
    level = operand(cursor, context) if share else None
    if share is None or level is None or not isinstance(level.operand, Indicator) or level.gap:
        return None
    return within_of(level, abs(share.value or 0) / 100, context)


def within_of(level: Side, size: float, context: Context) -> Read | None:
    """So near to a high or a low, or on either side of an average or a band."""
    name = getattr(level.operand, "name", "")
    below = _distance(level, -1, size, context)
    above = _distance(level, 1, size, context)
    if name == "HIGHEST":
        return replace(below, op=">=", notes=())
    if name == "LOWEST":
        return replace(above, op="<=", notes=())
    near = (replace(below, op=">="), replace(above, op="<="))
    return Group("all", near) if level.is_level else None


def _early_span(cursor: Cursor) -> tuple[float, str] | None:
    """ "falls within a week by 7%" """
    mark = cursor.mark
    led = cursor.take("in", "on", "within", "over")
    span = cursor.bars() if led else None
    cursor.skip("by", "above", "at", "least", ">=")
    if span and cursor.word() == "pct":
        return span
    cursor.back_to(mark)
    return None


def _leading_span(cursor: Cursor) -> tuple[float, str] | None:
    """ "a 3% one-day drop": the span stands before its noun."""
    mark = cursor.mark
    span = cursor.bars()
    if span and cursor.word() in NOUNS:
        return span
    cursor.back_to(mark)
    return None


def _in_a_row(cursor: Cursor) -> int | None:
    """ "falls more than 1% three days in a row": on each of them."""
    mark = cursor.mark
    cursor.skip("for", "on")
    early = cursor.take("consecutive")
    count = cursor.number()
    early = early or cursor.take("consecutive")
    unit = cursor.take("day", "bar", "close") if count else None
    if not unit or not (cursor.take("in-a-row", "consecutive") or early):
        cursor.back_to(mark)
        return None
    return int(count or 0) or None


def _of_subject(rule: Rule, subject: str) -> Rule:
    return replace(rule, left=replace(rule.left, symbol=subject)) if subject else rule


def _with_subject(found: Read | None, subject: str) -> Read | None:
    if isinstance(found, Rule) and subject:
        return replace(found, left=replace(found.left, symbol=subject))
    return found


def _subject(cursor: Cursor, context: Context) -> str:
    token = cursor.take("symbol")
    cursor.skip("it", "price", "close", "share")
    turned = cursor.word(1) == "goes" and cursor.word(2) in ("against", "in-favour")
    cursor.skip("trade") if turned else None
    return token.symbol if token else ""


def _way(verb: str | None, turned: str | None, text: str) -> int:
    for word in (turned, verb):
        if word in WAYS:
            return WAYS[word]
    if text.startswith(("-", "+")):
        return -1 if text.startswith("-") else 1
    return {"makes": 1, "pullback": -1, "recovers": 1}.get(verb or "", 0)


def _anchored(cursor: Cursor, context: Context, way: int, size: float) -> Read | None:
    """In a span of time, or relative to a level."""
    mark = cursor.mark
    if way and cursor.take("open-to-close"):
        return _distance(price("open"), way, size, context)
    cursor.skip("intraday")
    if cursor.word() == "(" and way and (inside := _bracketed(cursor, context)):
        return change(way, size, inside)
    if way and (bars := _since(cursor, context)):
        return change(way, size, bars)
    spanned = cursor.take("in", "over", "within", "during", "for", "on")
    this = cursor.word() in ("week", "month") and cursor.word(1) in NOWHERE
    if spanned or this or cursor.word() in SPANS or cursor.word() == "previous":
        span = cursor.bars()
        bars = bars_in(span, context.timeframe) if span else None
        if bars and way and cursor.word() not in LEVELS:
            return change(way, size, bars)
    cursor.back_to(mark)
    relation = cursor.take("from", "below", "above", "of", "off", "under", "to", "over")
    beside = relation is not None and relation.word in ("above", "below")
    if beside and (bars := _since(cursor, context)):
        return change(1 if relation and relation.word == "above" else -1, size, bars)
    level = _anchor(cursor, context) if relation else None
    if level is not None and relation is not None and level.is_level and not level.gap:
        if level.operand == price().operand and context.role == "entry":
            return without_span(
                -1 if relation.word in ("below", "under", "off") else way or 1, size
            )
        side = {"below": -1, "above": 1, "over": 1, "off": -1}.get(relation.word, way)
        cursor.skip("to", "close") if getattr(level.operand, "field", "") == "open" else None
        if side and _is_spanless(level, cursor):
            if context.role == "entry":
                return _since_when(level, side, size, context)
            cursor.back_to(mark)
            return None
        if side:
            context.anchor = level
            return _distance(level, side, size, context)
    cursor.back_to(mark)
    return None


def _since(cursor: Cursor, context: Context) -> int | None:
    """ "8% higher than 3 months ago", "up 20% year over year": over how many bars."""
    mark = cursor.mark
    unit = cursor.take("week", "month", "year")
    if unit and cursor.take("over") and cursor.take(unit.word):
        return bars_in((1.0, unit.word), context.timeframe)
    cursor.back_to(mark)
    span = cursor.bars()
    if span and cursor.take("ago", "earlier") and cursor.word() in NOWHERE:
        return bars_in(span, context.timeframe)
    cursor.back_to(mark)
    return None


def _is_spanless(level: Side, cursor: Cursor) -> bool:
    """ "its high" may be that of a year or of a month; "today's high" is that of the bar."""
    spec = level.operand
    bare = isinstance(spec, Price) and spec.field in ("high", "low") and not spec.lag
    said = {token.word for token in cursor.seen[-3:]}
    return bare and not said & {"today", "day", "day's", "daily", "bar", "bar's", "current"}


def _since_when(level: Side, way: int, size: float, context: Context) -> Rule:
    """ "10% off its high": over what time is it the highest?"""
    field = getattr(level.operand, "field", "high")
    output = "high" if field == "high" else "low"
    year = indicator("HIGHEST" if field == "high" else "LOWEST", output, lag=1, period=252)
    beside = "below" if way < 0 else "above"
    spans = ("52-week", "20-day", "100-day")
    choices = tuple(f"price is {size * 100:g}% {beside} its {span} {field}" for span in spans)
    ask = Ask(f"{field}_span", f"Over what time is the {field} measured?", choices)
    return replace(_distance(year, way, size, context), ask=ask)


def _bracketed(cursor: Cursor, context: Context) -> int | None:
    """ "drops 10% (in 5 days)" """
    mark = cursor.mark
    cursor.skip("(", "in", "within", "over")
    span = cursor.bars()
    cursor.skip("in")
    bars = bars_in(span, context.timeframe) if span and cursor.take(")") else None
    if not bars:
        cursor.back_to(mark)
    return bars


def _anchor(cursor: Cursor, context: Context) -> Side | None:
    """The level that a percentage is measured from; "it" is the one before."""
    mark = cursor.mark
    if cursor.take("it") and cursor.word() in NOWHERE:
        return context.anchor or _level_before(context)
    cursor.back_to(mark)
    return operand(cursor, context)


def _level_before(context: Context) -> Side | None:
    """ "above its 200 SMA ... falls 2% below it", "within 2% of its high ... 10% below it": what
    the entry compares with, which moves on. A level that was broken stays where it was."""
    rule = next(iter(reversed([*rules_of(context.entry)])), None)
    if rule is None or context.role != "exit":
        return None
    measured, level = rule.left.operand, rule.right
    if isinstance(measured, Distance):
        name, output = ("HIGHEST", "high") if measured.of == "high" else ("LOWEST", "low")
        return indicator(name, output, period=measured.bars)
    kept = getattr(level.operand, "name", "") in INWARD or isinstance(level.operand, Number | Price)
    return None if kept or not level.is_level else level


LEVELS = words("ma sma ema average moving exponential simple high low highest lowest close")
SPANS = frozenset({"today", "daily", "intraday"})


def _distance(level: Side, way: int, size: float, context: Context) -> Rule:
    """Below a rolling high: a distance that includes the bar itself; else a scaled level, as that
    of a breakout by a margin."""
    spec = level.operand
    if isinstance(spec, Indicator) and INWARD.get(spec.name) == way and spec.output != "close":
        of = "high" if spec.name == "HIGHEST" else "low"
        bars = int(spec.params["period"])
        measured = Distance.model_validate({"of": of, "bars": bars})
        side = Side(measured, frozenset({"bars"}))
        extreme = f"the {'highest high' if of == 'high' else 'lowest low'} of {bars} bars"
        beside = "below" if way < 0 else "above"
        note = f"true at each close that lies {size * 100:g}% or more {beside} {extreme}"
        return Rule(side, "<=" if way < 0 else ">=", number(way * size), (note,))
    if isinstance(spec, Price) and spec.field == "close" and spec.lag:
        return change(way, size, spec.lag)
    factor = round(1 + way * size, 10)
    op: Op = "<" if way < 0 else ">"
    return Rule(price(), op, level.updated("multiplier", multiplier=factor))


# On which side of an extreme the bars that made it lie.
INWARD = {"HIGHEST": -1, "LOWEST": 1}
