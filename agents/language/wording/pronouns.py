"""Words that stand for what was named: "and when one closes below" is a candle again."""

from __future__ import annotations

from agents.language.layout.chatter import INDICATORS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

STANDING = words("one it's")
LEADING = words("when if only while once whenever and as")
CANDLES = words("candle bar candlestick")
CLOSING = words("closes crosses breaks opens touches")
UNITS = words("day period bar week")


def mark_pronouns(tokens: list[Token]) -> None:
    """ "it's 10-day average" has its apostrophe too many."""
    spoken = False
    for before, here, behind in zip(tokens, tokens[1:], tokens[2:], strict=False):
        spoken |= before.word == "bar" or here.word == "bar" or here.small in CANDLES
        if spoken and before.small in LEADING and here.small == "one" and behind.word in CLOSING:
            here.word, here.value = "price", None
        lengthy = here.word == "num" and behind.word in UNITS
        if before.small == "it's" and (lengthy or here.word in INDICATORS):
            before.kind = "used"
