"""Moving averages: by kind, by role, by a bare number of days, and "the average" of before."""

from __future__ import annotations

from dataclasses import replace

from agents.language.draft import Notes, Side, indicator, rules_of
from agents.language.operands.cursor import Cursor
from agents.language.operands.periods import SPANS, leading, period_of
from agents.language.operands.speaking import Context
from backtests.engine.strategy import Indicator

PLAIN_AVERAGE = ("name", "moving average is read as a simple one (SMA)")


DAY_BARS = ("params.period", "a day of the average is read as one bar")


KIND_NAMES = ("SMA", "EMA")


ROLES = {"fast": "fast", "short": "fast", "slow": "slow", "long": "slow"}


def average(cursor: Cursor, context: Context) -> Side | None:
    role = cursor.take(*ROLES)
    cursor.skip("term")
    cursor.skip("moving") if cursor.word(1) == "num" else None
    begin = cursor.at
    lead = leading(cursor, context.timeframe)
    days = any(token.word == "day" for token in cursor.tokens[begin : cursor.at])
    kind = _average_kind(cursor, named=lead is not None or role is not None)
    if not kind and role and cursor.tokens[cursor.at - 1] is role and is_elided(cursor):
        spoken_kind = name_of(context.left) if context.left else ""
        kind = "MA" if cursor.word() == "(" else spoken_kind if spoken_kind in KIND_NAMES else ""
    if not kind and role is None and cursor.word() == "average":
        bare = cursor.word(-1) in BESIDE and cursor.word(1) in ENDED
        found = _only_average(context, "SMA") or _middle(context)
        found = found or (_unsaid() if bare else None)
        return found if found and cursor.take("average") else None
    if not kind:
        return None
    period = lead if lead is not None else period_of(cursor, context.timeframe)
    notes: Notes = (PLAIN_AVERAGE,) if kind == "MA" else ()
    notes += (DAY_BARS,) if days and context.timeframe != "1d" else ()
    name = "EMA" if kind == "EMA" else "SMA"
    place = ROLES[role.word] if role else ""
    if place and period is None and (same := _of_role(context, place)):
        return same
    known = None if place or period is not None else _only_average(context, name)
    known = known or (None if place or period is not None else _headed(context, name))
    if known is not None:
        return known
    if period is None:
        return replace(indicator(name, notes=notes), gap=True, role=place)
    return replace(indicator(name, notes=notes, period=period), role=place)


def _of_role(context: Context, role: str) -> Side | None:
    """ "the fast SMA" of an exit, where the entry has said how long it is."""
    sides = [side for rule in rules_of(context.entry) for side in (rule.left, rule.right)]
    known = [side for side in sides if side.role == role and not side.gap]
    return known[0].updated(lag=0, multiplier=1.0) if known else None


def _middle(context: Context) -> Side | None:
    """ "the mean", where Bollinger Bands were spoken of: their middle."""
    band = spoken(context, "BOLLINGER")
    return band.updated(output="middle", multiplier=1.0) if band else None


def _headed(context: Context, name: str) -> Side | None:
    """ "50 EMA, 15M. Candle closes above the EMA: buy": the one that the text is headed by."""
    head = context.heading
    return head if head is not None and name_of(head) == name else None


def _unsaid() -> Side:
    """ "falls below its average": over how many bars is asked."""
    return replace(indicator("SMA", notes=(PLAIN_AVERAGE,)), gap=True)


BESIDE = frozenset({"above", "below", "over", "<", ">", "crosses", "recovers", "touches"})


def _only_average(context: Context, name: str) -> Side | None:
    """ "the average" of an exit, where the entry has spoken of just one."""
    sides = [side for rule in rules_of(context.entry) for side in (rule.left, rule.right)]
    sides += [_mean_of(side) for side in sides if name_of(side) in MEASURED]
    own = {side.level: side for side in sides if name_of(side) == name and not side.gap}
    if context.role == "entry" or len(own) != 1:
        return None
    return next(iter(own.values())).updated(lag=0, multiplier=1.0)


MEASURED = ("ZSCORE", "BOLLINGER")


def _mean_of(side: Side) -> Side:
    """What a z-score or a band is measured from."""
    params = getattr(side.operand, "params", {})
    return indicator("SMA", period=params.get("period", 20))


def _average_kind(cursor: Cursor, *, named: bool) -> str:
    """ "the fast average", "the 50-day average"; a bare "average" is none of prices."""
    word = cursor.take("exponential", "simple")
    if cursor.take("sma"):
        return "SMA"
    if cursor.take("ema"):
        return "EMA"
    named = named or _counts_behind(cursor)
    if cursor.take("ma") or ((named or cursor.word(1) == "num") and cursor.take("average")):
        cursor.skip("moving")
        return {"exponential": "EMA", "simple": "SMA"}.get(word.word if word else "", "MA")
    return ""


def _counts_behind(cursor: Cursor) -> bool:
    """ "the average of 20 days", as other languages say it."""
    said = [cursor.word(n) for n in range(1, 6)]
    said = said[1:] if said[0] in ("to", "at", "of") else said
    said = said[1:] if said[0] == "last" else said
    return said[0] == "num" and said[1] in SPANS and said[2] != "volume"


def bare_period(cursor: Cursor, context: Context) -> Side | None:
    """ "crosses over the 200 day": a number of days beside a moving average is one, too."""
    if cursor.word() != "num":
        return None
    known = spoken(context, "SMA") or spoken(context, "EMA")
    if known is None:
        return None
    value = cursor.number()
    if value is None or not cursor.take("day", "period", "bar"):
        return None
    if cursor.word() not in (",", ".", "and", "or", "#end", ")", "buy", "sell", "#taken", "on"):
        return None
    side = indicator(name_of(known), period=value)
    return replace(side, notes=tuple(n for n in known.notes if n[0] == "name"))


def is_elided(cursor: Cursor) -> bool:
    """ "the upper one", "at the middle": short for a band that was spoken of."""
    if cursor.word() == "num" and cursor.tokens[cursor.at].small == "one":
        cursor.take("num")
        return True
    return cursor.word() in ENDED


ENDED = frozenset({"#end", ",", ".", "and", "or", "sell-after", "buy-after", "#taken", ")"})


def spoken(context: Context, name: str) -> Side | None:
    """The indicator of this name that was spoken of before, with its parameters."""
    sides = [context.left, *((context.last.left, context.last.right) if context.last else ())]
    sides += [side for rule in rules_of(context.entry) for side in (rule.left, rule.right)]
    named = (side for side in sides if side and name_of(side) == name)
    return next((replace(side.updated(lag=0), symbol="") for side in named), None)


def name_of(side: Side) -> str:
    return side.operand.name if isinstance(side.operand, Indicator) else ""
