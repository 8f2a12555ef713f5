"""What a text does not want: "no stop loss or target", "don't short", "without leverage"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

DENIED = words(
    "stop stoploss takeprofit target short leverage trailing margin pyramiding pyramid dca"
)
BETWEEN = words("or and , not use with order on any sell")


def deny(tokens: list[Token]) -> None:
    """Such words are taken: leaving these things out is just what the engine does."""
    for index, token in enumerate(tokens):
        if token.free and token.small in NONE:
            for part in _left_empty(tokens, index):
                part.kind = "used"
        if token.word == "not" and token.free:
            for part in _denied(tokens, index) or _never_sold(tokens, index):
                part.kind = "used"


NONE = words("none n/a na nil keine keiner aucun aucune ninguno ninguna 无 没有")


def _left_empty(tokens: list[Token], index: int) -> list[Token]:
    """ "Stop loss: none" """
    first = index - 1
    while first >= 0 and tokens[first].word in (":", "=", "-", "order"):
        first -= 1
    named = first >= 0 and tokens[first].free and tokens[first].word in DENIED
    return tokens[first : index + 1] if named else []


def _never_sold(tokens: list[Token], index: int) -> list[Token]:
    """ "never sell": no exit is wanted, and none is read into it."""
    verb = tokens[index + 1] if index + 1 < len(tokens) else None
    after = tokens[index + 2].word if index + 2 < len(tokens) else "."
    said = verb is not None and verb.small in SOLD and after in NOTHING
    return tokens[index : index + 2] if said else []


SOLD = words("sell selling sold touched touch")
NOTHING = words(". , it them any and since #end ?") | {""}


def _denied(tokens: list[Token], index: int) -> list[Token]:
    """From the "not" to the last word that it denies; nothing, if it denies something else."""
    end, last = index + 1, index
    while end < len(tokens) and tokens[end].free and tokens[end].word in PASSED:
        last = end if tokens[end].word in DENIED else last
        end += 1
    first = tokens[index + 1 : index + 3]
    if tokens[last].word == "short" and _only_then(tokens, last + 1):
        return []
    if last == index or not any(token.word in DENIED for token in first):
        return []
    return tokens[index : last + 1] if not _is_limit(tokens, last) else []


def _is_limit(tokens: list[Token], last: int) -> bool:
    """ "no stop below 5%" says something about a stop that is there."""
    after = tokens[last + 1].word if last + 1 < len(tokens) else ""
    return after in ("pct", "num", "until", "below", "above", "over", "<", ">", "at", "when")


def _only_then(tokens: list[Token], at: int) -> bool:
    """ "don't short it when ADX is above 40": at other times it does."""
    while at < len(tokens) and (tokens[at].symbol or tokens[at].word in ("it", "sell", "on", "in")):
        at += 1
    return at < len(tokens) and tokens[at].word in ("when", "while", "until", "unless", "during")


PASSED = DENIED | BETWEEN
