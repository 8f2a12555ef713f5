"""How long it is held, its time before the noun: "a 10-day hold", "5 day time stop"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

NOUNS = ("hold", "time", "max")
UNITS = words("day week month bar hour")
CAPS = words("max maximum hold for")
ENDS = frozenset({"", ".", ",", ")", "and", "or", "with", "then"})


def mark_held(tokens: list[Token]) -> None:
    """The noun is put before its time, as the grammar has it."""
    for at in range(len(tokens) - 1, 1, -1):
        noun = tokens[at]
        if noun.word != "hold" or not noun.free or not noun.small.startswith(NOUNS):
            continue
        behind = tokens[at + 1].word if at + 1 < len(tokens) else ""
        count = _count(tokens, at)
        if count and behind in ENDS and tokens[count - 1].word not in CAPS:
            noun.kind = "used"
            if "after" not in [token.word for token in tokens[max(0, count - 2) : count]]:
                begin = tokens[count].start
                tokens.insert(count, Token(begin, begin, "", "hold"))


def _count(tokens: list[Token], at: int) -> int:
    """Where the number of "10-day" is; 0 where there is none."""
    said = [token for token in tokens[max(0, at - 4) : at] if token.small not in ("-", "trading")]
    if len(said) < 2 or said[-1].word not in UNITS or said[-2].value is None:
        return 0
    return tokens.index(said[-2])
