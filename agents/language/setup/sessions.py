"""Times of the day on bars within the day: "only between 10:00 and 15:00", "exit at 15:45"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from agents.language.draft import Day
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import MINUTES, Cursor
from agents.language.setup.account import apply
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Calendar

DAY = MINUTES["1d"]
INTRADAY = {
    name: dt.timedelta(minutes=minutes) for name, minutes in MINUTES.items() if minutes < DAY
}
CLOCK_NOTE = "times of the day are those of the exchange"
HEADS = words("clock between from after before until only trade sell cover close at during")


@dataclass
class Sessions:
    """When it may enter, when it does, and when it must be out; a bar lasts for `bar`."""

    bar: dt.timedelta
    moments: list[Day] = field(default_factory=list)
    windows: list[Day] = field(default_factory=list)
    barred: list[Day] = field(default_factory=list)
    exits: list[Day] = field(default_factory=list)


def take_sessions(tokens: list[Token], timeframe: str) -> Sessions:
    """On daily bars nothing is taken: there such times cannot be tested, and are named."""
    bar = INTRADAY.get(timeframe)
    made = Sessions(bar or dt.timedelta(days=1))
    return apply((_leaving, _moment, _window), HEADS, tokens, made) if bar else made


def _leaving(cursor: Cursor, made: Sessions) -> bool:
    """ "sell everything at 15:45", "close all positions by 3:30pm" """
    if not cursor.take("sell", "cover", "close"):
        return False
    cursor.skip("all", "it", "position", "out", "open", "trade")
    led = cursor.take("at", "by", "before")
    time = _time(cursor) if led else None
    if time is None:
        return False
    cursor.skip(*DAILY)
    made.exits.append(_day(cursor, from_time=time))
    return True


def _moment(cursor: Cursor, made: Sessions) -> bool:
    """ "buy AAPL at 10:00", "at 10:30 go short": on the bar that begins then, or next."""
    if cursor.word() != "at" or not _enters(cursor.tokens, cursor.at):
        return False
    cursor.take("at")
    time = _time(cursor)
    if time is None:
        return False
    cursor.skip("bar", *DAILY)
    end = (dt.datetime.combine(dt.date.min, time) + made.bar).time()
    if end <= time:
        return False
    made.moments.append(_day(cursor, from_time=time, to_time=end))
    return True


def _enters(tokens: list[Token], at: int) -> bool:
    """Whether the time is that of a purchase or a short sale, before it or behind it."""
    behind = tokens[at + 2].word if at + 2 < len(tokens) else ""
    before = at - 1
    while before >= 0 and tokens[before].word in TRADED:
        before -= 1
    led = before >= 0 and tokens[before].word in ENTERING
    return led or behind in ENTERING


DAILY = words("every day daily weekday session")
ENTERING = words("buy short")
TRADED = words("symbol and ,")


def _window(cursor: Cursor, made: Sessions) -> bool:
    """ "trade only from 9:45 to 11:30", "10:00-15:00", "not before 10:00" """
    denied = _denied(cursor)
    cursor.skip("only", "trade", "in", "during", "buy") if _led(cursor) else None
    lead = cursor.take("between", "from", "after", "before", "until", "at")
    first = _time(cursor)
    if first is None:
        return False
    cursor.take("and", "to", "until", "-", "through")
    last = _time(cursor)
    cursor.skip("only")
    kept = made.barred if denied else made.windows
    if last is not None and last <= first:
        return False  # over night
    if last is not None:
        kept.append(_day(cursor, from_time=first, to_time=last))
    elif lead and lead.word == "after":
        kept.append(_day(cursor, from_time=first))
    elif lead and lead.word in ("before", "until"):
        kept.append(_day(cursor, to_time=first))
    else:
        return False
    for token in denied:
        token.kind = "used"
    return True


def _denied(cursor: Cursor) -> list[Token]:
    """ "do not trade between ...", "no new entries before 10:00 or after 15:00": from the denial
    on, where only what is denied stands between."""
    at = cursor.at - 1
    while at >= 0 and cursor.tokens[at].word in DENIED:
        at -= 1
    denied = at >= 0 and cursor.tokens[at].word in DENYING
    return cursor.tokens[at : cursor.at] if denied else []


DENYING = words("not narrow-not out skip except unless ignore avoid")
DENIED = words(
    "trade trades entry entries new buy short signal signals take during lunch in within at ( , or "
    "and clock before after between from to until when it"
)


def _led(cursor: Cursor) -> bool:
    """ "trade only between ...": the verb is part of the window."""
    ahead = Cursor(cursor.tokens, cursor.at)
    ahead.skip("only", "trade", "in", "during")
    ahead.skip("between", "from", "after", "before", "until")
    return ahead.word() == "clock"


def _time(cursor: Cursor) -> dt.time | None:
    token = cursor.take("clock")
    time = clock(token.text) if token else None
    return time.replace(hour=time.hour + 12) if time and _is_afternoon(token, cursor) else time


def _is_afternoon(token: Token | None, cursor: Cursor) -> bool:
    """The 3:00 of "from 9:20 to 3:00": before any exchange opens, on a clock of twelve hours."""
    if token is None or not AFTERNOON.fullmatch(token.small):
        return False
    times = (clock(one.text) for one in cursor.tokens if one.word == "clock")
    return all(time.hour <= NOON for time in times if time)


AFTERNOON = re.compile(r"[1-6]:\d\d|([1-6]|one|two|three|four) ?o['’]? ?clock")
NOON = 12
FULL_HOUR = re.compile(r"(?P<hour>\w+?) ?o['’]? ?clock(?P<part> .+)?")
WITH_HOUR = re.compile(r"(?P<hour>\d+)(?:[.:](?P<early>\d\d))? ?(?:uhr ?|h)(?P<late>\d\d)?")


def clock(text: str) -> dt.time | None:
    """9:30, 9:30am, 3pm, noon, 10 o'clock, 15.30 Uhr, 9h30; None where there is no such time."""
    said = _in_figures(text.lower())
    said = CALLED.get(said, said)
    found = re.fullmatch(r"(\d{1,2})(?::(\d{2}))?\s?([ap]m)?", said)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def _in_figures(text: str) -> str:
    """ "ten o'clock in the morning" is 10am, "15.30 Uhr" and "15h30" are 15:30."""
    if full := FULL_HOUR.fullmatch(text):
        part = full["part"] or ""
        half = "am" if "morning" in part else "pm" if "afternoon" in part else part.strip()
        return f"{HOURS.get(full['hour'], full['hour'])}{half}"
    if said := WITH_HOUR.fullmatch(text):
        return f"{said['hour']}:{said['early'] or said['late'] or '00'}"
    return text.replace(".", "")


HOURS = {"one": 1, "two": 2, "three": 3, "four": 4, "nine": 9, "ten": 10, "eleven": 11,
         "twelve": 12}  # fmt: skip
CALLED = {"noon": "12:00", "midday": "12:00", "midnight": "0:00"}


def _day(cursor: Cursor, **times: dt.time) -> Day:
    late = [one for one in cursor.seen if one.word == "clock" and _is_afternoon(one, cursor)]
    notes = (f"{one.text} is read as {one.text} pm" for one in late)
    return Day(Calendar.model_validate(times), (CLOCK_NOTE, *notes))
