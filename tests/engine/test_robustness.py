"""Overfitting, other histories, other entries, other windows, neighbours and costs."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backtests.engine.backtest import run
from backtests.engine.metrics import Figures
from backtests.engine.robustness.bootstrap import block_length, bootstrap, resampled
from backtests.engine.robustness.costs import costs
from backtests.engine.robustness.neighbours import NotMeasured, Point, neighbourhood
from backtests.engine.robustness.overfitting import OddBlocks, overfitting, ranks
from backtests.engine.robustness.random_entries import (
    Costs,
    Placing,
    TooLong,
    drawn,
    placing_of,
    random_entries,
)
from backtests.engine.robustness.walkforward import NoWindow, walk_forward, windows
from tests.engine.making import BUY, cued, make_bars

SEEDS = st.integers(0, 2**32 - 1)


def noise(seed: int, *shape: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 0.01, shape)


# Probability of backtest overfitting


def test_overfitting_of_four_blocks_by_hand() -> None:
    """A is good in blocks 1 and 2, B in 3 and 4; C is always in between, with a little gain."""
    good, bad, middle = [0.02, 0.03], [-0.03, -0.02], [-0.01, 0.012]
    a, b, c = good * 2 + bad * 2, bad * 2 + good * 2, middle * 4
    found = overfitting(np.array([a, b, c]).T, blocks=4)
    assert found is not None
    assert found.combinations == 6
    # The halves {1, 2} and {3, 4} choose the worst of the other half: w = 1/4. The mixed four
    # choose C, as A and B return nothing there, and C is the best of the other half: w = 3/4.
    assert found.pbo == pytest.approx(2 / 6)
    assert found.logit.low == pytest.approx(-math.log(3))
    assert found.logit.high == pytest.approx(math.log(3))
    assert found.loss == pytest.approx(2 / 6)


def test_of_pure_noise_the_winner_is_below_average_half_of_the_time() -> None:
    found = [overfitting(noise(seed, 400, 20), blocks=10) for seed in range(600)]
    assert np.mean([one.pbo for one in found if one]) == pytest.approx(0.5, abs=0.03)


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_a_variant_that_is_truly_better_is_not_overfitted(seed: int) -> None:
    returns = noise(seed, 800, 10)
    returns[:, 3] += 0.01
    found = overfitting(returns, blocks=8)
    assert found is not None
    assert (found.pbo, found.loss) == (0, 0)
    assert found.logit.middle == pytest.approx(math.log(10))


def test_variants_that_are_all_the_same_win_nothing() -> None:
    found = overfitting(np.tile(noise(1, 100, 1), 5), blocks=4)
    assert found is not None
    assert found.pbo == 1
    assert found.logit.middle == pytest.approx(0)


def test_all_halves_of_16_blocks_are_tried_in_bounded_parts() -> None:
    asked: list[None] = []
    found = overfitting(noise(1, 64, 200), check=lambda: asked.append(None))
    assert found is not None
    assert found.combinations == math.comb(16, 8)
    assert len(asked) == math.ceil(math.comb(16, 8) / 5000)


def test_too_little_for_halves_is_unknown_and_odd_blocks_are_refused() -> None:
    assert overfitting(noise(1, 100, 1)) is None
    assert overfitting(noise(1, 31, 5)) is None
    with pytest.raises(OddBlocks):
        overfitting(noise(1, 100, 5), blocks=7)


def test_equals_share_the_middle_of_their_ranks() -> None:
    table = np.array([[1.0, 2, 2, 3], [5, 1, 1, 1]])
    assert ranks(table, np.array([2.0, 1])).tolist() == [2.5, 2]


# Stationary bootstrap


def autoregressive(strength: float, count: int) -> np.ndarray:
    shocks, series = np.random.default_rng(3).normal(size=count), np.zeros(count)
    for at in range(1, count):
        series[at] = strength * series[at - 1] + shocks[at]
    return series * 0.01


@pytest.mark.parametrize(
    ("strength", "count", "length"),
    [
        (0, 5000, 1.4645079424),
        (0.3, 100, 1.8307590305),
        (0.3, 1000, 6.8679894138),
        (0.5, 1000, 11.8221648367),
        (0.5, 5000, 19.8404055993),
        (-0.3, 1000, 7.1621865775),
        (0.8, 5000, 37.1651100509),
    ],
)
def test_block_lengths_are_those_of_the_package_arch(
    strength: float, count: int, length: float
) -> None:
    """arch 8.0.0, optimal_block_length(...)["stationary"], which follows the authors' program."""
    assert block_length(autoregressive(strength, count)) == pytest.approx(length)


def test_the_block_length_is_near_the_one_that_theory_gives() -> None:
    """Of an AR(1): (2 a / (1 - a^2))^(2/3) n^(1/3)."""
    lengths = block_length(autoregressive(0.5, 100_000))
    assert lengths == pytest.approx((1 / 0.75) ** (2 / 3) * 100_000 ** (1 / 3), rel=0.15)


@given(st.lists(st.floats(-0.5, 0.5), min_size=20, max_size=60))
@settings(max_examples=50, deadline=None)
def test_a_block_is_at_least_one_return_and_at_most_a_third_of_them(values: list[float]) -> None:
    assert 1 <= block_length(np.array(values)) <= math.ceil(len(values) / 3)


def test_constant_returns_have_one_history() -> None:
    found = bootstrap(np.full(50, 0.01), capital=100, per_year=252, paths=50)
    assert found is not None
    final = found.final_equity
    assert final.low == pytest.approx(final.high)
    assert final.middle == pytest.approx(100 * 1.01**50)
    assert (found.sharpe, found.max_drawdown.low, found.loss) == (None, 0, 0)


def test_the_seed_fixes_every_digit() -> None:
    first, again, other = (
        bootstrap(noise(1, 100), capital=1, per_year=252, paths=100, seed=seed)
        for seed in (7, 7, 8)
    )
    assert first == again != other


def test_blocks_follow_the_order_of_days_and_have_the_asked_length() -> None:
    taken = resampled(200, 500, 8.0, np.random.default_rng(1))
    assert taken.shape == (500, 200)
    assert 0 <= taken.min() <= taken.max() < 400
    follows = np.diff(taken % 200, axis=1) % 200 == 1
    assert 1 / (1 - follows.mean()) == pytest.approx(8, rel=0.1)
    assert np.bincount((taken % 200).ravel()).std() < 40


def test_the_band_of_independent_returns_is_that_of_the_normal_law() -> None:
    returns = 0.001 + noise(5, 1000)
    found = bootstrap(returns, capital=1, per_year=1, paths=2000, block=1)
    assert found is not None
    assert found.sharpe is not None
    own = returns.mean() / returns.std(ddof=1)
    half = 1.645 / math.sqrt(1000)
    assert found.sharpe.middle == pytest.approx(own, abs=0.005)
    assert found.sharpe.high - found.sharpe.low == pytest.approx(2 * half, rel=0.1)


def test_a_lost_account_stays_lost_and_few_returns_say_nothing() -> None:
    found = bootstrap(np.array([-1.0, 0.1] * 10), capital=1, per_year=252, paths=50)
    assert found is not None
    assert found.final_equity.middle == 0
    assert found.max_drawdown.middle == -1
    assert bootstrap(np.full(19, 0.1), capital=1, per_year=252) is None


# Random entries


def steps(*held: int) -> Any:
    return np.array(held, np.intp)


def test_always_invested_equals_buy_and_hold_at_the_same_costs() -> None:
    bars = make_bars([(10, 13, 9, 11), (12, 14, 10, 13), (12, 15, 11, 14), (16, 19, 12, 18)])
    held = run(cued(commission=0.01, slippage=0.002), [bars]).benchmark["total_return"]
    placing = placing_of(bars.open, bars.close, steps(3), "next_open")
    found = random_entries([placing], held or 0.0, Costs(0.01, 0.002))
    assert found is not None
    assert (found.exposure, found.percentile) == (1, 0.5)
    assert found.total_return.low == found.total_return.high == pytest.approx(held)


def test_every_night_of_all_is_what_chance_would_hold_too() -> None:
    bars = make_bars([(10, 13, 9, 11), (12, 14, 10, 13), (12, 15, 11, 14), (16, 19, 12, 18)])
    placing = placing_of(bars.open, bars.close, steps(1, 1, 1), "close_to_open")
    nights = 12 / 11 * 12 / 13 * 18 / 14  # the last one is not over: it is worth its close
    found = random_entries([placing], nights - 1)
    assert found is not None
    assert (found.exposure, found.percentile) == (1, 0.5)
    assert found.total_return.low == found.total_return.high == pytest.approx(nights - 1)


def test_one_step_of_three_is_drawn_evenly_by_hand() -> None:
    placing = Placing(np.array([1.0, 2, 2, 1]), steps(1))
    found = random_entries([placing], 0.0)
    assert found is not None
    # Doubled, kept or halved, each a third of the time: the kept one beats a third and ties one.
    assert (found.total_return.low, found.total_return.high) == (-0.5, 1.0)
    assert found.percentile == pytest.approx(0.5, abs=0.05)
    assert found.exposure == pytest.approx(1 / 3)


def test_costs_are_paid_on_both_sides_and_only_for_what_is_invested() -> None:
    placing = Placing(np.full(100, 5.0), steps(2, 3))
    found = random_entries([placing], 0.0, Costs(0.01, 0.0, fraction=0.5), seed=4)
    assert found is not None
    turn = 0.99 / 1.01
    assert found.total_return.middle == pytest.approx((1 + 0.5 * (turn - 1)) ** 2 - 1)
    assert found.percentile == 1


@given(st.lists(st.integers(1, 9), min_size=1, max_size=12), st.integers(0, 50), SEEDS)
@settings(max_examples=100, deadline=None)
def test_trades_keep_their_lengths_and_never_overlap(held: list[int], free: int, seed: int) -> None:
    placing = Placing(np.ones(sum(held) + free + 1), steps(*held))
    begins, ends = drawn(placing, 20, np.random.default_rng(seed))
    assert (np.sort(ends - begins, axis=1) == sorted(held)).all()
    assert (begins[:, 1:] >= ends[:, :-1]).all()
    assert begins.min() >= 0
    assert ends.max() < len(placing.prices)


def test_a_clairvoyant_beats_all_and_symbols_share_the_money() -> None:
    prices = 100 * np.exp(np.cumsum(noise(2, 300)))
    best = int(np.argmax(prices[1:] / prices[:-1]))
    gain = prices[best + 1] / prices[best] - 1
    placings = [Placing(prices, steps(1)), Placing(np.ones(300), steps(1))]
    found = random_entries(placings, gain / 2)
    assert found is not None
    assert found.percentile > 0.99
    assert found.total_return.high < gain / 2
    assert found == random_entries(placings, gain / 2)


def test_no_trade_has_no_random_entry_and_too_long_trades_are_refused() -> None:
    assert random_entries([Placing(np.ones(10), steps())], 0.0) is None
    with pytest.raises(TooLong, match="3 steps longer"):
        random_entries([Placing(np.ones(10), steps(12))], 0.0)


# Walk forward


def test_test_parts_follow_each_other_to_the_last_bar() -> None:
    found = windows(10, train=4, test=3)
    assert [(one.train, one.test) for one in found] == [
        (slice(0, 4), slice(4, 7)),
        (slice(3, 7), slice(7, 10)),
    ]
    grown = windows(9, train=4, test=3, anchored=True)
    assert grown[-1].train == slice(0, 7)
    assert grown[-1].test == slice(7, 9)
    with pytest.raises(NoWindow):
        windows(4, train=4, test=1)


def test_each_stretch_is_traded_with_what_was_best_before_it() -> None:
    returns = {
        "first": np.array([0.1, 0.11, -0.05, -0.05, 0.2, 0.2]),
        "second": np.array([-0.1, -0.1, 0.1, 0.11, 0.05, 0.05]),
    }

    def evaluate(name: str, part: slice) -> np.ndarray:
        return np.cumprod(1 + returns[name][part])

    done = walk_forward(windows(6, 2, 2), ["first", "second"], evaluate)
    assert done.chosen == ["first", "second"]
    assert done.equity == pytest.approx(np.cumprod([0.95, 0.95, 1.05, 1.05]))
    log = math.log
    home = (log(1.1 * 1.11) / 2 + log(1.1 * 1.11) / 2) / 2
    assert done.efficiency == pytest.approx(log(0.95**2 * 1.05**2) / 4 / home)


def test_what_did_not_grow_at_home_has_no_efficiency() -> None:
    flat = walk_forward(windows(6, 2, 2), [0], lambda _, part: np.ones(part.stop - part.start))
    assert flat.efficiency is None
    assert flat.equity.tolist() == [1, 1, 1, 1]


# Neighbours


GRID: dict[Point, float | None] = {(a, b): 1.0 for a in (5, 10, 20) for b in (20, 30, 50)}


def test_a_plateau_keeps_all_and_a_peak_nothing() -> None:
    plateau = neighbourhood(GRID, (10, 30))
    peak = neighbourhood({**GRID, (10, 30): 2.5}, (10, 30))
    assert plateau is not None
    assert peak is not None
    assert (plateau.neighbours, plateau.share) == (8, 1)
    assert (peak.share, peak.worst, peak.median) == (0, 1, 1)


def test_at_a_corner_there_are_fewer_and_what_is_unknown_keeps_nothing() -> None:
    found = neighbourhood({**GRID, (5, 30): None, (10, 20): 0.4}, (5, 20))
    assert found is not None
    assert (found.neighbours, found.kept, found.gained, found.worst) == (3, 1, 2, 0.4)


def test_a_figure_that_is_not_above_nothing_has_nothing_to_keep() -> None:
    assert neighbourhood({**GRID, (10, 30): -1.0}, (10, 30)) is None
    assert neighbourhood({(1,): 1.0}, (1,)) is None
    with pytest.raises(NotMeasured):
        neighbourhood(GRID, (7, 30))


# Costs


def study(returns: Sequence[float | None]) -> Any:
    known = dict(zip((1.0, 2.0, 4.0), returns, strict=True))

    def measure(factor: float) -> Figures:
        return {"total_return": known[factor], "sharpe": 1.0}

    return costs(measure)


def test_the_break_even_lies_where_the_logarithm_crosses_nothing() -> None:
    found = study([math.e**0.3 - 1, math.e**0.1 - 1, math.e**-0.1 - 1])
    assert found.break_even == pytest.approx(3)
    assert found.at(2.0).total_return == pytest.approx(0.10517, abs=1e-5)


@pytest.mark.parametrize("returns", [[0.5, 0.4, 0.3], [-0.1, -0.2, -0.3], [None, None, None]])
def test_where_nothing_is_crossed_there_is_no_break_even(returns: list[float | None]) -> None:
    assert study(returns).break_even is None


def test_the_break_even_of_a_real_trade_is_where_its_costs_eat_the_gain() -> None:
    bars = make_bars([(100, 100, 100, 100)] * 2 + [(108, 108, 108, 108)] * 3, [BUY])
    strategy = cued(exit=None, max_bars=2)

    def measure(factor: float) -> Figures:
        return run(strategy.model_copy(update={"commission": 0.01 * factor}), [bars]).metrics

    found = costs(measure)
    # (1 - c) / (1 + c) x 1.08 = 1 at c = 0.08 / 2.08
    assert found.break_even == pytest.approx(8 / 2.08, rel=1e-3)
