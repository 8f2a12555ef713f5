"""Probability of backtest overfitting: does the variant that won in one half win in the other?

Combinatorially symmetric cross-validation: cut the bars into blocks, choose the best variant on
every half of the blocks, and see where it ranks on the other half. Bailey, Borwein, Lopez de Prado
and Zhu, "The Probability of Backtest Overfitting", Journal of Computational Finance, 2017.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from backtests.engine.metrics import NOTHING, FloatArray
from backtests.engine.robustness import Band, Check, band_of, nothing_to_check

BLOCKS = 16
# Cells of a chunk of combinations x variants: some 8 MB for each array.
CELLS = 1_000_000


class OddBlocks(ValueError):
    """Halves need an even number of blocks, from 2 to 20."""


@dataclass(frozen=True)
class Overfitting:
    """What became of the winners of all halves on the other halves.

    `pbo`: share of winners that rank in the lower half (logit <= 0). `logit`: ln(w / (1 - w)) of
    the winners' relative ranks w. `slope`: change of the Sharpe ratio seen elsewhere for one more
    at home; below 0, the better it looks the worse it is. `loss`: share of winners that lose.
    """

    pbo: float
    combinations: int
    variants: int
    logit: Band
    slope: float | None
    loss: float


@dataclass(frozen=True)
class Winners:
    """The winner of each half: its Sharpe ratio there and on the other half, and its rank there."""

    home: FloatArray
    away: FloatArray
    rank: FloatArray


@dataclass(frozen=True)
class Sums:
    """Sums and sums of squares of each block (rows) and variant (columns)."""

    first: FloatArray
    second: FloatArray
    mean: FloatArray
    bars: int

    def sharpes(self, chosen: FloatArray) -> FloatArray:
        """Sharpe ratios of one bar for each choice of blocks; 0 where nothing varied."""
        count = chosen.sum(axis=1, keepdims=True) * self.bars
        moved = chosen @ self.first / count
        variance = (chosen @ self.second - count * moved**2) / (count - 1)
        spread = np.sqrt(np.maximum(variance, 0.0))
        found: FloatArray = np.zeros_like(moved)
        np.divide(moved + self.mean, spread, out=found, where=spread > NOTHING)
        return found


def overfitting(
    returns: FloatArray, blocks: int = BLOCKS, check: Check = nothing_to_check
) -> Overfitting | None:
    """CSCV over bar returns (bars x variants); None for one variant, or fewer than 2 bars a block.

    Blocks are equally long: what is left over is cut off at the beginning.
    """
    if blocks % 2 or not 2 <= blocks <= 20:
        raise OddBlocks(f"halves need an even number of blocks from 2 to 20, not {blocks}")
    if len(returns) < 2 * blocks:
        return None
    return overfitting_of(sums_of(returns, blocks), check)


def overfitting_of(sums: Sums, check: Check = nothing_to_check) -> Overfitting | None:
    """The same for returns of which only the sums are left, because all of them were too many."""
    blocks, variants = sums.first.shape
    if variants < 2:
        return None
    found = contest(sums, halves(blocks), check)
    relative = found.rank / (variants + 1)
    logits = np.log(relative / (1 - relative))
    return Overfitting(
        pbo=float(np.mean(logits <= NOTHING)),
        combinations=len(logits),
        variants=variants,
        logit=band_of(logits),
        slope=slope(found.home, found.away),
        loss=float(np.mean(found.away < 0)),
    )


def halves(blocks: int) -> FloatArray:
    """Every choice of half of the blocks: one row each, 1 where a block is chosen."""
    chosen = np.array(list(combinations(range(blocks), blocks // 2)))
    rows = np.zeros((len(chosen), blocks))
    np.put_along_axis(rows, chosen, 1.0, axis=1)
    return rows


def sums_of(returns: FloatArray, blocks: int) -> Sums:
    """Measured from each variant's mean, so that squares do not swallow a small variance."""
    bars = len(returns) // blocks
    kept = returns[len(returns) - bars * blocks :]
    mean = kept.mean(axis=0)
    cut = (kept - mean).reshape(blocks, bars, -1)
    return Sums(cut.sum(axis=1), np.einsum("bij,bij->bj", cut, cut), mean, bars)


def contest(sums: Sums, chosen: FloatArray, check: Check) -> Winners:
    parts = list(chunks(sums, chosen, check))
    home, away, rank = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return Winners(home, away, rank)


def chunks(
    sums: Sums, chosen: FloatArray, check: Check
) -> Iterator[tuple[FloatArray, FloatArray, FloatArray]]:
    """A bounded part of the combinations at a time; of equals, the first variant wins."""
    rows = max(1, CELLS // sums.first.shape[1])
    for first in range(0, len(chosen), rows):
        check()
        part = chosen[first : first + rows]
        home, away = sums.sharpes(part), sums.sharpes(1 - part)
        best = home.argmax(axis=1)
        seen = picked(away, best)
        yield picked(home, best), seen, ranks(away, seen)


def picked(table: FloatArray, columns: npt.NDArray[np.intp]) -> FloatArray:
    found: FloatArray = table[np.arange(len(table)), columns]
    return found


def ranks(table: FloatArray, values: FloatArray) -> FloatArray:
    """Where a value stands in its row, from 1 (worst); equals share the middle of their ranks."""
    less = np.sum(table < values[:, None], axis=1)
    equal = np.sum(table == values[:, None], axis=1)
    middle: FloatArray = less + (equal + 1) / 2
    return middle


def slope(home: FloatArray, away: FloatArray) -> float | None:
    """Least-squares slope of away on home; None where home does not vary."""
    gaps = home - home.mean()
    below = float(gaps @ gaps)
    return float(gaps @ away) / below if below > NOTHING else None
