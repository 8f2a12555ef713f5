"""The two lines of a comparison, spoken of together: "and both are above the 80-day average"."""

from __future__ import annotations

from itertools import pairwise

from agents.language.layout.chatter import INDICATORS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

AVERAGES = words("sma ema ma wma hma average")
BESIDE = AVERAGES | words("is are of them lines moving the those these stays lie")
COMPARED = words("above below over under < > <= >=")


def mark_both(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    _lines(tokens)
    _averages(tokens)


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
    for at, token in enumerate(tokens):
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


def mark_added(tokens: list[Token]) -> None:
    """ "bullish engulfing + RSI below 40": both."""
    for sign, after in pairwise(tokens):
        if sign.word == "+" and after.word in INDICATORS | {"price", "close", "volume"}:
            sign.word = "and"
