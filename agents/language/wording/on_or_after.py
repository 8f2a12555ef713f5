""" "On or after the 25th of each month": from that day on, and no day later."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

BOUNDS = {"after": "on-or-after", "before": "on-or-before"}
FIRST = words("first earliest")
DAYS = words("day days session date trading business calendar")


def mark_on_or_after(tokens: list[Token]) -> None:
    """ "the first trading day on or after the 25th" is the 25th, or the next day of trading."""
    for at in places(tokens[:-3], {"on"}, SMALL):
        joint, bound = tokens[at + 1 : at + 3]
        if joint.small != "or" or bound.small not in BOUNDS:
            continue
        number = at + 3 + (tokens[at + 3].small == "the")
        if number >= len(tokens) or tokens[number].value is None:
            continue
        first = _first_day(tokens, at)
        if first < at and bound.small == "before":
            continue  # which of those days is meant is not said
        for token in tokens[first : at + 2]:
            token.kind = "used"
        bound.word = BOUNDS[bound.small]
        bound.kind = "used" if first < at else None
        _pass_calendar(tokens, number + 1)


def _first_day(tokens: list[Token], at: int) -> int:
    """Where "the first trading session" begins before it."""
    first = at
    while first and tokens[first - 1].small in DAYS:
        first -= 1
    if first == at or not first or tokens[first - 1].small not in FIRST:
        return at
    return first - 1


def _pass_calendar(tokens: list[Token], at: int) -> None:
    """ "the 25th calendar day of the month": the day is that of the month anyway."""
    while at < len(tokens) and tokens[at].small in ("calendar", "day"):
        tokens[at].kind = "used"
        at += 1
