"""Words of the trade that say no more than plainer ones: an overnight gap, a contract of shares."""

from __future__ import annotations

from itertools import pairwise

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Pass, Token, ask_each, places


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
MEASURED = words(
    "it rsi adx mfi cci atr stochastic vix macd roc volume symbol ) num williams-r ibs"
)
FEELING = words(
    "weak strong low high hot overheated cheap extreme elevated depressed stretched oversold "
    "overbought calm quiet"
)
VERY = words("is are very extremely too really quite so looks gets becomes goes")
COMPARED = words("above below over under < > <= >=")


def _measured(tokens: list[Token]) -> None:
    """ "when RSI is very weak (below 31)": the brackets say what is meant by the word."""
    for at in places(tokens, FEELING, SMALL):
        said = [one.word for one in tokens[at + 1 : at + 3]] + ["", ""]
        if said[0] != "(" or said[1] not in COMPARED:
            continue
        end = next((n for n in range(at + 2, min(at + 7, len(tokens)))
                    if tokens[n].word == ")"), 0)  # fmt: skip
        begin = at
        while begin and {tokens[begin - 1].word, tokens[begin - 1].small} & VERY:
            begin -= 1
        if end and begin and tokens[begin - 1].word in MEASURED:
            for one in (*tokens[begin : at + 2], tokens[end]):
                one.kind = "used"


OWNED = words(
    "asset stock etf coin fund share stocks etfs coins funds assets shares one ones those"
)
BEING = words("is are closes trades falls drops rises has have crosses makes was goes breaks")


def _relative(tokens: list[Token]) -> None:
    """ "buys each asset whose price is above ...", "any that closes below ...": when it is."""
    if {"whose", "that", "which"}.isdisjoint(map(SMALL, tokens)):
        return
    bought = False
    for before, link, behind in zip(tokens, tokens[1:], tokens[2:], strict=False):
        bought = before.word != "." and (bought or before.word in ("buy", "sell", "short"))
        named = before.small in OWNED or before.symbol or before.text == ")"
        led = link.small == "whose" or (link.small in ("that", "which") and behind.small in BEING)
        if bought and named and led:
            link.word = "when"


def _which_uses(tokens: list[Token]) -> None:
    """ "a method which uses the RSI": what it uses is told by its rules."""
    for which, uses in pairwise(tokens):
        if which.small in ("which", "that") and uses.small in ("uses", "use", "used", "using"):
            which.word = uses.word = "so-far"


ENDING = ("close", "closes", "ends")


def _closes_when(tokens: list[Token]) -> None:
    """ "a position opens when A, and closes when B": the position does, and no bar."""
    for at in places(tokens[:-1], ENDING, SMALL):
        closes, when = tokens[at : at + 2]
        before = tokens[at - 1].word if at else "."
        led = (
            before in (",", "and", ".")
            or closes.text.istitle()
            or (at and tokens[at - 1].small in ("position", "trade"))
        )
        if led and when.word == "when":
            closes.word = "sell"


def _conversely(tokens: list[Token]) -> None:
    """ "Conversely, when A it sells short": what follows says what is the other way round."""
    for at, token in enumerate(tokens[:-1]):
        opens = not at or tokens[at - 1].word == "."
        if token.word == "vice-versa" and token.small == "conversely" and opens:
            token.word = "so-far"


def _of_close(tokens: list[Token]) -> None:
    """ "RSI(14, close)": of which price it is, which it is of anyway."""
    for at in places(tokens[3:-1], {"close"}):
        opened, count, parted, close, shut = tokens[at : at + 5]
        said = [opened.word, count.word, parted.word, close.word, shut.word]
        if said == ["(", "num", ",", "close", ")"]:
            parted.kind = close.kind = "used"


STATES = words("green red up down above below over under oversold overbought")


def _slang(tokens: list[Token]) -> None:
    """ "dump it when its green", "sell when it x back under": it is, it crosses."""
    for at in places(tokens[:-1], {"its"}, SMALL):
        its, state = tokens[at : at + 2]
        if state.word in STATES:
            its.word = "it"
    for at in places(tokens[1:-1], {"x"}, SMALL):
        before, x, way = tokens[at : at + 3]
        over = way.small in ("back", "under", "over", "below", "above")
        if over and before.value is None:
            x.word = "crosses"  # "volume is 1.5 x above average" multiplies


def _green_alone(tokens: list[Token]) -> None:
    """ "sell when it is green": its bar is."""
    for at in (place + 1 for place in places(tokens[1:], {"green", "red"}, SMALL)):
        before = tokens[at - 2 if tokens[at - 1].word == "is" and at > 1 else at - 1]
        behind = tokens[at + 1].word if at + 1 < len(tokens) else "."
        alone = behind in (".", ",", "and", "or", "lol", ";", ")") or behind in ("buy", "sell")
        if before.word == "it" and alone:
            before.word = "today"


def _targets(tokens: list[Token]) -> None:
    """ "between target two prices": no target of 2%."""
    for target, count, what in zip(tokens, tokens[1:], tokens[2:], strict=False):
        counted = count.word == "num" and what.small in ("prices", "levels", "zones", "stocks")
        if target.word in ("target", "takeprofit") and counted:
            target.word = "so-far"


# Each with the words without one of which it has nothing to do.
JARGON: tuple[Pass, ...] = (
    (_targets, words("prices levels zones stocks")),
    (_conversely, words("conversely")),
    (_of_close, words("(")),
    (_slang, words("its x")),
    (_green_alone, words("green red")),
    (_closes_when, words("close closes ends")),
    (_measured, FEELING),
    (_relative, words("whose that which")),
    (_which_uses, words("uses use used using")),
    (_been_before, words("stays")),
    (_overnight, words("overnight")),
    (_contracts, words("contract contracts")),
)


def mark_jargon(tokens: list[Token]) -> None:
    ask_each(JARGON, tokens)
