"""Symbols of the asker's own: one token each, however many signs their names have."""

from __future__ import annotations

from agents.language.lexicon import lexicon, own, vocabulary
from agents.language.tokens.pieces import Token

LONGEST = 5  # pieces of a name: "AB-C.D"


def own_symbols(raw: str, tokens: list[Token]) -> list[Token]:
    """As they are written, or in small letters where that is no word."""
    names = own.names()
    if not names:
        return tokens
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        size = next(
            (n for n in range(LONGEST, 0, -1) if _is_own(raw, tokens[at : at + n], names)), 0
        )
        part = tokens[at : at + size]
        kept.append(_symbol(raw, part) if size else tokens[at])
        at += size or 1
    return kept


def _is_own(raw: str, part: list[Token], names: frozenset[str]) -> bool:
    text = raw[part[0].start : part[-1].end]
    return text in names or (text.upper() in names and not _is_word(part))


def _is_word(part: list[Token]) -> bool:
    word = lexicon.SAME.get(part[0].word, part[0].word)
    return len(part) == 1 and (word in vocabulary.KNOWN or bool(part[0].symbol))


def _symbol(raw: str, part: list[Token]) -> Token:
    start, end = part[0].start, part[-1].end
    text = raw[start:end]
    return Token(start, end, text, "symbol", symbol=text.upper())
