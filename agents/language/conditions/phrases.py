"""Conditions with a form of their own: streaks, what lasts or turns, and volume."""

from __future__ import annotations

from dataclasses import replace

from agents.language.conditions.comparisons import Read, factor_of, past
from agents.language.conditions.slopes import ORDINALS, over_steps
from agents.language.draft import (
    Ask,
    Lasts,
    Op,
    Rule,
    Side,
    Slope,
    indicator,
    number,
    price,
)
from agents.language.operands.averages import name_of
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.levels import USUAL_VOLUME
from agents.language.operands.operands import operand
from agents.language.operands.operators import DOWN, UP, WAYS, comparator
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Indicator, Streak


def streak(cursor: Cursor, context: Context) -> Read | None:
    """ "closes down 5 days in a row", "3 consecutive red days", "3 green candles in a row" """
    if single := _first_turn(cursor):
        return single
    if found := _of_indicator(cursor, context):
        return found
    cursor.skip("it", "price", "closes", "close", "goes", "trade", "stays", "for")
    early = bool(cursor.take("consecutive"))
    way = cursor.take(*WAYS)
    early = bool(way and cursor.phrase("on", "last")) or early
    cursor.skip("for", "at", "least", ">=", "above")
    early = bool(way and cursor.word(-1) == "for" and cursor.take("last")) or early
    count = _counted(cursor)
    if count is None:
        return None
    cursor.skip(">=", "+")
    firm = bool(cursor.take("consecutive", "in-a-row")) or early
    named = None if way else cursor.take(*WAYS)
    way = way or named
    unit = cursor.take("day", "bar", "close", "closes", "week", "hour", "time", "period", "minute")
    firm = bool(cursor.take("in-a-row", "consecutive")) or firm
    cursor.skip(">=")
    cursor.skip("of", "with") if way is None else None
    way = way or cursor.take(*WAYS)
    if cursor.word() in ("high", "low"):
        return None  # "3 days in a row with lower lows"
    firm = bool(cursor.take("in-a-row", "consecutive")) or firm
    if way is None or not (
        firm or (named and unit and unit.word in ("day", "bar", "close", "closes"))
    ):
        return None
    cursor.skip("close", "closes", "day", "bar")
    side = Side(Streak(way="down" if WAYS[way.word] < 0 else "up"))
    notes = () if firm else (f"{count:g} such days are read as {count:g} in a row",)
    coloured = (ROW_OF_COLOUR,) if way.word in ("green", "red") else ()
    return Rule(side, ">=", number(count), (*notes, *coloured))


ROW_OF_COLOUR = "several of one colour in a row are closes above, or below, the close before each"


def _of_indicator(cursor: Cursor, context: Context) -> Slope | None:
    """ "the histogram is below 0 and rises 2 days in a row": what was spoken of right before."""
    left, mark = context.left, cursor.mark
    known = left is not None and isinstance(left.operand, Indicator) and not left.is_level
    joint = cursor.tokens[cursor.at - 1].word if cursor.at else ""
    if left is None or not known or context.lost or joint != "and":
        return None
    if cursor.take("it"):
        left = replace(left, notes=(*left.notes, IT))
    way = cursor.take("rises", "falls")
    cursor.skip("for")
    early = cursor.take("consecutive")
    count = cursor.number() if way else None
    early = early or cursor.take("consecutive")
    unit = cursor.take("day", "bar", "period", "time", "hour", "week")
    firm = cursor.take("in-a-row", "consecutive") or early
    if way is None or not count or not unit or not firm or cursor.word() not in NOWHERE:
        cursor.back_to(mark)
        return None
    return Slope(left, "rising" if WAYS[way.word] > 0 else "falling", int(count))


IT = ("name", "'it' is the indicator that was spoken of right before, and not the price")
COUNTED = ("day", "bar", "close", "closes")


def _counted(cursor: Cursor) -> float | None:
    """ "3", "the third" """
    if cursor.word() in ORDINALS and cursor.word(1) in ("day", "time", "bar", "consecutive"):
        ordinal = cursor.take(*ORDINALS)
        return float(ORDINALS[ordinal.word]) if ordinal else None
    return cursor.number()


CANDLES: dict[tuple[str, str], Op] = {("green", "bar"): ">", ("red", "bar"): "<"}
COLOUR = "a green candle is one that closes above its open, a red one one that closes below it"


def _first_turn(cursor: Cursor) -> Rule | None:
    """ "the first up day", "a higher close": one close the other way."""
    mark = cursor.mark
    cursor.skip("it", "price", "on")
    since = cursor.phrase("first", "day")
    cursor.skip("it", "when")
    turns = ("up", "down", "higher", "lower", *(("green", "red") if since else ()))
    closed = cursor.take("closes") and cursor.word() in turns
    ahead = [cursor.word(n) for n in (1, 2)]
    closed = closed or (ahead in (["on", "day"], ["for", "day"]) or ahead[0] == "today")
    cursor.skip("first", "next")
    cursor.number() if cursor.word() == "num" and cursor.value() == 1 else None
    way = cursor.take("up", "down", "higher", "lower", "green", "red", "positive", "negative")
    noun = cursor.take("day", "close", "closes", "bar")
    cursor.skip("on", "for", "day", "today") if closed else None
    ends = NOWHERE | {"with"} if noun and noun.word == "bar" else NOWHERE
    if way and noun and (way.word, noun.word) in CANDLES and cursor.word() in ends:
        return Rule(price(), CANDLES[way.word, noun.word], price("open"), (COLOUR,))
    if way and (noun or closed) and cursor.word() in NOWHERE:
        side = Side(Streak(way="down" if WAYS[way.word] < 0 else "up"))
        return Rule(side, ">=", replace(number(1), said=frozenset()))
    cursor.back_to(mark)
    return None


def volume_spike(cursor: Cursor, context: Context) -> Read | None:
    if cursor.word() in ("rises", "higher", "up") and cursor.word(1) == "volume":
        cursor.take("rises", "higher", "up")
        cursor.take("volume")
        return over_steps(price("volume"), ">", 1) if cursor.word() in NOWHERE else None
    if high := cursor.take("high-volume"):
        if bracketed := _in_brackets(cursor, context):
            return Rule(price("volume"), ">=", bracketed)
        mean = indicator("VOLUME_MEAN")
        ask = _volume_asked(high, cursor, context, FULL)
        return Rule(price("volume"), ">", mean, (HIGH_VOLUME,), ask)
    spike = cursor.take("volume-spike")
    if spike is None:
        return None
    if spiked := _in_brackets(cursor, context) or _spiked_mean(cursor, context):
        return Rule(price("volume"), ">=", spiked)
    if factor := _spike_factor(cursor):
        mean = indicator("VOLUME_MEAN", notes=(USUAL_VOLUME,))
        return Rule(price("volume"), ">=", mean.updated("multiplier", multiplier=factor))
    mean = indicator("VOLUME_MEAN").updated(multiplier=2.0)
    note = "a volume spike is read as more than twice the 20-bar average volume"
    return Rule(price("volume"), ">", mean, (note,), _volume_asked(spike, cursor, context, SPIKE))


def _in_brackets(cursor: Cursor, context: Context) -> Side | None:
    """ "a volume spike (1.5x average)", "high volume (twice its 50-day average)" """
    mark = cursor.mark
    opened = cursor.take("(") if cursor.word(1) in ("num", "twice", "triple") else None
    mean = _spiked_mean(cursor, context) if opened else None
    if opened and mean is None and (factor := _spike_factor(cursor)):
        usual = indicator("VOLUME_MEAN", notes=(USUAL_VOLUME,))
        mean = usual.updated("multiplier", multiplier=factor)
    if mean is None or not cursor.take(")"):
        cursor.back_to(mark)
        return None
    return mean


AVERAGED = ("SMA", "VOLUME_MEAN")
FULL, SPIKE = (1.0, 1.5, 2.0), (2.0, 1.5, 3.0)


def _volume_asked(
    said: Token, cursor: Cursor, context: Context, factors: tuple[float, ...]
) -> Ask | None:
    """How high "high volume" is, where no other rule of the clause says it."""
    if any(token.word == "volume-mean" for token in cursor.tokens):
        return None
    times = (f"{factor:g} times " if factor > 1 else "" for factor in factors)
    choices = tuple(f"volume is above {many}its 20-bar average" for many in times)
    return Ask(f"{context.role}_volume", f"How high is '{said.text}'?", choices)


def _spiked_mean(cursor: Cursor, context: Context) -> Side | None:
    """ "volume spikes to 3x the 20-day average": over how many days is said."""
    mark = cursor.mark
    way = cursor.take(">=", "above", "over", "to")
    factor = factor_of(cursor)
    led = (way or factor) and cursor.word() in ("num", "volume-mean")
    mean = operand(cursor, context) if led else None
    params = getattr(mean.operand, "params", {}) if mean else {}
    if mean is None or name_of(mean) not in AVERAGED or "period" not in params:
        cursor.back_to(mark)
        return None
    level = indicator("VOLUME_MEAN", period=params["period"])
    return level.updated("multiplier", multiplier=factor) if factor else level


def _spike_factor(cursor: Cursor) -> float | None:
    """ "a volume spike of 3x", "volume spikes above 1.5 times the average" """
    mark = cursor.mark
    cursor.skip(">=", "above", "over", "to")
    factor = factor_of(cursor)
    cursor.skip("above", "over") if factor else cursor.back_to(mark)
    cursor.skip("normal", "average", "volume", "volume-mean") if factor else None
    return factor


HIGH_VOLUME = "high volume is read as volume above its 20-bar average"


def volume_multiple(cursor: Cursor, context: Context) -> Read | None:
    """ "volume 2x normal", "volume is above 1.5 times its 20-day average" """
    cursor.skip(">=", "over", "above") if cursor.word(2) in ("x", "*") else None
    if factor := factor_of(cursor):
        return _times_volume(cursor, factor)
    cursor.skip("today") if cursor.word(1) == "volume" else None
    named = cursor.word() == "symbol" and cursor.word(1) == "volume"
    side = operand(cursor, context) if named or cursor.word() in ("volume", "daily") else None
    if side is None or getattr(side.operand, "field", "") != "volume":
        return None
    context.left = side
    share = cursor.take("pct")
    compared = comparator(cursor)
    factor = factor_of(cursor)
    if share and compared is None and (share.value or 0) >= WHOLE:
        factor = (share.value or 0) / 100
    if share and compared in ("<", ">"):
        factor = 1 + (share.value or 0) / 100 * (1 if compared == ">" else -1)
    if factor is None and compared is None:
        return None
    cursor.skip(">=", "above", "to", "than")
    if whole := None if factor or share else cursor.take("pct"):
        factor = (whole.value or 0) / 100
    mean = operand(cursor, context)
    if mean is None and factor and compared is None and cursor.word() in NOWHERE:
        mean = indicator("VOLUME_MEAN", notes=(USUAL_VOLUME,))  # "volume doubles"
    if mean is None or not isinstance(mean.operand, Indicator):
        return None
    factor = factor or (None if share else factor_of(cursor))  # "20日均量的2倍"
    op = AGAINST_MEAN.get(compared or ">=")
    if op is None:
        return None
    mean = mean.updated("multiplier", multiplier=factor) if factor else mean
    return Rule(side, op, mean)


# A volume that rises above its mean is above it; so is one that falls below it below.
AGAINST_MEAN: dict[str, Op] = {
    "<": "<", "<=": "<=", ">": ">", ">=": ">=", "crosses_above": ">", "crosses_below": "<",
    "rises_to": ">=", "falls_to": "<=",
}  # fmt: skip


# "volume is 150% of its average"; of less it might be below.
WHOLE = 100


def _times_volume(cursor: Cursor, factor: float) -> Read | None:
    """ "on 2x volume", "twice the average volume" """
    cursor.skip("average", "normal", "daily")
    if not cursor.take("volume", "volume-mean"):
        return None
    mean = indicator("VOLUME_MEAN", notes=(USUAL_VOLUME,)).updated("multiplier", multiplier=factor)
    return Rule(price("volume"), ">=", mean)


def counted(cursor: Cursor, context: Context) -> Read | None:
    """ "2 closes below the lower band": true on each of these bars."""
    cursor.skip("consecutive")
    ranked = cursor.take(*ORDINALS) if cursor.word(1) == "consecutive" else None
    count = float(ORDINALS[ranked.word]) if ranked else cursor.number()
    firm = bool(cursor.take("consecutive"))
    unit = cursor.take("close", "closes", "day", "bar") if count else None
    firm = bool(cursor.take("in-a-row", "consecutive")) or firm
    if unit and unit.small in SINGULAR and not firm:
        return None  # "the 50 day is under the 200 day" speaks of averages
    if not count or count < 2 or count != int(count) or unit is None:
        return None
    if cursor.word() not in MOVING:
        return None
    found = past(cursor, context)
    return Lasts(found, int(count)) if isinstance(found, Rule) else None


SINGULAR = frozenset({"day", "d", "bar"})
MOVING = UP | DOWN | {"closes"}
