"""A day, a month or a year as it is written: 2020-03-01, 01.03.2020, "March 2020", "2000s"."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from agents.language.lexicon import lexicon
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import Cursor
from agents.language.reading import ImpossibleStrategy
from agents.language.setup import eras
from agents.language.setup.account import Account
from agents.language.setup.eras import Moment
from agents.language.tokens.pieces import Token


def written_day(token: Token, tokens: list[Token], made: Account) -> dt.date:
    """Years first; else American, unless a dot or another date of the text says otherwise."""
    parts = [int(part) for part in re.findall(r"\d+", token.text)]
    if parts[0] > 31:
        return checked_day(token.text, parts[0], parts[1], parts[2])
    first, second, year = parts
    if _day_first(token, tokens):
        first, second = second, first
    day = checked_day(token.text, year, first, second)
    if first != second and max(first, second) <= 12:
        made.notes.append((f"{token.text} is read as {day:%-d %B %Y}", "start"))
    return day


def _day_first(token: Token, tokens: list[Token]) -> bool:
    others = [other.text for other in tokens if other.word == "#date"]
    if any(re.match(r"(1[3-9]|2\d|3[01])[-/.]\d{1,2}[-/.]\d{4}", text) for text in others):
        return True
    return "." in token.text and not re.match(r"\d{1,2}\.(1[3-9]|2\d|3[01])\.", token.text)


def checked_day(text: str, year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise ImpossibleStrategy(f"{text} is not a day of the calendar.", "start") from None


def moment(cursor: Cursor, made: Account) -> Moment | None:
    """The first and the last day of "2020-03-01", "March 2020", "1 March 2020", "2020", "2000s"."""
    if token := cursor.take("#date"):
        day = written_day(token, cursor.tokens, made)
        return day, day
    if token := cursor.take("#decade"):
        return _decade(int(token.value or 0))
    numbered = eras.part_of_year(cursor) or _spelt(cursor) or _numbered(cursor)
    return numbered or whole_year(cursor)


def _numbered(cursor: Cursor) -> Moment | None:
    """ "6/2010": a month of a year, where nothing parts the two numbers."""
    if cursor.word(1) != "/":
        return None
    mark = cursor.mark
    part = cursor.tokens[cursor.at : cursor.at + 3]
    glued = len(part) == 3 and part[0].end == part[1].start and part[1].end == part[2].start
    month = cursor.number() if glued and part[1].word == "/" else None
    cursor.take("/") if month else None
    year = whole_year(cursor) if month and month in range(1, 13) else None
    if month is None or year is None:
        cursor.back_to(mark)
        return None
    return _month(year[0].year, int(month), None)


def whole_year(cursor: Cursor) -> Moment | None:
    mark = cursor.mark
    value = cursor.number()
    if value is not None and value == int(value) and 1900 <= value <= 2100:
        cursor.skip("year") if not cursor.done and cursor.tokens[cursor.at].text == "年" else None
        return dt.date(int(value), 1, 1), dt.date(int(value), 12, 31)
    cursor.back_to(mark)
    return None


def _decade(first: int) -> Moment:
    return dt.date(first, 1, 1), dt.date(first + 9, 12, 31)


def _spelt(cursor: Cursor) -> Moment | None:
    """With the name of a month."""
    mark = cursor.mark
    german = cursor.at > 0 and cursor.tokens[cursor.at - 1].small in GERMAN
    first = cursor.number()
    cursor.skip(".") if german and cursor.word(1) in lexicon.MONTHS else None
    month = cursor.take(*lexicon.MONTHS)
    day = first if first is not None or month is None else _month_day(cursor)
    parted = cursor.take(",")
    year = whole_year(cursor) if month else None
    ranged = cursor.word() in ("to", "until", "through", "-") and cursor.value(1) >= 1900
    if parted and ranged and _ends_season(cursor):
        year = None  # "November to April, 2010 to 2020"
    if month is None or year is None or (day is not None and not 1 <= day <= 31):
        cursor.back_to(mark)
        return None
    return _month(year[0].year, lexicon.MONTHS[month.word], day)


def _ends_season(cursor: Cursor) -> bool:
    before = [token.word for token in cursor.tokens[: cursor.at]][-5:]
    pairs = zip(before, before[1:], before[2:], strict=False)
    return any(a in lexicon.MONTHS and b in BETWEEN and c in lexicon.MONTHS for a, b, c in pairs)


BETWEEN = words("to on through up end -")


# Before "2. Januar 2015", where the full stop ends no sentence.
GERMAN = words("am vom zum den dem seit ab bis")


def _month_day(cursor: Cursor) -> float | None:
    return cursor.number() if cursor.word() == "num" and cursor.value() <= 31 else None


def _month(year: int, month: int, day: float | None) -> Moment:
    length = calendar.monthrange(year, month)[1]
    if day is not None:
        one = checked_day(f"{calendar.month_name[month]} {day:g}, {year}", year, month, int(day))
        return one, one
    return dt.date(year, month, 1), dt.date(year, month, length)
