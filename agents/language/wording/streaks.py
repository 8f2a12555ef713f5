"""Days that go one way, by a noun of their own: "a 3-day winning streak", "a losing run of 5"."""

from __future__ import annotations

from itertools import pairwise

from agents.language.tokens.pieces import Token, places

STREAKS = {"up-streak": "up", "down-streak": "down"}
UNITS = ("day", "bar", "week", "month")


def mark_streaks(tokens: list[Token]) -> None:
    """As the grammar has it: "3 days up in a row"."""
    for at in reversed(places(tokens, STREAKS)):
        token = tokens[at]
        before = [one for one in tokens[max(0, at - 3) : at] if one.text != "-"]
        behind = [one for one in tokens[at + 1 : at + 4] if one.word != "of"]
        counted = before[-1:] and before[-1].word in UNITS and before[-2].word == "num"
        follows = [one.word == "num" or one.word in UNITS for one in behind[:2]] == [True, True]
        place = at + 1 if counted else tokens.index(behind[1]) + 1 if follows else 0
        if place:
            token.word = STREAKS[token.word]
            end = tokens[place - 1].end
            tokens.insert(place, Token(end, end, "", "in-a-row"))
            _pass_on(tokens, at)


def _pass_on(tokens: list[Token], at: int) -> None:
    """ "it is on a 4-day losing streak": it has one."""
    for being, on in pairwise(tokens[max(0, at - 6) : at]):
        if being.small in ("is", "was", "it's") and on.small == "on":
            on.kind = "used"
