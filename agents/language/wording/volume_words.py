"""Volume in other words: "above 1M", "higher than yesterday's", "dries up below half of its 50-day
average", "lower volume each day for 3 days".
"""

from __future__ import annotations

import re
from dataclasses import replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

SIDES = words("above below over under > < >= <= exceeds than more least at")
PASSED = words("is the a of just only well today")
MILLION = 1_000_000
INTRADAY = words("minute hour hourly intraday #frame frame")
DRYING = words("dries dry drying dried")
EVERY = words("each every")
WAYS = {"lower": "falls", "higher": "rises", "falling": "falls", "rising": "rises",
        "declining": "falls", "increasing": "rises", "decreasing": "falls"}  # fmt: skip
ENDS = words(". , and or while but ; ) with")
NEAR = 5


def mark_volume_words(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at in [n for n, one in enumerate(tokens) if one.word == "#frame"]:
        before = [one.word for one in tokens[max(0, at - 3) : at] if one.word not in LEADS]
        behind = [one.word for one in tokens[at + 1 : at + 2]]
        if before[-1:] == ["capital"] or MONEY & {*behind}:
            _million(tokens[at])
    for at in [n for n, one in enumerate(tokens) if one.word == "volume"][::-1]:
        if tokens[at].free:
            _millions(tokens, at)
            _dries(tokens, at)
            _half(tokens, at)
            _yesterdays(tokens, at)
            _each_day(tokens, at)
            _todays(tokens, at)


def _compared(tokens: list[Token], at: int) -> int:
    """Where stands what volume is compared with; 0 where it is compared with nothing."""
    behind, sided = at + 1, False
    while behind < len(tokens) and tokens[behind].word in SIDES | PASSED:
        sided |= tokens[behind].word in SIDES
        behind += 1
    return behind if sided and behind < len(tokens) else 0


def _millions(tokens: list[Token], at: int) -> None:
    """ "volume above 1M": no bars of a minute."""
    place = _compared(tokens, at) or _first_past(tokens, at)
    number = tokens[place] if place else None
    if number is None:
        return
    _million(number)
    letter = tokens[place + 1] if place + 1 < len(tokens) else None
    glued = letter is not None and letter.small == "m" and letter.start == number.end
    if letter is not None and glued and number.word == "num" and number.value is not None:
        number.value, number.end = number.value * MILLION, letter.end
        letter.kind = "used"


def _million(number: Token) -> None:
    """The "1M" of "1M capital" and of "volume above 1M" is no minute."""
    if number.word == "#frame" and (count := re.fullmatch(r"(\d+)[mM]", number.text)):
        number.word, number.value = "num", float(count[1]) * MILLION


LEADS = words(": of is")
MONEY = words("capital cash account usd equity")


def _first_past(tokens: list[Token], at: int) -> int:
    """ "volume is 1M above its average" """
    behind = at + 1
    while behind < len(tokens) and tokens[behind].word in PASSED:
        behind += 1
    sided = behind + 1 < len(tokens) and tokens[behind + 1].word in SIDES | {"share", "or"}
    return behind if sided and tokens[at + 1].small == "is" else 0


def _dries(tokens: list[Token], at: int) -> None:
    """ "volume dries up below ..." says where to."""
    behind = tokens[at + 1 : at + 4]
    said = [one.small for one in behind] + ["", "", ""]
    up = said[1] == "up"
    if said[0] in DRYING and said[1 + up] in ("below", "under", "to"):
        for one in behind[: 1 + up]:
            one.kind = "used"


def _half(tokens: list[Token], at: int) -> None:
    """ "below half of its 50-day average" """
    for place in range(at + 1, min(at + NEAR, len(tokens))):
        behind = [one.word for one in tokens[place + 1 : place + 7] if one.word not in LITTLE]
        sided = tokens[place - 1].word in SIDES and tokens[place].word == "half"
        if sided and behind and (behind[0] in MEANS or behind[:1] == ["num"]):
            half = tokens[place]
            half.word, half.value = "num", 0.5
            for one in tokens[place + 1 : place + 2]:
                one.kind = "used" if one.word == "of" else one.kind
            tokens.insert(place + 1, Token(half.end, half.end, "", "x"))
            return


LITTLE = words("of its the")
MEANS = words("average ma sma volume-mean usual normal")


def _yesterdays(tokens: list[Token], at: int) -> None:
    """ "volume is higher than yesterday's" """
    place = _compared(tokens, at)
    if not place or tokens[place].word != "yesterday":
        return
    if place + 1 >= len(tokens) or tokens[place + 1].word in ENDS:
        end = tokens[place].end
        tokens.insert(place + 1, Token(end, end, "", "volume"))


def _each_day(tokens: list[Token], at: int) -> None:
    """ "lower volume each day for 3 days" """
    way = WAYS.get(tokens[at - 1].small, "") if at else ""
    behind = tokens[at + 1 : at + 6]
    every = [one.small for one in behind[:2]]
    step = 2 if every[:1] and every[0] in EVERY and every[1:] == ["day"] else 0
    said = [one.word for one in behind[step:]]
    if not way or said[:3] != ["for", "num", "day"]:
        return
    verb = tokens[at - 1]
    for one in behind[: step + 1]:
        one.kind = "used"
    end = tokens[at].end
    tokens[at - 1 : at + 1] = [tokens[at], replace(verb, word=way, start=end, end=end)]
    last = at + step + 4
    place = tokens[last - 1].end
    tokens.insert(last, Token(place, place, "", "in-a-row"))


def _todays(tokens: list[Token], at: int) -> None:
    """ "today's volume" is that of the bar, where a bar is a day."""
    intraday = any(token.word in INTRADAY for token in tokens)
    if at and tokens[at - 1].word == "today" and not intraday:
        tokens[at - 1].kind = "used"
