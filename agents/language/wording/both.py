"""The two lines of a comparison, spoken of together: "and both are above the 80-day average"."""

from __future__ import annotations

from itertools import pairwise

from agents.language.layout.chatter import INDICATORS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

AVERAGES = words("sma ema ma wma hma average")
BESIDE = AVERAGES | words("is are of them lines moving the those these stays lie")
COMPARED = words("above below over under < > <= >=")


def mark_both(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    _lines(tokens)
    _averages(tokens)
    _in_brackets(tokens)


def _lines(tokens: list[Token]) -> None:
    """ "%K crosses above %D while both are below 25": both lines of an oscillator."""
    lines = any(token.word in ("d-line", "signal") for token in tokens)
    spoken = [token for token in tokens if token.word not in ("is", "are", "of", "them", "lines")]
    for both, way, level in zip(spoken, spoken[1:], spoken[2:], strict=False):
        compared = way.word in ("below", "above", "over", "<", ">") and (
            level.value is not None or level.word in ("zero", "0")
        )
        if lines and both.small == "both" and compared:
            both.word = "both-sides"


def _averages(tokens: list[Token]) -> None:
    """ "the 20-day crosses above the 40-day and both are above the 80-day average": neither is
    passed over, even where the rest cannot be read."""
    count = 0
    for at in places(tokens, AVERAGES | {".", "both"}):
        token = tokens[at]
        count = 0 if token.word == "." else count + (token.word in AVERAGES)
        if token.word != "both" or not token.free or count < 2:
            continue
        end = at + 1
        while end < len(tokens) and tokens[end].word in BESIDE:
            end += 1
        if end < len(tokens) and tokens[end].word in COMPARED:
            token.word = "both-sides"
            for one in tokens[at + 1 : end]:
                one.kind = "used"


def _in_brackets(tokens: list[Token]) -> None:
    """ "above the EMAs (20 and 50)": above each of them; only a cross is of two at once."""
    for at in reversed(places(tokens[:-4], AVERAGES)):
        average, opened = tokens[at : at + 2]
        if opened.word != "(":
            continue
        numbers, end = _listed(tokens, at + 2)
        before = {one.word for one in tokens[max(0, at - 4) : at]}
        said = {part for one in tokens[max(0, at - 5) : at] for part in one.small.split()}
        leans = end + 1 < len(tokens) and tokens[end + 1].word in LEANING
        if len(numbers) != 2 or said & ALL or not (before & COMPARED or leans) or before & CROSSING:
            continue
        for one in tokens[at + 1 : end + 1]:
            one.kind = one.kind if one in numbers else "used"
        told = [average, numbers[0]]
        for number in numbers[1:]:
            place = number.start
            told += [Token(place, place, "", "and"), Token(place, place, "", average.word), number]
        tokens[at : end + 1] = told


def _listed(tokens: list[Token], at: int) -> tuple[list[Token], int]:
    """The whole numbers up to a bracket that closes, and where it does; none if more is said."""
    numbers: list[Token] = []
    while at < len(tokens) and tokens[at].word in ("num", "and", ",", "day"):
        numbers += [tokens[at]] if tokens[at].word == "num" else []
        at += 1
    closed = at < len(tokens) and tokens[at].word == ")"
    return (numbers, at) if closed else ([], at)


ALL = words("all any each every")  # which other readers know
LEANING = words("rises falls rising falling")
CROSSING = words("crosses crosses-above crosses-below")


def mark_added(tokens: list[Token]) -> None:
    """ "bullish engulfing + RSI below 40": both."""
    for sign, after in pairwise(tokens):
        if sign.word == "+" and after.word in INDICATORS | {"price", "close", "volume"}:
            sign.word = "and"
