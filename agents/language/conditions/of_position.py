"""Moves in per cent of what a position cost or was worth at best: stops, targets, trailing."""

from __future__ import annotations

from dataclasses import replace

from agents.language.conditions.comparisons import Read
from agents.language.conditions.returns import change
from agents.language.draft import Ask, Limit, Rule
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Token


def result(cursor: Cursor, size: float, said: list[Token], named: bool) -> Limit | None:
    """ "a 7% loss", "if I lose 7%", "when down 7%": what the position makes, long or short."""
    spoken = {token.small for token in said}
    bare = {token.word for token in said} if not named and len(said) == 1 else set()
    lost = any(token.word == "loss" for token in said) or spoken & OWN_LOSS
    won = any(token.word == "profit" for token in said)
    if not (lost or won or (bare & {"up", "down"} and cursor.word() in NOWHERE)):
        return None
    _from_entry(cursor)
    return Limit("stop_loss" if lost or "down" in bare else "take_profit", size)


def signed(cursor: Cursor, size: float, text: str) -> Limit | None:
    """ "out at -5% or +20%": what the position makes, long or short."""
    text = text.replace("\u2212", "-")
    if not text.startswith(("-", "+")) or cursor.word() not in NOWHERE:
        return None
    bare = text.strip("+-\u2212 ").replace(".", "").isdigit()
    said = f"'{text}' is read as a per cent of the price paid" if bare else ""
    note = said or "a per cent with its sign is what the position makes or loses"
    return Limit("stop_loss" if text.startswith("-") else "take_profit", size, note)


OWN_LOSS = words("lose losing lost")


def limited(cursor: Cursor, context: Context, way: int, size: float, noun: str) -> Read | None:
    """Relative to the entry: a stop or a target; in an entry it lacks its reference."""
    falls = way < 0 or (not way and cursor.word() in ("below", "off", "under"))
    if falls and context.role == "exit" and context.side == "long" and _from_best(cursor, TOPS):
        return Limit("trailing_stop", size, "a fall from the top is one from the best price since")
    rises = way > 0 or (not way and cursor.word() in ("above", "over", "off"))
    if rises and context.role == "exit" and context.side == "short" and _from_best(cursor, LOWS):
        return Limit("trailing_stop", size, "a rise from the low is one from the best price since")
    beside = BESIDE.get(cursor.word(), 0) if cursor.word(1) in ("entry", "cost", "buy") else 0
    entry = _from_entry(cursor)
    of_it = entry and cursor.tokens[cursor.at - 1].word == "it"
    way = way or (beside if entry else 0)
    context.anchor = None if entry else context.anchor
    if context.role == "exit" and (turn := cursor.take("against", "in-favour")):
        return Limit("stop_loss" if turn.word == "against" else "take_profit", size)
    if not way:
        return None
    if context.role == "entry":
        return None if entry or noun in ("profit", "loss") else without_span(way, size)
    if way < 0 if context.side == "long" else way > 0:
        note = "" if entry or noun == "loss" else _unreferred(way)
        return Limit("stop_loss", size, OF_IT if of_it else note)
    note = "" if entry or noun == "profit" else _unreferred(way)
    return Limit("take_profit", size, OF_IT if of_it else note)


OF_IT = "'it' is the price paid"


BESIDE = {"above": 1, "over": 1, "below": -1}


TOPS = words("top peak highest high")
LOWS = words("bottom trough lowest low peak")


def _from_best(cursor: Cursor, best: frozenset[str]) -> bool:
    """ "off the highest close since entry": what a trailing stop follows."""
    mark = cursor.mark
    led = cursor.take("from", "below", "off", "under", "above", "over")
    cursor.skip("it", "new")
    if led and cursor.take(*best) and cursor.word() != "num":
        cursor.skip(
            "price",
            "close",
            "high",
            "low",
            "point",
            "since",
            "entry",
            "buy",
            "it",
            "makes",
            "since-entry",
        )
        if cursor.word() not in ("in", "over", "of", "last"):
            return True
    cursor.back_to(mark)
    return False


def _unreferred(way: int) -> str:
    return f"a {'fall' if way < 0 else 'rise'} without a reference is one from the entry"


def without_span(way: int, size: float) -> Rule:
    """ "buy when it drops 5%": since when?"""
    verb = "falls" if way < 0 else "rises"
    choices = tuple(f"{verb} {size * 100:g}% {span}" for span in ("in 1 day", "in 5 days"))
    ask = Ask("span", f"Over what time must it move by {size * 100:g}%?", choices)
    return replace(change(way, size, 1), ask=ask)


def of_another(subject: str, way: int, size: float) -> Rule:
    """ "sell SPY when gold rises 5%": since when? What another symbol does is no target."""
    rule = without_span(way, size)
    verb = "falls" if way < 0 else "rises"
    spans = ("in 1 day", "in 5 days")
    choices = tuple(f"{subject} {verb} {size * 100:g}% {span}" for span in spans)
    text = f"Over what time must {subject} move by {size * 100:g}%?"
    return replace(
        rule, left=replace(rule.left, symbol=subject), ask=Ask("exit_span", text, choices)
    )


def _from_entry(cursor: Cursor) -> bool:
    mark = cursor.mark
    cursor.skip("from", "below", "above", "of", "on", "over", "in", "at", "than", "after")
    if cursor.take("entry", "profit", "cost", "loss"):
        cursor.skip("price")
        return True
    if cursor.take("buy") and cursor.take("price"):
        return True
    if cursor.take("it") and cursor.word() in NOWHERE:
        return True
    cursor.back_to(mark)
    return False
