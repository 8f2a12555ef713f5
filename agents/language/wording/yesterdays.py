"""Prices of the bars before: "le plus haut de la veille", "das Hoch von gestern", "el máximo de
anteayer", "yesterday's high is below the high of the day before"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

FIELDS = words("high low open close")
LINKS = words("the of from de del des")
LAST = words("veille vortages vortag gestern hier ayer")
EVES = words("anteayer antier vorgestern vorgestrigen vorgestrige avant-veille 前天 前日")
OWNED = ("day's", "session's", "bar's", "candle's")
COMPOUNDS = {
    "tageshoch": ("", "high"), "tagestief": ("", "low"), "vortageshoch": ("yesterday", "high"),
    "vortagestief": ("yesterday", "low"), "vortagesschluss": ("yesterday", "close"),
    "vortageshochs": ("yesterday", "high"), "vortagestiefs": ("yesterday", "low"),
    "vortageseröffnung": ("yesterday", "open"), "vortagesschlusskurs": ("yesterday", "close"),
}  # fmt: skip


def mark_yesterdays(tokens: list[Token]) -> None:
    for at in reversed(places(tokens, COMPOUNDS, SMALL)):
        _split(tokens, at)
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].word in FIELDS and tokens[at].free:
            _owned(tokens, at)
    for at in range(len(tokens) - 2):
        _compared(tokens, at)
    _broken(tokens)
    for at in places(tokens[1:], FIELDS):
        lower = tokens[at]
        if lower.small.startswith(("inférieur", "inferieur")):
            lower.word = "below"  # "inférieure au plus haut"


def _broken(tokens: list[Token]) -> None:
    """ "le plus haut du jour casse le plus haut de la veille": one breaks the other."""
    said = [token for token in tokens if token.free and token.word not in LINKS]
    for field, verb, level in zip(said, said[1:], said[2:], strict=False):
        if verb.word == "breaks" and field.word == level.word and field.word in BROKEN:
            verb.word = BROKEN[field.word]


OWN_DAY = words("jour día dia")
BROKEN = {"high": "exceeds", "low": "drops-below"}


def _compared(tokens: list[Token], at: int) -> None:
    """ "higher than the day before": than on the previous day."""
    if not tokens[at].small.endswith(" than"):
        return
    first = at + 1 + (tokens[at + 1].word == "the")
    said, behind = tokens[first : first + 2], tokens[first + 2 : first + 3]
    ends = not behind or behind[0].word in ENDS
    if [one.word for one in said] == ["day", "before"] and ends:
        said[0].word, said[1].word = "previous", "day"


ENDS = words(", . and or buy sell short cover hold close closes with for")


def _split(tokens: list[Token], at: int) -> None:
    owner, tokens[at].word = COMPOUNDS[tokens[at].small]
    if owner:
        _passed(tokens, at)
        place = at + (not _is_bound(tokens, at))
        end = tokens[at].start if place == at else tokens[at].end
        tokens.insert(place, Token(end, end, owner, owner))


def _is_bound(tokens: list[Token], at: int) -> bool:
    """ "2 % unter dem Vortagesschluss": behind a way it is no day of the price before it."""
    before = [one for one in tokens[max(0, at - 2) : at] if one.word != "the"]
    return bool(before) and before[-1].word in WAYS


WAYS = words("below above over under lower higher")


def _owned(tokens: list[Token], at: int) -> None:
    """The words behind a price that say of which bar it is."""
    end = at + 1
    while end < len(tokens) and tokens[end].word in LINKS:
        end += 1
    if _is_day_before(tokens, at):
        _replace(tokens, at + 1, at + 1, _days_ago(tokens[at]))
        tokens[at - 2].kind = tokens[at - 1].kind = "used"
        return
    said = [one.word for one in tokens[end : end + 3]] + ["", "", ""]
    small = [one.small for one in tokens[end : end + 2]] + ["", ""]
    if at and tokens[at - 1].small in EVES:
        _replace(tokens, at - 1, at, _days_ago(tokens[at - 1]), behind=True)
    elif small[0] in EVES or (small[0] in ("l'avant", "avant") and small[1] == "veille"):
        _replace(tokens, at + 1, end + 1 + (small[1] == "veille"), _days_ago(tokens[end]))
    elif said[:2] == ["day", "before"] and said[2] == "yesterday":
        _replace(tokens, at + 1, end + 3, _days_ago(tokens[end]))
    elif end > at + 1 and said[:2] in (["day", "before"], ["day", "previous"]):
        near = tokens[max(0, at - 8) : at]
        last = any(one.word == "yesterday" or one.small in LAST for one in near)
        new = _days_ago(tokens[end]) if last else _yesterday(tokens[end])
        _replace(tokens, at + 1, end + 2, new)
    elif small[0] in LAST:
        _passed(tokens, at)
        _replace(tokens, at + 1, end + 1, _yesterday(tokens[end]))
        if tokens[at].word == "close" and _is_bound(tokens, at):
            tokens.insert(at, tokens.pop(end + 1))
    elif end > at + 1 and small[0] in OWN_DAY and small[1] not in ("de", "où", "en"):
        _replace(tokens, at + 1, end + 1, [])


def _is_day_before(tokens: list[Token], at: int) -> bool:
    """ "yesterday's high is below the previous day's high": the one that is previous to it."""
    owner = [one.word for one in tokens[max(0, at - 2) : at]]
    if owner not in PREVIOUS or at < LEAST:
        return False
    for one in reversed(tokens[max(0, at - FARTHEST) : at - 2]):
        if one.word in PARTING:
            return False
        if one.word in ("yesterday", "today"):
            return one.word == "yesterday"
    return False


PREVIOUS = [["previous", day] for day in OWNED]
PARTING = words(". , and or when but while ;")
LEAST, FARTHEST = 4, 10


def _passed(tokens: list[Token], at: int) -> None:
    """ "wenn der Kurs das Hoch des Vortages überschreitet": the price is not the high."""
    before = tokens[max(0, at - 2) : at]
    if [one.small for one in before] in (["kurs", "das"], ["aktienkurs", "das"], ["preis", "das"]):
        before[0].word = "close"


def _yesterday(token: Token) -> list[Token]:
    return [replace(token, word="yesterday", value=None)]


def _days_ago(token: Token) -> list[Token]:
    place = token.end
    rest = [Token(place, place, word, word) for word in ("day", "ago")]
    return [replace(token, word="num", value=2.0), *rest]


def _replace(
    tokens: list[Token], first: int, end: int, new: list[Token], *, behind: bool = False
) -> None:
    """In the place of `first` to `end`; or behind the price that stands there."""
    if behind:
        tokens[first : end + 1] = [tokens[end], *new]
    else:
        for token in tokens[first:end]:
            token.kind = "used"
        tokens[end:end] = new
