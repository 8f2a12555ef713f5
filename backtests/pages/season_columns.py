"""Mean returns by weekday, month, day or hour as columns, each with how sure it is."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from backtests.pages.distribution import Tick, round_values
from backtests.pages.years import HEIGHT, Scale

Json = dict[str, Any]
WIDTH = 480
FULL = 0.62  # of its place is the column
CAP = 5  # half the width of the end of a whisker
MOSTLY = 0.5  # of its bars: from here on a group counts as held
ROOMY = 7  # columns: with more, their names are short


class Column(NamedTuple):
    """From zero to the mean; the whisker spans what the mean may be."""

    name: str
    short: str
    mean: float
    margin: float
    times: int
    held: float
    x: float
    y: float
    width: float
    height: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def whisker(self) -> str:
        left, ends = self.middle - CAP, (self.top, self.bottom)
        caps = "".join(f"M{left:.1f} {end:.1f}h{2 * CAP}" for end in ends)
        return f"M{self.middle:.1f} {self.top:.1f}V{self.bottom:.1f}{caps}"

    @property
    def is_held(self) -> bool:
        return self.held >= MOSTLY


@dataclass(frozen=True)
class Seasons:
    columns: list[Column]
    ticks: list[Tick]
    zero: float
    width: int = WIDTH
    height: int = HEIGHT


def seasons(chart: Json) -> Seasons | None:
    groups = [one for one in chart["columns"] if is_known(one)]
    if len(groups) < 2:
        return None
    scale = Scale(
        min(0.0, *(one["mean"] - one["margin"] for one in groups)),
        max(0.0, *(one["mean"] + one["margin"] for one in groups)),
    )
    place, roomy = WIDTH / len(groups), len(groups) <= ROOMY
    columns = [column(one, n * place, place, roomy, scale) for n, one in enumerate(groups)]
    ticks = [Tick(scale.down(one), one) for one in round_values(scale.low, scale.high)]
    return Seasons(columns, ticks, scale.down(0.0))


def column(group: Json, left: float, place: float, roomy: bool, scale: Scale) -> Column:
    name, mean, margin = group["name"], group["mean"], group["margin"]
    return Column(
        name,
        name if roomy else short(name),
        mean,
        margin,
        group["count"],
        group["held"],
        x=left + (1 - FULL) / 2 * place,
        y=scale.down(max(mean, 0.0)),
        width=FULL * place,
        height=abs(scale.down(mean) - scale.down(0.0)),
        top=scale.down(mean + margin),
        bottom=scale.down(mean - margin),
    )


def short(name: str) -> str:
    """Jan, 09, 1st; days counted from the end of a month as -1, -2."""
    if name.endswith("last"):
        return f"-{''.join(re.findall('[0-9]', name)) or 1}"
    return "rest" if name == "between" else name.partition(":")[0][:3]


def is_known(group: Json) -> bool:
    values = (group["mean"], group["margin"], group["held"])
    return all(isinstance(value, int | float) and math.isfinite(value) for value in values)
