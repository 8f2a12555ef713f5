"""Strategies called after their side: of "a short strategy that sells when A and buys when B" the
selling opens the position, and the buying covers it.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

NAMED = words("strategy strategies system setup approach model bot algorithm")
BETWEEN = words("- trading selling sell side trade")
OPENING = words("buy buy-after long")
LEAVING = words("sell sell-after")
COVERING = words("cover cover-after")
SHORTING = words("short short-after")


def mark_sided(tokens: list[Token]) -> None:
    _both_sides(tokens)
    for at in places(tokens, {"short", "long"}):
        token = tokens[at]
        end = _named_end(tokens, at) if token.free else 0
        if not end:
            continue
        others = [one for one in (*tokens[:at], *tokens[end:]) if one.free]
        said = {one.word for one in others if one.small.split()[:1] not in SIDELESS}
        left = said & (OPENING | COVERING) or any(one.small in LEFT for one in others)
        opens = said & LEAVING and left and not said & SHORTING and not _enters(others)
        if token.word == "short" and tokens[end - 1].word == "only" and _goes_on(tokens, end, said):
            for one in tokens[at + 1 : end + 1]:
                one.kind = "used"
        elif token.word == "long" or opens:
            for one in tokens[at : end - 1]:
                one.kind = "used"
            _turn(others if token.word == "short" else [])
        return


def _enters(tokens: list[Token]) -> bool:
    return any(one.small.split()[:1] in ENTERING for one in tokens)


ENTERING = [[word] for word in ("enter", "enters", "entry", "entries", "in")]
LEFT = words("exit exits close leave out")


def _goes_on(tokens: list[Token], end: int, said: set[str]) -> bool:
    """ "Short only: AAPL when A, cover B": the condition follows, and no other verb enters."""
    enters = said & (OPENING | SHORTING | words("entry"))
    entering = _enters(tokens[end:]) or bool(said & LEAVING)
    at = end + 1
    while at < len(tokens) and (tokens[at].symbol or tokens[at].word in ("and", ",")):
        at += 1
    when = at < len(tokens) and tokens[at].word == "when" and at > end + 1
    return when and not enters and not entering


# "Enter" and "exit" are those of either side.
SIDELESS = [
    [word] for word in ("enter", "enters", "entry", "exit", "exits", "in", "out", "close", "leave")
]


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
    named = named or _has_levels(tokens)
    if joined and named and behind in BEHIND and {token.word for token in tokens[at:end]} >= BOTH:
        tokens[at].word, tokens[at].end = "both-ways", tokens[end - 1].end
        del tokens[at + 1 : end]
        if at and tokens[at - 1].word == "both":
            tokens[at - 1].kind = "used"


def _has_levels(tokens: list[Token]) -> bool:
    """ "RSI 30/70" """
    said = [token.word for token in tokens]
    return any(
        word in GAUGES and said[n + 1 : n + 4] == ["num", "/", "num"] for n, word in enumerate(said)
    )


GAUGES = words("rsi stochastic mfi cci williams-r stochrsi")


BOTH = words("long short")
RULING = (
    OPENING - {"long"} | LEAVING | COVERING | words("when short-after entry exit hold else-out")
)
BEHIND = words(". : , ) ( on in with from over for strategy trades stop")


def _named_end(tokens: list[Token], at: int) -> int:
    """Behind the noun of "short-only trading strategy"; 0 where there is none."""
    end = at + 1
    while end < len(tokens) and end < at + 4 and tokens[end].word in BETWEEN:
        end += 1
    if tokens[end - 1].word == "side" and tokens[end : end + 1] and tokens[end].word == "only":
        tokens[end - 1].kind = "used"  # "short side only", as "short only"
    alone = [one.word for one in tokens[end : end + 2]] + ["."]
    if alone[0] == "only" and tokens[end + 1 : end + 2] and tokens[end + 1].small in NAMED:
        return end + 2  # "a short only strategy"
    declared = alone[0] == "only" and alone[1] in (".", ",", ":", "symbol", "on")
    named = declared or (end < len(tokens) and tokens[end].small in NAMED)
    lone = at == 0 or tokens[at - 1].word not in ("and", "/", "-", "or")
    return end + 1 if named and lone else 0


def _turn(tokens: list[Token]) -> None:
    for token in (one for one in tokens if one.small.split()[:1] not in SIDELESS):
        if token.word in OPENING:
            token.word = "cover-after" if token.word == "buy-after" else "cover"
        elif token.word in LEAVING:
            token.word = "short" if token.word == "sell" else "short-after"
