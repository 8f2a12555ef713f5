"""Curves as the paths of an SVG image, for readers without JavaScript, and in small."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

Json = dict[str, Any]
Points = Sequence[Sequence[Any]]
WIDTH, HEIGHT = 960, 260
# More points than these cannot be told apart on the width of a page.
MOST_POINTS = 960
# Enough for the shape of a curve as high as a line of text.
SKETCHED = 40


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
    drawn = [points for points in series if len(points) > 1]
    values = [value for points in drawn for _, value in points]
    if not drawn or not all(math.isfinite(value) for value in values):
        return None
    low, high = min(values), max(values)
    scale = math.log if logarithmic and low > 0 else float
    span = scale(high) - scale(low) or 1.0

    def place(points: Points, bar: int) -> str:
        x, y = bar / (len(points) - 1), (scale(high) - scale(points[bar][1])) / span
        return f"{x * WIDTH:.1f} {y * HEIGHT:.1f}"

    paths = ["M" + "L".join(place(one, bar) for bar in telling(one)) for one in drawn]
    return Drawing(paths, low, high, str(drawn[0][0][0])[:10], str(drawn[0][-1][0])[:10])


def telling(points: Points) -> list[int]:
    """The lowest and the highest bar of each stretch, and both ends, so that no peak is lost."""
    stretch = max(1, math.ceil(2 * len(points) / MOST_POINTS))
    kept = {0, len(points) - 1}
    for start in range(0, len(points), stretch):
        part = range(start, min(start + stretch, len(points)))
        kept |= {best(part, key=lambda bar: points[bar][1]) for best in (min, max)}
    return sorted(kept)


def sketch(points: Points) -> list[float]:
    """A curve in a few values from its first to its last, as multiples of the first."""
    if len(points) < 2 or not points[0][1]:
        return []
    last, count = len(points) - 1, min(len(points), SKETCHED)
    places = (round(n * last / (count - 1)) for n in range(count))
    return [round(points[place][1] / points[0][1], 4) for place in places]
