"""What stands for less than it looks: quotes around a verb, "GT" for a sign."""

from __future__ import annotations

from itertools import pairwise

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

MARKS = frozenset("\"'“”‘’«»")
DONE = words("buy sell long short exit entry cover enter hold")


def unquoted(tokens: list[Token]) -> list[Token]:
    """Without the marks around such a word."""
    dropped: set[int] = set()
    start = Token(0, 0, "", "")
    for before, first, word, last in zip(
        [start, *tokens], tokens, tokens[1:], tokens[2:], strict=False
    ):
        quoted = word.word in DONE and first.text in MARKS and last.text in MARKS
        if quoted and before.text != "(":  # strategy.entry("Long", ...
            dropped |= {id(first), id(last)}
    return [token for token in tokens if id(token) not in dropped] if dropped else tokens


SIGNS = {"GT": ">", "LT": "<", "GTE": ">=", "LTE": "<="}


def name_signs(tokens: list[Token]) -> None:
    """ "CLOSE GT SMA(CLOSE, 20)", as some languages of rules have it."""
    for before, token in pairwise([Token(0, 0, "", ""), *tokens]):
        if before.small not in BOUGHT:  # "buying LT whenever ..."
            token.word = SIGNS.get(token.text, token.word)


BOUGHT = words("buy buying sell selling short shorting hold holding trade trading")
