"""The other end of a ranking, "and short the 2 worst", which no portfolio holds; it is named."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

SELLING = words("short sell")
WORST = words("worst weakest")
BESIDE = words("the num of them")
JOINTS = words("and , then .")


def without_other_end(tokens: list[Token]) -> list[Token]:
    """ "short the bottom 2", "sell the 2 worst": left over, so that it is named with its reason."""
    for at, verb in enumerate(tokens):
        if verb.word not in SELLING:
            continue
        end = at + 1
        while end < len(tokens) and tokens[end].word in WORST | BESIDE:
            end += 1
        named = any(one.word in WORST for one in tokens[at:end])
        ends = end == len(tokens) or tokens[end].word in JOINTS
        if named and ends:
            verb.word = "other-end"
            begin = at - (at > 0 and tokens[at - 1].word in ("and", ",", "then"))
            begin -= begin > 0 and begin < at and tokens[begin - 1].word == ","
            return tokens[:begin] + tokens[end:]
    return tokens
