"""Beyond the closes before: "closes above the previous 20 closes", "above the 20-day close".

"The previous 20-day close" is the highest close of these days to some and that of one day to
others, so it is asked; of several closes one is beyond all.
"""

from __future__ import annotations

from dataclasses import replace

from agents.language.conditions.comparisons import Read
from agents.language.draft import Ask, Rule, indicator, price
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import NOWHERE, Cursor, bars_in
from agents.language.operands.speaking import Context

ABOVE = words("above over > >=")
BELOW = words("below under < <=")
HEADS = words("close closes")


def beyond_closes(cursor: Cursor, context: Context) -> Read | None:
    """The words, up to their end."""
    symbol = cursor.take("symbol")
    cursor.skip("it", "price", "close", "closes")
    way = cursor.take(*ABOVE, *BELOW)
    before = cursor.take("previous", "last") if way else None
    count = cursor.number() if way else None
    unit = cursor.take("day", "bar") if count else None
    cursor.skip("'")
    closes = cursor.take("close", "closes") if count else None
    if way is None or closes is None or not count or count != int(count) or count < MANY:
        return None
    several = closes.word == "closes" or closes.small == "closes"
    told = _not_the_high(cursor, count)
    if not (several and before) and unit is None:
        return None
    if cursor.word() not in NOWHERE:
        return None
    span = (count, unit.word if unit else "bar")
    found = _beyond(way.word in ABOVE, span, symbol.symbol if symbol else "", context)
    return replace(found, ask=None) if found and (several or told) else found


MANY = 2


def _beyond(up: bool, span: tuple[float, str], symbol: str, context: Context) -> Rule | None:
    bars = bars_in(span, context.timeframe)
    if not bars:
        return None
    most, side = ("highest", "above") if up else ("lowest", "below")
    level = indicator("HIGHEST" if up else "LOWEST", "close", lag=1, period=bars)
    who, whose = (symbol, f"{symbol}'s") if symbol else ("it", "the")
    days = f"{span[0]:g} {span[1]}s"
    choices = (
        f"when {who} closes {side} {whose} {most} close of the previous {days}",
        f"when {who} closes {side} {whose} close {days} ago",
    )
    text = f"Which close is the {span[0]:g}-{span[1]} close?"
    note = f"{side} the closes before is read as {side} the {most} of them"
    close = replace(price(), symbol=symbol)
    ask = Ask(f"{context.role}_closes", text, choices)
    return Rule(close, ">" if up else "<", level, (note,), ask)


def _not_the_high(cursor: Cursor, count: float) -> bool:
    """ "... (not the 20-day high)": of the closes, then."""
    mark = cursor.mark
    led = cursor.take("(", ",") and cursor.take("not")
    same = led and cursor.number() == count
    cursor.skip("day", "bar")
    closed = same and cursor.take("high", "low") and (cursor.take(")") or cursor.word() in NOWHERE)
    if not closed:
        cursor.back_to(mark)
    return bool(closed)
