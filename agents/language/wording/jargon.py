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


def _been_before(tokens: list[Token]) -> None:
    """ "has been below and then crosses above the band": before a cross it is on the other side."""
    links = ("and", "then", "has", "have", ",")
    places = [n for n, one in enumerate(tokens) if one.small not in links]
    for run in zip(places, places[1:], places[2:], places[3:], strict=False):
        been, side, crosses, way = (tokens[n] for n in run)
        lay = been.word == "stays" and TURNED.get(side.word) == way.word
        if lay and crosses.word in ("crosses", "breaks", "closes", "goes"):
            for one in tokens[run[0] : run[2]]:
                one.kind = "used"


TURNED = {"below": "above", "above": "below"}
JARGON = (_been_before, _overnight, _contracts)
