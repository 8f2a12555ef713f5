"""Gaps: how far the open lies from the close before, in the words of those who trade them."""

from __future__ import annotations

from dataclasses import replace

from agents.language.conditions.comparisons import Read
from agents.language.conditions.returns import BY
from agents.language.draft import Rule, price
from agents.language.operands.cursor import Cursor
from agents.language.operands.operands import operand
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Price

GAP_NOTE = "a gap is known at the open, and traded at the next one (or at the close, if so said)"


def gap(cursor: Cursor, context: Context) -> Read | None:
    """ "gaps down more than 2%", "opens 2% lower", "a 3% overnight gap up" """
    cursor.skip("it", "price", "today")
    symbol = cursor.take("symbol")
    share = _leading_share(cursor)
    cursor.skip("open") if cursor.word(1) == "gaps" else None
    opened = cursor.take("gaps", "open")
    if opened is None:
        return None
    cursor.skip(">=", "above", "by") if cursor.word(1) == "pct" else None
    share = share or cursor.take("pct")
    cursor.skip(">=") if share else None
    way = cursor.take("up", "down", "higher", "lower", "ups", "downs")
    way = way or (cursor.take("above", "below") if share else None)
    beyond = cursor.word() in ("above", "below") and cursor.word(1) != "pct"
    if way is None and opened.word == "gaps" and beyond:
        return _gap_beyond(cursor, context, up=cursor.word() == "above")
    if way is None or (opened.word == "open" and beyond):
        return None
    up = way.word in ("up", "ups", "higher", "above")
    if found := _gap_beyond(cursor, context, up=up):
        return found
    _reference(cursor)
    cursor.skip(*BY)
    share = share or cursor.take("pct")
    cursor.skip(">=", "<=", "at-open", "today")
    _reference(cursor)
    size = abs(share.value or 0) / 100 if share else 0.0
    level = price("close", 1, round(1 + (size if up else -size), 10), "multiplier" if share else "")
    rule = Rule(price("open"), ">" if up else "<", level, (GAP_NOTE,))
    return replace(rule, left=replace(rule.left, symbol=symbol.symbol)) if symbol else rule


def _leading_share(cursor: Cursor) -> Token | None:
    """The size of "a 5% gap up", "at least a 5% overnight gap"."""
    mark = cursor.mark
    cursor.skip(">=", "above", "over")
    share = cursor.take("pct")
    cursor.skip(">=", "+")
    if share and cursor.word() == "gaps":
        return share
    cursor.back_to(mark)
    return None


def _gap_beyond(cursor: Cursor, context: Context, *, up: bool) -> Rule | None:
    """ "gaps up over yesterday's high": the open lies beyond that price."""
    mark = cursor.mark
    led = cursor.take(*(("above", "over") if up else ("below",)))
    level = operand(cursor, context) if led else None
    window = getattr(level.operand if level else None, "name", "") in ("HIGHEST", "LOWEST")
    known = level and isinstance(level.operand, Price) and level.operand.lag
    if level is None or not (known or window):
        cursor.back_to(mark)
        return None
    level = level.updated(lag=1) if window else level
    return Rule(price("open"), ">" if up else "<", level, (GAP_NOTE,))


def _reference(cursor: Cursor) -> None:
    """A gap is measured from the previous close, also where that is said."""
    mark = cursor.mark
    cursor.skip("below", "above", "from", "of", "over", "to")
    if not (cursor.take("previous", "yesterday") and cursor.take("close")):
        cursor.back_to(mark)
