"""One word that stands for several: "Jahreshoch" is the 52-week high, "2N" two average ranges."""

from __future__ import annotations

from agents.language.tokens.pieces import Token


def expand(tokens: list[Token]) -> list[Token]:
    """A meaning of several words becomes as many tokens; the first has the text of all."""
    if not any(" " in token.word for token in tokens):
        return tokens
    return [part for token in tokens for part in _parts(token)]


def _parts(token: Token) -> list[Token]:
    if " " not in token.word or token.symbol:
        return [token]
    first, *others = token.word.split()
    token.word = first
    behind = [Token(token.end, token.end, "", word) for word in others]
    for part in (token, *behind):
        if part.word.isdecimal():
            part.value, part.word = float(part.word), "num"
    return [token, *behind]
