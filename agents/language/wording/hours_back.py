"""The hours before a bar: "falls 3% in the last hour", "the high of the last 7 hours".

Without a move or an extreme before it, "in the last hour" is the end of the session.
"""

from __future__ import annotations

import re

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

SPAN = re.compile(
    r"(?:(?P<lead>in|within|during)\s+)?(?:the\s+)?(?P<last>last)\s+(?:(?P<count>\d+)\s+)?"
    r"(?P<unit>minutes?|mins?|hours?|hrs?)",
    re.IGNORECASE,
)
UNITS = {"m": "minute", "h": "hour"}


def mark_hours_back(tokens: list[Token]) -> None:
    """Such a span is put back into its words."""
    for at in (place + 1 for place in reversed(places(tokens[1:], {"near-bell"}))):
        said = SPAN.fullmatch(tokens[at].text)
        if said and _measures(tokens, at):
            tokens[at : at + 1] = _parts(tokens[at], said)


def _measures(tokens: list[Token], at: int) -> bool:
    """A per cent that moves, or an extreme, stands right before it."""
    near = [token.word for token in tokens[max(0, at - 4) : at]]
    moved = "pct" in near[-3:] and bool(MOVES & set(near))
    return moved or bool(EXTREMES & set(near))


MOVES = words("falls rises drops up down moves loses")  # "a 5% gain" is a target
EXTREMES = words("high low highest lowest change return move")


def _parts(token: Token, said: re.Match[str]) -> list[Token]:
    names = ("lead", "last", "count", "unit")
    return [_word(token, said, name) for name in names if said[name]]


def _word(token: Token, said: re.Match[str], name: str) -> Token:
    first, last = token.start + said.start(name), token.start + said.end(name)
    text = said[name]
    if name == "count":
        return Token(first, last, text, "num", float(text))
    word = UNITS[text[0].lower()] if name == "unit" else text.lower()
    return Token(first, last, text, "in" if name == "lead" else word)
