"""Bare numbers beside the stop of a currency pair, which are pips: "EURUSD ... SL 80, TP 150",
"80SL and 150TP". One beside another limit in pips is in pips as well, whatever is traded."""

from __future__ import annotations

from itertools import pairwise

from agents.language.lexicon.pips import pip_of, symbols_of
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

LIMITS = words("stoploss takeprofit stop target trailing")
LINKS = words(": at of is set to =") | {"("}
UNITS = words(
    "pips point tick cents pct money atr x r day bar week hour minute ma sma ema average period "
    "below above"
)
# So many per cent of a currency pair nobody waits for.
LEAST = 10


def mark_pips(tokens: list[Token]) -> None:
    _glued(tokens)
    symbols = symbols_of(token.symbol for token in tokens)
    if not (symbols and all(map(pip_of, symbols))) and not _is_beside_pips(tokens):
        return
    for at in range(len(tokens) - 2, -1, -1):
        number = at + 1
        while number < len(tokens) - 1 and tokens[number].word in LINKS:
            number += 1
        if tokens[at].word in LIMITS and _is_bare(tokens, number):
            end = tokens[number].end
            tokens.insert(number + 1, Token(end, end, "", "pips"))


def mark_told_targets(tokens: list[Token]) -> None:
    """ "SL 145 TGT 160", "SL/TGT 1:2": beside a stop it is a target, and no company."""
    if not any(token.word in ("stoploss", "stop") for token in tokens):
        return
    for at, token in enumerate(tokens):
        number = at + 1
        while number < len(tokens) and tokens[number].word in LINKS:
            number += 1
        measured = number < len(tokens) and tokens[number].word in ("num", "pct", "money")
        named = at > 1 and tokens[at - 1].text == "/" and tokens[at - 2].word == "stoploss"
        led = at > 0 and tokens[at - 1].word not in DEALING
        if token.text.upper() == "TGT" and led and (measured or named):
            token.word, token.symbol = "takeprofit", ""


DEALING = words("buy sell short cover long hold trade on for : .")


def _is_beside_pips(tokens: list[Token]) -> bool:
    """ "Stop 30 pips, target 60": nobody changes the unit without a word."""
    places = [at for at, token in enumerate(tokens) if token.word == "pips"]
    return any(_limited(tokens, at) for at in places)


def _limited(tokens: list[Token], at: int) -> bool:
    """The pips before or behind the name of a limit."""
    near = tokens[max(0, at - 4) : at - 1] + tokens[at + 1 : at + 3]
    return any(token.word in LIMITS for token in near)


def mark_gained(tokens: list[Token]) -> None:
    """ "8 pips as profit": a target, as "8 pips profit" is; "after 8 pips of profit" is none."""
    for at in (place + 1 for place in reversed(places(tokens[1:-2], {"pips"}))):
        number, _, link, gain = tokens[at - 1 : at + 3]
        names = number.word == "num" and gain.small in GAINED
        led = {token.small for token in tokens[max(0, at - 4) : at - 1]}
        if names and link.word in ("as", "of", "in", "for") and not led & NOT_ALL:
            gain.word, link.kind = "takeprofit", "used"


NOT_ALL = words("at after once when if by reaches in than half part some third quarter move")
GAINED = words("profit profits gain gains")


def _glued(tokens: list[Token]) -> None:
    """ "80SL", "with 80 SL and 500 TP": as "SL 80"."""
    for at, (number, name) in enumerate(pairwise(tokens)):
        if number.word != "num" or name.text.upper() not in ("SL", "TP"):
            continue
        behind = tokens[at + 2].word if at + 2 < len(tokens) else ""
        opens = at and tokens[at - 1].word in OPENING and behind in ENDING
        if number.end == name.start or opens:
            tokens[at : at + 2] = [name, number]


OPENING = words("a an and with use using , . (")
ENDING = words("and , . ) when buy sell") | {""}


def _is_bare(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    behind = tokens[at + 1].word if at + 1 < len(tokens) else ""
    return token.word == "num" and (token.value or 0) >= LEAST and behind not in UNITS
