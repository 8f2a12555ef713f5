"""How long a position is held: "after 10 days", "the next day", "on the fifth day"."""

from __future__ import annotations

from agents.language.conditions.comparisons import Read
from agents.language.conditions.moves import SPANS
from agents.language.draft import Limit
from agents.language.lexicon.lexicon import ORDINALS
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import END, NOWHERE, TAKEN, Cursor, bars_in
from agents.language.operands.operators import WAYS
from agents.language.operands.speaking import Context

AFTER_TIME = NOWHERE | words("with use from for on at not until / - buy sell hold then when")


def _ordinal_day(cursor: Cursor) -> tuple[float, str] | None:
    """ "on the fifth day", "tomorrow" """
    mark = cursor.mark
    led = cursor.seen or not cursor.at or cursor.tokens[cursor.at - 1].word in AT
    if cursor.word() in ("day", "bar") and cursor.word(1) == "num" and led:
        unit, count = cursor.take("day", "bar"), cursor.number()
        return (count, unit.word) if unit and count else None  # "on day 10"
    ordinal = cursor.take(*ORDINALS)
    unit = cursor.take("day", "bar") if ordinal else None
    if cursor.take("tomorrow"):
        after = [token.word for token in cursor.tokens[max(0, cursor.at - 3) : cursor.at - 1]]
        cursor.skip("close", "open")
        return 2.0 if after == ["day", "after"] else 1.0, "tomorrow"
    if ordinal is None or unit is None:
        cursor.back_to(mark)
        return None
    return float(ORDINALS[ordinal.word]), unit.word


AT = ("at-close", "at-open")


def _are_days(cursor: Cursor) -> bool:
    """ "only on days when ...": without a number they are no time to hold."""
    said = cursor.seen[-3:]
    counted = any(token.value is not None or token.word in ORDINALS for token in said)
    return not counted and any(token.small in PLURALS for token in said)


PASSED = words("passed pass passes elapsed elapse elapses")
BEHIND = PASSED | words(
    """
    later after max maximum hold in at-open at-close time back again
    """
)
PLURALS = frozenset({"days", "weeks", "months", "bars", "hours", "years", "sessions", "candles"})


def _passes(cursor: Cursor) -> bool:
    """ "once a month has passed" """
    return any(cursor.word(ahead) in PASSED for ahead in (2, 3))


def _must_also_be(cursor: Cursor) -> bool:
    """ "once 5 days have passed and RSI is over 70": no exit by itself."""
    passed = any(token.word in PASSED for token in cursor.seen)
    return passed and cursor.word() == "and" and cursor.word(1) not in (END, TAKEN, *OUTRIGHT)


OUTRIGHT = words("at stop stoploss target takeprofit pct trailing")


def _said_again(cursor: Cursor) -> None:
    """ "after 20 days (one month)": the same time in other words."""
    mark = cursor.mark
    if not (cursor.take("(") and cursor.bars() and cursor.take(")")):
        cursor.back_to(mark)


IN_DAYS = {"day": 1, "week": 7, "month": 30}


def _by_the_calendar(span: tuple[float, str]) -> Limit | None:
    """On bars within the day a number of days is no number of bars."""
    days = span[0] * IN_DAYS.get(span[1], 0)
    return Limit("max_days", days, "days held are counted by the calendar") if days >= 1 else None


COUNTED = ("bar", "day")


def hold(cursor: Cursor, context: Context, *, held: bool = False) -> Read | None:
    """ "after 10 days", "5 days", "the next day" as an exit; `held` behind "hold": "a week"."""
    if context.role != "exit":
        return None
    cursor.skip("after", "for", "in", "within", "at", "most", "max", "maximum", "hold", "<=", "no",
                "it", "of", ":", "up", "to", "exactly", "not", "slow", "on")  # fmt: skip
    cursor.skip("end") if cursor.word(1) == "num" else None
    cursor.skip("when") if cursor.word() == "when" and _passes(cursor) else None
    following = bool(cursor.take("next"))
    led = held or bool(cursor.seen) or cursor.word() in ("num", "tomorrow", *ORDINALS)
    led = led or cursor.word(1) == "num"
    if cursor.at and cursor.tokens[cursor.at - 1].word in WAYS and cursor.word() in COUNTED:
        return None  # the bar of "two days of a red bar"
    span = _ordinal_day(cursor) or cursor.bars()
    if following and cursor.word() in ("close", "open") and cursor.word(1) in AFTER_TIME:
        cursor.take("close", "open")
    led = led or cursor.word() in ("later", "after", *PASSED)
    _said_again(cursor)
    cursor.skip(*BEHIND)
    if _must_also_be(cursor):
        return None
    if span is None or not led or cursor.word() not in AFTER_TIME or _are_days(cursor):
        return None
    if not cursor.seen or (not following and cursor.seen[-1].word in SPANS):
        return None
    if span[1] == "tomorrow":
        note = "tomorrow is read as one bar after the entry"
        return Limit("max_bars", int(span[0]), note if span[0] == 1 else "")
    bars = bars_in(span, context.timeframe)
    if not bars:
        return _by_the_calendar(span)
    note = (
        ""
        if span[1] in ("day", "bar", "period", "hour")
        else f"{span[0]:g} {span[1]} are {bars} bars"
    )
    return Limit("max_bars", bars, note)
