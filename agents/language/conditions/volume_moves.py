"""Volume that rises or falls by so much: "volume increases by 50%", "volume is up 30% from the day
before", "volume jumps 80% above its 20-day average"."""

from __future__ import annotations

from agents.language.conditions.comparisons import Read
from agents.language.draft import Op, Rule, indicator, price
from agents.language.lexicon.wordlist import words
from agents.language.operands.averages import name_of
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.operands import operand
from agents.language.operands.operators import WAYS
from agents.language.operands.speaking import Context

MOVED = ("rises", "falls", "up", "down", "higher", "lower")
LEADS = ("by", "goes", ">=", "above", "of", "exceeds")
REFERENCE = words(
    "from over compared to the than above in previous yesterday day before bar volume vs its it "
    "against last"
)
THAN = words("from over than above to compared vs the volume")
LAST = words("previous yesterday before last")
SPIKES = words("spike spikes spiked spiking")
SPIKE = ("params.period", "a spike of volume is read as so much above its 20-bar average")
EACH_DAY = "a change of volume is read as compared with the bar before"


def volume_moves(cursor: Cursor, context: Context) -> Read | None:
    """What it is compared with is the bar before, or the average that is named."""
    cursor.skip("trading", "daily")
    owner = cursor.take("symbol") if cursor.word(1) == "volume" else None
    if not cursor.take("volume"):
        return None
    way = cursor.take(*MOVED)
    cursor.skip(*LEADS)
    share = cursor.take("pct")
    cursor.skip(">=") if share else None
    way = way or (cursor.take(*MOVED) if share else None)
    if share is None or not share.value or way is None:
        return None
    up = WAYS[way.word] > 0
    factor = round(1 + (1 if up else -1) * abs(share.value) / 100, 10)
    op: Op = ">=" if up else "<="
    if factor <= 0:
        return None
    if (mean := _mean(cursor, context)) is not None:
        level = indicator("VOLUME_MEAN", period=mean).updated("multiplier", multiplier=factor)
        return Rule(price("volume"), op, level)
    if owner is not None or not _against_the_last(cursor):
        return None
    if up and way.small in SPIKES and not _names_the_last(cursor):
        return _above_usual(factor)
    before = price("volume", 1, factor, "multiplier")
    return Rule(price("volume"), op, before, (EACH_DAY,))


def volume_spiked(cursor: Cursor, context: Context) -> Read | None:
    """ "a volume spike of 50%", "a 50% spike in volume": against its average, as spikes are."""
    cursor.skip("above", "over", ">=")
    share = cursor.take("pct")
    if not cursor.take("volume-spike"):
        return None
    cursor.skip(*LEADS, "over", "to") if share is None else None
    share = share or cursor.take("pct")
    cursor.skip(">=")
    whole = cursor.take("average", "normal", "volume-mean")  # "150% of the average"
    if share is None or not share.value or cursor.word() not in NOWHERE:
        return None
    return _above_usual(round((0 if whole else 1) + abs(share.value) / 100, 10))


def _above_usual(factor: float) -> Rule:
    mean = indicator("VOLUME_MEAN", notes=(SPIKE,)).updated("multiplier", multiplier=factor)
    return Rule(price("volume"), ">=", mean)


def _names_the_last(cursor: Cursor) -> bool:
    """ "... from the day before": it was just read, and stands right behind."""
    said = (token.word for token in cursor.tokens[max(0, cursor.at - 3) : cursor.at])
    return not LAST.isdisjoint(said) or cursor.word(-1) == "day"


def _mean(cursor: Cursor, context: Context) -> float | None:
    """ "... above its 20-day average" """
    mark = cursor.mark
    led = cursor.take("above", "over", "below", "from", "to", "than", "compared", "vs")
    cursor.skip("to", "the", "its", "it")
    side = operand(cursor, context) if led else None
    params = getattr(side.operand, "params", {}) if side else {}
    named = side is not None and name_of(side) in ("SMA", "VOLUME_MEAN")
    if named and "period" in params and cursor.word() in NOWHERE | {"volume", "average"}:
        cursor.skip("volume", "average")
        return float(params["period"])
    cursor.back_to(mark)
    return None


def _against_the_last(cursor: Cursor) -> bool:
    """Nothing, or the bar before, follows; "over 5 days" has another length."""
    begin = cursor.at
    while _refers(cursor):
        cursor.at += 1
    said = {token.word for token in cursor.tokens[begin : cursor.at]}
    last = bool(said & LAST) or said <= {"day", "over"} or said <= {"in", "num", "day", *THAN}
    return (not said or last) and cursor.word() in NOWHERE


def _refers(cursor: Cursor) -> bool:
    if cursor.done:
        return False
    one = cursor.tokens[cursor.at]
    return one.word in REFERENCE or (one.word == "num" and one.value == 1)
