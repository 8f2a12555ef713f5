"""Highs and lows of no length: "the recent high", "its last swing low". Which one is meant, is
asked as of a resistance and a support; with a distance from it ("5% below the recent high") or as a
stop, it is asked there.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

LATELY = words("recent swing local latest pivot")
LINES = {"high": "resistance", "low": "support"}
BEFORE = LATELY | words("last most previous prior")
ENDS = words(". , : ; ) and or when if then sell buy short cover with on")
BEGINS = words(". , ; and or when if once until")
MEASURED = words("pct num atr stop stoploss takeprofit target trailing new")


def mark_recent_levels(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at in reversed(places(tokens, LINES)):
        if _is_lone(tokens, at):
            first = at
            while first and tokens[first - 1].small in BEFORE:
                first -= 1
            if not LATELY.isdisjoint(token.small for token in tokens[first:at]):
                _name(tokens, first, at)


def _name(tokens: list[Token], first: int, at: int) -> None:
    begin = first
    while begin and tokens[begin - 1].word not in BEGINS:
        begin -= 1
    if not MEASURED.isdisjoint(token.word for token in tokens[begin:first]):
        return
    said = " ".join(token.text for token in tokens[first : at + 1])
    line = Token(tokens[first].start, tokens[at].end, said, LINES[tokens[at].word])
    tokens[first : at + 1] = [line]


def _is_lone(tokens: list[Token], at: int) -> bool:
    """Nothing behind it says of how many days it is, or of what."""
    return at + 1 == len(tokens) or tokens[at + 1].word in ENDS
