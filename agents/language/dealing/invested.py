"""What "invest $500" says: the money to start with, or, where a condition leads to it, what an
entry gets: "whenever VIX is above 30 I invest $500".
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

INVESTS = "invest-money"
BUYING = words("buy long")
SELLING = words("sell exit sell-after")
CONDITIONS = words(
    """
    when while unless until if once after every each weekly monthly daily quarterly yearly above
    below over under < > <= >= crosses falls rises drops dca not
    """
)
TOLD = words("capital account cash start starting begin beginning initial balance")
FIRST = words("initial starting start opening beginning total")


def mark_invested(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    places = [at for at, token in enumerate(tokens) if token.word == INVESTS]
    told = any(token.word in TOLD or token.small in TOLD for token in tokens)
    for at in reversed(places):
        begin, end = _sentence(tokens, at)
        before, behind = tokens[begin:at], tokens[at + 2 : end]
        named = bool(before) and before[-1].small in FIRST
        if named or (not told and len(places) == 1 and _is_all(before, behind)):
            tokens[at].word = "capital"
        else:
            several = len(places) > 1
            _enter(tokens, at, before, [*tokens[:begin], *tokens[end:]], several=several)


def _sentence(tokens: list[Token], at: int) -> tuple[int, int]:
    begin = end = at
    while begin and tokens[begin - 1].word != ".":
        begin -= 1
    while end < len(tokens) and tokens[end].word != ".":
        end += 1
    return begin, end


def _is_all(before: list[Token], behind: list[Token]) -> bool:
    """No condition stands beside it, or it is said last, behind how to buy and to sell."""
    said = {token.word for token in [*before, *behind]}
    if not said & CONDITIONS:
        return True
    commas = [n for n, token in enumerate(before) if token.word == ","]
    if behind or len(commas) < 2 or commas[-1] != len(before) - 1:
        return False
    last = {token.word for token in before[commas[-2] :]}
    return bool(last & SELLING and said & BUYING and "not" not in last)


def _enter(
    tokens: list[Token], at: int, before: list[Token], others: list[Token], *, several: bool
) -> None:
    """What it buys for, behind "buy"; alone in its sentence it buys."""
    verb, money = tokens[at], tokens[at + 1]
    here = any(token.word in BUYING for token in before)
    ruled = any(token.word in CONDITIONS for token in before)
    bought = any(token.word in BUYING for token in others)
    unclear = several or any(token.word in SELLING | {"not"} for token in before)
    if unclear or (bought and (here or ruled)):
        verb.word, verb.lost = INVESTS, True
    elif here or bought:
        verb.word = "of-position"
    else:
        verb.word = "buy"
        tokens.insert(at + 2, Token(money.end, money.end, "", "of-position"))
