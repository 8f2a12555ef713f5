"""Rhythms and spans: "each month", "once a week", "at the end of January", "last week's return"."""

from __future__ import annotations

from itertools import pairwise

from agents.language.lexicon import lexicon
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

RHYTHMS = frozenset(lexicon.MONTHS) | words(
    "day week month quarter year monday tuesday wednesday thursday friday month-end month-start"
)


def mark_rhythms(tokens: list[Token]) -> None:
    """ "each month" and "once a month" are rhythms; other "each" are fillers."""
    spoken = [token for token in tokens if token.small not in ("trading", "single")]
    for at in places(spoken[:-1], {"each"}):
        token, unit = spoken[at : at + 2]
        if unit.word in RHYTHMS:
            token.word = "every"
    for at in places(tokens[:-2], {"once"}, SMALL):
        once, a, unit = tokens[at : at + 3]
        if any(then.small in ("has", "have", "passes") for then in tokens[at + 3 : at + 4]):
            continue  # "once a month has passed"
        if a.word in ("a", "per", "every") and unit.word in RHYTHMS:
            once.word = "every"


def mark_spans(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    _every_few(tokens)
    _edges(tokens)
    _spans(tokens)


def _every_few(tokens: list[Token]) -> None:
    """In German "alle zwei Wochen" is a rhythm, "alle Aktien" is none."""
    for each, count in pairwise(tokens):
        if each.small == "alle" and count.value is not None:
            each.word = "every"


def _edges(tokens: list[Token]) -> None:
    """ "at the end of January": of that month."""
    spoken = [token for token in tokens if token.small not in ("of", "the")]
    for at, (edge, month) in enumerate(pairwise(spoken)):
        named = edge.word in ("end", "start") and month.word in MONTHS and not month.symbol
        if named and not _spans_to(spoken, at):
            edge.word = f"month-{edge.word}"


def _spans_to(spoken: list[Token], at: int) -> bool:
    """ "from July to the end of August", "between May and the end of July": a time of the year."""
    before = spoken[at - 1].word if at else ""
    if before == "and":
        return any(one.word in ("between", "from") for one in spoken[max(0, at - 7) : at])
    return before in ("from", "to", "until", "through", "between", "since")


MONTHS = frozenset(lexicon.MONTHS) - {"may", "mar", "sun"}


def _spans(tokens: list[Token]) -> None:
    """ "last week's return" is that of a week."""
    for at in places(tokens[1:], OVER_TIME | {"close", "open"}):
        span, what = tokens[at : at + 2]
        if span.word == "day's" and what.word in ("close", "open"):
            span.word = "day"
        unit = span.small.replace("\u2019", "'").removesuffix("'s")
        if unit in ("week", "month", "year") and span.text != unit and what.word in OVER_TIME:
            span.word = unit


OVER_TIME = words("return recovers change momentum performance high low highest lowest")
