"""Times with names and parts of years: "since covid", "Q1 2021", "the second half of 2020"."""

from __future__ import annotations

import calendar
import datetime as dt

from agents.language.lexicon.lexicon import ORDINALS
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import Cursor
from agents.language.setup.account import Account

Moment = tuple[dt.date, dt.date]
ERAS = {
    "since-covid": (dt.date(2020, 2, 20), "the time since covid"),
    "since-crisis": (dt.date(2009, 3, 9), "the time since the financial crisis"),
    "since-dotcom": (dt.date(2002, 10, 9), "the time since the dot-com bubble"),
    "since-millennium": (dt.date(2000, 1, 1), "the time since the turn of the century"),
}
PARTS = words("q hour first second third fourth last")
HEADS = PARTS | frozenset(ERAS)


def era(cursor: Cursor, made: Account) -> bool:
    token = cursor.take(*ERAS)
    if token is None or made.start is not None:
        return False
    made.start, said = ERAS[token.word]
    made.notes.append((f"{said} is read as from {made.start:%-d %B %Y} on", "start"))
    return True


def part_of_year(cursor: Cursor) -> Moment | None:
    """ "Q3 2019", "H1 2022", "the first quarter of 2021" """
    mark = cursor.mark
    letter = cursor.tokens[cursor.at].small if not cursor.done else ""
    lettered = cursor.take("q", "hour") if letter in ("q", "h") else None
    number = cursor.number() if lettered else _ordinal(cursor)
    unit = letter if lettered else _unit(cursor)
    cursor.skip("of", "year", "-", "in")
    year = cursor.number() if number and unit else None
    parts = {"q": 4, "h": 2}.get(unit, 0)
    if not year or not 1900 <= year <= 2100 or not number or not 1 <= (number % 10) <= parts:
        cursor.back_to(mark)
        return None
    months = 12 // parts
    last = int(number) * months
    day = calendar.monthrange(int(year), last)[1]
    return dt.date(int(year), last - months + 1, 1), dt.date(int(year), last, day)


def _ordinal(cursor: Cursor) -> float | None:
    token = cursor.take(*ORDINALS)
    return float(ORDINALS[token.word]) if token else None


def _unit(cursor: Cursor) -> str:
    token = cursor.take("quarter", "half")
    return token.word[0] if token else ""
