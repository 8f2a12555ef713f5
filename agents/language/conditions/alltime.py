"""Highs and lows of all time: "a new all-time high", "20% below its ATH". A rule looks back over a
number of bars, so that it is asked which is meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from agents.language.conditions.comparisons import Read
from agents.language.draft import Ask, Rule
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import Cursor
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Token

SPANS = (1000, 500, 252)
ALL_TIME = "ath"
FARTHEST = 10
PARTING = words(". , and or buy sell short cover hold")


def all_time(cursor: Cursor, context: Context, plain: Callable[..., Read | None]) -> Read | None:
    """Read as if it were that of the most bars, and asked."""
    at = _place(cursor)
    if at is None:
        return None
    spoken = cursor.tokens[at]
    way = "low" if spoken.small.endswith(("low", "lows", "atl")) else "high"
    inner = Cursor(_bounded(cursor.tokens, at, way), cursor.at)
    found = plain(inner, context)
    added = len(inner.tokens) - len(cursor.tokens)
    if not isinstance(found, Rule) or found.ask is not None or inner.at <= at + added:
        return None
    begin, cursor.at = cursor.at, inner.at - added
    said = cursor.tokens[begin : cursor.at]
    cursor.seen += said
    choices = tuple(_worded(said, f"{span}-bar {way}") for span in SPANS)
    text = f"A rule looks back over a number of bars. Which {way} stands for the one of all time?"
    return replace(found, ask=Ask(f"{context.role}_all_time", text, choices))


def _place(cursor: Cursor) -> int | None:
    for at in range(cursor.at, min(cursor.at + FARTHEST, len(cursor.tokens))):
        token = cursor.tokens[at]
        if not token.free or token.word in PARTING:
            return None
        if token.word == ALL_TIME:
            return at
    return None


def _bounded(tokens: list[Token], at: int, way: str) -> list[Token]:
    """The same words with a number of days instead of all time."""
    here = tokens[at]
    days = [
        Token(here.start, here.end, str(SPANS[0]), "num", float(SPANS[0])),
        Token(here.start, here.end, "bar", "bar"),
        Token(here.start, here.end, way, way),
    ]
    return [*tokens[:at], *days, *tokens[at + 1 :]]


def _worded(said: list[Token], high: str) -> str:
    """As an answer says it: "20% below the 1000-bar high"."""
    told = [token for token in said if not token.symbol and token.word not in ("it", "on", ":")]
    parts = [f"the {high}" if token.word == ALL_TIME else token.text for token in told]
    return " ".join(parts).replace("new the", "a new").replace(" %", "%")
