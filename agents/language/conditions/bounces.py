"""Levels that hold within one bar: "bounces off the 50-day average", "rejected at the band"."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from agents.language.conditions.comparisons import Read
from agents.language.draft import Group, Rule, Side, indicator, number, price
from agents.language.operands.averages import spoken
from agents.language.operands.bands import USUAL_BANDS
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.elided import bare_average
from agents.language.operands.operands import operand
from agents.language.operands.pairs import touch
from agents.language.operands.periods import arguments
from agents.language.operands.speaking import Context

UP, DOWN = ("bounc", "rebound"), ("reject",)
ENDS = NOWHERE | {"buy", "sell", "short", "cover", "hold", "with", "buy-after", "sell-after"}
NOTES = {
    True: "a bounce off a level is read as a bar whose low reaches it and that closes above it",
    False: "a rejection at a level is read as a bar whose high reaches it and that closes below it",
}


def bounce(cursor: Cursor, context: Context) -> Read | None:
    """The bar touches the level and closes on the side that it came from."""
    cursor.skip("it", "price", "is", "goes")
    token = cursor.tokens[cursor.at] if cursor.word() in VERBS else None
    text = token.small if token else ""
    if not text.startswith(UP + DOWN):
        return None
    cursor.take(*VERBS)
    cursor.skip("off", "of", "from", "at", "on", "by")
    level = operand(cursor, context) or _at_price(cursor)
    if level is None or level.gap or not level.is_level or cursor.word() not in ENDS:
        return None
    return _held(level, up=text.startswith(UP))


def back_inside(cursor: Cursor, context: Context) -> Read | None:
    """ "... and then closes back inside the bands": the one it was beyond, crossed again."""
    following = cursor.take("next") is not None
    cursor.number() if following else None  # "the next one"
    cursor.skip("bar", "day") if following else None
    cursor.skip("it", "price", "closes", "close", "goes", "recovers", "back", "again")
    led = cursor.take("inside", "within", "into")
    if led and (entered := _from_outside(cursor, context)):
        return entered
    named = cursor.take("band", "bollinger", "keltner", "channel") if led else None
    last = context.last
    output = getattr(last.right.operand, "output", "") if last else ""
    if (named is None and not following) or not led or output not in ("lower", "upper"):
        return None
    cursor.skip("band", "channel")
    if last is None or cursor.word() not in ENDS:
        return None
    return replace(
        last, op="crosses_above" if output == "lower" else "crosses_below", notes=(INSIDE,)
    )


def _from_outside(cursor: Cursor, context: Context) -> Rule | None:
    """ "re-enters the Bollinger Bands from below": the lower one is crossed on the way up."""
    mark = cursor.mark
    named = cursor.take("bollinger", "band")
    cursor.skip("band")
    values = arguments(cursor) if named else []
    way = cursor.take("up-through", "down-through") if named else None
    if way is None or cursor.word() not in ENDS:
        cursor.back_to(mark)
        return None
    up = way.word == "up-through"
    params: dict[str, Any] = dict(zip(("period", "std"), values, strict=False))
    notes = () if values else (USUAL_BANDS,)
    known = None if values else spoken(context, "BOLLINGER")
    output = "lower" if up else "upper"
    band = known.updated(output=output) if known else indicator(
        "BOLLINGER", output, notes=notes, **params
    )  # fmt: skip
    return Rule(price(), "crosses_above" if up else "crosses_below", band, (INSIDE,))


def pulled_back(cursor: Cursor, context: Context) -> Read | None:
    """ "the first pullback to the 20 EMA", "a retest of the 50-day average from above" """
    cursor.skip("it", "price")
    first = cursor.take("first", "next")
    noun = cursor.take("pullback", "touches", "falls", "recovers")
    subject = cursor.word(-2) if cursor.at > 1 and not first else ""
    if noun is None or noun.small not in PULLBACKS:
        return None
    if noun.small == "touch" and subject in ("when", "and", "it", "price"):
        return None  # a verb
    touched = noun.word == "touches"  # "a retest of the average"
    led = cursor.take("to", "into", "at", "on", "toward", "towards", "near", "in")
    level = operand(cursor, context) or bare_average(cursor, context) if led or touched else None
    cursor.skip("down-through", "up-through")
    if level is None or level.gap or not level.is_level or cursor.word() not in ENDS:
        return None
    if noun.small in ("touch", "test") and getattr(level.operand, "output", "") == "upper":
        return touch(price(), level, context)
    up = context.side == "short"
    edge = replace(price("high" if up else "low"), symbol=level.symbol)
    notes = (PULLED.format("high" if up else "low"), *((EVERY,) if first else ()))
    return Rule(edge, ">=" if up else "<=", level, notes)


PULLBACKS = frozenset(
    {"pullback", "pullbacks", "retest", "retracement", "retrace", "dip", "return", "test", "touch"}
)
PULLED = "a pullback to a level is read as a bar whose {} reaches it"
EVERY = "every such bar counts, not only the first"
INSIDE = "back inside is read as a close that crosses the band again"
VERBS = ("rises", "recovers", "bounces", "rejected")


def _at_price(cursor: Cursor) -> Side | None:
    token = cursor.take("money", "num")
    return number(token.value or 0) if token and cursor.word() in ENDS else None


def _held(level: Side, up: bool) -> Group:
    edge = replace(price("low" if up else "high"), symbol=level.symbol)
    close = replace(price(), symbol=level.symbol)
    touched = Rule(edge, "<=" if up else ">=", level, (NOTES[up],))
    return Group("all", (touched, Rule(close, ">" if up else "<", level)))
