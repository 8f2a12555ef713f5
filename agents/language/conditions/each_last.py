"""What each of the last bars was: "the last 3 days were down", "the past 4 closes are above it"."""

from __future__ import annotations

from agents.language.conditions.comparisons import Read, past
from agents.language.conditions.phrases import ROW_OF_COLOUR
from agents.language.conditions.recently import DAYS, ENDS
from agents.language.conditions.spanning import as_state
from agents.language.draft import Lasts, Op, Rule, Side, number, price
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import Cursor
from agents.language.operands.operators import WAYS
from agents.language.operands.speaking import Context
from backtests.engine.strategy import Streak


def each_of_last(cursor: Cursor, context: Context) -> Read | None:
    """Several bars are spoken of, so that it holds of each; of them all it would be "over" them."""
    cursor.skip("all", "all-of", "when")
    if not cursor.take("last", "previous"):
        return None
    count = cursor.number()
    unit = cursor.take(*DAYS)
    if not count or count < 2 or count != int(count) or unit is None or unit.small in SINGULAR:
        return None
    cursor.skip("all", "each", "has", "have", "makes")
    return (
        _edged(cursor, int(count))
        or _stepped(cursor, int(count))
        or _stayed(cursor, context, int(count))
    )


SINGULAR = frozenset({"day", "bar", "d", "candle", "session", "period"})


def _edged(cursor: Cursor, count: int) -> Lasts | None:
    """ "... have lower highs": each below that of the bar before."""
    mark = cursor.mark
    way, edge = cursor.take("lower", "higher"), cursor.take("high", "low")
    if way is None or edge is None or cursor.word() not in ENDS:
        cursor.back_to(mark)
        return None
    op: Op = ">" if way.word == "higher" else "<"
    return Lasts(Rule(price(edge.word), op, price(edge.word, 1)), count)


def _stepped(cursor: Cursor, count: int) -> Rule | None:
    """ "... closed lower", "... were red" """
    mark = cursor.mark
    cursor.skip("closes", "close", "goes", "makes")
    way = cursor.take(*WAYS)
    cursor.skip("close", "closes", "day", "bar")
    named = way is not None and way.word in ("rises", "falls") and way.small not in PAST
    if way is None or named or cursor.word() not in ENDS:
        cursor.back_to(mark)
        return None
    side = Side(Streak(way="down" if WAYS[way.word] < 0 else "up"))
    coloured = (ROW_OF_COLOUR,) if way.word in ("green", "red") else ()
    return Rule(side, ">=", number(count), (EACH.format(count), *coloured))


# "the last 20 days' rise" is one of them all.
PAST = words("rose fell dropped declined fallen risen lost gained")


def _stayed(cursor: Cursor, context: Context, count: int) -> Lasts | None:
    """ "... closed above the SMA(20)" """
    found = past(cursor, context)
    if not isinstance(found, Rule) or cursor.word() not in ENDS:
        return None
    return Lasts(as_state(found), count)


EACH = "'the last {}' are each of them, one after the other"
