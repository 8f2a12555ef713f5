"""Highs and lows in the words of programs and of sums: "max(close, 20)", "the maximum of the last
20 closes", "higher than any close of the last 55 days", "the high of the candle before".
"""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

TOPS = words("highest max maximum")
BOTTOMS = words("lowest min minimum") | {"minimum of", "a minimum of"}
FIELDS = words("close closes high low price open")
EXTREMES = TOPS | BOTTOMS
EVERY = words("any all every each")
UP, DOWN = words("above over > >= exceeds higher greater"), words("below under < <= lower less")
BARS = words("day bar week month session candle")
BROKEN = words("broken breached exceeded violated surpassed crossed cleared") | {"taken out"}
REACHED = words("hit touched reached tested")
BEGINS = words(". , and or when if once on : ; then")
NEAR = 8


def _as_high_as(tokens: list[Token]) -> None:
    """ "at least as high as yesterday's": no high of a bar."""
    ways = {"high": ">=", "low": "<="}
    for at in places(tokens[:-2], {"as"}, SMALL):
        first, way, last = tokens[at : at + 3]
        if last.small != "as" or way.small not in ways:
            continue
        bounded = at > 0 and tokens[at - 1].word in ways.values()
        first.word = "as" if bounded else ways[way.small]
        first.kind = "used" if bounded else None
        way.kind = last.kind = "used"


def mark_extremes(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    _as_high_as(tokens)
    for at in places(tokens[1:], SHORT, SMALL):
        length, short = tokens[at : at + 2]
        if length.word in UNITS:
            short.word = SHORT[short.small]
    said = {*places(tokens, SAID), *places(tokens, SAID_SO, SMALL)}
    for at in sorted(said, reverse=True):
        word = tokens[at].word
        if word in EXTREMES or (tokens[at].small in EXTREMES and not _is_time(tokens, at)):
            _called(tokens, at)
            _of_some(tokens, at)
        elif word in PEAKS:
            _peak(tokens, at)
        elif tokens[at].small in EVERY:
            _than_any(tokens, at)
        elif word == "day" and [one.word for one in tokens[at + 1 : at + 2]] == ["before"]:
            _before(tokens, at)
        elif tokens[at].small in BROKEN or tokens[at].small in REACHED:
            _passive(tokens, at)
    _of_bar_before(tokens)


SHORT = {"hi": "high", "lo": "low"}  # "the 20 day hi"
UNITS = words("day week month bar year hour")


def _is_time(tokens: list[Token], at: int) -> bool:
    """The "min" of "5 min bars"."""
    before = [one.word for one in tokens[max(0, at - 2) : at] if one.word != "-"]
    return tokens[at].word == "minute" and before[-1:] == ["num"]


def _name(token: Token) -> str:
    top = token.word in TOPS or token.small in TOPS
    return "highest" if top else "lowest"


def _called(tokens: list[Token], at: int) -> None:
    """ "highest(close, 20)", "max(high, 55)": the highest close of the last 20 days."""
    ahead = tokens[at + 1 : at + 6]
    said = [token.word for token in ahead]
    if tokens[at].word in ("highest", "lowest") and said[:3] == ["(", "num", ")"]:
        _bare_call(tokens, at)
        return
    if len(said) < 5 or said[0] != "(" or said[1] not in FIELDS or said[2:] != [",", "num", ")"]:
        return
    tokens[at].word = _name(tokens[at])
    field, number, end = ahead[1], ahead[3], ahead[4].end
    for token in ahead:
        token.kind = "used"
    made = [replace(field, kind=None), Token(end, end, "", "last"), replace(number, kind=None)]
    tokens[at + 6 : at + 6] = [*made, Token(end, end, "", "day")]
    if at and tokens[at - 1].text in ("=", "=="):
        tokens[at - 1].kind = "used"  # "close = highest(close, 20)": it is that


def _bare_call(tokens: list[Token], at: int) -> None:
    """ "Highest(20)": the highest high of the last 20 days, the lowest low."""
    end = tokens[at + 3].end
    tokens[at + 1].kind = tokens[at + 3].kind = "used"
    way = "high" if tokens[at].word == "highest" else "low"
    tokens[at + 1 : at + 1] = [Token(end, end, "", way), Token(end, end, "", "last")]
    tokens.insert(at + 6, Token(end, end, "", "day"))


def _of_some(tokens: list[Token], at: int) -> None:
    """ "the maximum of the last 20 closes", "the minimum close of 10 days" """
    spoken = [token for token in tokens[at + 1 : at + NEAR] if token.small not in ("of", "the")]
    said = [token.word for token in spoken[:3]] + ["", "", ""]
    counted = said[0] in ("last", "previous", "prior") and said[1] == "num"
    if counted and said[2] in FIELDS and tokens[at].word not in ("highest", "lowest"):
        tokens[at].word = _name(tokens[at])
        end = tokens[at].end
        field = "close" if said[2] in ("closes", "price") else said[2]
        tokens.insert(at + 1, Token(end, end, "", field))
        spoken[2].word = "day"
    elif said[0] in FIELDS and said[1] in LAST and said[2] == "num":
        _days(tokens, spoken)
    elif (counted and said[2] in BARS) or (said[0] in FIELDS and said[1] in ("last", "num")):
        tokens[at].word = _name(tokens[at])
    elif said[0] in ("bar", "candle", "previous", "yesterday") and not counted:
        tokens[at].word = "high" if _name(tokens[at]) == "highest" else "low"


LAST = words("last previous prior past")


def _days(tokens: list[Token], spoken: list[Token]) -> None:
    """ "the lowest close of the last 25": of so many days."""
    number = spoken[2]
    at = next(n for n, one in enumerate(tokens) if one is number) + 1
    if at >= len(tokens) or tokens[at].word in ENDS:
        tokens.insert(at, Token(number.end, number.end, "", "day"))


ENDS = words(". , and or ; ) with")
PEAKS = {"peak": "highest", "trough": "lowest"}
SAID = EXTREMES | PEAKS.keys() | {"day"}
SAID_SO = EXTREMES | EVERY | BROKEN | REACHED


def _peak(tokens: list[Token], at: int) -> None:
    """ "at its highest level in a year", "the lowest price of the quarter" """
    spoken = [token for token in tokens[at + 1 : at + 6] if token.small not in ("of", "the", "a")]
    led = [token.word for token in spoken[:1]] and spoken[0].word in ("in", "over", "for", "last")
    unit = next((token for token in spoken[:3] if token.word in SPANS), None)
    if led and unit is not None:
        tokens[at].word = PEAKS[tokens[at].word]
        if unit.word == "quarter":
            unit.word, end = "month", unit.start
            tokens.insert(tokens.index(unit), Token(end, end, "", "num", 3.0))


SPANS = words("day week month quarter year")


def _than_any(tokens: list[Token], at: int) -> None:
    """ "higher than any close of the last 55 days", "above all the highs of the past 20 days" """
    spoken = [token for token in tokens[at + 1 : at + NEAR] if token.small not in ("of", "the")]
    said = [token.word for token in spoken[:3]] + ["", "", ""]
    way = next((token for token in reversed(tokens[max(0, at - 3) : at])
                if token.word in UP | DOWN), None)  # fmt: skip
    counted = said[1] in ("last", "previous") or (said[1], said[2]) == ("in", "last")
    if way is None or said[0] not in FIELDS or not counted:
        return
    tokens[at].word = "highest" if way.word in UP else "lowest"
    spoken[0].word = "close" if said[0] in ("closes", "price") else said[0]


def _before(tokens: list[Token], at: int) -> None:
    """ "the day before's high": the previous one."""
    behind = tokens[at + 2 : at + 5]
    owns = [token.small for token in behind[:2]] == ["'", "s"]
    if owns and behind[2:] and behind[2].word in FIELDS:
        tokens[at].word = "previous"
        for token in (tokens[at + 1], *behind[:2]):
            token.kind = "used"


def _of_bar_before(tokens: list[Token]) -> None:
    """ "the high of the candle before", "the low of the day before": the previous one."""
    for at in reversed(places(tokens[:-2], FIELDS)):
        spoken = [token for token in tokens[at + 1 : at + 6] if token.small not in ("of", "the")]
        said = [token.word for token in spoken[:3]] + ["", "", ""]
        if said[:2] not in (["day", "before"], ["bar", "before"], ["previous", "bar"],
                            ["previous", "day"]) or said[2] in FIELDS:  # fmt: skip
            continue
        if spoken[-1:] and said[2] == "yesterday":
            continue
        start = tokens[at].start
        for token in spoken[:2]:
            token.kind = "used"
        tokens.insert(at, Token(start, start, "", "previous"))


def _passive(tokens: list[Token], at: int) -> None:
    """ "yesterday's high is broken", "the 20-day low has been taken out": it breaks that."""
    being = at - 1
    while being > 0 and tokens[being].small in ("is", "are", "gets", "has", "been", "was", "being"):
        being -= 1
    if being == at - 1 or tokens[being].word not in ("high", "low"):
        return
    first = being
    while first and tokens[first - 1].word not in BEGINS:
        first -= 1
    for token in tokens[being + 1 : at + 1]:
        token.kind = "used"
    start = tokens[first].start
    verb = "breaks" if tokens[at].small in BROKEN else "touches"
    tokens.insert(first, Token(start, start, "", verb))
