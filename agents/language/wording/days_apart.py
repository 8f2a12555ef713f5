"""What held on one day and holds on another: "RSI was below 30 yesterday and is above 30 today".
Each is said of its own bar: the day before by how many bars it lies back, today by nothing."""

from __future__ import annotations

from dataclasses import replace

from agents.language.layout.daylists import BACK
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

BOUNDS = words(". , and but or when buy sell short cover hold then while after ; ) (")
JOINTS = ("and", "but")
COMPARING = words("above below over under < > <= >= exceeds is-above is-below")
BEING = words("is was are were has been stays it they being the war")
IS = words("is ist est es")
FIELDS = words("close open high low volume price")
NOW = words("today now currently")
VALUES = words("rsi macd stochastic cci mfi adx atr obv stochrsi williams-r")
EVES = (["day", "before"], ["bar", "before"], ["previous", "day"], ["prior", "day"])
OWNED = words("day's bar's candle's session's")
COUNTED = words("day bar days session sessions")


def mark_days_apart(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at in reversed(places(tokens, JOINTS)):
        if tokens[at].free:
            _compare_days(tokens, at)
    for at in places(tokens, NOW):
        if at and tokens[at - 1].word in FIELDS | VALUES and _is(tokens[at], *NOW):
            tokens[at].kind = "used"  # "close today > close 5 days ago"
    for at in places(tokens, OWNED, SMALL):
        behind = tokens[at + 1].word if at + 1 < len(tokens) else ""
        if at and tokens[at - 1].word in ("previous", "yesterday", "last") and behind in VALUES:
            tokens[at - 1].word, tokens[at].kind = "previous", "used"


def _compare_days(tokens: list[Token], joint: int) -> None:
    """The two rules beside "and", of which one names an earlier day."""
    first, last = _begin(tokens, joint), _end(tokens, joint)
    left, right = tokens[first:joint], tokens[joint + 1 : last]
    if not (_compares(left) and _compares(right)) or _is_restated(tokens, last):
        return
    back = [_marker(part) for part in (left, right)]
    if (back[0] is None) == (back[1] is None):
        return
    subject = _subject(left)
    present = right if back[0] is not None else left
    told = any(_is(one, *NOW) or one.small in IS for one in present)
    if not told or not (subject or any(one.word == "it" for one in left)):
        return
    subject = subject or [replace(left[0], word="price", value=None, symbol="")]
    made = [_placed(part, mark) for part, mark in zip((left, right), back, strict=True)]
    if not _subject(made[1]):
        made[1] = _with_subject(made[1], subject)
    made[1] = _with_level(made[1], left)
    tokens[first:last] = [*made[0], tokens[joint], *made[1]]


def _is_restated(tokens: list[Token], end: int) -> bool:
    """ "... and is below 70 today, i.e. crosses down": one rule, in two ways."""
    behind = "".join(one.small for one in tokens[end : end + 8])
    return "i.e" in behind


def _begin(tokens: list[Token], joint: int) -> int:
    at = joint
    while at and tokens[at - 1].word not in BOUNDS and tokens[at - 1].free:
        at -= 1
    return at


def _end(tokens: list[Token], joint: int) -> int:
    at = joint + 1
    while at < len(tokens) and tokens[at].word not in BOUNDS and tokens[at].free:
        at += 1
    return at


def _is(token: Token, *said: str) -> bool:
    """Of no price that it owns: "yesterday", also in other languages, and not "yesterday's"."""
    return token.word in said and not token.small.endswith(("'s", "s'"))


def _compares(part: list[Token]) -> bool:
    return sum(one.word in COMPARING for one in part) == 1


def _marker(part: list[Token]) -> tuple[int, int, int] | None:
    """Where an earlier day is named, and how many bars it lies back; not that of a price."""
    for at, token in enumerate(part):
        priced = at > 0 and part[at - 1].word in FIELDS and _way(part) < at
        if _is(token, "yesterday") and not (priced or _is_compared_with(part, at)):
            return at, at + 1, 1
        said = [one.small for one in part[at : at + 4]]
        if said == ["day", "before", "yesterday"]:
            return at, at + 3, 2
        if said in EVES:
            return at, at + 2, 1
        units = [one.word for one in part[at : at + 3]]
        if units[:1] == ["num"] and len(units) == 3 and units[1] in COUNTED and units[2] == "ago":
            return (at, at + 3, int(token.value or 0)) if at + 3 == len(part) else None
    return None


def _is_compared_with(part: list[Token], at: int) -> bool:
    """ "closes higher than yesterday": no day on which something else was so."""
    past = any(one.small in PAST for one in part[:at])
    return at > 0 and part[at - 1].word in COMPARING and not past


PAST = words("was were had")


def _way(part: list[Token]) -> int:
    return next((n for n, one in enumerate(part) if one.word in COMPARING), len(part))


def _subject(part: list[Token]) -> list[Token]:
    """What stands before the comparison, without the day and the verb."""
    before = part[: _way(part)]
    mark = _marker(part)
    kept = [n for n in range(len(before)) if mark is None or not mark[0] <= n < mark[1]]
    said = [before[n] for n in kept if before[n].word not in BEING and not _is(before[n], *NOW)]
    return [one for one in said if one.free]


def _placed(part: list[Token], mark: tuple[int, int, int] | None) -> list[Token]:
    for one in part:
        if _is(one, *NOW):
            one.kind = "used"
    if mark is None:
        return part
    for one in part[mark[0] : mark[1]]:
        one.kind = "used"
    end = part[-1].end
    return [*part, Token(end, end, "", BACK, float(mark[2]))]


def _with_subject(part: list[Token], subject: list[Token]) -> list[Token]:
    for one in part[: _way(part)]:
        if one.word in ("it", "they"):
            one.kind = "used"
    place = part[0].start
    return [*(replace(one, start=place, end=place) for one in subject), *part]


def _with_level(part: list[Token], first: list[Token]) -> list[Token]:
    """ "... below its average yesterday and is above it today": that level, of its own bar."""
    at = _way(part) + 1
    behind = [one for one in part[at:] if one.free and one.word != BACK]
    if [one.word for one in behind] != ["it"]:
        return part
    place = behind[0].start
    level = [one for one in first[_way(first) + 1 :] if one.free and one.word != BACK]
    behind[0].kind = "used"
    return [*part[:at], *(replace(one, start=place, end=place) for one in level), *part[at:]]
