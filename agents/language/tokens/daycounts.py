"""Days that are counted from an event: "(day T-1)", "T+3". The T is no ticker."""

from __future__ import annotations

import re

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

COUNTED = re.compile(r"\bT\s?[+−–-]\s?\d{1,2}\b(?![.,]?\d|\s?%)")
ORDINALS = {"last": "-1", "first": "+1", "second": "+2", "third": "+3", "fourth": "+4"}
NAMED = dict.fromkeys(("next", "following"), "+1") | dict.fromkeys(
    ("previous", "prior", "last", "preceding"), "-1"
)
DAYS = words("day days month months week date session year")


def with_day_counts(raw: str, tokens: list[Token]) -> list[Token]:
    """Each becomes one word. Behind a day, in brackets, it says that day again; elsewhere nobody
    knows from where it counts."""
    for match in COUNTED.finditer(raw):
        part = [token for token in tokens if match.start() <= token.start < match.end()]
        at = tokens.index(part[0])
        tokens[at : at + len(part)] = [Token(match.start(), match.end(), match[0], "day-count")]
        _pass(tokens, at)
    return tokens


def _counts(before: list[Token]) -> set[str]:
    """How it may be counted: "the next day" is +1, "the third day of the month" +3."""
    lead = before[-2].small
    if before[-1].small not in ("month", "months"):
        return {NAMED[lead]} if lead in NAMED else set()
    near = [token.small for token in before[-8:]]
    return {ORDINALS[word] for word in near if word in ORDINALS}


def _pass(tokens: list[Token], at: int) -> None:
    first = at - 1 if at and tokens[at - 1].small in DAYS else at
    opened = first > 2 and tokens[first - 1].text == "(" and tokens[first - 2].small in DAYS
    opened = opened and tokens[at].text.replace(" ", "")[1:] in _counts(tokens[: first - 1])
    if opened and at + 1 < len(tokens) and tokens[at + 1].text == ")":
        for token in tokens[first - 1 : at + 2]:
            token.kind = "ignored"
