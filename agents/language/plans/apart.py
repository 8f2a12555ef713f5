"""Of two symbols, each with a side of its own: "buy SPY above its average, SQQQ below it". Where
that is no plan, the second is neither bought nor a condition of the first, and is named.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

SIDES = words("above below over under > < >= <=")
OPENING = words("buy long hold own") | {"", "."}
ENDS = words(". ,")
CASES = words("when while if unless until only filter and")


def lose_others(tokens: list[Token]) -> None:
    """Marks the second one lost, with its side."""
    for at in range(1, len(tokens) - 2):
        if tokens[at].word == "," and _has_side(tokens, at + 1) and _is_second(tokens, at):
            end = next(
                (n for n in range(at + 1, len(tokens)) if tokens[n].word in ENDS), len(tokens)
            )
            for token in tokens[at + 1 : end]:
                token.word, token.symbol, token.value, token.lost = "other-case", "", None, True


def _has_side(tokens: list[Token], at: int) -> bool:
    side = at + 1 < len(tokens) and tokens[at + 1].word in SIDES
    return bool(tokens[at].free and tokens[at].symbol and side)


def _is_second(tokens: list[Token], comma: int) -> bool:
    """The part before it says the same of another symbol, and no "when"."""
    begin = comma
    while begin and tokens[begin - 1].word != ".":
        begin -= 1
    part = tokens[begin:comma]
    first = next((n for n, token in enumerate(part) if token.symbol), -1)
    if first < 0 or any(token.word in CASES for token in part):
        return False
    led = part[first - 1].word if first else ""
    other = part[first].symbol != tokens[comma + 1].symbol
    return led in OPENING and other and _has_side(part, first)
