"""What is foretold: "when it predicts a 65% chance that SPY is up in 5 days". No price tells it
before, and what SPY did in the last 5 days is another thing.
"""

from __future__ import annotations

from agents.language.lexicon.unpriced import FORETOLD
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

PREDICTING = words(
    "predict predicts predicted predicting prediction predictions forecast forecasts forecasted "
    "forecasting"
)
CHANCES = words("chance chances probability probabilities likelihood odds")
OF = words("of that is it the a an for in ( > >= at exceeds above over")
OUTCOMES = words(
    """
    up down higher lower rise rises rising fall falls falling gain gains loss drop drops will going
    go goes increase increases decrease decreases positive negative upside downside above below
    finish finishes close closes recover recovers
    """
)
ENDS = words(". , buy sell short cover")
FARTHEST = 14


def mark_foretold(tokens: list[Token]) -> None:
    """The first word of each becomes one that nothing is tested of to the end of its part."""
    for at, token in enumerate(tokens):
        names = token.small in PREDICTING or (token.small in CHANCES and _is_of(tokens, at))
        if names and token.free and _has_outcome(tokens, at):
            token.word = FORETOLD


def _is_of(tokens: list[Token], at: int) -> bool:
    """ "a 60% chance of a rise", and no "chance to buy"."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    return behind is not None and (bool(behind.symbol) or behind.small in OF)


def _has_outcome(tokens: list[Token], at: int) -> bool:
    for token in tokens[at + 1 : at + FARTHEST]:
        if token.word in ENDS and token.small not in OUTCOMES:
            return False
        if token.small in OUTCOMES:
            return True
    return False
