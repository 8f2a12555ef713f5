"""What a purchase would have become: "what if I had bought $10,000 of KO in 2005?" It is held."""

from __future__ import annotations

import re
from itertools import pairwise
from operator import attrgetter

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, said_in
from agents.language.wording.apiece import is_repeated

ASKED = re.compile(
    r"\bif (?:i|you|we|one|somebody|someone)\b|\|(?:how|what)(?: much)? would\b|\blump\b"
)
SMALL = attrgetter("small")
# With one of these it says more than what is bought.
RULES = words(
    """
    when whenever while until unless sell short cover above below < > <= >= crosses falls rises
    touches breaks stoploss takeprofit stop target every dip pct not rsi sma ema ma macd
    """
)


def mark_looked_back(tokens: list[Token]) -> None:
    once = _said_once(tokens)
    if not once and not ASKED.search("|" + "|".join(map(SMALL, tokens))):
        return
    said = said_in([one for one in tokens if one not in once])
    if said & RULES or is_repeated(tokens):
        return
    for token in once:
        token.word, token.kind = "#once", "used"
    _buy_since(tokens)
    for verb, money in pairwise(tokens):
        puts = verb.word == "put" or verb.small in ("what would", "how much would")
        if puts and money.value is not None:
            verb.word, money.word = "buy", "money"
    if all(token.word != "buy" for token in tokens):
        return
    for token in tokens:
        if token.word == "buy":
            token.text = token.text.split()[-1] if token.text else ""
    end = tokens[-1].end
    tokens.append(Token(end, end, "", "hold"))


def _said_once(tokens: list[Token]) -> list[Token]:
    """ "put $10,000 into VTI once": bought, and kept."""
    said = [token for token in tokens[-3:] if token.word != "."]
    texts = [token.small for token in said]
    for words_ in (["once"], ["one", "time"]):
        if texts[-len(words_) :] == words_:
            return said[-len(words_) :]
    return []


def _buy_since(tokens: list[Token]) -> None:
    """ "lump sum in 2015" buys, and says since when it is held."""
    for at, token in enumerate(tokens):
        if token.word == "since" and "lump" in token.small:
            tokens.insert(at, Token(token.start, token.start, "", "buy"))
            return
