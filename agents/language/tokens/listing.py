"""A well-known list in a text becomes its members: "MAG7" is seven symbols, and that is shown."""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.baskets import BASKETS
from agents.language.tokens.joined import join
from agents.language.tokens.pieces import Token, Words

BASKET = "#basket"
FIRST = frozenset(name[0] for name in BASKETS)


def join_baskets(tokens: list[Token]) -> list[Token]:
    """Each name one token, before any word of it is read as another."""
    if FIRST.isdisjoint(token.small for token in tokens):
        return tokens
    return join(tokens, BASKETS, _whole)


def _whole(parts: list[Token], members: str) -> Token:
    text = " ".join(part.text for part in parts)
    return Token(parts[0].start, parts[-1].end, text, BASKET, symbol=members)


def spread_out(words: Words) -> None:
    """The members, each with a comma before the next; how many they are goes without saying."""
    if not any(token.word == BASKET for token in words.tokens):
        return
    found: list[Token] = []
    named = {token.symbol for token in words.tokens if token.word == "symbol"}
    for token in words.tokens:
        members = token.symbol.split() if token.word == BASKET else []
        if named & set(members):
            token.word, token.symbol, members = "etf", "", []  # "XLE, XLK and other sector ETFs"
        if not members:
            found.append(token)
            continue
        words.corrected.append((words.raw[token.start : token.end], ", ".join(members)))
        _drop_count(found, len(members))
        found += _members(token, members)
    words.tokens = found


def _drop_count(before: list[Token], size: int) -> None:
    """ "the 11 sector SPDRs", "all seven" """
    if before and before[-1].value == size:
        before[-1].word, before[-1].value, before[-1].kind = "so-far", None, "used"


def _members(token: Token, members: list[str]) -> list[Token]:
    first = replace(token, word="symbol", symbol=members[0])
    spread = [first]
    for name in members[1:]:
        empty = Token(token.end, token.end, "", ",")
        spread += [empty, replace(empty, word="symbol", symbol=name)]
    return spread
