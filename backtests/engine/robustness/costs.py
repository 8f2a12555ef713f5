"""Higher costs: what is left of the return at twice and four times the costs, and where it ends."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from backtests.engine.metrics import Figures

FACTORS = (1.0, 2.0, 4.0)


@dataclass(frozen=True)
class AtCosts:
    """Figures at a multiple of the costs; `total_return` is a fraction, `sharpe` a year."""

    factor: float
    total_return: float | None
    sharpe: float | None


@dataclass(frozen=True)
class CostStudy:
    """The figures at each multiple, and the multiple that eats the whole return.

    `break_even` is None where the return does not cross 0 between the measured multiples.
    """

    points: tuple[AtCosts, ...]
    break_even: float | None

    def at(self, factor: float) -> AtCosts | None:
        return next((one for one in self.points if one.factor == factor), None)


def costs(measure: Callable[[float], Figures], factors: Sequence[float] = FACTORS) -> CostStudy:
    """Measure at each multiple of the costs, from the lowest up."""
    points = tuple(at_costs(factor, measure(factor)) for factor in sorted(factors))
    return CostStudy(points, break_even(points))


def at_costs(factor: float, figures: Figures) -> AtCosts:
    return AtCosts(factor, figures["total_return"], figures["sharpe"])


def break_even(points: Sequence[AtCosts]) -> float | None:
    """The multiple at which nothing is left: where ln(1 + total return) crosses 0, on a line.

    Costs take about the same share with every trade, so logarithms fall about evenly.
    """
    logs = [(one.factor, log_growth(one.total_return)) for one in points]
    for (low, above), (high, below) in pairwise(logs):
        if above is not None and below is not None and above > 0 >= below:
            return low + (high - low) * above / (above - below)
    return None


def log_growth(total_return: float | None) -> float | None:
    """A lost account counts as one that lost all but a trillionth."""
    return None if total_return is None else math.log(max(1 + total_return, 1e-12))
