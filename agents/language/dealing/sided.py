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
    _both_sides(tokens)
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


def _both_sides(tokens: list[Token]) -> None:
    """ "EMA 9/21 crossover on BTC, long and short": the rule that is named, for either side. Where
    verbs say when it is which, they do."""
    if any(token.word in RULING for token in tokens):
        return
    places = [n for n, token in enumerate(tokens) if token.word in ("long", "short")]
    if len(places) != 2 or places[1] - places[0] != 2:
        return
    at, end = places[0], places[1] + 1
    joined = tokens[at + 1].word in ("and", "/", "&", "+", "or")
    behind = tokens[end].word if end < len(tokens) else "."
    named = any(token.word in ("crosses", "golden", "death") for token in tokens)
    if joined and named and behind in BEHIND and {token.word for token in tokens[at:end]} >= BOTH:
        tokens[at].word, tokens[at].end = "both-ways", tokens[end - 1].end
        del tokens[at + 1 : end]


BOTH = words("long short")
RULING = (
    OPENING - {"long"} | LEAVING | COVERING | words("when short-after entry exit hold else-out")
)
BEHIND = words(". , ) ( on in with from over for strategy trades stop")


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
