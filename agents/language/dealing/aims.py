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
    while at < len(tokens) and tokens[at].word in BESIDE:
        at += 1
    begin = at
    at += at < len(tokens) and tokens[at].word in WAYS
    while at < len(tokens) and tokens[at].word in LEADING:
        at += 1
    named = at < len(tokens) and tokens[at].word in KINDS and tokens[at].free
    return begin if named else 0


def _lead(tokens: list[Token], at: int, level: int) -> None:
    tokens[at].word = "sell"
    for passed in tokens[at + 1 : level]:
        passed.kind = "used" if passed.word in (":", "=") else passed.kind
    if tokens[level].word not in WAYS:
        place = tokens[level].start
        tokens.insert(level, Token(place, place, "", "at"))
