"""The small words around times and bars of other languages: "um 10 Uhr", "auf 5-Minuten-Kerzen",
"à 15h30 sur bougies 5 minutes".
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

AT = words("um gegen à vers a às as alle")
ON = words("auf im in en sur em nas de du des dem des")
UNITS = words("minute hour")
BARS = words("bar chart timeframe tf")


def clock_words(tokens: list[Token]) -> None:
    """As in "at 10:00" and "on 5-minute bars"."""
    for at in range(len(tokens) - 1, 0, -1):
        if tokens[at].word == "clock":
            _at(tokens, at)
        elif tokens[at].word in BARS:
            _on(tokens, at)


def _at(tokens: list[Token], at: int) -> None:
    lead = at - 1 - (at > 1 and tokens[at - 1].word == "the")
    if tokens[lead].small in AT:
        tokens[lead].word = "at"


def _on(tokens: list[Token], at: int) -> None:
    behind = [one.word for one in tokens[at + 1 : at + 3]]
    if len(behind) == 2 and behind[0] == "num" and behind[1] in UNITS:
        tokens[at : at + 3] = [*tokens[at + 1 : at + 3], tokens[at]]
        _led(tokens, at)
    elif at > 2 and tokens[at - 1].word in UNITS and tokens[at - 2].word == "num":
        _led(tokens, at - 2)


def _led(tokens: list[Token], first: int) -> None:
    """The words before the bars become one "on"."""
    if first and tokens[first - 1].small in ON:
        tokens[first - 1].word = "on"
        if first > 1 and tokens[first - 2].small in ON:
            tokens[first - 2].word = "the"
