"""Closes of a month, in one form: "closes the month above", "the month-end close is below", "on
every monthly close above" are put as "the monthly close is above".
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

WAYS = words(
    "above below over under > < >= <= crosses exceeds crosses-above crosses-below drops-below "
    "breaks-above"
)
PASSED = words("the is a an its are")
SAID = (
    ("monthly", "close"), ("closes", "month"), ("month-end", "close"), ("month-end", "price"),
    ("close", "at", "month-end"), ("price", "at", "month-end"), ("close", "on", "month-end"),
    ("last", "close", "of-month"), ("monthly-bars", "closes"),
    ("month-end", "closes"), ("month's", "close"), ("month's", "closes"),
)  # fmt: skip
EARLIER = words("last previous prior past next")
LONGEST = 9


def mark_monthly(tokens: list[Token]) -> None:
    """Fillers are still among the tokens. Only where a comparison follows is it a condition."""
    for at, token in enumerate(tokens):
        if token.free and token.word in OPENING:
            _put(tokens, at)


OPENING = {said[0] for said in SAID}


def _put(tokens: list[Token], at: int) -> None:
    if at and tokens[at - 1].word in EARLIER:
        return  # "last month's close" is a level
    near = [one for one in tokens[at : at + LONGEST] if one.free and one.word not in PASSED]
    said = tuple(one.word for one in near)
    found = next((form for form in SAID if said[: len(form)] == form), ())
    if not found or said[len(found) : len(found) + 1] == () or said[len(found)] not in WAYS:
        return
    first, second, *rest = near[: len(found)]
    first.word, second.word = "monthly", "close"
    for one in rest:
        one.kind = "used"
    _led(tokens, at)


def _led(tokens: list[Token], at: int) -> None:
    """ "on every monthly close above": when it is so."""
    if at > 1 and tokens[at - 1].word in ("every", "a", "the", "any"):
        tokens[at - 1].kind = "used"
        at -= 1
    if at and tokens[at - 1].word in ("on", "at"):
        tokens[at - 1].word = "when"
