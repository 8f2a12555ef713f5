"""One purchase, kept for a time: "bought in March 2009 and held for ten years", "buy on 3/1/2020,
sell on 4/1/2021". Its dates are those of the test.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from agents.language.lexicon.lexicon import MONTHS
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import Cursor
from agents.language.setup.account import Account, claim
from agents.language.setup.eras import Moment
from agents.language.tokens.pieces import Token

Reads = Callable[[Cursor, Account], Moment | None]
KEPT = words("hold keep kept forever not left untouched")
SOLD = words("sell sold")
LEADS = words("on in at start end from since until through to - around early late by during year")
UNTIL = words("until through to -")
BESIDE = (
    KEPT
    | LEADS
    | words(
        """
    buy sell symbol money all-in put and then , . ? not it them that for only once just all my own
    some lump sum whole entire full rest year month week day today now present again date sold
    at-open at-close share into #date num touches ago
    """
    )
)
NOW = words("today now present date")
UNITS = {"year": 12, "month": 1}


@dataclass
class Dated:
    """A date where it stands, with the words that lead in to it."""

    at: int
    tokens: list[Token]
    moment: Moment

    def says(self, wanted: frozenset[str]) -> bool:
        return any(token.word in wanted for token in self.tokens)


def take_deal(tokens: list[Token], made: Account, moment: Reads) -> None:
    """Only where the text says nothing else: what is bought by a rule has no date."""
    if any(one.word not in BESIDE and one.word not in MONTHS for one in tokens if one.free):
        return
    if _long_ago(tokens, made):
        return
    dates = _dates(tokens, made, moment)
    named = next((n for n, token in enumerate(tokens) if token.symbol or token.word == "buy"), None)
    if not dates or named is None or len(dates) > 2 or named > dates[0].at:
        return
    first = dates[0]
    behind = [token for token in tokens[first.at + len(first.tokens) :] if token.free]
    verb = next((token for token in behind if token.word in KEPT | SOLD), None)
    last = _end(tokens, dates, behind) if verb else None
    if verb is None or last is None:
        return
    claim(first.tokens)
    made.start = first.moment[first.says(words("end"))]
    made.end = last.end
    claim(last.tokens)
    verb.word = "hold" if verb.word in SOLD else verb.word
    for token in behind:
        if token.word == "touches":
            verb.word, token.kind = "forever", "used"


def _long_ago(tokens: list[Token], made: Account) -> bool:
    """ "bought five years ago and held" """
    for count, unit, ago in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if count.value and unit.word in UNITS and ago.word == "ago":
            made.last = (count.value, unit.word)
            claim([count, unit, ago])
    return made.last is not None


@dataclass
class End:
    """Up to when it is kept; None is to the end of history."""

    end: dt.date | None
    tokens: list[Token]


def _end(tokens: list[Token], dates: list[Dated], behind: list[Token]) -> End | None:
    if len(dates) == 2:
        second = dates[1]
        sold = any(one.word in SOLD for one in behind) and not _is_never(behind)
        led = second.says(UNTIL) or sold
        early = second.says(words("start"))
        return End(second.moment[0 if early else 1], second.tokens) if led else None
    if any(token.word in SOLD for token in behind) and not _is_never(behind):
        return None
    return _span(dates[0], behind) or _to_now(behind)


def _is_never(behind: list[Token]) -> bool:
    return any(token.word in ("not", "forever") for token in behind)


def _span(first: Dated, behind: list[Token]) -> End | None:
    """ "for ten years", "all year" """
    for at, unit in enumerate(behind):
        before = behind[at - 1] if at else None
        if unit.word not in UNITS or before is None:
            continue
        led = [one for one in behind[max(0, at - 3) : at] if one.word == "for" or one is before]
        if before.word == "num" and before.value:
            months = round(before.value * UNITS[unit.word])
            return End(_later(first.moment[0], months), [*led, unit])
        whole = [one for one in behind[max(0, at - 3) : at] if one.word in WHOLE]
        if whole and unit.word == "year":
            return End(dt.date(first.moment[0].year, 12, 31), [*whole, unit])
    return None


WHOLE = words("all whole entire full rest for")


def _to_now(behind: list[Token]) -> End | None:
    """ "until today", or nothing said."""
    now = [token for token in behind if token.word in NOW]
    if any(token.value is not None for token in behind):
        return None
    return End(None, [*now, *(token for token in behind if token.word in UNTIL and now)])


def _later(day: dt.date, months: int) -> dt.date:
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    length = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, length))


def _dates(tokens: list[Token], made: Account, moment: Reads) -> list[Dated]:
    found: list[Dated] = []
    at = 0
    while at < len(tokens):
        cursor = Cursor(tokens, at)
        cursor.skip(*LEADS)
        read = moment(cursor, made) if not cursor.done else None
        if read is None:
            at += 1
            continue
        found.append(Dated(at, list(cursor.seen), read))
        at = cursor.at
    return found
