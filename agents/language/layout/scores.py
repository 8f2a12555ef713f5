"""Values that a text gives a name of its own: "a heat score (5-day RSI)", later the score."""

from __future__ import annotations

from dataclasses import replace

from agents.language.layout.chatter import INDICATORS
from agents.language.layout.entitled import ACTING, MOVES, RULING
from agents.language.lexicon.unpriced import DATA, TALK
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

NOUNS = words("score scores gauge gauges heat reading readings meter thermometer strength measure")
INSIDE = words("num day period bar - the its of") | INDICATORS
LONGEST = 6


def mark_scores(tokens: list[Token]) -> None:
    """What the brackets hold stands wherever the name does; fillers are still among the tokens."""
    _preludes(tokens)
    for at in range(len(tokens) - 2):
        spec = _spec(tokens, at) if tokens[at + 1].word == "(" else []
        if spec:
            _name(tokens, at, spec)
            return


LOOKING = words("looks checks compares uses monitors watches considers measures computes tracks")


def _preludes(tokens: list[Token]) -> None:
    """ "It looks at QQQ's 10-day RSI. If it is below 30, ...": what rules speak of, and no rule."""
    looking = [n for n, token in enumerate(tokens) if token.small in LOOKING]
    for at in looking:
        begin = max((n for n in range(at) if tokens[n].word == "."), default=-1) + 1
        end = next((n for n in range(at, len(tokens)) if tokens[n].word == "."), len(tokens))
        part = tokens[begin:end]
        later = {(one.word, one.symbol, one.value) for one in tokens[end:]}
        said = {one.word for one in part}
        named = [
            one for one in part if one.symbol or one.value is not None or one.word in INDICATORS
        ]
        again = all((one.word, one.symbol, one.value) in later for one in named)
        if at - begin < OPENING and named and again and not said & (ACTING | RULING | DATA | TALK):
            for one in part:
                one.kind = "used"


OPENING = 4


def _spec(tokens: list[Token], at: int) -> list[Token]:
    """ "gauge (5-day RSI)" """
    if tokens[at].small not in NOUNS or tokens[at + 1].word != "(":
        return []
    end = next((n for n in range(at + 2, len(tokens)) if tokens[n].word == ")"), at)
    inside = tokens[at + 2 : end]
    known = all(token.word in INSIDE for token in inside) and len(inside) <= LONGEST
    kinds = sum(token.word in INDICATORS for token in inside)
    return inside if known and kinds == 1 else []


def _name(tokens: list[Token], at: int, spec: list[Token]) -> None:
    begin = max((n for n in range(at) if tokens[n].word == "."), default=-1) + 1
    end = next((n for n in range(at, len(tokens)) if tokens[n].word == "."), len(tokens))
    for n in range(len(tokens) - 1, end, -1):
        if tokens[n].small in NOUNS:
            tokens[n].kind = "used"
            place = tokens[n].end
            tokens[n + 1 : n + 1] = [replace(one, start=place, end=place) for one in spec]
    said = {token.word for token in tokens[begin:end]}
    if said & ((ACTING - {"long", "short", "out"}) | RULING - MOVES | DATA | TALK):
        close = at + 2 + len(spec)
        adjectives = [one for one in tokens[max(0, at - 1) : at] if one.small in NOUNS]
        for token in (*adjectives, tokens[at], tokens[at + 1], tokens[close]):
            token.kind = "used"
        return
    for token in tokens[begin:end]:
        token.kind = "used"
