"""Targets and stops that lie at a level of an indicator: "target the middle band", "stop under the
21 EMA". They are rules, and read as such.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

NAMES = words("target takeprofit stop stoploss")
BESIDE = words("the is are : = its their a will be just level order somewhere")
WAYS = words("at below above over under")
KINDS = words("band bollinger keltner donchian ma sma ema average vwap supertrend moving sar")
# What may stand before the kind: "the upper band", "the 50 day average".
LEADING = words("num day week period upper lower middle mid the exponential simple its bar of")


STOPS = words("stop stoploss")
# A stop at these lies on the side of the loss; a band says by itself which side is meant.
SIDELESS = words("ma sma ema average vwap supertrend moving sar")
LOWS, HIGHS = words("low lowest bottom"), words("high highest top")
ENTERING = {"buy": "below", "long": "below", "short": "above"}
REACHED = words("touches falls goes drops at")


def mark_aims(tokens: list[Token]) -> None:
    """The name becomes the verb of the rule, and a word leads to its level."""
    at = 0
    while at < len(tokens):
        level = _level_behind(tokens, at + 1) if tokens[at].word in NAMES else 0
        if level and tokens[at - 1].word not in ("num", "pct", "money", "trailing"):
            _lead(tokens, at, level)
        at += 1


def _level_behind(tokens: list[Token], at: int) -> int:
    """Where the level begins, if one does."""
    stop, first = tokens[at - 1].word in STOPS, at
    while at < len(tokens) and tokens[at].word in BESIDE:
        at += 1
    begin = _reached(tokens, at) if stop else at
    at = begin + (begin < len(tokens) and tokens[begin].word in WAYS)
    while at < len(tokens) and tokens[at].word in LEADING:
        at += 1
    led = {one.word for one in tokens[first : begin + 1]} & {"at", "is", ":", "="}
    kinds = KINDS | LOWS | HIGHS if stop and led and begin < at else KINDS
    named = at < len(tokens) and tokens[at].word in kinds and tokens[at].free
    named = named and tokens[at].small not in ("min", "max")  # "the 15 min high"
    return begin if named else 0


def _reached(tokens: list[Token], at: int) -> int:
    """ "stopped out if price hits the 50 SMA": where the word stands that reaches the level."""
    led = [one.word for one in tokens[at : at + 3]]
    if led[:1] != ["when"] or not set(led[1:]) & REACHED:
        return at
    touch = at + (2 if led[1] in ("price", "it", "close") else 1)
    if tokens[touch].word != "touches":
        return at
    tokens[touch].word = "at"
    for passed in tokens[at:touch]:
        passed.kind = "used"
    return touch


def _lead(tokens: list[Token], at: int, level: int) -> None:
    stop = tokens[at].word in STOPS
    tokens[at].word = "sell"
    for passed in tokens[at + 1 : level]:
        passed.kind = "used" if passed.word in (":", "=") else passed.kind
    if tokens[level].word not in WAYS:
        place = tokens[level].start
        tokens.insert(level, Token(place, place, "", "at"))
    if stop and tokens[level].word == "at":
        _side(tokens, at, level)


def _side(tokens: list[Token], at: int, level: int) -> None:
    """A stop of a long lies below what it waits for, one of a short above."""
    end = level + 1
    while end < len(tokens) and tokens[end].word in LEADING:
        end += 1
    kind = tokens[end].word
    entries = [ENTERING[one.word] for one in tokens[:at] if one.word in ENTERING and one.free]
    way = entries[-1] if entries else "below"
    other = LOWS if way == "above" else HIGHS
    if kind in other or (len(set(entries)) > 1 and kind in SIDELESS):
        tokens[at].word, tokens[at].lost = "stop-elsewhere", True
    elif kind in SIDELESS | LOWS | HIGHS:
        tokens[level].word = way
