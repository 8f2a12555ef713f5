"""Formulas of two values: "SMA42 - SMA252 > 0" compares them; by how many points is not tested."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import TEXT, Token

AVERAGES = words("sma ema ma wma hma vwap")
PRICES = words("close price open high low")
SIGNS = words("< > <= >= above below")
MINUS = words("- – − minus")
APART = "points-apart"


def mark_differences(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    _factors_first(tokens)
    for at in range(len(tokens) - 1, 0, -1):
        if at >= len(tokens) or tokens[at].small not in MINUS or not tokens[at].free:
            continue
        begin, middle = _begin(tokens, at), _end(tokens, at + 1)
        sign = middle + (middle < len(tokens) and tokens[middle].small == "is")
        compared = sign + 1 < len(tokens) and tokens[sign].word in SIGNS
        if begin is None or middle == at + 1 or not compared:
            continue
        level = tokens[sign + 1]
        if level.value == 0 or level.word == "zero":
            tokens[at].word = tokens[sign].word
            for one in tokens[middle : sign + 2]:
                one.kind = "used"
        else:
            _name(tokens, begin, sign + 1)


def _factors_first(tokens: list[Token]) -> None:
    """ "SMA(18) * 0.97": 0.97 times that average."""
    if {"*", "×"}.isdisjoint(map(TEXT, tokens)):
        return
    for at in range(len(tokens) - 2, 0, -1):
        times, factor = tokens[at : at + 2]
        begin = _begin(tokens, at) if times.text in ("*", "×") else None
        if begin is None or factor.word != "num" or not 0 < (factor.value or 0) < MOST:
            continue
        times.word = "x"
        tokens[begin : at + 2] = [factor, times, *tokens[begin:at]]


MOST = 10  # of what an average is multiplied with


def _name(tokens: list[Token], begin: int, last: int) -> None:
    """All of it is one word, of which nothing is read."""
    while tokens[last].value is None and last + 1 < len(tokens) and _goes_on(tokens[last + 1]):
        last += 1
    whole = tokens[begin]
    whole.end, whole.word, whole.value = tokens[last].end, APART, None
    del tokens[begin + 1 : last + 1]


def _goes_on(token: Token) -> bool:
    return token.text[:1].isalpha() and token.word not in ("and", "or", "then", "buy", "sell")


def _end(tokens: list[Token], at: int) -> int:
    """Behind "SMA42", "SMA(42)", "the 42-day SMA" or "close"; `at` where none stands."""
    begin = at
    at += at < len(tokens) and tokens[at].small == "the"
    said = [one.word for one in tokens[at : at + 4]] + ["", "", "", ""]
    if said[0] in AVERAGES:
        return at + (4 if said[1:4] == ["(", "num", ")"] else 2 if said[1] == "num" else 1)
    if said[0] == "num":
        rest = next((n for n in range(1, 4) if said[n] in AVERAGES), 0)
        plain = all(word in ("-", "day", "period", "bar") for word in said[1:rest])
        return at + rest + 1 if rest and plain else begin
    return at + 1 if said[0] in PRICES else begin


def _begin(tokens: list[Token], at: int) -> int | None:
    """Where the value begins that ends before the sign."""
    return next((n for n in range(max(0, at - 5), at) if _end(tokens, n) == at), None)
