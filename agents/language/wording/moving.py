"""Moves and the time they take, in the words of a noun: "a daily drop of 4%", "a 10% weekly
decline", "3% lower than the day before". They are put as a verb says it: it falls 4% in 1 day.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

NOUNS = {"falls": "falls", "rises": "rises", "profit": "rises", "loss": "falls",
         "pullback": "falls", "recovers": "rises"}  # fmt: skip
SPANS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annual": "year"}
ONE = words("single one full 1")
UNITS = words("day week month year hour")
# Between a move and its size.
LINKS = words("of by >= above exceeds > over at least about : = is than -")
ARTICLES = words("a an the its any another big")
# What somebody else's move is said with: "suffers a drop of 4%".
HAVING = words(
    "suffers suffer suffered posts post posted records record recorded sees see saw has have had "
    "experiences experience experienced registers shows takes makes make books prints gets"
)
# What loses no more than so much a day is an account, and "max daily loss" a limit.
OF_ACCOUNT = words("max maximum limit account portfolio equity total my risk capital position")
WAYS = {"below": "falls", "lower": "falls", "above": "rises", "higher": "rises"}
AGAINST = words("since from than vs versus against over on to with")
COMPARED = words("compared relative versus")


def _to_a_level(tokens: list[Token]) -> None:
    """ "it goes down to 120": it falls there, and does not merely reach it."""
    for at in places(tokens[:-3], {"goes"}):
        verb, way, to, level = tokens[at : at + 4]
        led = to.word == "to" and level.word in ("num", "money", "the", "its")
        if led and way.word in REACHING:
            verb.word, way.kind = REACHING[way.word], "used"


REACHING = {"up": "rises", "down": "falls"}


def mark_moving(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    _of_months(tokens)
    _to_a_level(tokens)
    for at in places(tokens, {"huge", "sharply"}):
        if tokens[at].free:
            _sized(tokens, at)
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].word in NOUNS and tokens[at].free:
            _timed(tokens, at)
        if tokens[at].word == "pct" and tokens[at].free:
            _against(tokens, at)


def _of_months(tokens: list[Token]) -> None:
    """ "12m return", "6M momentum": months, which minutes are short for elsewhere."""
    if any(token.word == "minute" and token.small != "m" for token in tokens):
        return
    for at in places(tokens[1:-1], {"minute"}):
        number, unit, what = tokens[at : at + 3]
        short = number.word == "num" and unit.small == "m"
        if short and what.small in OVER_MONTHS and (number.value or 0) <= YEARS:
            unit.word = "month"


OVER_MONTHS = words("return returns momentum performance lookback change")
YEARS = 36


def _sized(tokens: list[Token], at: int) -> None:
    """ "a sharp drop of 2%", "caídas súbitas de -2%": the number says how sharp it is."""
    beside = {one.word for one in (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])}
    size = [one.word for one in tokens[at + 1 : at + 5]]
    if not beside & {"falls", "rises", "huge"} or "pct" not in size:
        return
    if {*size[: size.index("pct")]} <= {"falls", "rises", "huge", *LINKS, *ARTICLES}:
        tokens[at].kind = "used"


def _timed(tokens: list[Token], at: int) -> None:
    begin, span = _span_before(tokens, at)
    size = _size_before(tokens, begin)
    behind = None if size is not None else _size_behind(tokens, at)
    last = at if size is not None else behind
    before = tokens[max(0, (begin if size is None else size) - 4) : begin]
    if last is None or {token.small for token in before} & OF_ACCOUNT:
        return
    _owned(tokens, size if size is not None else begin)
    if begin == at:
        return
    for token in tokens[begin:at]:
        token.kind = "used"
    tokens[at].word = NOUNS[tokens[at].word]
    _insert_span(tokens, last + 1, *span)


def _span_before(tokens: list[Token], at: int) -> tuple[int, tuple[float, str]]:
    """ "daily", "single-day", "one-week", "3-day": where it begins, and how long it is."""
    before = at - 1
    if before < 0:
        return at, (0.0, "")
    if tokens[before].word in SPANS and tokens[before].free:
        return before, (1.0, SPANS[tokens[before].word])
    if tokens[before].word not in UNITS or not tokens[before].free:
        return at, (0.0, "")
    unit, count = tokens[before].word, before - 1
    count -= int(count >= 0 and tokens[count].word == "-")
    if count < 0 or not tokens[count].free:
        return at, (0.0, "")
    if tokens[count].word == "num" and tokens[count].value:
        return count, (tokens[count].value or 1.0, unit)
    return (count, (1.0, unit)) if tokens[count].small in ONE else (at, (0.0, ""))


def _size_before(tokens: list[Token], begin: int) -> int | None:
    """ "a 10% weekly decline", "a 3% or more daily drop" """
    at = begin - 1
    at -= int(at > 0 and tokens[at].word in (">=", "-"))
    return at if at >= 0 and tokens[at].word == "pct" and tokens[at].free else None


def _size_behind(tokens: list[Token], at: int) -> int | None:
    """ "a daily drop greater than 4%", "a one-day fall of 5% or more" """
    behind = at + 1
    while behind < len(tokens) and tokens[behind].word in LINKS:
        behind += 1
    if behind >= len(tokens) or tokens[behind].word != "pct" or not tokens[behind].free:
        return None
    more = tokens[behind + 1 : behind + 2]
    return behind + 1 if more and more[0].word == ">=" else behind


def _owned(tokens: list[Token], at: int) -> None:
    """ "it suffers a ...": the verb says no more than its object."""
    before = at - 1
    while before > 0 and tokens[before].small in ARTICLES:
        before -= 1
    if before >= 0 and tokens[before].small in HAVING:
        tokens[before].kind = "used"


def _insert_span(tokens: list[Token], at: int, count: float, unit: str) -> None:
    end = tokens[at - 1].end
    said = (("in", None), ("num", count), (unit, None))
    tokens[at:at] = [Token(end, end, "", word, value) for word, value in said]


def _against(tokens: list[Token], at: int) -> None:
    """ "3% lower than the day before", "down 2% since yesterday", "4% below the previous day" """
    behind = at + 1 + int(tokens[at + 1 : at + 2] != [] and tokens[at + 1].word == ">=")
    way = tokens[behind : behind + 1]
    turned = bool(way) and way[0].word in WAYS
    led = behind + int(turned)
    while led < len(tokens) and tokens[led].small in COMPARED | AGAINST | {"the"}:
        led += 1
    end = _day_before(tokens, led)
    moves = any(token.word in MOVES for token in tokens[max(0, at - 4) : at])
    if not end or led == behind or not (turned or moves):
        return
    first = behind
    if turned:
        way[0].word, first = WAYS[way[0].word], behind + 1
    for token in tokens[first:end]:
        token.kind = "used"
    _insert_span(tokens, end, 1.0, "day")


MOVES = words("falls rises down up loss profit lower higher")


def _day_before(tokens: list[Token], at: int) -> int:
    """Where "the day before", "yesterday" or "the previous day" ends; 0 if it is none of them."""
    ahead = [token.word for token in tokens[at : at + 3]] + [""] * 3
    fields = ("close", "closes", "high", "low", "open", "'", "bar")
    if ahead[0] == "yesterday" and ahead[1] not in fields:
        return at + 1
    for pair in (("day", "before"), ("previous", "day")):
        if tuple(ahead[:2]) == pair and ahead[2] not in fields:
            return at + 2
    return 0
