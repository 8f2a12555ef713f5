"""If and else in the order in which they are read: the case first, then what is held in it."""

from __future__ import annotations

from dataclasses import replace

from agents.language.conditions.dayrules import MONTH_NAMES
from agents.language.lexicon.wordlist import words
from agents.language.plans.wording import Wording
from agents.language.tokens.pieces import Token

ELSE = ("else", "otherwise", "else-out")
PARTED = frozenset({",", "."})
LEADING = words("in from during between only every month")


def else_first(tokens: list[Token]) -> list[Token]:
    """ "... , TLT the rest of the year": else TLT."""
    for at, token in enumerate(tokens):
        closes = at + 1 == len(tokens) or tokens[at + 1].word in PARTED
        if token.word not in ELSE[:2] or not closes or not at or tokens[at - 1].word in PARTED:
            continue
        begin = at
        while begin and tokens[begin - 1].word not in PARTED | {"and"}:
            begin -= 1
        return [*tokens[:begin], token, *tokens[begin:at], *tokens[at + 1 :]]
    return tokens


def without_prelude(tokens: list[Token]) -> list[Token]:
    """ "switch between SPY and TLT: ..." only says what the rules behind it choose from."""
    colon = next((n for n, token in enumerate(tokens) if token.word == ":"), 0)
    named = [token.symbol for token in tokens[:colon] if token.symbol]
    plain = all(token.symbol or token.word in PRELUDE for token in tokens[:colon])
    later = {token.symbol for token in tokens[colon:]}
    return tokens[colon + 1 :] if named and plain and set(named) <= later else tokens


PRELUDE = words(
    "switch rotate between and or choose , hold move trade go goes with pair rotation of"
)


def headed(wording: Wording) -> Wording:
    """ "SPY above its average: own SPY. Below: own AGG." is when, hold, else, hold."""
    tokens = wording.tokens
    colons = [n for n, token in enumerate(tokens) if token.word == ":"]
    if len(colons) != 2 or any(token.word in ("when", "while", *ELSE) for token in tokens):
        return wording
    first, second = colons
    way, begun = tokens[second - 1], {token.word for token in tokens[:first]}
    if OPPOSITE.get(way.word) not in begun or tokens[second - 2].word != ".":
        return wording
    case = replace(tokens[0], end=tokens[0].start, text="", word="when")
    other = replace(way, word="else")
    said = [case, *tokens[:first], *tokens[first + 1 : second - 1], other, *tokens[second + 1 :]]
    return Wording(said, [*wording.parts, (other, [way])])


def ternary(wording: Wording) -> Wording:
    """ "SPY > SMA(200) ? UPRO : BIL", as programs write it: if, then and else."""
    tokens = wording.tokens
    for at in range(1, len(tokens) - 3):
        asked, held, parted, other = tokens[at : at + 4]
        if asked.text == "?" and parted.word == ":" and held.symbol and other.symbol:
            then, otherwise = replace(asked, word="hold"), replace(parted, word="else")
            said = [*tokens[:at], then, held, otherwise, *tokens[at + 3 :]]
            return Wording(said, [*wording.parts, (then, [asked]), (otherwise, [parted])])
    return wording


def if_not(wording: Wording) -> Wording:
    """ "..., if not 100% AGG": else."""
    said = list(wording.tokens)
    parts = list(wording.parts)
    for at in range(len(said) - 3, 0, -1):
        case, denial, held = said[at : at + 3]
        if [case.word, denial.word] == ["when", "not"] and held.word in ("pct", "symbol", "cash"):
            otherwise = replace(case, end=denial.end, word="else")
            said[at : at + 2] = [otherwise]
            parts.append((otherwise, [case, denial]))
    return Wording(said, parts)


OPPOSITE = {"below": "above", "above": "below"}


def in_season(tokens: list[Token]) -> list[Token]:
    """ "hold SPY from November to April": while that is so, where no other case is said."""
    if any(token.word in ("when", "while") for token in tokens):
        return tokens
    at = next((n for n, token in enumerate(tokens) if token.word in MONTH_NAMES), None)
    if at is None:
        return tokens
    while at and tokens[at - 1].word in LEADING:
        at -= 1
    case = replace(tokens[at], end=tokens[at].start, text="", word="when")
    return [token for token in [*tokens[:at], case, *tokens[at:]] if token.word not in YEARLY]


YEARLY = frozenset({"only", "every", "year", "yearly", "annually", "annual"})
