"""How long a position is held: "after 10 days", "the next day", "on the fifth day"."""

from __future__ import annotations

from agents.language.conditions.comparisons import Read
from agents.language.conditions.moves import SPANS
from agents.language.draft import Limit
from agents.language.lexicon.lexicon import ORDINALS
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import NOWHERE, Cursor, bars_in
from agents.language.operands.speaking import Context

AFTER_TIME = NOWHERE | words("with use from for on at not until / - buy sell hold then when")


def _ordinal_day(cursor: Cursor) -> tuple[float, str] | None:
    """ "on the fifth day", "tomorrow" """
    mark = cursor.mark
    ordinal = cursor.take(*ORDINALS)
    unit = cursor.take("day", "bar") if ordinal else None
    if cursor.take("tomorrow"):
        cursor.skip("close", "open")
        return 1.0, "tomorrow"
    if ordinal is None or unit is None:
        cursor.back_to(mark)
        return None
    return float(ORDINALS[ordinal.word]), unit.word


def _are_days(cursor: Cursor) -> bool:
    """ "only on days when ...": without a number they are no time to hold."""
    said = cursor.seen[-3:]
    counted = any(token.value is not None or token.word in ORDINALS for token in said)
    return not counted and any(token.text.lower() in PLURALS for token in said)


BEHIND = words(
    """
    passed pass elapsed later after max maximum hold in at-open at-close time back again
    """
)
PLURALS = frozenset({"days", "weeks", "months", "bars", "hours", "years", "sessions", "candles"})


def hold(cursor: Cursor, context: Context, *, held: bool = False) -> Read | None:
    """ "after 10 days", "5 days", "the next day" as an exit; `held` behind "hold": "a week"."""
    if context.role != "exit":
        return None
    cursor.skip("after", "for", "in", "within", "at", "most", "max", "maximum", "hold", "<=", "no",
                "it", "of", ":", "up", "to", "exactly", "not", "slow", "on")  # fmt: skip
    following = bool(cursor.take("next"))
    led = held or bool(cursor.seen) or cursor.word() in ("num", "tomorrow", *ORDINALS)
    span = _ordinal_day(cursor) or cursor.bars()
    if following and cursor.word() in ("close", "open") and cursor.word(1) in AFTER_TIME:
        cursor.take("close", "open")
    led = led or cursor.word() in ("later", "after")
    cursor.skip(*BEHIND)
    if span is None or not led or cursor.word() not in AFTER_TIME or _are_days(cursor):
        return None
    if not cursor.seen or (not following and cursor.seen[-1].word in SPANS):
        return None
    if span[1] == "tomorrow":
        return Limit("max_bars", 1, "tomorrow is read as one bar after the entry")
    bars = bars_in(span, context.timeframe)
    if not bars:
        return None
    note = (
        ""
        if span[1] in ("day", "bar", "period", "hour")
        else f"{span[0]:g} {span[1]} are {bars} bars"
    )
    return Limit("max_bars", bars, note)
