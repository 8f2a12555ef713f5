"""What is said not to be so as a whole: "!(A or B)", "it is not true that A and B"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import TEXT, Token, places

SIGNS = frozenset({"!", "~", "¬"})
CASES = words("when while")
UNTRUE = (("true", "that"), ("the", "case", "that"), ("so", "that"))
BEFORE = words("it is it's its")


def mark_negations(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    denials = {*places(tokens[:-1], {"not"}), *places(tokens[:-1], SIGNS, TEXT)}
    for at in sorted(denials):
        sign, after = tokens[at : at + 2]
        if sign.text in SIGNS and after.word == "(" and sign.end == after.start:
            sign.word = "not"
        elif sign.word == "not" and after.word in CASES and _goes_on(tokens, at):
            sign.word, after.kind = "unless", "used"
        elif sign.word == "not" and (end := _untrue(tokens, at + 1)):
            _except(tokens, at, end)


def _goes_on(tokens: list[Token], at: int) -> bool:
    """ "..., not when A or B": what takes back what was said."""
    return at > 0 and tokens[at - 1].word in (",", "and", "but")


def _untrue(tokens: list[Token], at: int) -> int:
    """Behind "true that"."""
    for said in UNTRUE:
        if tuple(token.small for token in tokens[at : at + len(said)]) == said:
            return at + len(said)
    return 0


def _except(tokens: list[Token], at: int, end: int) -> None:
    """All that follows is what must not be so, as behind "unless"."""
    tokens[at].word = "unless"
    first = at
    while first and tokens[first - 1].small in BEFORE:
        first -= 1
    for token in (*tokens[first:at], *tokens[at + 1 : end]):
        token.kind = "used"
