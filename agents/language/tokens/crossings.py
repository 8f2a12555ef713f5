"""Crosses in the shorthand of traders: "RSI x-above 55", "k x> d", "macd x up", "9 xover 21"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

WAYS = words("above over below under up down abv blw > < upward upwards downward downwards ↑ ↓")
# Written as one word.
WHOLE = {
    "xabove": "crosses-above", "xover": "crosses-above", "xup": "crosses-above",
    "xbelow": "crosses-below", "xunder": "crosses-below", "xdown": "crosses-below",
    "crossedabove": "crosses-above", "crossesabove": "crosses-above", "crossabove": "crosses-above",
    "crossedbelow": "crosses-below", "crossesbelow": "crosses-below", "crossbelow": "crosses-below",
}  # fmt: skip
WRITTEN = words("x x'd x's xs xd xing xes xed")
MULTIPLIED = words("volume vol atr average avg mean")


def mark_crossings(tokens: list[Token]) -> None:
    """An x before a way is a cross, where no number of times is meant ("1.5 x above average")."""
    written = {*places(tokens, WHOLE), *places(tokens, WRITTEN, SMALL)}
    for at in sorted(written):
        token = tokens[at]
        if token.word in WHOLE:
            token.word = WHOLE[token.word]
        way = _way(tokens, at) if token.small in WRITTEN else 0
        if not way or (at and _multiplies(tokens, at)):
            continue
        token.word = "crosses"
        for dash in tokens[at + 1 : way]:
            dash.kind = "used"
        if tokens[way].text in ARROWS:
            tokens[way].word = ARROWS[tokens[way].text]


ARROWS = {">": "above", "<": "below", "↑": "above", "↓": "below"}


def _way(tokens: list[Token], at: int) -> int:
    """Where the way stands that is crossed; 0 if none does."""
    behind = at + 1
    while behind < len(tokens) and tokens[behind].text in ("-", "–"):
        behind += 1
    return behind if behind < len(tokens) and tokens[behind].small in WAYS else 0


def _multiplies(tokens: list[Token], at: int) -> bool:
    before = tokens[at - 1]
    near = {token.small for token in tokens[max(0, at - 6) : at + 5]}
    glued = before.end == tokens[at].start
    return before.value is not None and (glued or bool(near & MULTIPLIED))
