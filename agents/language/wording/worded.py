"""Numbers of an indicator in whole words behind it: "the RSI where length is equal to 9".

They become the numbers in its brackets, also those of "a MACD with fast length 8".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

HEADS = words(
    """
    rsi cci mfi adx atr roc williams-r zscore sma ema ma wma hma macd bollinger band stochastic
    stochrsi donchian supertrend keltner
    """
)
LEADS = words("where with having whose using of has that and , when")
ARTICLES = words("a an the its is")
LENGTHS = words("length lengths period periods window lookback timeperiod span")
SPREADS = words("sd deviation deviations std stddev multiplier mult factor")
SIDES = {"fast": 0, "short": 0, "slow": 1, "long": 1, "signal": 2, "smoothing": 2}
LINKS = words("is are equal equals to set : = of as at")
USUAL = (12.0, 26.0, 9.0)


@dataclass
class Said:
    """One number by its name, and where it ends."""

    place: int
    number: Token
    end: int


def mark_worded(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    at = 0
    while at < len(tokens):
        if tokens[at].word in HEADS and tokens[at].free:
            _bracket(tokens, at)
        at += 1


def _bracket(tokens: list[Token], at: int) -> None:
    begin = at + 1
    found: list[Said] = []
    while said := _said(tokens, begin, macd=tokens[at].word == "macd", first=not found):
        found.append(said)
        begin = said.end
    numbers = list(_in_order(found, macd=tokens[at].word == "macd"))
    if not numbers:
        return
    for token in tokens[at + 1 : begin]:
        token.kind = "used"
    end = tokens[at].end
    tokens[at + 1 : at + 1] = [Token(end, end, "", "("), *numbers, Token(end, end, "", ")")]


def _said(tokens: list[Token], at: int, *, macd: bool, first: bool) -> Said | None:
    """ "where length is equal to 9" """
    begin = at
    while at < len(tokens) and tokens[at].word in LEADS | ARTICLES and at < begin + 3:
        at += 1
    if at == begin and first:
        return None
    place, at = _name(tokens, at, macd=macd)
    begin = at
    while at < len(tokens) and tokens[at].word in LINKS and at < begin + 4:
        at += 1
    if place is None or at >= len(tokens) or tokens[at].word != "num" or tokens[at].text == "":
        return None
    return Said(place, tokens[at], at + 1)


def _name(tokens: list[Token], at: int, *, macd: bool) -> tuple[int | None, int]:
    """Which number is named, and where its name ends."""
    side = SIDES.get(tokens[at].small) if macd and at < len(tokens) else None
    if side is not None:
        named = at + 1 < len(tokens) and tokens[at + 1].word in LENGTHS
        return side, at + 1 + named
    if at < len(tokens) and tokens[at].word in LENGTHS:
        return 0, at + 1
    if at < len(tokens) and (tokens[at].word in SPREADS or tokens[at].small in SPREADS):
        return 1, at + 1
    return None, at


def _in_order(found: list[Said], *, macd: bool) -> Iterable[Token]:
    """As they stand in brackets; a MACD of which some are said has the usual others."""
    numbers = {said.place: replace(said.number) for said in found}
    if macd and numbers:
        last = found[-1].number
        for place, usual in enumerate(USUAL):
            yield numbers.get(place) or Token(last.end, last.end, f"{usual:g}", "num", usual)
    elif 0 in numbers:
        yield from (numbers[place] for place in sorted(numbers))
