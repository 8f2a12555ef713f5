"""A stop that trails at a level which moves by itself: "trailing stop under the 20-day low" leaves
below that low, wherever it has risen to.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

STOPS = words("stop stoploss")
PLACED = words("at below under above over on beneath by is set using with the a just along")
UNITS = words("day bar week period -")
AVERAGES = words("sma ema ma wma hma")
LEVELS = AVERAGES | words("low high lowest highest")
LINES = words("supertrend sar")


def mark_trailing_levels(tokens: list[Token]) -> None:
    """ "Trailing" becomes one with the stop; fillers are still among the tokens."""
    for at in range(len(tokens) - 1, 0, -1):
        lead = at - 1
        while lead > 0 and tokens[lead].word in ("the", "a", "my"):
            lead -= 1
        trails = tokens[lead].word == "trailing" and tokens[lead].free
        if trails and tokens[at].word in STOPS and tokens[at].free and _moves(tokens, at + 1):
            tokens[at].start = tokens[lead].start
            del tokens[lead:at]


def _moves(tokens: list[Token], at: int) -> bool:
    begin = at
    while at < len(tokens) and tokens[at].word in PLACED:
        at += 1
    said = [one.word for one in tokens[at : at + 5] if one.word not in UNITS]
    level = said[:1] == ["num"] and said[1:2] and said[1] in LEVELS
    named = said[:1] and said[0] in LINES | AVERAGES
    return at > begin and bool(level or named)
