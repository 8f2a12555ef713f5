"""What stands between two verbs of which each has a day: "on Mondays buy when RSI is below 30, on
Fridays sell"."""

from __future__ import annotations

from agents.language.lexicon.lexicon import MONTHS, WEEKDAYS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

POINTS = frozenset({*WEEKDAYS, *MONTHS}) | words(
    "month-end month-start quarter-end quarter-start year-end year-start"
)
SPANS = words("day week month bar hour minute")
BESIDE = words("on the at in after every then num")
JOINTS = words(", and")


def own_day(between: list[Token]) -> list[Token]:
    """The end of it that says when the second verb acts, where all before it is a condition of
    the first; nothing if the condition may be the second verb's, too."""
    words_ = [token.word for token in between]
    opening = words_[1:2] if words_[:1] == [","] else words_[:1]
    if opening != ["when"]:
        return []
    last = max((at for at, word in enumerate(words_) if word in JOINTS), default=0)
    tail = between[last + 1 :]
    said = {token.word for token in tail}
    pointed = bool(said & POINTS) or ("after" in said and bool(said & SPANS))
    return tail if last > 1 and pointed and said <= POINTS | SPANS | BESIDE else []
