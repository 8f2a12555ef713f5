"""Times of the day on bars within the day: "only between 10:00 and 15:00", "exit at 15:45"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from agents.language.draft import Day
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import Cursor
from agents.language.setup.account import apply
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Calendar

INTRADAY = frozenset({"1m", "5m", "15m", "30m", "1h", "4h"})
CLOCK_NOTE = "times of the day are those of the exchange"
HEADS = words("clock between from after before until only trade sell cover close at during")


@dataclass
class Sessions:
    """When it may enter, and when it must be out."""

    windows: list[Day] = field(default_factory=list)
    exits: list[Day] = field(default_factory=list)


def take_sessions(tokens: list[Token], timeframe: str) -> Sessions:
    """On daily bars nothing is taken: there such times cannot be tested, and are named."""
    made = Sessions()
    return apply((_leaving, _window), HEADS, tokens, made) if timeframe in INTRADAY else made


def _leaving(cursor: Cursor, made: Sessions) -> bool:
    """ "sell everything at 15:45", "close all positions by 3:30pm" """
    if not cursor.take("sell", "cover", "close"):
        return False
    cursor.skip("all", "it", "position", "out", "open", "trade")
    led = cursor.take("at", "by", "before")
    time = _time(cursor) if led else None
    if time is None:
        return False
    made.exits.append(_day(from_time=time))
    return True


def _window(cursor: Cursor, made: Sessions) -> bool:
    """ "trade only from 9:45 to 11:30", "10:00-15:00", "not before 10:00" """
    cursor.skip("only", "trade", "in", "during", "buy") if _led(cursor) else None
    lead = cursor.take("between", "from", "after", "before", "until", "at")
    first = _time(cursor)
    if first is None:
        return False
    cursor.take("and", "to", "until", "-", "through")
    last = _time(cursor)
    cursor.skip("only")
    if last is not None:
        made.windows.append(_day(from_time=first, to_time=last))
    elif lead and lead.word == "after":
        made.windows.append(_day(from_time=first))
    elif lead and lead.word in ("before", "until"):
        made.windows.append(_day(to_time=first))
    else:
        return False
    return True


def _led(cursor: Cursor) -> bool:
    """ "trade only between ...": the verb is part of the window."""
    ahead = Cursor(cursor.tokens, cursor.at)
    ahead.skip("only", "trade", "in", "during")
    ahead.skip("between", "from", "after", "before", "until")
    return ahead.word() == "clock"


def _time(cursor: Cursor) -> dt.time | None:
    token = cursor.take("clock")
    return clock(token.text) if token else None


def clock(text: str) -> dt.time | None:
    """9:30, 9:30am, 3pm; None where there is no such time."""
    found = re.fullmatch(r"(\d{1,2})(?::(\d{2}))?\s?([ap]m)?", text.lower())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def _day(**times: dt.time) -> Day:
    return Day(Calendar.model_validate(times), (CLOCK_NOTE,))
