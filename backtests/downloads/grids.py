"""The grid of a sweep, from its result: one row for each variant; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

Json = dict[str, Any]
FIGURES = ("total_return", "sharpe", "max_drawdown", "trades")


@dataclass(frozen=True)
class Row:
    """A variant: its number, what it has on each axis, and its figures."""

    number: int
    values: tuple[float, ...]
    figures: Json
    chosen: bool


def rows(grid: Json) -> Iterator[Row]:
    """All variants, in the order of the grid."""
    columns = zip(*(grid["figures"][name] for name in FIGURES), strict=True)
    points = product(*(axis["values"] for axis in grid["axes"]))
    for number, (values, figures) in enumerate(zip(points, columns, strict=True)):
        told = dict(zip(FIGURES, figures, strict=True))
        yield Row(number, values, told, chosen=number == grid["chosen"])


def best(grid: Json) -> list[Row]:
    """Those that the result names as the best, the chosen one first."""
    wanted = {number: place for place, number in enumerate(grid["best"])}
    found = (row for row in rows(grid) if row.number in wanted)
    return sorted(found, key=lambda row: wanted[row.number])


def told(grid: Json, row: Row) -> list[str]:
    """The values of a variant as people write them."""
    pairs = zip(grid["axes"], row.values, strict=True)
    return [written(value, axis["unit"]) for axis, value in pairs]


def written(value: float, unit: str) -> str:
    """A number of a strategy: 14, 2.5, and 4.17% for a fraction."""
    return f"{value * 100:g}%" if unit == "%" else f"{value:g}"
