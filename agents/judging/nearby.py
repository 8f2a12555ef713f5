"""Slightly different numbers: each one of a strategy moved a step each way, and tested again.

What comes of it answers two questions: does the strategy stand on a plateau or on a peak, and would
numbers that were chosen among these on the past have gone on working? Nothing is chosen here, so
these variants are no tries.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np

from agents.backtest_runner import CheckCancelled
from agents.events import Json
from agents.refining.knobs import Knob, in_order, knobs
from agents.refining.places import portfolio_knobs
from agents.refining.refine import Variant, plain, turned
from backtests.engine.axes import Unit
from backtests.engine.backtest import Backtest, TooFewBars
from backtests.engine.bars import Bars, FloatArray, TimeArray
from backtests.engine.metrics import returns_of
from backtests.engine.robustness.bootstrap import IntArray
from backtests.engine.robustness.neighbours import Neighbourhood, Point, neighbourhood
from backtests.engine.robustness.walkforward import Walk, walk_forward, windows
from backtests.engine.strategy import Strategy
from backtests.engine.sweep import sweep

# A period of 50 becomes 60 or 42; limits on a scale move by its own step (RSI 30 to 25 or 35).
STEP = 1.2
MOST_KNOBS = 12
# Bars that are simulated in all: a run must not take long because it is doubted.
MOST_BARS = 4_000_000
# The period in ten stretches: chosen on four, traded on the next one, and so on.
STRETCHES, TRAINED = 10, 4
LEAST_STRETCH = 20

Step = tuple[Knob, list[float]]


@dataclass(frozen=True)
class Moved:
    """A strategy with one number changed; `total_return` is a fraction."""

    label: str
    before: float
    after: float
    total_return: float
    unit: Unit = ""

    def to_dict(self) -> Json:
        ends = {"from": plain(self.before), "to": plain(self.after)}
        return {"label": self.label, **ends, "unit": self.unit, "total_return": self.total_return}


@dataclass(frozen=True)
class Nearby:
    """The neighbours, how many of them do as well, and the daily returns of all.

    `daily` has a row for each day and a column for each variant; the first is the strategy itself.
    """

    moved: list[Moved]
    around: Neighbourhood | None
    daily: FloatArray

    def to_dict(self) -> Json | None:
        if self.around is None:
            return None
        moved = [one.to_dict() for one in self.moved]
        return {**asdict(self.around), "share": self.around.share, "moved": moved}


def nearby(done: Backtest, bars: Sequence[Bars], check: CheckCancelled) -> Nearby | None:
    """None where there is no number to move."""
    ends = last_of_days(done.time)
    columns, moved = [returns_of(done.equity[ends])], list[Moved]()
    tried = steps(done.strategy, len(done.time) * len(done.strategy.symbols))
    measured: dict[Point, float | None] = {point(tried): done.metrics["total_return"]}
    for knob, values in tried:
        for value, gained, returns in tested(done.strategy, bars, knob, values, check):
            moved.append(Moved(knob.label, knob.value, value, gained, knob.unit))
            measured[point(tried, knob, value)] = gained
            columns.append(returns_of(grown(returns)[ends]))
    if not moved:
        return None
    return Nearby(moved, neighbourhood(measured, point(tried)), np.stack(columns, axis=1))


def steps(strategy: Strategy, bars: int) -> list[Step]:
    """Numbers with the values beside them, as many as there is time for."""
    most = min(MOST_KNOBS, max(1, MOST_BARS // (2 * bars)))
    found = ((knob, list(beside(strategy, knob))) for knob in movable(strategy))
    return [(knob, values) for knob, values in found if values][:most]


def movable(strategy: Strategy) -> list[Knob]:
    return [*knobs(strategy), *portfolio_knobs(strategy)]


def beside(strategy: Strategy, knob: Knob) -> Iterator[float]:
    """One step down and one up, where a strategy can be like that."""
    for way in (-1, 1):
        value = replace(knob, growth=STEP).moved(way, 1)
        if value is None and knob.whole:  # 2 x 1.2 is still 2
            value = knob.value + way if knob.low <= knob.value + way <= knob.high else None
        if value is None or not in_order(knob, value, movable(strategy)):
            continue
        if turned(Variant(strategy), knob, value, ""):
            yield int(value) if knob.whole else value


def tested(
    strategy: Strategy,
    bars: Sequence[Bars],
    knob: Knob,
    values: list[float],
    check: CheckCancelled,
) -> Iterator[tuple[float, float, FloatArray]]:
    """Each value with its total return and its bar returns; none for windows that are too long."""
    grid = {",".join(knob.paths): values}
    try:
        found = sweep(strategy, bars, grid, keep_returns=True, check_cancelled=check)
    except TooFewBars:
        return
    if found.returns is not None:
        yield from zip(values, found.total_return.tolist(), found.returns.T, strict=True)


def point(tried: Sequence[Step], moved: Knob | None = None, value: float = 0.0) -> Point:
    """Every number as it is, but one."""
    return tuple(value if knob is moved else knob.value for knob, _ in tried)


def last_of_days(time: TimeArray) -> IntArray:
    days = time.astype("datetime64[D]")
    return np.append(np.flatnonzero(days[1:] != days[:-1]), len(days) - 1)


def grown(returns: FloatArray) -> FloatArray:
    """Growth of 1 at every close, the first one included."""
    equity: FloatArray = np.multiply.accumulate(np.concatenate(([1.0], 1 + returns)))
    return equity


def walked(near: Nearby | None) -> Walk[int] | None:
    """The variants walked forward; None where a stretch would be shorter than 20 days."""
    stretch = len(near.daily) // STRETCHES if near else 0
    if near is None or stretch < LEAST_STRETCH:
        return None
    growth = 1 + near.daily[-STRETCHES * stretch :]

    def on(variant: int, part: slice) -> FloatArray:
        equity: FloatArray = np.multiply.accumulate(growth[part, variant])
        return equity

    parts = windows(len(growth), TRAINED * stretch, stretch)
    return walk_forward(parts, range(growth.shape[1]), on)


def told(walk: Walk[int] | None) -> Json | None:
    if walk is None:
        return None
    gained = float(walk.equity[-1]) - 1
    return {"stretches": len(walk.chosen), "efficiency": walk.efficiency, "total_return": gained}


def why_not(near: Nearby | None, walk: Walk[int] | None) -> dict[str, str]:
    """Why neighbours and walking forward could not be judged."""
    if near is None:
        nothing = "it has no numbers to move"
        return {"neighbours": nothing, "walk_forward": nothing}
    short = f"the period is too short for {STRETCHES} stretches of {LEAST_STRETCH} days"
    lost = "what was chosen did not gain even on what it was chosen on"
    return {
        "neighbours": "it made no money, of which others could keep a part",
        "walk_forward": lost if walk else short,
    }
