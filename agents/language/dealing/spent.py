"""Money without its sign: "put 500 into KO", "buy 1k of NVDA", "spend 500 on SPY", "500 worth"."""

from __future__ import annotations

from agents.language.lexicon.symbols import FOREX_PAIR
from agents.language.lexicon.wordlist import words
from agents.language.tokens.numerals import is_large
from agents.language.tokens.pieces import Token, numbered, said_in
from agents.language.wording.apiece import is_repeated

SPENDING = words(
    "put spend spending allocate invest invests investing deposit deploy commit place putting"
)
INTO = words("in into on to towards onto")
BUYING = words("buy short long")
VERBS = BUYING | SPENDING
LEAST = 20  # nobody spends less; so many shares are bought
SHARES = 500  # as many "of" a share are money: "buy 500 of SPY"


def mark_spent(tokens: list[Token]) -> None:
    if said_in(tokens).isdisjoint(VERBS) or is_repeated(tokens):
        return
    for at in numbered(tokens):
        number = tokens[at]
        if at and number.word == "num" and (number.value or 0) >= LEAST and _is_money(tokens, at):
            number.word = "money"
            verb = tokens[at - 1]
            if verb.small in SPENDING:
                verb.word, tokens[at + 1].word = "buy", "in"


def _is_money(tokens: list[Token], at: int) -> bool:
    verb = tokens[at - 1]
    joint, after = [*tokens[at + 1 : at + 3], END, END][:2]
    if verb.small in SPENDING:
        return _leads_in(joint) and bool(after.symbol)
    if verb.word not in BUYING:
        return False
    if joint.small == "worth" or (_leads_in(joint) and after.symbol):
        return True
    of_it = joint.small == "of" and bool(after.symbol)
    named, behind = (after, at + 3) if of_it else (joint, at + 2)
    if not named.symbol or FOREX_PAIR.fullmatch(named.symbol) or _is_share(tokens, behind):
        return False
    return is_large(tokens[at]) or (of_it and (tokens[at].value or 0) >= SHARES)


def _leads_in(joint: Token) -> bool:
    return joint.small in INTO or joint.word == "in"


def _is_share(tokens: list[Token], at: int) -> bool:
    """ "1k NVDA shares" """
    return at < len(tokens) and tokens[at].word == "share"


END = Token(0, 0, "", "")
