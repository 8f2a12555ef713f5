"""On which day weights are restored: "yearly on June 1st", "every Monday", "on the 15th of each
month". The engine restores them where a year, a quarter, a month or a week ends; another day in it
is told.
"""

from __future__ import annotations

from dataclasses import replace

from agents.language.lexicon.lexicon import MONTHS, WEEKDAYS
from agents.language.lexicon.wordlist import words
from agents.language.plans.plan import PERIODS, REBALANCE
from agents.language.tokens.pieces import Token

OF = {"of-month": "month", "of-quarter": "quarter", "of-year": "year"}
ADVERBS = {"month": "monthly", "quarter": "quarterly", "year": "yearly", "week": "weekly"}
LEADS = words("on at in every")
EDGES = {(1, 1), (12, 31)}
LONGEST = 5

Notes = list[tuple[str, str]]


def without_days(tokens: list[Token], used: list[Token]) -> tuple[list[Token], Notes]:
    """The rhythm in one word, and what is told of its day; the same tokens where no day is said."""
    for at, token in enumerate(tokens):
        if token.word not in LEADS:
            continue
        for size in range(LONGEST, 1, -1):
            part = tokens[at : at + size]
            unit = _unit(part) if len(part) == size else ""
            if unit and _fits(tokens[:at], tokens[at + size :], unit):
                return _in_one(tokens, at, size, unit, used)
    return tokens, []


def _in_one(
    tokens: list[Token], at: int, size: int, unit: str, used: list[Token]
) -> tuple[list[Token], Notes]:
    part, rest = tokens[at : at + size], [*tokens[:at], *tokens[at + size :]]
    used += part
    place = replace(part[0], word=ADVERBS[unit], value=None)
    said = " ".join(token.text for token in part[1:])
    notes = [] if _is_edge(part) else [(NOT_THEN.format(unit, said), REBALANCE)]
    timed = any(token.word in PERIODS for token in rest)
    return (rest if timed else [*tokens[:at], place, *tokens[at + size :]]), notes


def _unit(part: list[Token]) -> str:
    """ "on June 1st", "on 1 June every year", "every Monday", "on the 15th of each month" """
    said = [token.word for token in part]
    lead, rest, numbers = said[0], said[1:], [token.value for token in part[1:]]
    if len(rest) > 2 and rest[-2:] in (["every", "year"], ["per", "year"]):
        rest = rest[:-2]
    dated = sorted(_kind(word) for word in rest)
    if dated == ["january", "num"] or (dated == ["january"] and lead in ("in", "every")):
        return "year"
    if rest and rest[-1] in MONTHS and rest[:-1] in FIRST_OF:
        return "year"
    if lead == "every" and len(rest) == 1 and rest[0] in WEEKDAYS:
        return "week"
    of = OF.get(rest[-1], "") if rest else ""
    counted = rest[:-1] in (["num"], ["num", "day"])
    first = counted or rest[:-1] in (["first"], ["last"], ["first", "day"], ["last", "day"])
    plain = not counted or 1 <= (numbers[0] or 0) <= 31
    return of if of and first and plain and lead in ("on", "at") else ""


FIRST_OF = (["first", "day"], ["last", "day"])  # "of" is no word of a rule


def _kind(word: str) -> str:
    """All months are as the first one."""
    return "january" if word in MONTHS else word


def _is_edge(part: list[Token]) -> bool:
    """The first or last day of it, or Monday, as near as it gets."""
    said = {token.word for token in part}
    months = [MONTHS[token.word] for token in part if token.word in MONTHS]
    days = [int(token.value) for token in part if token.value is not None]
    if months:
        begins = "first" in said or (months[0] == 1 and "last" not in said)
        day = days[0] if days else 1 if begins else 31
        return (months[0], day) in EDGES
    return bool(said & {"first", "last", "monday"}) or days == [1]


def _fits(before: list[Token], behind: list[Token], unit: str) -> bool:
    """It stands beside the word for restoring, and no other rhythm does: "starting on June 1st,
    rebalanced yearly" says when something else is done."""
    said = {PERIODS[token.word] for token in (*before, *behind) if token.word in PERIODS}
    beside = [*before[-1:], *behind[:1]]
    restores = any(token.word.startswith("rebalanc") for token in beside)
    timed = bool(before) and (before[-1].word in PERIODS or before[-1].word == "year")
    restored = any(token.word.startswith("rebalanc") for token in before)
    others = any(token.word in MONTHS for token in (*before, *behind))
    return said <= {unit} and not others and (restores or (timed and restored))


def told_month(tokens: list[Token]) -> Notes:
    """ "every July", which is a rhythm by now"""
    for token in tokens:
        named = [MONTHS[word] for word in token.small.split() if word in MONTHS]
        if token.word == "yearly" and named and named[0] not in (1, 12):
            return [(NOT_THEN.format("year", token.small), REBALANCE)]
    return []


NOT_THEN = "weights are restored where a {} ends, and not on '{}'"
