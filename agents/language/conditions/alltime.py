"""Highs and lows of all time or of no time: "20% below its ATH", "a new high". A rule looks back
over a number of bars, so that it is asked which is meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from agents.language.conditions.comparisons import Read
from agents.language.draft import Ask, Rule
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import END, NOWHERE, Cursor
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Token

SPANS = (1000, 500, 252)
SPANLESS = (252, 100, 20)
ALL_TIME = "ath"
FARTHEST = 10
PARTING = words(". , and or buy sell short cover hold")


Plain = Callable[..., Read | None]


def all_time(cursor: Cursor, context: Context, plain: Plain) -> Read | None:
    """Read as if it were that of the most bars, and asked."""
    text = "A rule looks back over a number of bars. Which {} stands for the one of all time?"
    at = _place(cursor)
    return None if at is None else _asked(cursor, context, plain, at, SPANS, (text, "all_time"))


def without_span(cursor: Cursor, context: Context, plain: Plain) -> Read | None:
    """ "a new high": read as that of a year, and asked."""
    at = _new_one(cursor)
    asked = ("Over how many bars is the new {} measured?", "new_span")
    return None if at is None else _asked(cursor, context, plain, at, SPANLESS, asked)


def _asked(
    cursor: Cursor,
    context: Context,
    plain: Plain,
    at: int,
    spans: tuple[int, ...],
    asked: tuple[str, str],
) -> Rule | None:
    spoken = cursor.tokens[at]
    way = "low" if spoken.small.endswith(("low", "lows", "atl")) else "high"
    inner = Cursor(_bounded(cursor.tokens, at, way, spans[0]), cursor.at)
    found = plain(inner, context)
    added = len(inner.tokens) - len(cursor.tokens)
    if not isinstance(found, Rule) or found.ask is not None or inner.at <= at + added:
        return None
    begin, cursor.at = cursor.at, inner.at - added
    said = cursor.tokens[begin : cursor.at]
    cursor.seen += said
    choices = tuple(_worded(said, spoken, f"{span}-bar {way}") for span in spans)
    text, name = asked
    return replace(found, ask=Ask(f"{context.role}_{name}", text.format(way), choices))


def _new_one(cursor: Cursor) -> int | None:
    ahead = cursor.tokens[cursor.at : cursor.at + FARTHEST]
    for at, (new, one) in enumerate(pairwise(ahead), start=cursor.at + 1):
        if not new.free or new.word in PARTING:
            return None
        if new.word == "new" and one.word in ("high", "low"):
            after = cursor.tokens[at + 1].word if at + 1 < len(cursor.tokens) else END
            return at if after in NOWHERE else None
    return None


def _place(cursor: Cursor) -> int | None:
    for at in range(cursor.at, min(cursor.at + FARTHEST, len(cursor.tokens))):
        token = cursor.tokens[at]
        if not token.free or token.word in PARTING:
            return None
        if token.word == ALL_TIME:
            return at
    return None


def _bounded(tokens: list[Token], at: int, way: str, bars: int) -> list[Token]:
    """The same words with a number of bars."""
    here = tokens[at]
    days = [
        Token(here.start, here.end, str(bars), "num", float(bars)),
        Token(here.start, here.end, "bar", "bar"),
        Token(here.start, here.end, way, way),
    ]
    return [*tokens[:at], *days, *tokens[at + 1 :]]


def _worded(said: list[Token], spoken: Token, high: str) -> str:
    """As an answer says it: "20% below the 1000-bar high"."""
    told = [token for token in said if token.word not in ("it", "on", ":")]
    parts = [f"the {high}" if token is spoken else token.text for token in told]
    return " ".join(parts).replace("new the", "a new").replace(" %", "%")
