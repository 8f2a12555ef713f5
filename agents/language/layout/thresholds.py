"""Levels that are called by a name and said in brackets: "the stop threshold (default = 45)"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, TEXT, Token, places

NAMED = words(
    "threshold thresholds level cutoff trigger limit line length period value setting percentage "
    "amount"
)
BEFORE = words(
    "the a its defined given certain set buy sell stop exit entry upper lower chosen our another "
    "some specific specified fixed predefined"
)
INSIDE = words(
    "default defaults = : by is of at usually e.g eg currently in this case for example say here . "
    "my our instance e g"
)
SIZES = ("num", "pct", "money")
LONGEST = 7


def mark_thresholds(tokens: list[Token]) -> None:
    """What stands around the number says no more than it does; fillers are still here."""
    for at in places(tokens[1:], {"("}, TEXT):
        name, opened = tokens[at : at + 2]
        if name.small not in NAMED:
            continue
        inside = _inside(tokens, at + 2)
        if inside and sum(token.word in SIZES for token in inside) == 1:
            around = [*_before(tokens, at), opened, *inside, tokens[at + 2 + len(inside)]]
            for token in around:
                token.kind = None if token.word in SIZES else "used"
    _usual(tokens)


def _inside(tokens: list[Token], at: int) -> list[Token]:
    """The words of a bracket, if it holds a number and what says that it is the usual one."""
    for end in range(at, min(at + LONGEST, len(tokens))):
        if tokens[end].text == ")":
            return tokens[at:end]
        plain = tokens[end].small in INSIDE or tokens[end].word == "so-far"
        if tokens[end].word not in SIZES and not plain:
            return []
    return []


def _before(tokens: list[Token], at: int) -> list[Token]:
    first = at
    while first and tokens[first - 1].small in BEFORE:
        first -= 1
    return tokens[first : at + 1]


def _usual(tokens: list[Token]) -> None:
    """ "5% by default", "ATR (N)": the same without it."""
    for at in places(tokens[2:], {"default"}, SMALL):
        number, by, default = tokens[at : at + 3]
        if number.value is not None and (by.small, default.small) in DEFAULT:
            by.kind = default.kind = "used"
    for at in places(tokens[:-3], {"atr"}):
        _, opened, letter, shut = tokens[at : at + 4]
        if (opened.text, letter.small, shut.text) == ("(", "n", ")"):
            opened.kind = letter.kind = shut.kind = "used"


DEFAULT = {("by", "default"), ("as", "default")}
