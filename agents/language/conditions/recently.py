"""Rules that held at some of the last bars: "within the last 5 days", "on 3 of the last 5 days"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from agents.language.conditions.comparisons import Read, past
from agents.language.conditions.spanning import as_state
from agents.language.draft import Group, Lasts, Op, Rule, Slope, price
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import NOWHERE, Cursor, bars_in
from agents.language.operands.operators import WAYS
from agents.language.operands.speaking import Context
from backtests.engine.strategy import Change, Number, Streak

DAYS = words("day bar close closes period session candle")
SESSIONS = words("day session")
UNITS = DAYS | {"week", "month"}
ONCE = words("at when some point time once ever least >= sometime anytime")
ENDS = NOWHERE | words("buy sell short cover hold when only with until then but use")


def recently(cursor: Cursor, found: Rule | Group | Slope, context: Context) -> Lasts | None:
    """What follows a rule; the times of an exit that name no past are limits of their own."""
    mark = cursor.mark
    if isinstance(found, Rule) and isinstance(found.left.operand, Streak):
        made = _some_steps(cursor, found)
    elif isinstance(found, Rule) and isinstance(found.left.operand, Change):
        made = None  # "falls 5% in the last 3 days" has its span
    elif share := _share(cursor):
        made = Lasts(as_state(found) if isinstance(found, Rule) else found, share[1], share[0])
    else:
        cursor.back_to(mark)
        bars = _ago(cursor, context) or _lately(cursor) or _span(cursor, context)
        made = Lasts(_noted(found, cursor), bars, 1) if bars else None
    if made is None or cursor.word() not in ENDS:
        cursor.back_to(mark)
        return None
    return made


def _noted(found: Rule | Group | Slope, cursor: Cursor) -> Rule | Group | Slope:
    """A cross happens once; "is above 50 in the last 5 days" might be meant of each of them."""
    spoken = any(token.word in ONCE - {"at"} for token in cursor.seen)
    if spoken or not isinstance(found, Rule) or found.op.startswith("crosses"):
        return found
    return replace(found, notes=(*found.notes, SOME_TIME))


SOME_TIME = "what held 'in the last bars' held at one of them at least"


def some_of_last(
    cursor: Cursor, context: Context, plain: Callable[..., Read | None]
) -> Lasts | None:
    """ "3 of the last 5 days were up", "8 out of the last 10 closes above the 20-day average" """
    mark = cursor.mark
    if stepped := _steps_on(cursor):
        return stepped
    share = _share(cursor)
    if share is None:
        cursor.back_to(mark)
        bars = _span(cursor, context)
        cursor.skip(",")
        share = (1, bars) if bars else None
    cursor.skip("it", "price", "goes", "stays") if share and share[0] > 1 else None
    found: Read | None = (_step(cursor) or past(cursor, context)) if share else None
    if found is None and share and share[0] == 1:
        found = plain(cursor, context)
    if share is None or not isinstance(found, Rule) or cursor.word() not in ENDS:
        return None
    return Lasts(as_state(found) if share[0] > 1 else found, share[1], share[0])


def _ago(cursor: Cursor, context: Context) -> int | None:
    """ "less than 5 days ago", "no more than 2 weeks ago": at one of so many bars."""
    mark = cursor.mark
    few = cursor.take("below", "under", "<")
    most = few is None and (cursor.take("<=") or cursor.phrase("up", "to"))
    bars = span_of(cursor, context) if few or most else None
    if not bars or not cursor.take("ago", "before"):
        cursor.back_to(mark)
        return None
    return bars + bool(most)


def span_of(cursor: Cursor, context: Context) -> int | None:
    """ "5 days", "a week", in bars."""
    count = cursor.number() or (1.0 if cursor.word() in UNITS - DAYS else None)
    unit = cursor.take(*UNITS, "hour", "minute") if count else None
    if not count or unit is None:
        return None
    word = unit.word if unit.word not in DAYS else "day" if unit.word in SESSIONS else "bar"
    return bars_in((count, word), context.timeframe)


def _lately(cursor: Cursor) -> int | None:
    """ "today or yesterday" """
    for days in (("today", "or", "yesterday"), ("yesterday", "or", "today")):
        if cursor.phrase(*days):
            return 2
    return None


def _share(cursor: Cursor) -> tuple[int, int] | None:
    """ "on at least 8 of the last 10 days", "for 3 out of 5 days": how many of how many."""
    cursor.skip("for", "on", "at", "in", "least", ">=")
    more = cursor.take("above", "exceeds", ">")  # "more than 3 of the last 5"
    half = cursor.take("half")
    count = 1.0 if half else cursor.number()
    day = cursor.take(*DAYS) if count else None
    cursor.skip(*DAYS, "time") if count else None
    cursor.skip("of")
    led = bool(cursor.take("out", "in", "within"))
    cursor.skip("of")
    led = bool(cursor.take("last", "previous")) or led
    span = cursor.number()
    unit = cursor.take(*DAYS) or (day if cursor.word() in ENDS else None)
    if half and span:
        count = (span + 1) // 2
        count += more is not None and count * 2 == span
    elif more and count:
        count += 1
    if not count or not span or not (led and unit) or not 0 < count < span:
        return None
    if count != int(count) or span != int(span):
        return None
    return int(count), int(span)


def _span(cursor: Cursor, context: Context) -> int | None:
    """ "within the last 5 days", "at any time in the past two weeks", in bars."""
    cursor.skip(*ONCE)
    within = cursor.take("within")
    led = within or cursor.take("in", "during", "inside") or cursor.word(-1) in LED
    back = cursor.take("last", "previous") if led else None
    if not back and (within is None or context.role == "exit"):
        return None
    bars = span_of(cursor, context) if back or cursor.word() == "num" else None
    return bars if bars and bars > 1 else None


LED = words("in during")


def _some_steps(cursor: Cursor, rule: Rule) -> Lasts | None:
    """ "3 down days out of the last 5": no streak, but so many of them."""
    count = rule.right.operand
    cursor.skip("out")
    cursor.skip("of", "in", "within", "over", "during")
    span = cursor.number() if cursor.take("last", "previous") else None
    cursor.skip(*DAYS)
    if not isinstance(count, Number) or not span or span != int(span) or span <= count.value:
        return None
    down = isinstance(rule.left.operand, Streak) and rule.left.operand.way == "down"
    return Lasts(_stepped(-1 if down else 1), int(span), int(count.value))


def _steps_on(cursor: Cursor) -> Lasts | None:
    """ "closed lower on three of the last four days" """
    mark = cursor.mark
    cursor.skip("it", "price")
    step = _step(cursor, counted=True)
    share = _share(cursor) if step else None
    if step is None or share is None or cursor.word() not in ENDS:
        cursor.back_to(mark)
        return None
    return Lasts(step, share[1], share[0])


def _is_counted(cursor: Cursor) -> bool:
    """ "down 4 out of the last 5", "fell at least 4 days"; "down 4 in the last 5 days" may be
    dollars."""
    at = int(cursor.word() in (">=", "at")) + int(cursor.word(1) == "least")
    return cursor.word(at) == "num" and cursor.word(at + 1) in DAYS | {"out", "of"}


def _step(cursor: Cursor, *, counted: bool = False) -> Rule | None:
    """ "closed higher", "were down", "green": each beside the close before."""
    mark = cursor.mark
    cursor.skip("closes", "close", "goes")
    way = cursor.take(*WAYS)
    cursor.skip("close", "closes", "day", "bar")
    ends = cursor.word() in ENDS | {"on", "in", "for"} or (counted and _is_counted(cursor))
    if way is None or not ends:
        cursor.back_to(mark)
        return None
    return _stepped(WAYS[way.word])


def _stepped(way: int) -> Rule:
    op: Op = ">" if way > 0 else "<"
    return Rule(price(), op, price("close", 1))
