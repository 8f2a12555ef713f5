"""Signs that point from a condition to what is done: "RSI < 30 => buy", "-> in", "=> flat"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import TEXT, Token, places


def mark_arrows(tokens: list[Token]) -> None:
    """ "=> buy" and "... = enter" point, as "-> in" does; "=> 30" compares."""
    if POINTING.isdisjoint(token.text for token in tokens):
        return
    for at in places(tokens[1:], {"+"}, TEXT):
        number, plus, then = tokens[at], tokens[at + 1], tokens[at + 2 : at + 3]
        glued = number.value is not None and number.end == plus.start
        if glued and _ends(then, ENDS | {",", ")"}):
            plus.word = ">="  # "23+"
    for at in places(tokens[:-1], POINTING - {"+", "=="}, TEXT):
        sign, side, then = tokens[at], tokens[at + 1], tokens[at + 2 : at + 3]
        if side.text in POINTED and _ends(then, ENDS):
            sign.word, side.word, side.symbol = "→", POINTED[side.text], ""
    for at in places(tokens[:-1], POINTING - {"+", ":"}, TEXT):
        sign, after = tokens[at : at + 2]
        if (
            sign.text in ("=>", "=", "==", "→", ">")
            and after.text[:1].isalpha()
            and after.word in ARROWED
        ):
            sign.word = "→"
        if sign.text in DRAWN and after.word in BEHIND:
            after.word = BEHIND[after.word]
    for at in places(tokens[:-1], {"=", "=="}, TEXT):
        side, then = tokens[at + 1], tokens[at + 2 : at + 3]
        ends = _ends(then, ENDS | {",", "price"}) or then[0].small in CALLED
        if side.word in BEHIND and ends:
            side.word = BEHIND[side.word]  # "price above the 50 MA = long"


def _ends(then: list[Token], words_behind: frozenset[str]) -> bool:
    """Nothing stands behind, or one of these words."""
    return not then or then[0].word in words_behind


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
