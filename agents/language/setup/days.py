"""A day as it is written in numbers: 2020-03-01, 3/1/2020, 01.03.2020."""

from __future__ import annotations

import datetime as dt
import re

from agents.language.reading import ImpossibleStrategy
from agents.language.setup.account import Account
from agents.language.tokens.pieces import Token


def written_day(token: Token, tokens: list[Token], made: Account) -> dt.date:
    """Years first; else American, unless a dot or another date of the text says otherwise."""
    parts = [int(part) for part in re.findall(r"\d+", token.text)]
    if parts[0] > 31:
        return _checked_day(token.text, parts[0], parts[1], parts[2])
    first, second, year = parts
    if _day_first(token, tokens):
        first, second = second, first
    day = _checked_day(token.text, year, first, second)
    if first != second and max(first, second) <= 12:
        made.notes.append((f"{token.text} is read as {day:%-d %B %Y}", "start"))
    return day


def _day_first(token: Token, tokens: list[Token]) -> bool:
    others = [other.text for other in tokens if other.word == "#date"]
    if any(re.match(r"(1[3-9]|2\d|3[01])[-/.]\d{1,2}[-/.]\d{4}", text) for text in others):
        return True
    return "." in token.text and not re.match(r"\d{1,2}\.(1[3-9]|2\d|3[01])\.", token.text)


def _checked_day(text: str, year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise ImpossibleStrategy(f"{text} is not a day of the calendar.", "start") from None
