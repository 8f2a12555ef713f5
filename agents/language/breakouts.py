"""New highs and lows: "a new 20-day high", "breaks above the 52-week high", "a 55-day breakout"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.comparisons import NOWHERE, Read
from agents.language.cursor import Cursor, bars_in
from agents.language.draft import (
    Op,
    Rule,
    indicator,
    price,
)
from agents.language.operands import operand
from agents.language.pieces import Token
from agents.language.speaking import Context
from backtests.engine.strategy import Indicator

EXTREME_LINKS = ("breakout", "out", "at", "to", "on", "above", "over", "below", "through", "new",
                 "from", "past", "down")  # fmt: skip


EXTREME_VERBS = ("breaks-above", "drops-below", "falls", "makes", "touches", "breakout", "breaks",
                 "new", "goes", "closes", "exceeds", "trade")  # fmt: skip


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
