"""Numbers as files of different countries write them: 1,234.50 and 1.234,50."""

from __future__ import annotations

import re
from collections.abc import Iterable

POINT, COMMA = ".", ","
GROUPED = {mark: rf"\d{{1,3}}(?:\{mark}\d{{3}})+" for mark in (POINT, COMMA)}
# What only one of the two can have written, and what either can: "1,234", "1.234".
WRITTEN = {
    POINT: re.compile(rf"\$?-?(?:\d+|{GROUPED[COMMA]})(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+"),
    COMMA: re.compile(rf"\$?-?(?:\d+|{GROUPED[POINT]})(?:,\d*)?|,\d+"),
}


class TwoWays(ValueError):
    """Its comma can stand before decimals or before thousands, and nothing else tells which."""


def mark_of(texts: Iterable[str]) -> str:
    """Which mark stands before the decimals; raises `TwoWays` with the first text that may be both.

    A text that only one country would write so decides for all. Where none does, a point stands
    before decimals, as programs write them; a comma may do either.
    """
    either = ""
    for text in map(str.strip, texts):
        if text.isdigit():
            continue
        point, comma = (WRITTEN[mark].fullmatch(text) for mark in (POINT, COMMA))
        if bool(point) != bool(comma):
            return POINT if point else COMMA
        either = either or (text if point and COMMA in text else "")
    if either:
        raise TwoWays(either)
    return POINT


def number(text: str, mark: str = POINT) -> float:
    """Raises ValueError for what is no number so written."""
    text = text.strip()
    if COMMA not in text and mark == POINT:
        return float(text.lstrip("$"))
    if not WRITTEN[mark].fullmatch(text):
        raise ValueError(text)
    thousands = COMMA if mark == POINT else POINT
    return float(text.replace(thousands, "").replace(COMMA, POINT).lstrip("$"))


def amount(text: str) -> float:
    """Of a number that stands alone: a comma before three digits stands before thousands.

    Raises ValueError for what is no number.
    """
    try:
        mark = mark_of([text])
    except TwoWays:
        mark = COMMA if text.startswith("0") else POINT
    return number(text, mark)
