"""Months of one year, which is said once: "from Jan to Dec 2023", "March through May 2021"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.lexicon import MONTHS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

JOINTS = words("to through - until")
FIRST, LAST = 1900, 2100
DAYS = 31


def mark_month_spans(tokens: list[Token]) -> None:
    """The first month gets its year, so that both are dates, and none is a month of every year."""
    for at in range(len(tokens) - 3, -1, -1):
        if tokens[at].word not in MONTHS or not tokens[at].free:
            continue
        joint = _behind_day(tokens, at)
        second = joint + 1
        if not _joins(tokens, at, joint) or second >= len(tokens):
            continue
        while second < len(tokens) and tokens[second].small in ("the", "end", "of"):
            second += 1
        if second >= len(tokens) or tokens[second].word not in MONTHS:
            continue
        year = _year(tokens, _behind_day(tokens, second))
        if year is not None:
            early = MONTHS[tokens[at].word] > MONTHS[tokens[second].word]
            value = (year.value or 0) - early
            place = tokens[joint - 1].end
            tokens.insert(joint, replace(year, start=place, end=place, text="", value=value))


def _behind_day(tokens: list[Token], at: int) -> int:
    """Behind "March" or "March 5"."""
    day = tokens[at + 1] if at + 1 < len(tokens) else None
    dated = day is not None and day.word == "num" and 0 < (day.value or 0) <= DAYS
    return at + 1 + dated


def _joins(tokens: list[Token], at: int, joint: int) -> bool:
    if joint >= len(tokens):
        return False
    between = {one.word for one in tokens[max(0, at - 2) : at]} & {"between"}
    return tokens[joint].word in JOINTS or bool(tokens[joint].word == "and" and between)


def _year(tokens: list[Token], at: int) -> Token | None:
    at += at < len(tokens) and tokens[at].word in (",", "of")
    year = tokens[at] if at < len(tokens) else None
    if year is None or year.word != "num" or not FIRST <= (year.value or 0) <= LAST:
        return None
    behind = [one.word for one in tokens[at + 1 : at + 3]]
    ranged = behind[:1] and behind[0] in JOINTS and behind[1:] == ["num"]
    return None if ranged else year  # "November to April, 2010 to 2020" is each of these years
