"""Trailing stops that begin behind something else: "move the stop to break-even, then trail by 4%",
"stop 5% and a 3% trailing stop afterwards". They are asked about as others that begin later."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

LATER = "trails-later"
THEN = words("then thereafter afterwards subsequently later next")
BETWEEN = words("a an the to it stop my with use and by start begin i we pct atr num x * ,")
# What was set before, in the same sentence.
BEFORE = words("breakeven stop stoploss profit takeprofit target")
ENDS = words(". , ; and or")
FARTHEST = 8


def mark_later_trails(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at in places(tokens, ("trailing",)):
        token = tokens[at]
        if not token.free or not _is_set_before(tokens, at):
            continue
        if _then_before(tokens, at) or _then_behind(tokens, at):
            token.word = LATER


def _is_set_before(tokens: list[Token], at: int) -> bool:
    for token in reversed(tokens[:at]):
        if token.word == ".":
            return False
        if token.word in BEFORE:
            return True
    return False


def _then_before(tokens: list[Token], at: int) -> bool:
    for token in reversed(tokens[max(0, at - FARTHEST) : at]):
        if token.small in THEN:
            token.kind = "used"
            return True
        if token.word not in BETWEEN:
            return False
    return False


def _then_behind(tokens: list[Token], at: int) -> bool:
    for token in tokens[at + 1 : at + 1 + FARTHEST]:
        if token.small in THEN:
            token.kind = "used"
            return True
        if token.word in ENDS:
            return False
    return False
