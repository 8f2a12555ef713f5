"""Random entries: what the same number of trades, held as long, make when their moments are luck.

Each symbol has its own equal part of the money. Its trades keep their holding times and never
overlap; their order and the free bars between them are drawn at random. After Aronson,
"Evidence-Based Technical Analysis", 2006, chapter 6: the rule is compared with its own exposure,
so that a rising market alone does not make it look good.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from backtests.engine.metrics import FloatArray
from backtests.engine.parts import Fill
from backtests.engine.robustness import Band, Check, band_of, nothing_to_check

IntArray = npt.NDArray[np.intp]

DRAWS = 1000
# With very many trades fewer draws are as telling, and all that there is time for.
LEAST_DRAWS = 100
CELLS = 1_000_000


class TooLong(ValueError):
    """The trades of a symbol are longer together than its prices are."""


@dataclass(frozen=True)
class Placing:
    """One symbol: the prices at which one could trade, and the steps that each trade was held.

    The last price only marks what is still open: leaving there costs nothing. `outs` are the prices
    to leave at, where they are others.
    """

    prices: FloatArray
    steps: IntArray
    outs: FloatArray | None = None

    @property
    def free(self) -> int:
        """Steps without a position."""
        return len(self.prices) - 1 - int(self.steps.sum())


@dataclass(frozen=True)
class Costs:
    """Fractions of the price paid on each side, and of a symbol's money put into a trade."""

    commission: float = 0.0
    slippage: float = 0.0
    fraction: float = 1.0

    @property
    def entering(self) -> float:
        return 1 / ((1 + self.slippage) * (1 + self.commission))

    @property
    def leaving(self) -> float:
        return (1 - self.slippage) * (1 - self.commission)

    def compounded(self, gains: FloatArray) -> FloatArray:
        """Growth of 1 over trades (the last axis) that each turn 1 into `gains`."""
        grown: FloatArray = np.prod(1 + self.fraction * (gains - 1), axis=-1)
        return grown


FREE = Costs()


@dataclass(frozen=True)
class RandomEntries:
    """Total returns (fractions) of random entries, and how many of them the real one beats.

    `percentile` is from 0 to 1; equals count half.
    """

    percentile: float
    real: float
    total_return: Band
    draws: int
    exposure: float


def placing_of(open_: FloatArray, close: FloatArray, steps: IntArray, fill: Fill) -> Placing:
    """Orders fill at closes, or at opens from the second on; what stays open is worth a close."""
    if fill == "next_open":
        return Placing(np.append(open_[1:], close[-1]), steps)
    return Placing(close, steps, np.append(open_[:-1], close[-1]) if fill != "close" else None)


def random_entries(
    placings: Sequence[Placing],
    real: float,
    costs: Costs = FREE,
    *,
    seed: int = 0,
    check: Check = nothing_to_check,
) -> RandomEntries | None:
    """The real total return among those of random entries; None without a trade.

    `real` should be counted alike: the mean over the symbols of `costs.compounded` of its trades.
    The seed fixes every digit.
    """
    trades = sum(len(one.steps) for one in placings)
    if not trades:
        return None
    draws = int(np.clip(CELLS // trades, LEAST_DRAWS, DRAWS))
    rng = np.random.default_rng(seed)
    grown = [growth_of(one, draws, costs, rng, check) for one in placings]
    found: FloatArray = np.mean(grown, axis=0) - 1
    return RandomEntries(
        percentile=standing(real, found),
        real=real,
        total_return=band_of(found),
        draws=draws,
        exposure=exposure(placings),
    )


def growth_of(
    one: Placing, draws: int, costs: Costs, rng: np.random.Generator, check: Check
) -> FloatArray:
    """Growth of 1 in one symbol for every draw."""
    if one.free < 0:
        raise TooLong(f"the trades are held {-one.free} steps longer than there are prices")
    rows = max(1, CELLS // max(len(one.steps), 1))
    parts = []
    for first in range(0, draws, rows):
        check()
        begins, ends = drawn(one, min(rows, draws - first), rng)
        left = np.where(ends == len(one.prices) - 1, 1.0, costs.leaving)
        outs = one.prices if one.outs is None else one.outs
        gains = outs[ends] / one.prices[begins] * costs.entering * left
        parts.append(costs.compounded(gains))
    return np.concatenate(parts)


def drawn(one: Placing, draws: int, rng: np.random.Generator) -> tuple[IntArray, IntArray]:
    """Where each trade begins and ends (draws x trades), in the order of time."""
    steps = rng.permuted(np.tile(one.steps, (draws, 1)), axis=1)
    waited = np.sort(rng.integers(0, one.free + 1, steps.shape), axis=1)
    ends = waited + np.cumsum(steps, axis=1)
    return ends - steps, ends


def standing(real: float, others: FloatArray) -> float:
    """The share of others that lie below; those that are equal, but for rounding, count half."""
    equal = np.isclose(others, real, rtol=1e-9, atol=1e-12)
    return float(np.mean(np.where(equal, 0.5, others < real)))


def exposure(placings: Sequence[Placing]) -> float:
    """Steps with a position / all steps, over all symbols. Fraction."""
    steps = sum(len(one.prices) - 1 for one in placings)
    return 1 - sum(one.free for one in placings) / steps
