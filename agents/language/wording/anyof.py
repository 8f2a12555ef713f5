"""Symbols of which one is enough, or none may be: "any of SPY, QQQ and IWM is below ...", and two
conditions of which neither may hold.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

BEFORE = words("when if while and or until not")
PARTED = words("and or nor") | {","}
FARTHEST = 24


def mark_any_of(tokens: list[Token]) -> None:
    """What stands between them says so then, as in "SPY or QQQ"; fillers are still there. Where the
    best of them is held, its own words tell what "none of them" is."""
    if any(token.word in BEST for token in tokens):
        return
    _ask_which(tokens)
    for at, token in enumerate(tokens):
        if not at or tokens[at - 1].word not in BEFORE or not token.free:
            continue
        size = _size(tokens, at)
        parted = _between(tokens, at + size) if size else []
        if parted:
            for one in tokens[at + 1 : at + size]:
                one.kind = "used"
            token.word, token.kind = ("not", None) if token.small in NONE else ("any-of", "used")
            _one_enough(parted)
        elif token.small == "neither":
            _two_denied(tokens, at)


def _ask_which(tokens: list[Token]) -> None:
    """ "when one of them has RSI < 30": whether that one is bought, or all are, is not said."""
    if len({token.symbol for token in tokens if token.symbol}) < 2:
        return
    for at in range(1, len(tokens)):
        said = [token.small for token in tokens[at : at + 4]]
        one = said[:3] in (["one", "of", "them"], ["any", "of", "them"])
        size = 3 if one else int(said[:1] in (["either"], ["any"]))
        if size and said[size : size + 1] == ["has"] and tokens[at - 1].word in BEFORE:
            for token in tokens[at : at + size + 1]:
                token.word, token.value, token.lost = "which-of-them", None, True


BEST = words("best top strongest highest rank ranked rotate rotation")
NONE = ("none", "neither")


def _size(tokens: list[Token], at: int) -> int:
    """How many words say that one is enough, or that none is so."""
    said = [one.word for one in tokens[at : at + 3]] + ["", "", ""]
    here = tokens[at]
    if said[0] == "any-of" or here.small == "neither":
        return 1
    one = said[0] == "any" or here.small == "none" or (said[0] == "num" and here.value == 1)
    if one and said[1] == "of":
        return 2
    least = said[0] == ">=" and said[1:3] == ["num", "of"] and tokens[at + 1].value == 1
    return 3 if least else 0


def _between(tokens: list[Token], at: int) -> list[Token]:
    """What parts the symbols of a list of two or more; nothing where it is none."""
    found: list[Token] = []
    names = 0
    while at < len(tokens) and (tokens[at].symbol or _parts(tokens[at])):
        names += bool(tokens[at].symbol)
        found += [] if tokens[at].symbol else [tokens[at]]
        at += 1
    return found if names > 1 and tokens[at - 1].symbol else []


def _parts(token: Token) -> bool:
    return token.word in PARTED or token.small == "nor"


def _one_enough(parted: list[Token]) -> None:
    for one in parted:
        one.word = one.word if one.word == "," else "or"
    parted[-1].word = "or"


def _two_denied(tokens: list[Token], at: int) -> None:
    """ "neither A is above 70 nor B below its average": not the one, and not the other."""
    ahead = range(at + 1, min(at + FARTHEST, len(tokens)))
    end = next((n for n in ahead if tokens[n].word == "."), len(tokens))
    other = next((n for n in ahead if tokens[n].small == "nor" and n < end), 0)
    if other:
        tokens[at].word, tokens[other].word = "not", "not"
        place = tokens[other].start
        tokens.insert(other, Token(place, place, "", "and"))
