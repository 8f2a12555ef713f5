"""Prices of the day before on bars within the day: "15 minute bars ... above yesterday's high".

A rule counts back in bars, and the bar before is none of the day before: such a condition is named
whole.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.reading import Unsupported
from agents.language.setup.timeframes import WITHIN_DAY
from agents.language.tokens.pieces import Token, Words

WHY = (
    "On bars within the day a rule knows the bars before and not the day before, so this is not "
    "part of the test: on daily bars it can be tested."
)
EVES = words("yesterday yesterday's yesterdays yesterday’s gestern veille vortages ayer")
PREVIOUS = words("previous prior prev preceding earlier")
DAYS = words("day day's days day’s session session's session’s trading daily")
LEADING = EVES | PREVIOUS | {"before"}
JOINTS = words(
    """
    . , ; : and or when while if until unless buy sell short cover hold exit entry stop stoploss
    takeprofit target
    """
)


def name_days_before(words_: Words, timeframe: str) -> list[Unsupported]:
    tokens = words_.tokens
    if timeframe not in WITHIN_DAY or not any(map(_may_begin, tokens)):
        return []
    found = []
    for at in range(len(tokens)):
        if _is_day_before(tokens, at):
            around = _condition(tokens, at)
            part = [one for one in around if one.free and not one.symbol]
            found += [Unsupported(text=words_.said(around), why=WHY)] if part else []
            for token in part:
                token.kind = "unsupported"
    return found


def _may_begin(token: Token) -> bool:
    return token.word == "yesterday" or token.small in LEADING


def _is_day_before(tokens: list[Token], at: int) -> bool:
    """ "yesterday's", "the previous day", "the day before" """
    if tokens[at].small in EVES or tokens[at].word == "yesterday":
        return True
    behind = tokens[at + 1].small if at + 1 < len(tokens) else ""
    eve = tokens[at].small == "day" and behind == "before" and _ends(tokens, at + 2)
    return (tokens[at].small in PREVIOUS and behind in DAYS) or eve


def _ends(tokens: list[Token], at: int) -> bool:
    """ "the day before the month ends" is no day of prices."""
    return at >= len(tokens) or tokens[at].word in JOINTS or tokens[at].end == tokens[at].start


def _condition(tokens: list[Token], at: int) -> list[Token]:
    """What stands between the joints around it."""
    first = last = at
    while first and tokens[first - 1].word not in JOINTS:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].word not in JOINTS:
        last += 1
    while first < at and (tokens[first].symbol or not tokens[first].free):
        first += 1
    return tokens[first : last + 1]
