"""Bands that hit one of their own lines: "when the Bollinger Bands hit the upper band". It is the
price that hits it."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

KINDS = words("bollinger keltner donchian")
NAMES = words("band channel")
VERBS = words("touches crosses breaks")
WAYS = words("above below over under through at the its a")
SIDES = words("upper lower middle mid")


def mark_own_lines(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at in range(len(tokens) - 3, -1, -1):
        if tokens[at].word in KINDS and tokens[at].free:
            _hit(tokens, at)


def _hit(tokens: list[Token], at: int) -> None:
    verb = at + 1 + (tokens[at + 1].word in NAMES)
    side = verb + 1
    while side < len(tokens) and tokens[side].word in WAYS:
        side += 1
    hits = side < len(tokens) and tokens[verb].word in VERBS and tokens[side].word in SIDES
    another = any(one.word in KINDS for one in tokens[side : side + 2])
    if not hits or another or (at and tokens[at - 1].word in SIDES):
        return
    start = tokens[side].start
    tokens.insert(side, Token(start, start, "", tokens[at].word))
    tokens[at].word = "price"
    for name in tokens[at + 1 : verb]:
        name.kind = "used"
