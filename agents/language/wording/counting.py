"""Some of several conditions: "2 of these 3: ...", "at least two of the following: ..."."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

SOME_OF = "some-of"
OF = words("of out")
NAMED = words(
    "the these those following conditions condition signals rules num three four five six hold "
    "holds are is true met fulfilled triggers happen occur criteria below above satisfied"
)
LEADING = words(">= any use when need only")
MOST = 6


def mark_counts(tokens: list[Token]) -> None:
    """ "at least 2 of these hold:" becomes one word that stands before its list."""
    for index, token in enumerate(tokens):
        behind = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.word != "num" or behind is None or behind.word not in OF:
            continue
        end = _end(tokens, index + 1)
        if end and token.value in range(2, MOST):
            token.word = SOME_OF
            for part in tokens[index + 1 : end]:
                part.kind = "used"
            if index and tokens[index - 1].word == ">=":
                tokens[index - 1].kind = "used"


def _end(tokens: list[Token], at: int) -> int:
    """Behind the colon that opens the list, if nothing else stands before it."""
    while at < len(tokens) and (tokens[at].word in PASSED or _counts(tokens[at])):
        at += 1
    return at + 1 if at < len(tokens) and tokens[at].word == ":" else 0


def _counts(token: Token) -> bool:
    return token.word == "num" and (token.value or 0) <= MOST


PASSED = OF | NAMED
