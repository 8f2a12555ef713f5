"""Walk forward: choose on the past, trade the next stretch with it, move on, join the stretches.

Pardo, "The Evaluation and Optimization of Trading Strategies", 2nd edition, 2008, chapter 11.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from backtests.engine.metrics import NOTHING, FloatArray, returns_of

V = TypeVar("V")


class NoWindow(ValueError):
    """There are too few bars for one window; choose shorter ones, or a longer period."""


@dataclass(frozen=True)
class Window:
    """Bars to choose on, and the bars right after them, to be traded with the choice."""

    train: slice
    test: slice


@dataclass(frozen=True)
class Walk(Generic[V]):
    """The stretches joined: equity of 1 at the start, and the choice of each window.

    `efficiency`: growth per bar on the stretches / growth per bar on what was chosen on (Pardo's
    walk-forward efficiency, in log returns); None where the chosen did not grow even there.
    """

    equity: FloatArray
    chosen: list[V]
    efficiency: float | None


def windows(bars: int, train: int, test: int, *, anchored: bool = False) -> list[Window]:
    """Windows whose test parts follow each other without a gap; the last may be shorter.

    `anchored`: every train part begins with the first bar, so that it grows.
    """
    if train < 1 or test < 1 or bars <= train:
        raise NoWindow(f"{bars} bars are too few to choose on {train} and trade {test}")
    return [
        Window(slice(0 if anchored else at - train, at), slice(at, min(at + test, bars)))
        for at in range(train, bars, test)
    ]


def per_bar(growth: FloatArray) -> float:
    """Mean log return of a bar; a lost account counts as the smallest number."""
    return math.log(max(float(growth[-1]), NOTHING)) / len(growth)


def steadiness(growth: FloatArray) -> float:
    """Sharpe ratio of a bar; 0 where nothing varies: what never traded is neither good nor bad."""
    returns = returns_of(np.concatenate(([1.0], growth)))
    spread = float(returns.std())
    return float(returns.mean()) / spread if spread > NOTHING else 0.0


def walk_forward(
    parts: Sequence[Window],
    variants: Sequence[V],
    evaluate: Callable[[V, slice], FloatArray],
    score: Callable[[FloatArray], float] = steadiness,
) -> Walk[V]:
    """Trade every test part with the variant that scored best on the train part before it.

    `evaluate` gives the growth of 1 at each close of a window; of equals, the first variant wins.
    """
    level, joined, home, chosen = 1.0, [], [], []
    for part in parts:
        best, trained = winner([evaluate(one, part.train) for one in variants], score)
        joined.append(level * evaluate(variants[best], part.test))
        level = float(joined[-1][-1])
        home.append(per_bar(trained))
        chosen.append(variants[best])
    equity, usual = np.concatenate(joined), float(np.mean(home))
    return Walk(equity, chosen, per_bar(equity) / usual if usual > NOTHING else None)


def winner(
    grown: Sequence[FloatArray], score: Callable[[FloatArray], float]
) -> tuple[int, FloatArray]:
    return max(enumerate(grown), key=lambda one: score(one[1]))
