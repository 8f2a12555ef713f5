"""What an indicator signals: "buy on a SuperTrend buy signal, sell on its sell signal"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

# How each turns where it gives a signal, and where it gives the other one.
TURNS = {
    "supertrend": (("goes", "green"), ("goes", "red")),
    "macd": (("bullish", "crosses"), ("bearish", "crosses")),
    "stochastic": (("bullish", "crosses"), ("bearish", "crosses")),
}
SIDES = {"buy": 0, "long": 0, "buy-after": 0, "sell": 1, "short": 1, "sell-after": 1}
ACTING = words("buy sell long short cover hold buy-after sell-after short-after cover-after")
JOINTS = words(". , and ; : or")


def mark_signalled(tokens: list[Token]) -> None:
    """Where another verb says what is done on it, the signal is how the indicator turns."""
    named = ""
    for token in [one for one in tokens if _is_signal(one)]:
        at = next(n for n, one in enumerate(tokens) if one is token)
        spoken = _indicator(tokens, at) or named
        if not spoken or not _acts_beside(tokens, at):
            continue
        first, second = TURNS[spoken][SIDES[token.word]]
        token.word = first
        tokens.insert(at + 1, Token(token.end, token.end, "", second))
        if not _indicator(tokens, at):
            tokens.insert(at, Token(token.start, token.start, "", spoken))
        named = spoken


def _is_signal(token: Token) -> bool:
    return token.word in SIDES and token.small.split()[-1:] in (["signal"], ["signals"])


def _indicator(tokens: list[Token], at: int) -> str:
    """ "supertrend (10, 3) buy signal" """
    before = at - 1
    if before > 0 and tokens[before].word == ")":
        while before > 0 and tokens[before].word != "(":
            before -= 1
        before -= 1
    return tokens[before].word if before >= 0 and tokens[before].word in TURNS else ""


def _acts_beside(tokens: list[Token], at: int) -> bool:
    """A verb in the same part of the sentence."""
    first = last = at
    while first and tokens[first - 1].word not in JOINTS:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].word not in JOINTS:
        last += 1
    return any(n != at and tokens[n].word in ACTING for n in range(first, last + 1))
