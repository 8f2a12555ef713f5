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
MOST_YEARS = 8
# Enough for the shape of a curve as high as a line of text.
SKETCHED = 40


class Year(NamedTuple):
    """The first bar of a year, in per cent of the width."""

    at: float
    name: str


class Drawing(NamedTuple):
    """Paths on a canvas of `width` x `height`, what its edges stand for, and where years begin.

    `bought` and `sold` are dots: a move to each place and a line that is hardly long.
    """

    paths: list[str]
    low: float
    high: float
    first: str
    last: str
    years: list[Year]
    bought: str = ""
    sold: str = ""
    width: int = WIDTH
    height: int = HEIGHT


class Canvas(NamedTuple):
    """Where a bar and a value stand."""

    last: int
    low: float
    high: float
    steep: bool

    def place(self, bar: int, value: float) -> str:
        scale = math.log if self.steep and self.low > 0 else float
        span = scale(self.high) - scale(self.low) or 1.0
        x, y = bar / self.last, (scale(self.high) - scale(value)) / span
        return f"{x * WIDTH:.1f} {y * HEIGHT:.1f}"


def curves(*series: Points, logarithmic: bool = False) -> Drawing | None:
    """Lines over one time axis, on one scale, each in its place though one may be empty.

    None where there is nothing to draw.
    """
    drawn = [points for points in series if len(points) > 1]
    values = [value for points in drawn for _, value in points]
    if not drawn or not all(math.isfinite(value) for value in values):
        return None
    edges = min(values), max(values), logarithmic
    paths = [_path(points, edges) if len(points) > 1 else "" for points in series]
    first, last = (str(drawn[0][end][0])[:10] for end in (0, -1))
    return Drawing(paths, *edges[:2], first, last, beginnings(drawn[0]))


def _path(points: Points, edges: tuple[float, float, bool]) -> str:
    canvas = Canvas(len(points) - 1, *edges)
    return "M" + "L".join(canvas.place(bar, points[bar][1]) for bar in telling(points))


def traded(closes: Points, trades: Sequence[Json]) -> Drawing | None:
    """Prices with a dot at the close of each bar on which one was bought, or sold."""
    drawn = curves(closes, logarithmic=True)
    if drawn is None:
        return None
    canvas = Canvas(len(closes) - 1, drawn.low, drawn.high, steep=True)
    bars = {time: bar for bar, (time, _) in enumerate(closes)}

    def dots(moment: str) -> str:
        on = sorted({bars[one[moment]] for one in trades if one[moment] in bars})
        return "".join(f"M{canvas.place(bar, closes[bar][1])}h.1" for bar in on)

    return drawn._replace(bought=dots("entry_time"), sold=dots("exit_time"))


def beginnings(points: Points) -> list[Year]:
    """At most so many years, evenly chosen, that their names stand apart on a phone."""
    years = [str(time)[:4] for time, _ in points]
    firsts = [bar for bar in range(1, len(years)) if years[bar] != years[bar - 1]]
    every = -(-len(firsts) // MOST_YEARS) or 1
    return [Year(100 * bar / (len(years) - 1), years[bar]) for bar in firsts[::every]]


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
