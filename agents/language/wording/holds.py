"""A time that is said as a noun: "a 10-day hold"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

UNITS = words("day bar week month hour")
MOST = words("max maximum at-most")
ENDS = words(". , ; : ) ? ! and or then with but use")


def mark_holds(tokens: list[Token]) -> None:
    """ "a 10-day hold" is held for 10 days; the order of words is that of "hold 10 days"."""
    for at in range(2, len(tokens)):
        count, unit, hold = tokens[at - 2 : at + 1]
        ends = at + 1 == len(tokens) or tokens[at + 1].word in ENDS
        counted = count.word == "num" and unit.word in UNITS and hold.word == "hold"
        if counted and ends and all(one.free for one in (count, unit, hold)):
            begin = at - 2 - (at > 2 and tokens[at - 3].word in MOST)
            tokens[begin : at + 1] = [hold, *tokens[begin:at]]
