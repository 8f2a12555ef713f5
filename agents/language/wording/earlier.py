"""Days named by their weekday, counted back from today: "Today is Tuesday; yesterday's close was
lower than Friday's"; and what is compared on from there: "... and that lower than ..."."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from agents.language.lexicon.lexicon import WEEKDAYS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

FIELDS = words("close open high low price closing")
COMPARING = words("above below lower higher less more greater under over than < >")
ENDS = words(". , and or ; )") | {""}
TRADED = 5  # days of a week


def mark_earlier(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    _that(tokens)
    today = _today(tokens)
    if today:
        _explained(tokens, today)
        opens = any(token.word == "at-open" for token in tokens)
        if opens:
            _of_the_signal(tokens)
        for at in range(len(tokens) - 1, -1, -1):
            back = (today - WEEKDAYS.get(tokens[at].word, today)) % TRADED
            if back and tokens[at].free and _is_price(tokens, at):
                _count_back(tokens, at, back - opens)


def _of_the_signal(tokens: list[Token]) -> None:
    """Who buys at today's open knows yesterday's close as the last one."""
    for yesterday, what in pairwise(tokens):
        if yesterday.word == "yesterday" and what.word in FIELDS:
            yesterday.kind = "used"
        if what.word in ("sell", "cover"):
            return  # what is sold is looked at on its own day


def _today(tokens: list[Token]) -> int:
    """ "Today is Tuesday" """
    for today, being, day in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if today.small == "today" and being.word == "is" and day.word in WEEKDAYS:
            return WEEKDAYS[day.word]
    return 0


def _explained(tokens: list[Token], today: int) -> None:
    """ "yesterday's close (Monday)": as the calendar has it."""
    for opened, day, shut in zip(tokens, tokens[1:], tokens[2:], strict=False):
        bracketed = (opened.text, shut.text) == ("(", ")")
        if bracketed and WEEKDAYS.get(day.word) == (today - 2) % TRADED + 1:
            for token in (opened, day, shut):
                token.kind = "used"


def _is_price(tokens: list[Token], at: int) -> bool:
    """ "Friday's close", "lower than Friday's" """
    after = tokens[at + 1].word if at + 1 < len(tokens) else ""
    owns = tokens[at].small.replace("’", "'").endswith("'s")
    before = tokens[at - 1].word if at else ""
    return after in FIELDS or (owns and after in ENDS and before in COMPARED)


def _count_back(tokens: list[Token], at: int, back: int) -> None:
    day, behind = tokens[at], tokens[at + 1 : at + 2]
    named = bool(behind) and behind[0].word in FIELDS
    field = behind[0].word.removeprefix("at-") if named and behind else "close"
    end = day.end
    said = [("num", float(back)), ("day", None), ("ago", None)]
    said = said if back else []
    made = [replace(day, start=end, text="", word=word, value=value) for word, value in said]
    if named:
        behind[0].word, day.kind = "close" if field == "closing" else field, "used"
        day.word = "so-far"
        tokens[at + 2 : at + 2] = made
    else:
        day.word = "close"
        tokens[at + 1 : at + 1] = made


def _that(tokens: list[Token]) -> None:
    """ "... below the close two days ago, and that below the close three days ago" """
    for at in places(tokens, {"that", "which"}):
        that = tokens[at]
        if at == 0 or tokens[at - 1].word not in ("and", ","):
            continue
        behind = next((one for one in tokens[at + 1 : at + 4] if one.word not in BEING), that)
        if behind.word in COMPARING:
            that.word = "that-one"


BEING = words("is was in turn")
COMPARED = COMPARING | {"than"}
