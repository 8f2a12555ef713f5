"""What stands for less than it looks: quotes around a verb, "GT" for a sign."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import TEXT, Token, places

MARKS = frozenset("\"'“”‘’«»")
DONE = words("buy sell long short exit entry cover enter hold")


def unquoted(tokens: list[Token]) -> list[Token]:
    """Without the marks around such a word."""
    dropped: set[int] = set()
    start = Token(0, 0, "", "")
    for at in places(tokens[1:-1], DONE):
        before, (first, _, last) = tokens[at - 1] if at else start, tokens[at : at + 3]
        quoted = first.text in MARKS and last.text in MARKS
        if quoted and before.text != "(":  # strategy.entry("Long", ...
            dropped |= {id(first), id(last)}
    return [token for token in tokens if id(token) not in dropped] if dropped else tokens


SIGNS = {"GT": ">", "LT": "<", "GTE": ">=", "LTE": "<="}


def name_signs(tokens: list[Token]) -> None:
    """ "CLOSE GT SMA(CLOSE, 20)", as some languages of rules have it."""
    for at in places(tokens, SIGNS, TEXT):
        if not at or tokens[at - 1].small not in BOUGHT:  # "buying LT whenever ..."
            tokens[at].word = SIGNS[tokens[at].text]


BOUGHT = words("buy buying sell selling short shorting hold holding trade trading")
