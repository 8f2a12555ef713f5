"""Symbols that a rule before has named together: "sell if either closes below"."""

from __future__ import annotations

from itertools import zip_longest

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, WORD, Token
from agents.language.wording.nouns import VERBS


def mark_named_before(tokens: list[Token]) -> None:
    """ "sell if either closes below": of the symbols that a rule before has named together."""
    if {*EITHER}.isdisjoint([*map(SMALL, tokens), *map(WORD, tokens)]):
        return
    named: set[str] = set()
    for token, after, then in zip_longest(tokens, tokens[1:], tokens[2:]):
        named |= {token.symbol} if token.symbol else set()
        said = "both" if token.word == "both" else token.small
        if len(named) < 2 or said not in EITHER or after is None:
            continue
        verb = then if after.small in ("is", "are") else after
        if verb is not None and verb.word in VERBS | WAYS:
            token.word = EITHER[said]


EITHER = {"both": "both-named", "either": "either-named"}
WAYS = words("above below over under < > <= >= up down")
