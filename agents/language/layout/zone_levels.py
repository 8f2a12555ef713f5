"""Levels of an oscillator that are said apart: "with levels of 25 and 75" are where it is oversold
and overbought.
"""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

NAMES = words(
    "level levels threshold thresholds zones bounds limits boundaries lines settings cutoffs"
)
LINKS = words("of at : = is are set to being as the with on")
JOINTS = words("and , / & or -")
OSCILLATORS = words("rsi stochastic stochrsi mfi")
LEADS = OSCILLATORS | words("with using use ( , . for strategy as")
BEFORE = LEADS - words(". strategy") | words("and the both its a")
ZONES = ("oversold", "overbought")
ACTING = words("buy sell short cover long buy-after sell-after entry")
BEHIND = words("respectively ) levels level thresholds")


def mark_zone_levels(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    if not any(token.word in OSCILLATORS for token in tokens):
        return
    if not any(token.word in ACTING for token in tokens):
        _in_order(tokens)
    for at in range(len(tokens) - 2):
        joint = _pair(tokens, at)
        if joint is not None:
            _place(tokens, at, joint)
            return


def _in_order(tokens: list[Token]) -> None:
    """ "RSI overbought/oversold strategy": it buys in the one and sells in the other, however the
    two are listed."""
    for at, first in enumerate(tokens):
        behind = [one for one in tokens[at + 1 : at + 3] if one.small not in JOINTS]
        if first.word in ZONES and behind and behind[0].word in {*ZONES} - {first.word}:
            first.word, behind[0].word = ZONES
            for one in tokens[at + 1 : at + 2]:
                one.kind = "used" if one.small in JOINTS else one.kind
            return


def _pair(tokens: list[Token], at: int) -> Token | None:
    """What joins two levels, one on either side of the middle, that are called so."""
    low, joint, high = tokens[at : at + 3]
    if joint.small not in JOINTS or not all(one.word == "num" and one.free for one in (low, high)):
        return None
    named = _called_before(tokens, at) is not None or _called_behind(tokens, at + 3)
    return joint if named and 0 < (low.value or 0) < 50 < (high.value or 0) < 100 else None


def _called_before(tokens: list[Token], at: int) -> int | None:
    """Where "levels of" begins."""
    before = at - 1
    while before >= 0 and tokens[before].small in LINKS:
        before -= 1
    return before if before >= 0 and tokens[before].small in NAMES else None


def _called_behind(tokens: list[Token], at: int) -> bool:
    while at < len(tokens) and tokens[at].small in ("as", "the", *ZONES, "and"):
        at += 1
    return at < len(tokens) and tokens[at].small in NAMES


def _place(tokens: list[Token], at: int, joint: Token) -> None:
    low, high = tokens[at], tokens[at + 2]
    first, last = _phrase(tokens, at)
    if not (first == 0 or {tokens[first].word, tokens[first - 1].word} & LEADS):
        return  # "sell at price levels of 40 and 60"
    outside = [*tokens[:first], *tokens[last + 1 :]]
    zones = [one for one in outside if one.word in ZONES and one.free]
    if not any(one.word in ACTING for one in outside):
        joint.word = "/"
        for one in tokens[first:at]:
            one.kind = "used" if one.word in (*ZONES, "and", ",") else one.kind
        return
    known = {one.value for one in outside}
    if not zones and not {low.value, high.value} <= known:
        return
    for one in tokens[first : last + 1]:
        one.kind = "used"
    for zone in zones:
        _say(tokens, zone, low if zone.word == "oversold" else high)


def _phrase(tokens: list[Token], at: int) -> tuple[int, int]:
    """From "using RSI oversold and overbought levels of" to the last of its words."""
    called = _called_before(tokens, at)
    first = at if called is None else called
    while first and called is not None and tokens[first - 1].word in (*ZONES, "and"):
        first -= 1
    while first and tokens[first - 1].word in BEFORE:
        first -= 1
    last = at + 2
    while last + 1 < len(tokens) and (
        tokens[last + 1].small in BEHIND or (called is None and tokens[last + 1].small in LINKS)
    ):
        last += 1
    return first, last


def _say(tokens: list[Token], zone: Token, level: Token) -> None:
    """ "oversold (25)", as people write it."""
    at = next(n for n, one in enumerate(tokens) if one is zone) + 1
    if tokens[at : at + 1] and tokens[at].free and tokens[at].word in ("(", "num"):
        return
    end = zone.end
    opened, shut = Token(end, end, "", "("), Token(end, end, "", ")")
    tokens[at:at] = [opened, replace(level, start=end, end=end, text="", kind=None), shut]
