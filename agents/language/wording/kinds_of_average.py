"""The kind of an average, said before its length: "its exponential 200-day average"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token


def mark_kinds_of_average(tokens: list[Token]) -> None:
    """ "its exponential 200-day average": what kind it is may stand before its length."""
    for at, kind in enumerate(tokens):
        if kind.word not in AVERAGE_KINDS:
            continue
        part = tokens[at + 1 : at + 6]
        said = [one.word for one in part if one.word not in ("-", "day", "period", "bar", "week")]
        if said[:1] == ["num"] and said[1:2] and said[1] in AVERAGED:
            average = next(one for one in part if one.word in AVERAGED)
            average.word, kind.kind = AVERAGE_KINDS[kind.word], "used"
            follows = tokens[tokens.index(average) + 1 : tokens.index(average) + 2]
            if average.small == "moving" and follows and follows[0].word == "average":
                follows[0].kind = "used"


AVERAGE_KINDS = {"exponential": "ema", "simple": "sma", "weighted": "wma"}
AVERAGED = words("average moving ma sma")
