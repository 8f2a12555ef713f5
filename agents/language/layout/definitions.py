"""Formulas that have a name: "z := (close - SMA20)/sd20" is a z-score of 20 bars."""

from __future__ import annotations

import re

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

PRICES = words("close price c p px")
MEANS = words("sma ma average mean mu μ")
SPREADS = words("sd std sigma σ deviation")
CLOSED = words("( close price , c day ) num")
MINUS = words("- − –")
EQUALS = words(": = is equals as")


def mark_definitions(tokens: list[Token]) -> None:
    """The formula becomes the name of its value, and so does the letter that stands for it."""
    _bar_formulas(tokens)
    for at in range(len(tokens)):
        found = _zscore(tokens, at)
        if found is not None:
            _named(tokens, at, *found)
            return


HIGHS, LOWS = words("high highest h"), words("low lowest l")
STRENGTH = words("ibs inter internal bar strength")


def _bar_formulas(tokens: list[Token]) -> None:
    """ "(C - L) / (H - L)" is the strength of a bar, "(high - low) / close" its range."""
    for at in [n for n, token in enumerate(tokens) if "/" in token.text][::-1]:
        if tokens[at].word == "ibs":
            _defined(tokens, at, at + 1) or _called(tokens, at, at + 1)
        elif tokens[at].word == "so-far" and re.search(r"\b(ibs|bar strength)\b", tokens[at].small):
            _told_by_it(tokens, at + 1)
    for at in range(len(tokens) - 4, -1, -1):
        if tokens[at].word != "(":
            continue
        first = _minus(tokens, at)
        if first is None:
            continue
        if at and tokens[at - 1].word == "day-range" and first[0] in HIGHS:
            for token in tokens[at : at + 5]:
                token.kind = "used"
            continue
        if first[0] in PRICES and (end := _range_behind(tokens, at + 5)):
            _replace(tokens, at, end, "ibs")
        elif first[0] in HIGHS:
            over = (
                tokens[at + 6 : at + 7]
                if tokens[at + 5 : at + 6] and tokens[at + 5].word == "/"
                else []
            )
            named = bool(over) and over[0].word in PRICES | LOWS | {"open"}
            before = tokens[at - 1].word if at else ""
            if named and before != "/":
                _replace(tokens, at, at + 7, "day-range")


def _minus(tokens: list[Token], at: int) -> tuple[str, str] | None:
    """ "(close - low)": the two sides of the difference in brackets."""
    part = tokens[at : at + 5]
    if len(part) < 5 or part[0].word != "(" or part[4].word != ")":
        return None
    minus = part[2].text in MINUS or part[2].small == "minus"
    return (part[1].word, part[3].word) if minus and part[3].word in LOWS else None


def _range_behind(tokens: list[Token], at: int) -> int:
    """Where "/ (high - low)" ends."""
    if at >= len(tokens) or tokens[at].word != "/":
        return 0
    sides = _minus(tokens, at + 1)
    return at + 6 if sides and sides[0] in HIGHS else 0


def _replace(tokens: list[Token], begin: int, end: int, name: str) -> None:
    """The name of the value for its formula; a definition of that name says nothing more."""
    if name == "ibs" and (_defined(tokens, begin, end) or _called(tokens, begin, end)):
        return
    for token in tokens[begin:end]:
        token.kind = "used"
    place = tokens[end - 1].end
    tokens.insert(end, Token(place, place, "", name))


def _defined(tokens: list[Token], begin: int, end: int) -> bool:
    """ "Internal bar strength is defined as follows: (close - low) / (high - low)" """
    first = begin
    while first and (tokens[first - 1].word in EQUALS or tokens[first - 1].small in SAYING):
        first -= 1
    if first == begin or not first or not _is_strength(tokens[first - 1]):
        return False
    while first and _is_strength(tokens[first - 1]):
        first -= 1
    for token in tokens[first:end]:
        token.kind = "used"
    _told_by_it(tokens, end)
    return True


def _called(tokens: list[Token], begin: int, end: int) -> bool:
    """ "Close location = (close - low) / (high - low). Buy when the close location is ..." """
    last = begin
    while last and (tokens[last - 1].word in EQUALS or tokens[last - 1].small in SAYING):
        last -= 1
    first = last
    while first and tokens[first - 1].word not in (".", ",", ":") and last - first < LONGEST:
        if tokens[first - 1].small in OPENING:
            break
        first -= 1
    name = [token.small for token in tokens[first:last]]
    uses = [n for n in range(end, len(tokens)) if _says(tokens, n, name)] if name else []
    if last == begin or not uses:
        return False
    for at in reversed(uses):
        whole = tokens[at]
        whole.end, whole.word, whole.symbol = tokens[at + len(name) - 1].end, "ibs", ""
        del tokens[at + 1 : at + len(name)]
    _told_by_it(tokens, uses[0] + 1)
    while first and tokens[first - 1].small in OPENING:
        first -= 1
    percent = [one.text for one in tokens[end : end + 2]]
    end += 2 if percent[:1] in (["*"], ["x"], ["×"]) and percent[1:] == ["100"] else 0
    for token in tokens[first:end]:
        token.kind = "used"
    return True


def _says(tokens: list[Token], at: int, name: list[str]) -> bool:
    return [token.small for token in tokens[at : at + len(name)]] == name


def _told_by_it(tokens: list[Token], begin: int) -> None:
    """ "Calculate the IBS as ... Buy when it is below 0.2": until something else is spoken of."""
    for at in range(begin, len(tokens) - 2):
        if tokens[at].word in SPOKEN:
            return
        way = tokens[at + 1 + (tokens[at + 1].small == "is")]
        if tokens[at].word == "it" and way.word in COMPARED:
            tokens[at].word = "ibs"


OPENING = words("define calculate compute let call we i the a then call")
SPOKEN = words("close price open high low volume rsi sma ema ma ibs macd")
COMPARED = words("above below over under < > <= >=")
LONGEST = 3


def _is_strength(token: Token) -> bool:
    return token.word == "ibs" or token.small in STRENGTH


SAYING = words("defined follows calculated computed given as by the formula")


def _zscore(tokens: list[Token], at: int) -> tuple[int, Token] | None:
    """Where "(close - mean(20)) / sd(20)" ends, and its number."""
    if tokens[at].word != "(" or at + 2 >= len(tokens):
        return None
    if tokens[at + 1].word not in PRICES or tokens[at + 2].text not in MINUS:
        return None
    first, end = _measured(tokens, at + 3, MEANS)
    if first is None or [one.word for one in tokens[end : end + 2]] != [")", "/"]:
        return None
    second, end = _measured(tokens, end + 2, SPREADS)
    return (end, first) if second is not None and second.value == first.value else None


def _measured(tokens: list[Token], at: int, names: frozenset[str]) -> tuple[Token | None, int]:
    """ "SMA20", "mean(close, 20)" """
    if at >= len(tokens) or tokens[at].word not in names:
        return None, at
    opened = tokens[at + 1 : at + 2] and tokens[at + 1].word == "("
    number, at = None, at + 1
    while at < len(tokens) and tokens[at].word in (CLOSED if opened else ("num",)):
        number = tokens[at] if tokens[at].word == "num" else number
        at += 1
        if not opened or tokens[at - 1].word == ")":
            break
    return number, at


def _named(tokens: list[Token], begin: int, end: int, number: Token) -> None:
    first = begin
    while first and tokens[first - 1].word in EQUALS:
        first -= 1
    name = tokens[first - 1] if first < begin and first else None
    for token in tokens[begin:end]:
        token.kind = "used"
    place, at = tokens[end - 1].end, end
    if name is not None and name.text.isalpha():
        for token in tokens[first - 1 : begin]:
            token.kind = "used"
        uses = [n for n, one in enumerate(tokens) if n >= end and one.text == name.text]
        for use in uses:
            tokens[use].word, tokens[use].symbol = "zscore", ""
        if not uses:
            return
        place, at = tokens[uses[0]].end, uses[0] + 1
    else:
        tokens.insert(end, Token(place, place, "", "zscore"))
        at = end + 1
    period = Token(number.start, number.end, number.text, "num", number.value)
    tokens[at:at] = [Token(place, place, "", "("), period, Token(place, place, "", ")")]
