"""To fade a move is to trade against it: "fade the 3% up move" sells short."""

from __future__ import annotations

from itertools import pairwise

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

FADING = words("fade fades fading")
ROSE = words("up rises higher overbought breakout green strength bullish")
FELL = words("down falls lower oversold breakdown red weakness bearish")
# "fade NVDA when RSI tops 80": what is high is sold; what is low may be bought, or sold lower.
BEYOND = words("above exceeds over > >= crosses-above upper")
MOVED = words("move moves day bar candle")


def mark_fades(tokens: list[Token]) -> None:
    """The verb follows from the way of the move; where that is not said it is left, and named."""
    for index in places(tokens, FADING, SMALL):
        token = tokens[index]
        ahead = _sentence(tokens, index)
        ways = [one for one in ahead or tokens[:index] if one.word in ROSE | FELL]
        if ahead[:1] and ahead[0].symbol and _breaks_down(ahead):
            continue  # it may be sold as it breaks, or bought against it
        heading = [one for one in ahead if not one.symbol]
        if _is_of_gap(tokens, index, [one for one in heading if one.small not in LINKS]):
            for said in (*tokens[max(0, index - 1) : index], token, *heading):
                said.kind = "used"
        elif ways:
            token.word = "short" if ways[0].word in ROSE else "buy"
            _drop_nouns(ahead)
        elif any(one.word in BEYOND for one in ahead) and any(one.symbol for one in ahead[:1]):
            token.word = "short"


def _is_of_gap(tokens: list[Token], index: int, ahead: list[Token]) -> bool:
    """A heading: "fade the morning gap on QQQ: ...", "gap fade on QQQ: ..." """
    said = [one.small for one in ahead]
    before = [one.small for one in tokens[max(0, index - 3) : index] if not one.symbol]
    if before[-1:] == ["gap"]:
        return not said and len(before) == 1
    of_gap = said[:1] == ["the"] and said[-1:] == ["gap"] and set(said[1:-1]) <= SESSIONS
    return of_gap and before[-1:] in ([], ["."])


LINKS = words("on in for")
SESSIONS = words("morning overnight opening daily")


def _breaks_down(ahead: list[Token]) -> bool:
    return any(fell.word in FELL and way.word == "below" for fell, way in pairwise(ahead))


def _sentence(tokens: list[Token], index: int) -> list[Token]:
    stops = (".", ",") if any(one.symbol for one in tokens[index + 1 : index + 2]) else ENDS
    ends = (n for n in range(index, len(tokens)) if tokens[n].word in stops)
    ahead = tokens[index + 1 : next(ends, len(tokens))]
    return [] if [one.word for one in ahead] == ["it"] else ahead


ENDS = (".", ",", ":")


def _drop_nouns(tokens: list[Token]) -> None:
    """In "a 3% up move" the noun says nothing more."""
    for way, noun in pairwise(tokens):
        if way.word in ROSE | FELL and noun.small in ("move", "moves"):
            noun.kind = "used"
