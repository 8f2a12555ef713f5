"""Words of the trade that say no more than plainer ones: an overnight gap, a contract of shares."""

from __future__ import annotations

from itertools import pairwise

from agents.language.tokens.pieces import Token


def _contracts(tokens: list[Token]) -> None:
    """ "3 contracts in every trade": as many shares; those that a company wins are not counted."""
    for count, what in pairwise(tokens):
        if count.word == "num" and what.small in ("contract", "contracts"):
            what.word = "share"


def _overnight(tokens: list[Token]) -> None:
    """ "an overnight gap up", "gaps down 3% overnight": no gap is any other."""
    for at, token in enumerate(tokens):
        if token.small != "overnight":
            continue
        beside = [*tokens[max(0, at - 4) : at], *tokens[at + 1 : at + 2]]
        if any(one.word == "gaps" for one in beside):
            token.word = "so-far"


JARGON = (_overnight, _contracts)
