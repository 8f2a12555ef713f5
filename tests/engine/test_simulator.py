"""The driver of the kernel: chunks, progress, cancellation."""

from typing import Any

import numpy as np
import pytest

from backtests.engine import simulator
from backtests.engine.backtest import prepared, run
from backtests.engine.kernel import layout
from backtests.engine.market import market_of
from backtests.engine.simulator import bought_and_kept, holding, simulate
from backtests.engine.warming import warm_up
from tests.engine.making import BUY, SELL, WAIT, closes, cued, make_bars


class Stopped(Exception):
    pass


def test_chunks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(7)
    prices = (100 * np.exp(np.cumsum(rng.normal(0, 0.03, 200)))).tolist()
    bars = closes(prices, rng.integers(0, 4, 200).tolist())
    rules = cued(stop_loss=0.05, take_profit=0.1, commission=0.001, max_bars=9)
    whole = run(rules, [bars])
    monkeypatch.setattr(simulator, "CHUNK", 7)
    assert run(rules, [bars]).trades == whole.trades
    assert np.array_equal(run(rules, [bars]).equity, whole.equity)


@pytest.mark.parametrize("symbols", ["X", "XYZ"])
@pytest.mark.parametrize("changes", [{}, {"fill": "close"}, {"direction": "short"},
                                     {"direction": "short", "leverage": 10}])  # fmt: skip
def test_stretches_are_worth_what_bars_one_by_one_are(
    symbols: str, changes: dict[str, Any]
) -> None:
    """A limit of time that is never reached makes the kernel look at every bar."""
    rng, bars = np.random.default_rng(7), []
    for symbol in symbols:
        candles = 100 * np.exp(np.cumsum(rng.normal(0, 0.05, 400))[:, None] + [0, 0.02, -0.02, 0])
        bars.append(make_bars(candles.tolist(), (rng.integers(0, 60, 400) % 30).tolist(), symbol))
    rules = {"symbols": list(symbols), "hold": True, "commission": 0.001, **changes}
    quick, slow = (run(cued(**rules, max_bars=most), bars) for most in (None, 10_000))
    assert len(quick.trades) > 1
    assert quick.trades == slow.trades
    np.testing.assert_array_equal(quick.equity, slow.equity)
    assert quick.metrics == slow.metrics


def test_progress_counts_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulator, "CHUNK", 2)
    said: list[tuple[int, int]] = []
    run(cued(), [closes([1, 2, 3, 4, 5])], on_progress=lambda *done: said.append(done))
    assert said == [(2, 5), (4, 5), (5, 5)]


def test_a_cancelled_run_stops_at_the_next_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulator, "CHUNK", 1)
    calls = 0

    def check() -> None:
        nonlocal calls
        calls += 1
        if calls == 5:
            raise Stopped

    with pytest.raises(Stopped):
        run(cued(), [closes([1.0] * 50, [BUY, WAIT, SELL])], check_cancelled=check)
    assert calls == 5


def test_warming_up_leaves_a_kernel_ready_to_run() -> None:
    warm_up()
    assert run(cued(), [closes([1.0, 1.0])]).trades == []


@pytest.mark.parametrize("changes", [{}, {"fill": "close"}, {"sizing": {"whole_shares": True}}])
def test_what_is_bought_and_kept_is_worth_what_the_kernel_says(changes: dict[str, Any]) -> None:
    rng = np.random.default_rng(7)
    bars = [closes((50 + rng.normal(0, 1, 40).cumsum()).tolist(), symbol=one) for one in "XYZ"]
    strategy = cued(symbols=["X", "Y", "Z"], commission=0.01, slippage=0.001, **changes)
    market, rules = market_of(strategy, prepared(strategy, bars)), holding(strategy, 3)
    market.orders[:] = 0
    market.orders[0] = layout.BUY
    kept, whole = (way(market, rules, 1000.0) for way in (bought_and_kept, simulate))
    np.testing.assert_array_equal(kept.equity, whole.equity)
    assert kept.held == whole.held
    np.testing.assert_array_equal(kept.records, whole.records)
