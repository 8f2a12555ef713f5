"""New highs and lows: "a new 20-day high", "breaks above the 52-week high", "a 55-day breakout"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from agents.language.conditions.comparisons import Read
from agents.language.draft import (
    Op,
    Rule,
    Side,
    Tree,
    indicator,
    price,
    rules_of,
)
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import NOWHERE, Cursor, bars_in
from agents.language.operands.operands import operand
from agents.language.operands.periods import arguments
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Distance, Indicator, Price

EXTREME_LINKS = ("breakout", "out", "at", "to", "on", "above", "over", "below", "through", "new",
                 "from", "past", "down")  # fmt: skip


EXTREME_VERBS = ("breaks-above", "drops-below", "falls", "makes", "breakout", "breaks", "new",
                 "goes", "closes", "exceeds", "trade")  # fmt: skip


# "the close takes out the 20-day high"
MOVED = ("makes", "breaks", "exceeds", "drops-below", "breaks-above")


def _spanless(cursor: Cursor, context: Context) -> Side | None:
    """ "a new high", beside a rule that tells over how many bars."""
    new = cursor.at > 0 and cursor.word(-1) == "new"
    bars = _window_of(context.entry) if new and context.role == "exit" else None
    if bars is None or cursor.word() not in ("high", "low") or cursor.word(1) not in NOWHERE:
        return None
    way = cursor.take("high", "low")
    up = way is not None and way.word == "high"
    note = ("params.period", f"the new {'high' if up else 'low'} is one of the {bars} bars before")
    side = indicator("HIGHEST" if up else "LOWEST", "high" if up else "low", lag=1, period=bars)
    return replace(side, said=frozenset(), notes=(note,))


def _window_of(tree: Tree | None) -> int | None:
    """The one number of bars that a rule measures its high or low over, where it is not asked."""
    told = [rule for rule in rules_of(tree) if rule.ask is None]
    operands = [side.operand for rule in told for side in (rule.left, rule.right)]
    spans = {one.bars for one in operands if isinstance(one, Distance)} | {
        int(one.params["period"])
        for one in operands
        if isinstance(one, Indicator) and one.name in WINDOWS
    }
    return spans.pop() if len(spans) == 1 else None


WINDOWS = ("HIGHEST", "LOWEST")
EXTREME = "a new extreme is read as a close beyond the highs or lows of the bars before"


def new_extreme(cursor: Cursor, context: Context) -> Read | None:
    """ "makes a new 20-day high", "20-day high breakout", "breakout above the 52-week high" """
    stands = cursor.word() == "price" and cursor.word(1) in ("at", "on")
    cursor.skip("it", *(() if stands else ("price",)))
    cursor.skip("close") if cursor.word(1) in MOVED else None
    cursor.skip("close") if (cursor.word(1), cursor.word(2) in MOVED) == ("symbol", True) else None
    symbol = cursor.take("symbol")
    verb = cursor.take(*EXTREME_VERBS) or _todays_close(cursor)
    verb = verb or (cursor.take("at") if cursor.word(-1) == "it" else None)  # "it is at its ..."
    cursor.skip(*EXTREME_LINKS)
    level = _spanless(cursor, context) or operand(cursor, context)
    if level is None or not isinstance(level.operand, Indicator):
        return None
    after = cursor.take(
        "breakout", "breaks", "touches", "makes", "exceeds", "crosses", "drops-below",
        "breaks-above", "rises", "falls",
    )  # fmt: skip
    if level.operand.name not in ("HIGHEST", "LOWEST") or not (verb or after):
        return None
    up = level.operand.name == "HIGHEST"
    if any(token.word == ("below" if up else "above") for token in cursor.seen[-6:]):
        return None
    against = ("falls", "drops-below") if up else ("breaks-above",)
    if any(said and said.word in against for said in (verb, after)):
        return None
    op: Op = ">" if up else "<"
    close = replace(price(), symbol=symbol.symbol if symbol else "")
    of_highs = any(
        one.word in ("highest", "lowest") and of.word in ("high", "low")
        for one, of in pairwise(cursor.seen)
    )  # "der Close das höchste Hoch ... überschreitet"
    if verb and verb.small in ("close", "closing") and not of_highs:
        return Rule(close, op, level.updated(output="close"), (EXTREME_CLOSE,))
    return Rule(close, op, level, (EXTREME,))


OPENED = "an open at a low or a high is one at or beyond those of the bars before"


def opens_at(cursor: Cursor, context: Context) -> Read | None:
    """ "opens at a 5-day low", "the open is at a new 10-day high" """
    cursor.skip("it", "price")
    symbol = cursor.take("symbol")
    led = cursor.take("open") and (cursor.take("at", "makes") or cursor.take("new"))
    cursor.skip("new", "at")
    level = operand(cursor, context) if led else None
    name = getattr(level.operand, "name", "") if level else ""
    if level is None or name not in WINDOWS or cursor.word() not in NOWHERE:
        return None
    opened = replace(price("open"), symbol=symbol.symbol if symbol else "")
    return Rule(opened, ">=" if name == "HIGHEST" else "<=", level, (OPENED,))


def beyond_last(cursor: Cursor, context: Context) -> Read | None:
    """ "breaks the previous day's high": the high is broken upwards, the low downwards."""
    cursor.skip("it", "price")
    verb = cursor.take("breaks", "exceeds", "breakout")
    cursor.skip("through", "of")
    level = operand(cursor, context) if verb else None
    spec = level.operand if level else None
    if level is None or not isinstance(spec, Price) or not spec.lag or cursor.word() not in NOWHERE:
        return None
    ways: dict[str, Op] = {"high": ">", "low": "<"}
    return Rule(price(), ways[spec.field], level) if spec.field in ways else None


def highest_of(cursor: Cursor, context: Context) -> Read | None:
    """ "the close is the highest in 50 days", "the lowest of the last 7 closes" """
    cursor.skip("it", "price", "close", "closes", "today")
    way = cursor.take("highest", "lowest")
    cursor.skip("close")
    cursor.skip("in", "of", "over", "for") if way else None
    cursor.skip("last")
    count = cursor.number() if way else None
    unit = cursor.take("day", "bar", "close", "closes", "week") if count else None
    if way is None or count is None or unit is None or cursor.word() not in NOWHERE:
        return None
    bars = int(count * (5 if unit.word == "week" else 1))
    up = way.word == "highest"
    level = indicator("HIGHEST" if up else "LOWEST", "close", lag=1, period=bars)
    return Rule(price(), ">" if up else "<", level, (EXTREME_CLOSE,))


EXTREME_CLOSE = "the highest or lowest close is one beyond the closes of the bars before"


def _todays_close(cursor: Cursor) -> Token | None:
    """ "today's close is the lowest close of the past 7 days" """
    mark = cursor.mark
    today = cursor.take("today", "current", "daily")
    close = cursor.take("close", "price") or today
    cursor.skip("stays", "new")
    stands = cursor.word() in ("at", "on", "makes") and cursor.word(1) in ("num", "new")
    if close is None or not (stands or cursor.word() in ("lowest", "highest")):
        cursor.back_to(mark)
        return None
    return close


BESIDE = words("on with for using buy sell at-open at-close symbol")


def _channel(cursor: Cursor) -> tuple[float, str] | None:
    """ "Donchian breakout (20)", "Donchian 20 breakout" """
    if not cursor.take("donchian"):
        return None
    cursor.skip("channel")
    values = arguments(cursor)
    number = values[0] if values else cursor.number()
    return (number or 0.0, "bar")


def window_break(cursor: Cursor, context: Context) -> Read | None:
    """ "a 55-day breakout", "a 20-day breakdown", "Donchian breakout (20)" """
    span = cursor.bars() or _channel(cursor)
    cursor.skip("donchian", "channel", "price") if span else None
    cursor.skip("high") if cursor.word(1) == "breakout" else None
    cursor.skip("low") if cursor.word(1) == "breakdown" else None
    token = cursor.take("breakout", "breakdown") if span else None
    behind = arguments(cursor) if token and span == (0.0, "bar") else []
    span = (behind[0], "bar") if behind else span
    bars = bars_in(span, context.timeframe) if span else None
    if token is None or not bars or cursor.word() not in NOWHERE | BESIDE:
        return None
    up = token.word != "breakdown"
    turned = token.word == "breakout" and _would_leave_at_once(context, up, bars)
    up = up != turned
    level = indicator("HIGHEST" if up else "LOWEST", "high" if up else "low", lag=1, period=bars)
    beyond = f"a close beyond the {'highs' if up else 'lows'} before"
    note = f"a {token.word} is read as {beyond}"
    return Rule(price(), ">" if up else "<", level, (LEFT_BY.format(beyond) if turned else note,))


LEFT_BY = "the breakout that ends what a breakout began is read as one the other way, {}"


def _would_leave_at_once(context: Context, up: bool, bars: int) -> bool:
    """ "in on a 20-day breakout, out on a 10-day breakout": who has entered beyond the highs of 20
    days is beyond those of 10."""
    window = "HIGHEST" if up else "LOWEST"
    spans = (_window_of(rule) or 0 for rule in rules_of(context.entry) if _is_beyond(rule, window))
    return context.role == "exit" and any(bars <= span for span in spans)


def _is_beyond(rule: Rule, window: str) -> bool:
    level = rule.right.operand
    return isinstance(level, Indicator) and level.name == window and rule.op in BEYOND[window]


BEYOND = {"HIGHEST": (">", ">=", "crosses_above"), "LOWEST": ("<", "<=", "crosses_below")}
