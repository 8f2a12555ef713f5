"""A level that is taken back, as a noun: "on a VWAP reclaim", "a reclaim of the 50-day"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

RECLAIM = words("reclaim reclaims reclaiming")
LEVELS = words("vwap ma sma ema wma hma average moving num day week period - exponential simple")
NAMED = words("vwap ma sma ema wma hma average day week")
ENDS = words(". , and or when with on then sell buy short ) if") | {""}
ARTICLES = words("a an the its")


def mark_reclaims(tokens: list[Token]) -> None:
    """As in "reclaims the VWAP"; fillers are still among the tokens."""
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].small not in RECLAIM:
            continue
        behind = tokens[at + 1].word if at + 1 < len(tokens) else ""
        if behind == "of":
            tokens[at + 1].kind = "used"
        elif behind in ENDS:
            _verb_first(tokens, at)


def _verb_first(tokens: list[Token], at: int) -> None:
    first = at
    while first and tokens[first - 1].word in LEVELS:
        first -= 1
    level = tokens[first:at]
    while first and tokens[first - 1].small in ARTICLES:
        first -= 1
    if not any(token.word in NAMED for token in level):
        return
    if first and tokens[first - 1].small == "off":
        tokens[first - 1].word = "when"
    place = level[0].start
    tokens[first : at + 1] = [Token(place, place, "", "price"), tokens[at], *level]
