"""The return of each year as columns, with a mark where buy and hold stood, and the numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from backtests.pages.distribution import Tick, round_values

Json = dict[str, Any]
WIDTH, HEIGHT = 960, 200
NARROW, FEW = 300, 7  # so many years fit on a phone
FULL = 0.7  # of its place is the column
MOST_NAMES = 16


class Year(NamedTuple):
    """A column from zero to the return of a year; `mark` is the height of buy and hold."""

    name: str
    own: float
    held: float | None
    x: float
    y: float
    width: float
    height: float
    mark: float | None
    named: bool

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True)
class Scale:
    """Where a return stands in the drawing, from its upper edge."""

    low: float
    high: float

    def down(self, value: float) -> float:
        return (self.high - value) / (self.high - self.low or 1.0) * HEIGHT


@dataclass(frozen=True)
class Years:
    columns: list[Year]
    ticks: list[Tick]
    zero: float
    height: int = HEIGHT

    @property
    def few(self) -> bool:
        return len(self.columns) <= FEW

    @property
    def width(self) -> int:
        return width_of(len(self.columns))


def width_of(years: int) -> int:
    return NARROW if years <= FEW else WIDTH


def years(result: Json) -> Years | None:
    """None where there is only one year, or one without a return."""
    own: dict[str, float] = dict(result.get("yearly_returns") or [])
    held = held_by_year(result)
    values = [*own.values(), *(held[name] for name in own if name in held)]
    if len(own) < 2 or not all(_is_number(value) for value in values):
        return None
    scale = Scale(min(*values, 0.0), max(*values, 0.0))
    columns = [column(n, own, held, scale) for n in range(len(own))]
    ticks = [Tick(scale.down(value), value) for value in round_values(scale.low, scale.high)]
    return Years(columns, ticks, scale.down(0.0))


def column(n: int, own: dict[str, float], held: dict[str, float], scale: Scale) -> Year:
    name, value = list(own.items())[n]
    place, beside = width_of(len(own)) / len(own), held.get(name)
    return Year(
        name,
        value,
        beside,
        x=(n + (1 - FULL) / 2) * place,
        y=scale.down(max(value, 0.0)),
        width=FULL * place,
        height=abs(scale.down(value) - scale.down(0.0)),
        mark=None if beside is None else scale.down(beside),
        named=n % -(-len(own) // MOST_NAMES) == 0,
    )


def held_by_year(result: Json) -> dict[str, float]:
    """What buy and hold returned in each year, from where the year before ended."""
    ends = {time[:4]: value for time, value in result.get("benchmark_equity") or []}
    starts: Sequence[float] = [result["strategy"]["initial_capital"], *ends.values()]
    return {
        name: end / start - 1
        for (name, end), start in zip(ends.items(), starts, strict=False)
        if start > 0
    }


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and math.isfinite(value)
