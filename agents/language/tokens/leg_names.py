"""What the two lines of a cross are called in other languages, where English has it before the
name: "una EMA corta (13)", "la moyenne mobile longue", "der langsame EMA"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

AVERAGES = words("ma sma ema wma hma average")
FAST = words(
    """
    corta corto rápida rápido rapida rapido curta curto courte court rapide kurze kurzer kurzen
    kurzem kurzes schnelle schneller schnellen schnellem schnelles
    """
)
SLOW = words(
    """
    larga largo lenta lento longa longo longue long lente lent lange langer langen langem langes
    langsame langsamer langsamen langsamem langsames
    """
)


# What may stand between the name of an average and what it is called.
KINDS = words("moving exponential simple weighted")
# "la EMA corta la SMA": the same word is a verb, where what it cuts stands behind it.
CUT = words("corta")


def leg_names(tokens: list[Token]) -> None:
    """Each is put before its average; beside anything else the words mean what they meant."""
    known: list[Token] = []
    for at, token in enumerate(tokens):
        role = "fast" if token.small in FAST else "slow" if token.small in SLOW else ""
        begin = _average(tokens, at) if role else at
        if begin < at and not (token.small in CUT and _word(tokens, at + 1) == "the"):
            known = tokens[begin:at]
            token.word = role
            tokens[begin : at + 1] = [token, *known]
        elif role and _word(tokens, at + 1) in AVERAGES:
            token.word = role
        elif role and known and _is_elided(tokens, at):
            token.word = role
            place = replace(token, start=token.end, text="")
            tokens[at + 1 : at + 1] = [replace(place, word=one.word) for one in known]


def _average(tokens: list[Token], at: int) -> int:
    """Where the average begins that ends right before; `at` where none does."""
    begin = at - 1
    while begin > 0 and tokens[begin].word in KINDS:
        begin -= 1
    return begin if begin >= 0 and tokens[begin].word in AVERAGES else at


def _is_elided(tokens: list[Token], at: int) -> bool:
    """ "... cruza por encima de la larga de 50": the slow average of 50."""
    led = _word(tokens, at - 1) in ("the", "a")
    behind = [_word(tokens, n) for n in (at + 1, at + 2)]
    return led and behind in (["of", "num"], ["(", "num"])


def _word(tokens: list[Token], at: int) -> str:
    return tokens[at].word if 0 <= at < len(tokens) else ""
