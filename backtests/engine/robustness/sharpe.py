"""Sharpe ratios beside luck: short records, ugly tails, and the best of many tries.

Sharpe ratios here are those of one bar, not of a year: mean / sample standard deviation (n - 1) of
bar returns. Bailey and Lopez de Prado, "The Sharpe Ratio Efficient Frontier", Journal of Risk,
2012, and "The Deflated Sharpe Ratio", Journal of Portfolio Management, 2014.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, stdev

import numpy as np

from backtests.engine.metrics import NOTHING, FloatArray

NORMAL = NormalDist()
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Track:
    """A track record in the numbers on which its Sharpe ratio depends.

    `sharpe` is that of one bar; `skew` and `kurtosis` are moments over n (a normal has 0 and 3).
    """

    bars: int
    sharpe: float
    skew: float = 0.0
    kurtosis: float = 3.0

    @property
    def variance(self) -> float:
        """Variance of the estimated Sharpe ratio x (bars - 1): 1 - g3 SR + (g4 - 1)/4 SR^2.

        Never below 0, as the kurtosis is at least 1 + skew^2. Mertens, 2002.
        """
        return 1 - self.skew * self.sharpe + (self.kurtosis - 1) / 4 * self.sharpe**2


def track_of(returns: FloatArray) -> Track | None:
    """The moments of bar returns; None for fewer than two, or where nothing varies."""
    if len(returns) < 2:
        return None
    gaps = returns - returns.mean()
    spread = math.sqrt(float(np.mean(gaps**2)))
    if spread <= NOTHING:
        return None
    return Track(
        bars=len(returns),
        sharpe=float(returns.mean() / returns.std(ddof=1)),
        skew=float(np.mean((gaps / spread) ** 3)),
        kurtosis=float(np.mean((gaps / spread) ** 4)),
    )


def probabilistic_sharpe(track: Track, threshold: float = 0.0) -> float | None:
    """PSR: the confidence that the true Sharpe ratio lies above `threshold`. From 0 to 1.

    Phi[(SR - SR*) sqrt(T - 1) / sqrt(1 - g3 SR + (g4 - 1)/4 SR^2)]; SR* is of one bar, as SR is.
    Bailey and Lopez de Prado, 2012.
    """
    if track.variance <= NOTHING:
        return None
    gap = (track.sharpe - threshold) * math.sqrt(track.bars - 1)
    return NORMAL.cdf(gap / math.sqrt(track.variance))


def expected_max_sharpe(trials: int, spread: float) -> float:
    """SR0: the best Sharpe ratio to expect of that many tries without any skill. Of one bar.

    sd [(1 - g) Phi^-1(1 - 1/N) + g Phi^-1(1 - 1/(N e))], g = 0.5772; 0 for a single try.
    `spread` is the standard deviation of the tries' Sharpe ratios. Bailey and Lopez de Prado, 2014.
    """
    if trials < 2:
        return 0.0
    usual = NORMAL.inv_cdf(1 - 1 / trials)
    extreme = NORMAL.inv_cdf(1 - 1 / (trials * math.e))
    return spread * ((1 - np.euler_gamma) * usual + np.euler_gamma * extreme)


def spread_of(sharpes: Sequence[float], bars: int) -> float:
    """Sample standard deviation of the tries' Sharpe ratios, each of one bar.

    Where fewer than two are known it is that of estimates without any skill: 1 / sqrt(bars - 1).
    """
    return stdev(sharpes) if len(sharpes) > 1 else 1 / math.sqrt(max(bars - 1, 1))


def deflated_sharpe(track: Track, trials: int, spread: float) -> float | None:
    """DSR: the confidence that the best of so many tries is better than luck. From 0 to 1.

    PSR(SR0). N counts every variant that was tried. Bailey and Lopez de Prado, 2014.
    """
    return probabilistic_sharpe(track, expected_max_sharpe(trials, spread))


def min_track_record(track: Track, threshold: float = 0.0) -> float | None:
    """MinTRL: how many bars such a Sharpe ratio needs before PSR reaches 95%. Bars.

    1 + [1 - g3 SR + (g4 - 1)/4 SR^2] (Phi^-1(0.95) / (SR - SR*))^2; None where SR is not above
    SR*: no record would be long enough. Bailey and Lopez de Prado, 2012.
    """
    gap = track.sharpe - threshold
    if gap <= NOTHING:
        return None
    return 1 + track.variance * (NORMAL.inv_cdf(CONFIDENCE) / gap) ** 2
