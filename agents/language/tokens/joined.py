"""Words that are one phrase become one token, the longest phrase first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import compress

from agents.language.tokens.pieces import Token


def join(
    tokens: list[Token],
    table: Mapping[tuple[str, ...], str],
    build: Callable[[list[Token], str], Token],
) -> list[Token]:
    """The longest phrase of the table at each place becomes one token."""
    longest = _longest(table)
    keys = tuple([token.text if token.word == "num" else token.word for token in tokens])
    kept: list[Token] = []
    done = 0
    for at in compress(range(len(keys)), map(longest.__contains__, keys)):
        sizes = range(longest[keys[at]], 0, -1) if at >= done else ()
        size = next((n for n in sizes if keys[at : at + n] in table), 0)
        if size:
            built = build(tokens[at : at + size], table[keys[at : at + size]])
            kept += [*tokens[done:at], built]
            done = at + size
    return [*kept, *tokens[done:]]


LONGEST: dict[int, dict[str, int]] = {}


def _longest(table: Mapping[tuple[str, ...], str]) -> dict[str, int]:
    """How long the longest phrase is that begins with a word; the tables never change."""
    if id(table) not in LONGEST:
        found: dict[str, int] = {}
        for phrase in table:
            found[phrase[0]] = max(found.get(phrase[0], 0), len(phrase))
        LONGEST[id(table)] = found
    return LONGEST[id(table)]


def phrase_token(parts: list[Token], meaning: str) -> Token:
    text = " ".join(part.text for part in parts)
    value = float(meaning) if meaning.isdigit() else None
    return Token(parts[0].start, parts[-1].end, text, meaning if value is None else "num", value)


def symbol_token(parts: list[Token], meaning: str) -> Token:
    text = " ".join(part.text for part in parts)
    return Token(parts[0].start, parts[-1].end, text, "symbol", symbol=meaning)
