"""What else could have come out, as ranges on one axis beside what did: other histories, luck.

The axis is one of growth, on which doubling is as long as halving.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from backtests.pages.distribution import Tick

Json = dict[str, Any]
WIDTH, ROW = 480, 48
LOST = -0.999  # what is all but lost stands at the edge
# Returns that are worth a line, those first that are wanted most.
LINES = (0.0, 1.0, -0.5, 9.0, 99.0, -0.9, 3.0, 30.0, 0.5, 0.2, -0.2, 0.1, -0.1, 0.05, -0.05, 999.0)
APART = 64


class Range(NamedTuple):
    """Nine tenths of the outcomes lie between `low` and `high`, half of them below `middle`."""

    name: str
    of: int
    low: float
    middle: float
    high: float
    x: float
    width: float
    at: float
    y: float


@dataclass(frozen=True)
class Ranges:
    rows: list[Range]
    ticks: list[Tick]
    real: float
    at: float
    height: int
    width: int = WIDTH


def ranges(result: Json) -> Ranges | None:
    """None where the run was too short to be shuffled."""
    found, real = _found(result["robustness"]), result["metrics"].get("total_return")
    if not found or real is None:
        return None
    edges = [growth(value) for value in (real, 0.0, *(one for _, _, band in found for one in band))]
    low, span = min(edges), (max(edges) - min(edges)) or 1.0

    def across(value: float) -> float:
        return (growth(value) - low) / span * WIDTH

    rows = [
        Range(
            name, of, *band, across(band[0]), across(band[2]) - across(band[0]), across(band[1]), y
        )
        for y, (name, of, band) in zip(range(0, ROW * len(found), ROW), found, strict=True)
    ]
    lines = _apart(Tick(across(value), value) for value in LINES)
    return Ranges(rows, list(lines), real, across(real), ROW * len(found))


def growth(value: float) -> float:
    return math.log1p(max(value, LOST))


def _apart(ticks: Iterable[Tick]) -> Iterator[Tick]:
    """Those within the drawing that stand in no other's way."""
    kept: list[Tick] = []
    for tick in ticks:
        if -1 <= tick.at <= WIDTH + 1 and all(abs(tick.at - one.at) > APART for one in kept):
            kept.append(tick)
            yield tick


def _found(robustness: Json) -> list[tuple[str, int, tuple[float, float, float]]]:
    """The name of each range, of how many outcomes it is, and its three returns."""
    kinds = (
        ("The same days in another order and mix", "bootstrap", "paths"),
        ("Random entries, held as long", "random_entries", "draws"),
    )
    found = []
    for name, key, count in kinds:
        part = robustness.get(key) or {}
        if band := part.get("total_return"):
            found.append((name, part[count], (band["low"], band["middle"], band["high"])))
    return found
