"""Curves as the paths of an SVG image, for readers without JavaScript."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

Json = dict[str, Any]
Points = Sequence[Sequence[Any]]
WIDTH, HEIGHT = 960, 260
# More points than these cannot be told apart on the width of a page.
MOST_POINTS = 480


class Drawing(NamedTuple):
    """Paths on a canvas of `width` x `height`, and what its edges stand for."""

    paths: list[str]
    low: float
    high: float
    first: str
    last: str
    width: int = WIDTH
    height: int = HEIGHT


def curves(*series: Points, logarithmic: bool = False) -> Drawing | None:
    """Lines over one time axis, on one scale; None where there is nothing to draw."""
    drawn = [thinned(points) for points in series if len(points) > 1]
    values = [value for points in drawn for _, value in points]
    if not drawn or not all(math.isfinite(value) for value in values):
        return None
    logarithmic = logarithmic and min(values) > 0
    scale = math.log if logarithmic else float
    low, high = min(values), max(values)
    span = scale(high) - scale(low) or 1.0
    paths = [path([(scale(high) - scale(value)) / span for _, value in points]) for points in drawn]
    return Drawing(paths, low, high, str(series[0][0][0])[:10], str(series[0][-1][0])[:10])


def thinned(points: Points) -> list[Sequence[Any]]:
    """The lowest and the highest of each stretch, in their order, so that no peak is lost."""
    if len(points) <= MOST_POINTS:
        return list(points)
    stretch = math.ceil(2 * len(points) / MOST_POINTS)
    kept: list[Sequence[Any]] = []
    for start in range(0, len(points), stretch):
        part = points[start : start + stretch]
        low, high = (at(part, key) for key in (min, max))
        kept += [part[place] for place in sorted({low, high})]
    return kept


def at(part: Points, best: Any) -> int:
    place: int = best(range(len(part)), key=lambda index: part[index][1])
    return place


def path(heights: Sequence[float]) -> str:
    """`heights` are shares of the canvas from its top."""
    step = WIDTH / (len(heights) - 1)
    steps = (f"{n * step:.1f} {height * HEIGHT:.1f}" for n, height in enumerate(heights))
    return "M" + "L".join(steps)
