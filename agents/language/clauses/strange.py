"""Conditions about what nobody here knows, which "it" behind them means."""

from __future__ import annotations

from agents.language.lexicon.vocabulary import KNOWN
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

COMPARING = words("above below crosses < > <= >= = exceeds falls rises goes breaks touches over")


def of_unknown(skipped: list[Token]) -> bool:
    """ "the wobble index is above 60": what "it" is below later is no price."""
    compared = next((n for n, token in enumerate(skipped) if token.word in COMPARING), 0)
    counted = any(token.value is not None for token in skipped[compared:])
    return counted and any(map(_is_unknown, skipped[:compared]))


def _is_unknown(token: Token) -> bool:
    plain = token.word.replace("'", "").isalpha() and token.value is None
    return plain and not token.symbol and {token.word, token.small}.isdisjoint(KNOWN)
