"""Whether the numbers of a text stand among the facts: prose may not make figures up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

# 1,234.5 and 30 and .5, but neither the 2 of "x2" nor the 14 of "RSI14".
NUMBER = re.compile(r"(?<![\w.])(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?![\w])")


@dataclass(frozen=True)
class Said:
    """A number as it is written: its size, and how many decimals are given."""

    text: str
    value: float
    decimals: int


def numbers_in(text: str) -> Iterator[Said]:
    """Signs are left out: "fell 12%" says -0.12."""
    for found in NUMBER.finditer(text):
        written = found.group()
        if any(letter.isdigit() for letter in written):
            decimals = len(written.partition(".")[2])
            yield Said(written, float(written.replace(",", "")), decimals)


def facts_in(value: Any) -> Iterator[float]:
    """Every number in JSON, those within its texts included."""
    match value:
        case bool() | None:
            return
        case int() | float():
            yield abs(float(value))
        case str():
            yield from (one.value for one in numbers_in(value))
        case dict():
            for item in value.values():
                yield from facts_in(item)
        case list() | tuple():
            for item in value:
                yield from facts_in(item)


def made_up(text: str, facts: Any) -> list[str]:
    """The numbers of the text that are none of the facts, as fraction or per cent, rounded."""
    known = list(facts_in(facts))
    return [one.text for one in numbers_in(text) if not stands(one, known)]


def stands(said: Said, known: Iterable[float]) -> bool:
    """Half a unit of the last decimal that is given, and a hair for binary fractions."""
    near = 0.5 * 10.0**-said.decimals * (1 + 1e-6) + 1e-12
    return any(abs(fact - said.value) <= near or abs(100 * fact - said.value) <= near
               for fact in known)  # fmt: skip
