"""Values without their sign: "|Z| < 0.25" is between -0.25 and 0.25."""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

BELOW = words("< <= below under")
OPENED = {"|": "|", "abs": ")"}
LONGEST = 8


def mark_absolute(tokens: list[Token]) -> None:
    """What lies further out than so far lies on two sides: it is left, and named."""
    for at in reversed(places(tokens, OPENED, SMALL)):
        closing = OPENED[tokens[at].small]
        first = at + 1 + (tokens[at].small == "abs")
        ahead = range(first + 1, min(len(tokens) - 2, first + LONGEST))
        end = next((n for n in ahead if tokens[n].text == closing), 0)
        if not end or not _framed(tokens, first, end):
            continue
        sign_at = end + 1 + (tokens[end + 1].small in ("is", "are"))
        sign, number = (*tokens[sign_at : sign_at + 2], tokens[end])[:2]
        if number.word != "num" or not number.value:
            continue
        _use([*tokens[at:first], tokens[end]])
        if sign.word in BELOW:
            _between(tokens, sign_at)
        else:
            sign.word = "beyond-zero"


def _framed(tokens: list[Token], first: int, end: int) -> bool:
    """Bars of a table stand apart from what is between them."""
    near = tokens[first - 1].end == tokens[first].start and tokens[end - 1].end == tokens[end].start
    return near and tokens[first].word != "."


def _between(tokens: list[Token], at: int) -> None:
    sign, number = tokens[at : at + 2]
    sign.word = "between"
    low = replace(number, end=number.start, text="", value=-(number.value or 0.0))
    tokens[at + 1 : at + 1] = [low, Token(number.start, number.start, "", "and")]


def _use(tokens: list[Token]) -> None:
    for token in tokens:
        token.kind = "used"
