"""How the trades of a result spread: a histogram of returns, worst against best, and in groups.

Each drawing comes with the numbers behind it, so that nobody depends on seeing it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import fmean
from typing import Any, NamedTuple

Json = dict[str, Any]
WIDTH, HEIGHT = 480, 220
MOST_BINS = 36
MOST_BANDS = 8
STOPS = re.compile(
    r"(stop loss|take profit|trailing stop|stop at the price paid|partial take|held)"
)


class Bin(NamedTuple):
    """Trades with a return from `low` up to `high`, and their bar in the drawing."""

    low: float
    high: float
    trades: int
    x: float
    y: float
    width: float
    height: float


class Tick(NamedTuple):
    at: float
    value: float


@dataclass(frozen=True)
class Histogram:
    bins: list[Bin]
    ticks: list[Tick]
    most: int
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class Scatter:
    """How far each trade stood against (x) and for (y) its holder: `won` dots, `lost` crosses."""

    won: str
    lost: str
    across: list[Tick]
    up: list[Tick]
    deep: float
    tall: float
    width: int = WIDTH
    height: int = HEIGHT


class End(NamedTuple):
    """A stop or a target of the rules, as a line through the scatter."""

    name: str
    value: float
    path: str
    x: float
    y: float


class Group(NamedTuple):
    """Some trades in one line of a table."""

    name: Any
    trades: int
    won: float
    mean: float
    pnl: float


def histogram(trades: Sequence[Json]) -> Histogram | None:
    """Bins of a round width; one edge is zero, so that no bin holds losses and gains."""
    values = [trade["return"] for trade in trades if math.isfinite(trade["return"])]
    if len(values) < 2:
        return None
    step = round_step(min(*values, 0.0), max(*values, 0.0), MOST_BINS)
    places = [math.floor(value / step + 1e-9) for value in values]
    first, last = min(*places, 0), max(places)
    counts = [places.count(place) for place in range(first, last + 1)]
    most, wide = max(counts), WIDTH / len(counts)
    talls = [HEIGHT * count / most for count in counts]
    bins = [
        Bin((first + n) * step, (first + n + 1) * step, count, n * wide, HEIGHT - tall, wide, tall)
        for n, (count, tall) in enumerate(zip(counts, talls, strict=True))
    ]
    edges = [Tick((n - first) * wide, n * step) for n in range(first, last + 2)]
    return Histogram(bins, edges[:: -(-len(edges) // 8)], most)


def scatter(trades: Sequence[Json]) -> Scatter | None:
    known = [trade for trade in trades if _excursions(trade)]
    if len(known) < 2:
        return None
    far, high = min(one["mae"] for one in known), max(one["mfe"] for one in known)
    deep, tall = min(far, -1e-4), max(high, 1e-4)

    def places(won: bool) -> set[tuple[int, int]]:
        some = (one for one in known if (one["pnl"] > 0) == won)
        return {
            (round((1 - one["mae"] / deep) * WIDTH), round((1 - one["mfe"] / tall) * HEIGHT))
            for one in some
        }

    across = [Tick((1 - value / deep) * WIDTH, value) for value in round_values(deep, 0.0)]
    up = [Tick((1 - value / tall) * HEIGHT, value) for value in round_values(0.0, tall)]
    dots = "".join(f"M{x} {y}h0" for x, y in sorted(places(True)))
    crosses = "".join(f"M{x - 3} {y - 3}l6 6m-6 0l6-6" for x, y in sorted(places(False)))
    return Scatter(dots, crosses, across, up, deep, tall)


def ends(cloud: Scatter, stop: float | None, target: float | None) -> list[End]:
    """Those that lie within what the trades reached."""
    found = []
    if stop is not None and stop >= cloud.deep:
        x = (1 - stop / cloud.deep) * WIDTH
        found.append(End("stop", stop, f"M{x:.1f} 0v{HEIGHT}", x + 4, 10))
    if target is not None and target <= cloud.tall:
        y = (1 - target / cloud.tall) * HEIGHT
        found.append(End("target", target, f"M0 {y:.1f}h{WIDTH}", 4, y - 4))
    return found


def bands(trades: Sequence[Json]) -> list[Group]:
    """Trades by how far, from less to more, they stood against their holder."""
    known = [trade for trade in trades if _excursions(trade)]
    if not known:
        return []
    step = round_step(min(one["mae"] for one in known), 0.0, MOST_BANDS)

    def band(trade: Json) -> tuple[float, float]:
        least = math.floor(-trade["mae"] / step + 1e-9)
        return -least * step, -(least + 1) * step

    return _groups(known, band, reverse=True)


def by_exit(trades: Sequence[Json]) -> list[Group]:
    """Of a position that was left bit by bit each part has an exit of its own."""
    return _groups(trades, lambda trade: kind_of(trade["exit_reason"]))


def by_side(trades: Sequence[Json]) -> list[Group]:
    return _groups(positions(trades), lambda trade: trade["side"])


def by_symbol(trades: Sequence[Json]) -> list[Group]:
    return _groups(positions(trades), lambda trade: trade["symbol"])


def positions(trades: Sequence[Json]) -> list[Json]:
    """Trades as figures count them: the parts of one entry, which share its time, are one."""
    groups: dict[tuple[str, str, str], list[Json]] = {}
    for trade in trades:
        groups.setdefault((trade["symbol"], trade["side"], trade["entry_time"]), []).append(trade)
    return [_joined(parts) if len(parts) > 1 else parts[0] for parts in groups.values()]


def _joined(parts: Sequence[Json]) -> Json:
    pnl = sum(one["pnl"] for one in parts)
    paid = sum(one["entry_price"] * one["quantity"] for one in parts)
    return {**parts[-1], "pnl": pnl, "return": pnl / paid if paid else 0.0}


def kind_of(reason: str) -> str:
    """The kind of an exit: what its sentence says without the values of that moment."""
    for plain in ("open at the end", "left at the close of the day", "the account was lost"):
        if reason == plain:
            return plain
    found = STOPS.match(reason)
    if found is None:
        return "turned round" if reason.startswith("turned round") else "by rule"
    return re.sub(r" hit at .*", "", reason)


def round_step(low: float, high: float, most: int) -> float:
    """The smallest 1, 2 or 5 times a power of ten that parts the span into at most so many."""
    least = max(high - low, 1e-6) / most
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least * (1 - 1e-9))


def round_values(low: float, high: float) -> list[float]:
    step = round_step(low, high, 5)
    return [n * step for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _groups(
    trades: Iterable[Json], key: Callable[[Json], Any], reverse: bool = False
) -> list[Group]:
    parts = groupby(sorted(trades, key=key, reverse=reverse), key)
    return [_group(name, list(some)) for name, some in parts]


def _group(name: Any, trades: Sequence[Json]) -> Group:
    won = sum(one["pnl"] > 0 for one in trades) / len(trades)
    mean = fmean(one["return"] for one in trades)
    return Group(name, len(trades), won, mean, sum(one["pnl"] for one in trades))


def _excursions(trade: Json) -> bool:
    return all(isinstance(trade.get(name), int | float) for name in ("mae", "mfe"))
