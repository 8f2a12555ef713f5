"""Is the edge real? Statistics that ask whether a good backtest is more than luck and tuning.

The parts measure, `judgement` says in plain words what they mean: Sharpe ratios beside luck
(`sharpe`), tuning that does not carry over (`overfitting`, `walkforward`, `neighbours`), other
histories (`bootstrap`), other entries (`random_entries`) and higher costs (`costs`). Returns are
fractions for each bar; a figure that is not defined is None. All that is random is seeded.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from backtests.engine.metrics import FloatArray

# Called between the chunks of long work; it may raise, which ends the work.
Check = Callable[[], None]


def nothing_to_check() -> None:
    """Nobody can call the work off."""


@dataclass(frozen=True)
class Band:
    """What is usual: the 5th, 50th and 95th percentile, in the unit of what was measured."""

    low: float
    middle: float
    high: float


def band_of(values: FloatArray) -> Band:
    low, middle, high = np.percentile(values, [5, 50, 95]).tolist()
    return Band(low, middle, high)
