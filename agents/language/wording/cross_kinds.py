"""Of which averages a golden or a death cross is, said apart from it: "golden cross on AAPL, but
with EMAs", "EMA golden cross", "... with 20/100"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

CROSSES = ("golden", "death")
KINDS = {"ema": "ema", "exponential": "ema", "sma": "sma", "simple": "sma"}
AVERAGES = words("average moving")
BETWEEN = words("on of in for symbol , strategy the a") | {""}
LEADS = words("but with using use on by")
LED = words("with using use")
SMALL = words("the a my an two")
ENDS = words(". , ; ) and or when sell buy on for") | {""}
FARTHEST = 6


def mark_cross_kinds(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at in reversed(places(tokens, CROSSES)):
        if tokens[at].free:
            _kind_before(tokens, at)
    for at in reversed(places(tokens, CROSSES)):
        if tokens[at].free:
            _said_behind(tokens, at)


def _kind_before(tokens: list[Token], at: int) -> None:
    """ "EMA golden cross": the kind stands behind the cross elsewhere."""
    if at and tokens[at - 1].word == "ema" and tokens[at - 1].free:
        counted = at > 2 and tokens[at - 2].word == "num" and tokens[at - 3].word != "/"
        if not counted:
            tokens[at - 1 : at + 1] = [tokens[at], tokens[at - 1]]


def _said_behind(tokens: list[Token], at: int) -> None:
    lead = at + 1
    while lead < len(tokens) and lead - at < FARTHEST and _is_between(tokens, lead):
        lead += 1
    begin = lead
    while begin < len(tokens) and tokens[begin].word in LEADS | SMALL:
        begin += 1
    said = [one.word for one in tokens[lead:begin]]
    size = _size(tokens, begin) if LED & set(said) else 0
    if not size:
        return
    moved = tokens[begin : begin + size]
    for one in tokens[lead:begin]:
        one.kind = "used"
    for one in moved:
        one.word = "/" if one.word in ("and", "x") else KINDS.get(one.word, one.word)
        one.kind = "used" if one.word in AVERAGES else one.kind
    del tokens[begin : begin + size]
    tokens[at + 1 : at + 1] = moved


def _is_between(tokens: list[Token], at: int) -> bool:
    return tokens[at].word in BETWEEN and tokens[at].free


def _size(tokens: list[Token], at: int) -> int:
    """How many words say it, and nothing more: "EMAs", "20/100", "20 and 100 EMA"."""
    said = [one.word for one in tokens[at : at + 6]] + [""] * 6
    pair = 3 if said[0] == said[2] == "num" and said[1] in ("/", "and", "x") else 0
    end = pair
    while said[end] in KINDS or (end > pair and said[end] in AVERAGES):
        end += 1
    return end if end and said[end] in ENDS else 0
