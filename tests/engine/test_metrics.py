"""Each figure against an answer worked out by hand."""

import math
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backtests.engine import metrics

EQUITY = np.array([100.0, 110, 99, 99, 121])
RETURNS = np.array([0.1, -0.1, 0.0, 0.1 / 0.45])


@dataclass(frozen=True)
class Sold:
    pnl: float
    return_: float
    bars: int = 2
    is_open: bool = False
    costs: float = 1.0
    turnover: float = 200.0
    mae: float = -0.1
    mfe: float = 0.4


WON, LOST, RUNNING = Sold(30, 0.3), Sold(-10, -0.1, 4), Sold(5, 0.05, is_open=True)


def test_returns_and_growth() -> None:
    assert metrics.returns_of(EQUITY) == pytest.approx(RETURNS)
    assert metrics.total_return(EQUITY, 100) == pytest.approx(0.21)
    assert metrics.cagr(EQUITY, 100, 2) == pytest.approx(0.1)


def test_a_lost_account_returns_nothing_more() -> None:
    assert metrics.returns_of(np.array([1.0, 0, 0])).tolist() == [-1, 0]
    assert metrics.cagr(np.array([1.0, 0]), 1, 252) == -1


def test_volatility_and_sharpe() -> None:
    returns = np.array([0.01, 0.03])
    spread = math.sqrt(2 * 0.01**2)
    assert metrics.volatility(returns, 252) == pytest.approx(spread * math.sqrt(252))
    assert metrics.sharpe(returns, 252) == pytest.approx(0.02 / spread * math.sqrt(252))


def test_sortino_counts_every_bar_in_the_downside() -> None:
    returns = np.array([0.02, -0.01, 0.03, 0.0])
    assert metrics.sortino(returns, 1) == pytest.approx(0.01 / math.sqrt(0.01**2 / 4))


def test_omega_and_tails() -> None:
    assert metrics.omega(np.array([0.03, -0.01, 0.01, -0.01])) == pytest.approx(2)
    returns = np.arange(-10, 11) / 100
    assert metrics.value_at_risk(returns) == pytest.approx(-0.09)
    assert metrics.expected_shortfall(returns) == pytest.approx(-0.095)
    assert metrics.tail_ratio(returns) == pytest.approx(1)


@pytest.mark.parametrize("zeros", [1, 2, 11])
def test_tails_of_many_values_are_those_that_numpy_finds(zeros: int) -> None:
    """Every so many are 0, as where nothing is held: a sample may meet those only."""
    returns = np.random.default_rng(1).normal(0.001, 0.02, 100_000)
    returns[::zeros] = 0
    low, high = np.percentile(returns, [5, 95])
    assert metrics.value_at_risk(returns) == pytest.approx(low, rel=1e-12)
    assert metrics.expected_shortfall(returns) == pytest.approx(returns[returns <= low].mean())
    if zeros > 1:
        assert metrics.tail_ratio(returns) == pytest.approx(abs(high / low))


@pytest.mark.parametrize("size", [1, 2, 3, 20, 21, 22, 499, 500, 501, 3_269, 4_097, 50_000])
@pytest.mark.parametrize("idle", [0, 0.5, 0.89, 0.91, 0.95, 1])
def test_tails_where_mostly_nothing_is_held(size: int, idle: float) -> None:
    """The 5th percentile is then among many zeros, at their edge, or below them."""
    rng = np.random.default_rng(size)
    returns = np.where(rng.random(size) < idle, 0, rng.standard_t(3, size) / 50)
    low, high = np.percentile(returns, [5, 95])
    ends = metrics.surveyed(np.cumprod([1, *(1 + returns)]), 1).ends
    assert (ends.low, ends.high) == pytest.approx((low, high), abs=1e-12)
    assert metrics.value_at_risk(returns) == pytest.approx(low, abs=1e-15)
    assert metrics.expected_shortfall(returns) == pytest.approx(returns[returns <= low].mean())


@pytest.mark.parametrize("size", [1, 4_096, 4_097, 10_000])
def test_returns_are_summed_up_block_by_block(size: int) -> None:
    returns = np.random.default_rng(size).normal(0.001, 0.02, size)
    moves = metrics.surveyed(np.cumprod([1, *(1 + returns)]), 1).moves
    assert moves == pytest.approx(metrics.summary(returns), rel=1e-9, abs=1e-15)
    assert moves.deviation == pytest.approx(returns.std(ddof=1) if size > 1 else 0, abs=1e-12)


def test_drawdowns() -> None:
    equity = np.array([90.0, 100, 120, 60, 90, 130, 117])
    assert metrics.drawdown(equity, 100) == pytest.approx([-0.1, 0, 0, -0.5, -0.25, 0, -0.1])
    drops = metrics.depths(equity, 100)
    assert metrics.max_drawdown(drops) == -0.5
    assert metrics.max_drawdown_bars(drops) == 2
    assert metrics.average_drawdown(drops) == pytest.approx((-0.1 - 0.5 - 0.1) / 3)
    assert metrics.calmar(0.25, -0.5) == 0.5


def test_the_benchmark_as_a_yardstick() -> None:
    market = np.array([0.01, -0.02, 0.03])
    returns = 2 * market + 0.001
    one, other = (np.cumprod([1, *(1 + moves)]) for moves in (returns, market))
    both = metrics.joint(one, metrics.summary(returns), other, metrics.summary(market))
    assert metrics.beta(both) == pytest.approx(2)
    assert metrics.alpha(both, 252) == pytest.approx(0.252)
    assert metrics.correlation(both) == pytest.approx(1)


def test_figures_of_closed_trades() -> None:
    pnl, returns = np.array([30.0, -10]), np.array([0.3, -0.1])
    assert metrics.win_rate(pnl) == 0.5
    assert metrics.profit_factor(pnl) == 3
    assert metrics.payoff_ratio(returns) == pytest.approx(3)
    assert metrics.expectancy(returns) == pytest.approx(0.1)
    assert metrics.kelly(returns) == pytest.approx(0.5 - 0.5 / 3)
    assert metrics.sqn(returns) == pytest.approx(math.sqrt(2) * 0.1 / math.sqrt(2 * 0.2**2))


def test_an_open_trade_counts_as_a_trade_but_not_as_a_win() -> None:
    figures = metrics.trade_figures([WON, LOST, RUNNING], 100)
    assert figures["trades"] == 3
    assert figures["win_rate"] == 0.5
    assert figures["avg_trade"] == pytest.approx(0.25 / 3)
    assert (figures["best_trade"], figures["worst_trade"]) == (0.3, -0.1)
    assert figures["avg_bars"] == pytest.approx(8 / 3)
    assert (figures["costs_paid"], figures["turnover"]) == (3, 6)


def test_money_changes_hands_in_no_multiple_of_a_debt() -> None:
    assert metrics.trade_figures([WON, LOST], -100)["turnover"] is None


def test_what_is_not_defined_is_none() -> None:
    flat = metrics.figures(np.full(5, 100.0), 0, [], capital=100, timeframe="1d")
    undefined = {name for name, value in flat.items() if value is None}
    assert {"sharpe", "sortino", "calmar", "win_rate", "profit_factor", "payoff_ratio"} <= undefined
    assert flat["trades"] == flat["exposure"] == flat["max_drawdown"] == 0
    assert metrics.trade_figures([WON], 100)["profit_factor"] is None


def test_exposure_is_the_share_of_bars_with_a_position() -> None:
    done = metrics.figures(np.ones(4), 2, [], capital=1, timeframe="1d")
    assert done["exposure"] == 0.5


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=30))
def test_no_figure_is_ever_infinite_or_nan(values: list[float]) -> None:
    equity = np.array(values)
    done = metrics.figures(equity, len(equity), [WON], capital=100, timeframe="1m")
    assert all(value is None or math.isfinite(value) for value in done.values())
