"""One word that stands for several: "Jahreshoch" is the 52-week high, "2N" two average ranges."""

from __future__ import annotations

from dataclasses import replace

from agents.language.tokens.pieces import Token, Words


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


def turtles(words: Words) -> None:
    """ "2N": the N of the turtles is an average true range of 20 days."""
    for at in range(len(words.tokens) - 1, 0, -1):
        count, unit = words.tokens[at - 1 : at + 1]
        if unit.text == "N" and count.word == "num" and count.end == unit.start:
            day = [
                replace(unit, end=unit.start, text="", word=word) for word in ("x", "num", "day")
            ]
            day[1].value, unit.word = 20.0, "atr"
            words.tokens[at:at] = day
            words.corrected.append(("N", "ATR(20)"))
