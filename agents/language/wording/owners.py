"""To whom a value belongs, and limits said in one breath: "RSI(10) of SPY", "stop-loss/target"."""

from __future__ import annotations

from itertools import pairwise

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token
from agents.language.wording.idioms import AVERAGED, OF_OWN, STOPS


def mark_owners(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    _of_rivals(tokens)
    _of_returns(tokens)
    _either_limit(tokens)
    for of, what in pairwise(tokens):
        if what.small in VALUES and (of.word in OF_OWN or of.word in ("histogram", ")")):
            what.kind = "used"  # "based on the MACD histogram values"


VALUES = words("values readings")


def _either_limit(tokens: list[Token]) -> None:
    """ "or stop-loss/take-profit hit": one of the two."""
    if all(token.text != "/" for token in tokens):
        return
    for first, slash, second in zip(tokens, tokens[1:], tokens[2:], strict=False):
        limits = first.word in STOPS and second.word in ("takeprofit", "target")
        if slash.text == "/" and limits:
            slash.word = "or"


def _of_rivals(tokens: list[Token]) -> None:
    """ "RSI(10) of QQQ > RSI(10) of SPY": the second is that of SPY, which is not traded by it."""
    for at, (of, symbol) in enumerate(pairwise(tokens)):
        if not symbol.symbol or of.small != "of" or not at:
            continue
        if tokens[at - 1].word not in OF_OWN | AVERAGED | {")"}:
            continue
        said = [token.word for token in tokens[max(0, at - 9) : at]]
        if any(word in COMPARED for word in said):
            of.word = "of-symbol"


def _of_returns(tokens: list[Token]) -> None:
    """ "the 10-day average of the daily return": of no price, and no price that returns; "the SMA
    of the close": of what it is of anyway."""
    for at, of in enumerate(tokens):
        behind = [one for one in tokens[at + 1 : at + 4] if one.word not in PASSED]
        measured = at and tokens[at - 1].word in OF_OWN | AVERAGED | {"sd", "volatility", ")"}
        if of.small == "of" and measured and behind and behind[0].small in RETURNED:
            behind[0].word = "change"
        if of.small == "of" and measured and behind and behind[0].word in ("close", "price"):
            behind[0].kind = "used"  # as they are anyway


PASSED = words("the its daily a price total")
RETURNED = words("return returns")
COMPARED = words("< > <= >= above below exceeds crosses-above crosses-below crosses over than")
