"""One thing within some days of another: "MACD crosses up within 5 days of RSI below 30"."""

from __future__ import annotations

from collections.abc import Callable

from agents.language.conditions.comparisons import Read
from agents.language.conditions.recently import ENDS, span_of
from agents.language.draft import Group, Lasts, Limit, Rule, Slope
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import Cursor
from agents.language.operands.speaking import Context

MOST, FEWER = ("within", "<="), ("below", "under", "<")
LATER = words("after that it this later then thereafter afterwards")


def soon_after(
    cursor: Cursor, found: Read, context: Context, plain: Callable[..., Read | None]
) -> Group | None:
    """What follows a rule: the other one must have come first, so many bars before at most."""
    mark = cursor.mark
    led = cursor.word()
    bars = _bars(cursor, context)
    after = bool(cursor.take("after"))
    other = plain(cursor, context) if bars and (after or led == "within") else None
    if not isinstance(other, Rule | Group | Slope) or cursor.word() not in ENDS or not bars:
        cursor.back_to(mark)
        return None
    if isinstance(found, Limit):
        return None
    return Group("all", (found, Lasts(other, bars, 1)))


def soon_since(cursor: Cursor, context: Context, plain: Callable[..., Read | None]) -> Lasts | None:
    """ "buy within 3 days after RSI drops below 30": at any of these bars."""
    bars = _bars(cursor, context) if context.role == "entry" else 0
    other = plain(cursor, context) if bars and cursor.take("after") else None
    if not isinstance(other, Rule | Group | Slope) or cursor.word() not in ENDS:
        return None
    return Lasts(other, bars, 1)


def soon_then(cursor: Cursor, context: Context) -> int:
    """ "(and then) within 5 days": how many bars ago what stands before it may have been."""
    mark = cursor.mark
    bars = _bars(cursor, context) if cursor.word() == "within" else 0
    cursor.skip(*LATER)
    cursor.skip(",")
    if not bars or cursor.word() in ENDS:
        cursor.back_to(mark)
        return 0
    return bars


def long_ago(cursor: Cursor) -> bool:
    """ "(RSI was below 30) more than 5 days ago" compares nothing with the price of then."""
    more = cursor.word() in ("above", "over", ">", ">=")
    return more and cursor.word(1) == "num" and cursor.word(3) in ("ago", "before")


def _bars(cursor: Cursor, context: Context) -> int:
    """ "within 5 days", "no more than 5 days", "less than 2 weeks" """
    way = cursor.take(*MOST, *FEWER)
    bars = span_of(cursor, context) if way else None
    return bars + (way is not None and way.word == "<=") if bars else 0
