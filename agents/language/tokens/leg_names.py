"""What the two lines of a cross are called in other languages, where English has it before the
name: "una EMA corta (13)", "la moyenne mobile longue", "der langsame EMA"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token

AVERAGES = words("ma sma ema wma hma average")
FAST = words(
    """
    corta corto rápida rápido rapida rapido curta curto courte court rapide kurze kurzer kurzen
    kurzem kurzes schnelle schneller schnellen schnellem schnelles kurzfristige kurzfristiger
    kurzfristigen kurzfristigem kürzere kürzerer kürzeren schnellere schnellerer schnelleren
    """
) | {
    "à court terme", "court terme", "de court terme", "de courte durée", "courte durée",
    "de courte période", "a corto plazo", "de corto plazo", "corto plazo", "de corto período",
    "de corto periodo", "la plus courte", "la plus rapide", "más corta", "más rápida",
}  # fmt: skip
SLOW = words(
    """
    larga largo lenta lento longa longo longue long lente lent lange langer langen langem langes
    langsame langsamer langsamen langsamem langsames langfristige langfristiger langfristigen
    langfristigem längere längerer längeren langsamere langsamerer langsameren
    """
) | {
    "à long terme", "long terme", "de long terme", "de longue durée", "longue durée",
    "de longue période", "a largo plazo", "de largo plazo", "largo plazo", "de largo período",
    "de largo periodo", "la plus longue", "la plus lente", "más larga", "más lenta",
}  # fmt: skip

# What may stand between the name of an average and what it is called.
KINDS = words("moving exponential simple weighted")
# "la EMA corta la SMA": the same word is a verb, where what it cuts stands behind it.
CUT = words("corta")


def leg_names(tokens: list[Token]) -> None:
    """Each is put before its average; beside anything else the words mean what they meant."""
    if (FAST | SLOW).isdisjoint(map(SMALL, tokens)):
        return
    known: list[Token] = []
    for at, token in enumerate(tokens):
        role = "fast" if token.small in FAST else "slow" if token.small in SLOW else ""
        begin = _average(tokens, at) if role else at
        if begin < at and not (token.small in CUT and _word(tokens, at + 1) == "the"):
            known = tokens[begin:at]
            token.word = role
            _of_prices(known)
            tokens[begin : at + 1] = [token, *known]
        elif role and _word(tokens, at + 1) in AVERAGES:
            token.word, known = role, tokens[at + 1 : at + 2]
            _of_prices(known)
        elif role and known and _is_elided(tokens, at):
            token.word = role
            place = replace(token, start=token.end, text="")
            tokens[at + 1 : at + 1] = [replace(place, word=one.word) for one in known]


def _of_prices(known: list[Token]) -> None:
    """A fast or slow "average" is a moving one."""
    if [one.word for one in known] == ["average"]:
        known[0].word = "ma"


def _average(tokens: list[Token], at: int) -> int:
    """Where the average begins that ends right before; `at` where none does."""
    begin = at - 1
    while begin > 0 and tokens[begin].word in KINDS:
        begin -= 1
    return begin if begin >= 0 and tokens[begin].word in AVERAGES else at


def _is_elided(tokens: list[Token], at: int) -> bool:
    """ "... cruza por encima de la larga de 50", "kreuzt die langsame": the slow average."""
    led = _word(tokens, at - 1) in ("the", "a", "of")
    behind = [_word(tokens, n) for n in (at + 1, at + 2)]
    counted = behind in (["of", "num"], ["(", "num"])
    return led and (counted or _is_crossed(tokens, at))


def _is_crossed(tokens: list[Token], at: int) -> bool:
    """A position may be "the long one", too: only what is crossed is a line."""
    first = at - 1 - (_word(tokens, at - 2) == "of")
    late = [_word(tokens, n) for n in (at + 1, at + 2)]
    verb_last = _word(tokens, first - 1) in AVERAGES and bool({*late} & {"crosses"})
    return verb_last or _word(tokens, first - 1) in CROSSING


CROSSING = words("crosses crosses-above crosses-below")


def _word(tokens: list[Token], at: int) -> str:
    return tokens[at].word if 0 <= at < len(tokens) else ""
