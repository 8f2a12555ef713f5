"""Strategies called after their side: of "a short strategy that sells when A and buys when B" the
selling opens the position, and the buying covers it.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

NAMED = words("strategy strategies system setup approach model bot algorithm")
BETWEEN = words("- trading selling sell side trade")
OPENING = words("buy buy-after long")
LEAVING = words("sell sell-after")
COVERING = words("cover cover-after")
SHORTING = words("short short-after")


def mark_sided(tokens: list[Token]) -> None:
    for at, token in enumerate(tokens):
        end = _named_end(tokens, at) if token.word in ("short", "long") and token.free else 0
        if not end:
            continue
        others = [one for one in (*tokens[:at], *tokens[end:]) if one.free]
        said = {one.word for one in others}
        opens = said & LEAVING and said & (OPENING | COVERING) and not said & SHORTING
        if token.word == "long" or opens:
            for one in tokens[at : end - 1]:
                one.kind = "used"
            _turn(others if token.word == "short" else [])
        return


def _named_end(tokens: list[Token], at: int) -> int:
    """Behind the noun of "short-only trading strategy"; 0 where there is none."""
    end = at + 1
    while end < len(tokens) and end < at + 4 and tokens[end].word in BETWEEN:
        end += 1
    if tokens[end - 1].word == "side" and tokens[end : end + 1] and tokens[end].word == "only":
        tokens[end - 1].kind = "used"  # "short side only", as "short only"
    alone = [one.word for one in tokens[end : end + 2]] + ["."]
    declared = alone[0] == "only" and alone[1] in (".", ",", ":", "symbol")
    named = declared or (end < len(tokens) and tokens[end].small in NAMED)
    lone = at == 0 or tokens[at - 1].word not in ("and", "/", "-", "or")
    return end + 1 if named and lone else 0


def _turn(tokens: list[Token]) -> None:
    for token in tokens:
        if token.word in OPENING:
            token.word = "cover-after" if token.word == "buy-after" else "cover"
        elif token.word in LEAVING:
            token.word = "short" if token.word == "sell" else "short-after"
