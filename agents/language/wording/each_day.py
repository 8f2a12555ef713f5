"""Moves of a size on each of several days: "it fell more than 2% on each of the last 2 days", "each
of the last 3 days was down 1%". As the grammar has it: "falls 2% 2 days in a row"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

EACH = words("each both every all")
LEADS = EACH | words("on in for of over during within the one last past previous prior day a")
DAYS = words("day bar")
MOVES = words("down up falls rises higher lower")
SMALL = words("was were is are has have been closes closed above >= exceeds the by")
UNREAD = "#each"
FARTHEST = 8


def mark_each_day(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at in reversed(places(tokens, ("pct",))):
        if tokens[at].free:
            _behind(tokens, at)
    for at in reversed(places(tokens, EACH)):
        if tokens[at].free:
            _before(tokens, at)
            _of_row(tokens, at)


def _behind(tokens: list[Token], at: int) -> None:
    """ "2% on each of the last 2 days", "1% a day for 3 days" """
    first = at + 1 + any(one.word in ("<=", ">=") for one in tokens[at + 1 : at + 2])
    end = _led(tokens, first)
    lead = tokens[first:end]
    daily = [one.small for one in lead[:3]] in (["a", "day", "for"], ["per", "day", "for"])
    if not daily and not EACH & {one.word for one in lead}:
        return
    if _counted(tokens, end):
        for one in lead:
            one.kind = "used"
        _in_a_row(tokens, end + 2)
    elif [one.word for one in tokens[end : end + 1]] == ["num"]:
        lead[0].word = UNREAD  # of weeks, each of them is no bar


def _led(tokens: list[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].free and (
        tokens[at].word in LEADS or tokens[at].small in ("last", "past", "per")
    ):  # fmt: skip
        at += 1
    return at


def _counted(tokens: list[Token], at: int) -> bool:
    number, unit = ([one.word for one in tokens[at : at + 2]] + ["", ""])[:2]
    many = number == "num" and (tokens[at].value or 0) > 1
    return many and unit in DAYS


def _in_a_row(tokens: list[Token], place: int) -> None:
    behind = tokens[place].word if place < len(tokens) else ""
    if behind not in ("in-a-row", "consecutive"):
        end = tokens[place - 1].end
        tokens.insert(place, Token(end, end, "", "in-a-row"))


def _before(tokens: list[Token], at: int) -> None:
    """ "each of the last 3 days was down more than 1%" """
    end = _led(tokens, at)
    if not _counted(tokens, end):
        return
    pct = next((n for n in range(end + 2, min(end + 2 + FARTHEST, len(tokens)))
                if tokens[n].word == "pct"), 0)  # fmt: skip
    between = tokens[end + 2 : pct]
    moved = any(one.word in MOVES for one in between)
    if not pct or not moved or any(one.word not in MOVES | SMALL for one in between):
        return
    for one in tokens[at:end]:
        one.kind = "used"
    count = tokens[end : end + 2]
    tokens[end : pct + 1] = [*tokens[end + 2 : pct + 1], *count]
    _in_a_row(tokens, pct + 1)


def _of_row(tokens: list[Token], at: int) -> None:
    """ "three up days in a row, and each close > open": so on each of those three days."""
    count = _row_before(tokens, at)
    if count is None:
        return
    end = at + 1
    while end < len(tokens) and tokens[end].word not in ENDS:
        end += 1
    said = [one.word for one in tokens[at + 1 : end] if one.word not in PASSED]
    if len(said) == 3 and said[0] in PRICES and said[1] in SIDES and said[2] in PRICES:
        place = tokens[end - 1].end
        number = replace(count, start=place, end=place, kind=None)
        tokens[end:end] = [number, *(Token(place, place, "", word) for word in ("day", "in-a-row"))]


def _row_before(tokens: list[Token], at: int) -> Token | None:
    """The 3 of "3 days in a row", "3 consecutive up days" in the same sentence."""
    for row in range(at - 1, max(0, at - FARTHEST), -1):
        if tokens[row].word in BEYOND:
            return None
        if tokens[row].word in ("in-a-row", "consecutive"):
            before = tokens[max(0, row - NEAR) : row]
            return next((one for one in reversed(before) if one.word == "num"), None)
    return None


NEAR = 3
BEYOND = words(". buy sell short cover")
ENDS = words(". , and or buy sell short cover hold ; ) (")
PASSED = words("of them one day with a the its is it being each being")
PRICES = words("close closes open price")
SIDES = words("above below > < >= <= over under")
