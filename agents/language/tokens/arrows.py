"""Signs that point from a condition to what is done: "RSI < 30 => buy", "-> in", "=> flat"."""

from __future__ import annotations

from itertools import pairwise, zip_longest

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token


def mark_arrows(tokens: list[Token]) -> None:
    """ "=> buy" and "... = enter" point, as "-> in" does; "=> 30" compares."""
    if POINTING.isdisjoint(token.text for token in tokens):
        return
    for number, plus, then in zip_longest(tokens, tokens[1:], tokens[2:]):
        glued = plus is not None and plus.text == "+" and number.end == plus.start
        if glued and number.value is not None and (then is None or then.word in ENDS | {",", ")"}):
            plus.word = ">="  # "23+"
    for sign, side, then in zip_longest(tokens, tokens[1:], tokens[2:]):
        ends = then is None or then.word in ENDS
        points = sign.text in ("=>", "->", "-->", "→", "=", ":", ">")
        if points and side is not None and ends and side.text in POINTED:
            sign.word, side.word, side.symbol = "→", POINTED[side.text], ""
    for sign, after in pairwise(tokens):
        if (
            sign.text in ("=>", "=", "==", "→", ">")
            and after.text[:1].isalpha()
            and after.word in ARROWED
        ):
            sign.word = "→"
        if sign.text in DRAWN and after.word in BEHIND:
            after.word = BEHIND[after.word]

    for sign, side, then in zip_longest(tokens, tokens[1:], tokens[2:]):
        ends = then is None or then.word in ENDS | {",", "price"} or then.small in CALLED
        if sign.text in ("=", "==") and side is not None and side.word in BEHIND and ends:
            side.word = BEHIND[side.word]  # "price above the 50 MA = long"


POINTING = words("+ => -> --> → = == : >")
# Arrows that are drawn; what they point to stands behind its condition.
DRAWN = frozenset({"->", "-->", "=>", "→"})
BEHIND = {"buy": "buy-after", "long": "buy-after", "sell": "sell-after", "short": "short-after",
          "cover": "cover-after"}  # fmt: skip
POINTED = {
    "in": "buy-after", "In": "buy-after", "IN": "buy-after", "L": "buy-after", "S": "short",
    "out": "sell-after", "Out": "sell-after", "OUT": "sell-after", "flat": "sell-after",
    "FLAT": "sell-after", "Flat": "sell-after", "cash": "sell-after",
}  # fmt: skip
CALLED = words("strategy position trade signal entry")
ENDS = words(". , ; and or #")
ARROWED = frozenset({"buy", "sell", "long", "short", "cover", "flat", "out", "hold", "exit"})
