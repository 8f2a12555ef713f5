"""Sharpe ratios beside luck, against the published worked examples and laws."""

import math
from statistics import NormalDist, stdev

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backtests.engine.robustness import sharpe
from backtests.engine.robustness.sharpe import Track

SHARPES = st.floats(-0.3, 0.3)
BARS = st.integers(10, 5000)
TRIALS = st.integers(1, 10_000)
SPREADS = st.floats(0.001, 0.2)


@st.composite
def tracks(draw: st.DrawFn) -> Track:
    skew = draw(st.floats(-3, 3))
    return Track(draw(BARS), draw(SHARPES), skew, 1 + skew**2 + draw(st.floats(0.5, 10)))


def confidence(track: Track, threshold: float = 0.0) -> float:
    found = sharpe.probabilistic_sharpe(track, threshold)
    assert found is not None
    return found


def test_the_moments_of_three_returns_by_hand() -> None:
    track = sharpe.track_of(np.array([0.0, 0.0, 0.03]))
    assert track is not None
    assert track.bars == 3
    assert track.sharpe == pytest.approx(0.01 / math.sqrt((2 * 0.01**2 + 0.02**2) / 2))
    assert (track.skew, track.kurtosis) == pytest.approx((1 / math.sqrt(2), 1.5))


@pytest.mark.parametrize("returns", [[], [0.1], [0.1, 0.1, 0.1]])
def test_without_a_spread_there_is_no_track(returns: list[float]) -> None:
    assert sharpe.track_of(np.array(returns)) is None


def test_a_hedge_fund_of_24_months_as_published_in_2012() -> None:
    fund = Track(24, 0.458, skew=-2.448, kurtosis=10.164)
    assert confidence(fund) == pytest.approx(0.913, abs=5e-4)
    assert confidence(Track(24, 0.458)) == pytest.approx(0.982, abs=5e-4)


def test_the_best_of_100_trials_as_published_in_2014() -> None:
    year = 250
    track = Track(1250, 2.5 / math.sqrt(year), skew=-3, kurtosis=10)
    spread = math.sqrt(0.5 / year)
    assert sharpe.expected_max_sharpe(100, spread) == pytest.approx(0.1132, abs=5e-5)
    assert sharpe.deflated_sharpe(track, 100, spread) == pytest.approx(0.9004, abs=5e-5)


@pytest.mark.parametrize(("year", "years"), [(252, 2.73), (52, 2.83), (12, 3.24)])
def test_a_sharpe_of_2_over_1_needs_as_many_years_as_published(year: int, years: float) -> None:
    needed = sharpe.min_track_record(Track(year, 2 / math.sqrt(year)), 1 / math.sqrt(year))
    assert needed is not None
    assert needed / year == pytest.approx(years, abs=0.005)


def test_no_record_is_long_enough_for_what_is_not_there() -> None:
    assert sharpe.min_track_record(Track(100, -0.1)) is None
    assert sharpe.min_track_record(Track(100, 0.1), threshold=0.1) is None


def test_a_coin_that_cannot_miss_has_no_confidence() -> None:
    assert sharpe.probabilistic_sharpe(Track(10, 1.0, skew=2.0, kurtosis=5.0)) is None


def test_the_expected_best_is_near_that_of_simulated_luck() -> None:
    tries = np.random.default_rng(1).normal(0, 0.05, (20_000, 50)).max(axis=1).mean()
    assert sharpe.expected_max_sharpe(50, 0.05) == pytest.approx(float(tries), rel=0.02)


def test_the_spread_of_tries_is_measured_or_that_of_luck() -> None:
    assert sharpe.spread_of([0.1, 0.2, 0.4], 101) == stdev([0.1, 0.2, 0.4])
    assert sharpe.spread_of([0.1], 101) == 0.1


@given(tracks())
def test_a_longer_record_says_more(track: Track) -> None:
    longer = Track(track.bars * 2, track.sharpe, track.skew, track.kurtosis)
    if track.sharpe >= 0:
        assert confidence(longer) >= confidence(track) >= 0.5
    else:
        assert confidence(longer) <= confidence(track) <= 0.5


@given(tracks(), TRIALS, SPREADS)
def test_more_tries_never_make_a_result_more_credible(
    track: Track, trials: int, spread: float
) -> None:
    once, often = (sharpe.deflated_sharpe(track, n, spread) for n in (trials, trials + 1))
    assert once is not None
    assert often is not None
    assert often <= once + 1e-12
    assert once <= confidence(track) + 1e-12


@given(tracks())
def test_a_record_of_the_needed_length_reaches_the_confidence(track: Track) -> None:
    needed = sharpe.min_track_record(track)
    if needed is None or needed > 1e9:
        return
    z = track.sharpe * math.sqrt(needed - 1) / math.sqrt(track.variance)
    assert NormalDist().cdf(z) == pytest.approx(0.95)
