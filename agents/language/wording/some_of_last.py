"""How many of the last bars are meant: "any of the last 3 closes" is one of them at least."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

DAYS = words("day bar close closes period session candle")
ANY, SOME = (
    words("any-of any either"),
    words("some certain einige einigen algunos algunas quelques"),
)
EXACTLY = words("exactly precisely just only")
PASSED = words("of the")
UNSAID = "few"  # how many "some" are is not said, and no more than so many is not counted


def mark_some_of_last(tokens: list[Token]) -> None:
    """Fillers are still among the tokens; behind "all" and "each" they are all of them."""
    said = {*places(tokens, ANY), *places(tokens, SOME | EXACTLY, SMALL)}
    for at in sorted(said):
        token = tokens[at]
        if not token.free:
            continue
        if token.word in ANY and _of_the_last(tokens, at + 1):
            token.word, token.value = "num", 1.0
        elif (token.small in SOME and _of_the_last(tokens, at + 1)) or _exact(tokens, at):
            token.word, token.lost = UNSAID, True


def _exact(tokens: list[Token], at: int) -> bool:
    """ "exactly one of the last 3 days" """
    behind = [one.word for one in tokens[at + 1 : at + 3]]
    return tokens[at].small in EXACTLY and behind == ["num", "of"] and _of_the_last(tokens, at + 2)


def _of_the_last(tokens: list[Token], at: int) -> bool:
    while at < len(tokens) and tokens[at].word in PASSED:
        at += 1
    said = [one.word for one in tokens[at : at + 3]]
    if len(said) < 3:
        return False
    return said[0] in ("last", "previous") and said[1] == "num" and said[2] in DAYS
