"""Words that stand for what was named: "and when one closes below" is a candle again, and "sell
when it falls 3% below" is so far below the average that the entry spoke of.
"""

from __future__ import annotations

from agents.language.layout.chatter import INDICATORS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

STANDING = words("one it's")
LEADING = words("when if only while once whenever and as")
CANDLES = words("candle bar candlestick")
CLOSING = words("closes crosses breaks opens touches")
UNITS = words("day period bar week")


def mark_pronouns(tokens: list[Token]) -> None:
    """ "it's 10-day average" has its apostrophe too many."""
    if STANDING.isdisjoint(map(SMALL, tokens)):
        return
    spoken = False
    for before, here, behind in zip(tokens, tokens[1:], tokens[2:], strict=False):
        spoken |= before.word == "bar" or here.word == "bar" or here.small in CANDLES
        if spoken and before.small in LEADING and here.small == "one" and behind.word in CLOSING:
            here.word, here.value = "price", None
        lengthy = here.word == "num" and behind.word in UNITS
        if before.small == "it's" and (lengthy or here.word in INDICATORS):
            before.kind = "used"


PLACES = words("below above under over")
MOVING = words("falls rises goes closes trade")
AVERAGES = words("sma ema ma wma hma vwap")
EXITS = words("sell cover out flat")
ENDS = words(". , ; and or then")


def mark_elided_levels(tokens: list[Token]) -> None:
    """Where the entry compares with one level only, a place without one is that of this level."""
    elided = [at for at in places(tokens, PLACES) if at > 1 and _is_elided(tokens, at)]
    if not elided:
        return
    leaves = next((n for n, token in enumerate(tokens) if token.word in EXITS), len(tokens))
    named = {(one.word, _number(tokens, n)) for n, one in enumerate(tokens) if one.word in AVERAGES}
    compares = any(token.word in PLACES for token in tokens[:leaves])
    if len(named) != 1 or not compares or not any(one.word in AVERAGES for one in tokens[:leaves]):
        return
    for at in [place for place in reversed(elided) if place > leaves + 1]:
        end = tokens[at].end
        tokens.insert(at + 1, Token(end, end, "", "it"))


def _is_elided(tokens: list[Token], at: int) -> bool:
    """ "falls 3% below": a move says so, where "is 3% above" may be so far above what was paid."""
    moved, far = tokens[at - 2 : at]
    ends = at + 1 == len(tokens) or tokens[at + 1].word in ENDS
    return ends and far.word == "pct" and moved.word in MOVING


def _number(tokens: list[Token], at: int) -> float | None:
    """Of which length the average is, before or behind it."""
    near = [*tokens[max(0, at - 4) : at][::-1], *tokens[at + 1 : at + 3]]
    return next((one.value for one in near if one.word == "num"), None)
