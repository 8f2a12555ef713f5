"""To whom a value belongs, and limits said in one breath: "RSI(10) of SPY", "stop-loss/target"."""

from __future__ import annotations

from itertools import pairwise

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places
from agents.language.wording.idioms import AVERAGED, OF_OWN, STOPS


def mark_owners(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    _returns_of(tokens)
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
    for at in places(tokens[:-1], {"of"}, SMALL):
        of, symbol = tokens[at : at + 2]
        if not symbol.symbol or not at:
            continue
        if tokens[at - 1].word not in OF_OWN | AVERAGED | {")"}:
            continue
        said = [token.word for token in tokens[max(0, at - 9) : at]]
        if any(word in COMPARED for word in said):
            of.word = "of-symbol"


def _returns_of(tokens: list[Token]) -> None:
    """ "the 3-month return of KO", "for both KO and PEP": theirs, said before the return."""
    spoken = places(tokens[:-2], RETURNED_BY, SMALL)
    spoken = [at for at in spoken if tokens[at + 1].small in ("of", "for")]
    if spoken and any(token.small.startswith("compar") for token in tokens):
        return  # "compare the return of KO with that of PEP": each case says which
    for at in reversed(spoken):
        first, last = _length(tokens, at), at + 1
        if first is None:
            continue
        last += 1 + (tokens[last + 1].small == "both")
        end = last
        while end < len(tokens) and (tokens[end].symbol or tokens[end].word == "and"):
            end += 1
        end -= end > last and tokens[end - 1].word == "and"
        if end > last and all(one.symbol for one in tokens[last:end:2]):
            owners, said = tokens[last:end], tokens[first : at + 1]
            tokens[at + 1].kind = tokens[last - 1].kind = "used"
            tokens[first:end] = [*owners, *said]


def _length(tokens: list[Token], at: int) -> int | None:
    """Where "12-week total" begins before a return."""
    first = at - 1
    while first > 0 and tokens[first].word in SPANS:
        first -= 1
    return first if tokens[first].value is not None and first < at - 1 else None


RETURNED_BY = words("return returns") | {"total return", "total returns"}
SPANS = words("day week month year bar - total trailing")


def _of_returns(tokens: list[Token]) -> None:
    """ "the 10-day average of the daily return": of no price, and no price that returns; "the SMA
    of the close": of what it is of anyway."""
    for at in places(tokens, {"of"}, SMALL):
        if not at or tokens[at - 1].word not in MEASURED:
            continue
        behind = next((one for one in tokens[at + 1 : at + 4] if one.word not in PASSED), None)
        if behind and behind.small in RETURNED:
            behind.word = "change"
        if behind and behind.word in ("close", "price"):
            behind.kind = "used"  # as they are anyway


MEASURED = OF_OWN | AVERAGED | {"sd", "volatility", ")"}


PASSED = words("the its daily a price total")
RETURNED = words("return returns")
COMPARED = words("< > <= >= above below exceeds crosses-above crosses-below crosses over than")
