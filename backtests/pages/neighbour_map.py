"""The neighbours of a strategy as a map: a row for each number, a step down, itself, a step up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from backtests.downloads.grids import written

Json = dict[str, Any]
# Shares of the strategy's own return at which the next colour begins.
EDGES = (0.0, 0.25, 0.5, 0.9, 1.1, 1.5)
SHADES = (0, 2, 3, 5, 6, 7, 8)
KEPT = 0.5
# Of results that were saved before the units of their numbers were.
FRACTIONS = frozenset({"stop loss", "trailing stop", "take profit"})


@dataclass(frozen=True)
class Cell:
    """What a strategy with this value returned; `is_own` for the strategy as it is."""

    value: str
    gained: float
    shade: int
    has_kept: bool
    is_own: bool = False


@dataclass(frozen=True)
class Row:
    """A number; None where there is no such step."""

    label: str
    cells: tuple[Cell | None, Cell, Cell | None]


def rows(near: Json, own: float) -> list[Row]:
    """In the order in which they were moved."""
    groups = groupby(near["moved"], key=lambda one: (one["label"], one["from"]))
    return [row(label, before, list(steps), own) for (label, before), steps in groups]


def row(label: str, before: float, steps: Sequence[Json], own: float) -> Row:
    unit = unit_of(steps[0])

    def cell(step: Json | None) -> Cell | None:
        return drawn(step["to"], unit, step["total_return"], own) if step else None

    down = next((one for one in steps if one["to"] < before), None)
    up = next((one for one in steps if one["to"] > before), None)
    itself = Cell(written(before, unit), own, shade(1.0), True, is_own=True)
    return Row(label, (cell(down), itself, cell(up)))


def drawn(value: float, unit: str, gained: float, own: float) -> Cell:
    share = gained / own
    return Cell(written(value, unit), gained, shade(share), share >= KEPT)


def shade(share: float) -> int:
    """0 a loss, 6 about as much, 8 far more."""
    return SHADES[sum(share >= edge for edge in EDGES)]


def unit_of(number: Json) -> str:
    said: str | None = number.get("unit")
    return said if said is not None else "%" if number["label"] in FRACTIONS else ""
