"""What was held is what the test itself held, whenever one looks."""

import numpy as np
import pytest

from backtests.engine import backtest
from backtests.engine.holdings import holdings
from backtests.engine.strategy import Strategy
from tests.engine.making import BUY, closes, cued

WAVES = [np.array([10.0, 12, 9, 15, 11, 13]), np.array([20.0, 18, 22, 21, 25, 24])]


def two(**portfolio: object) -> tuple[Strategy, list[backtest.Bars]]:
    weights = {"kind": "weights", "weights": {"X": 0.6, "Y": 0.3}, "rebalance": "day", **portfolio}
    strategy = Strategy.model_validate({"symbols": ["X", "Y"], "portfolio": weights})
    return strategy, [closes(list(WAVES[0])), closes(list(WAVES[1]), symbol="Y")]


def test_shares_are_the_weights_at_each_rebalancing_and_the_rest_is_cash() -> None:
    strategy, bars = two()
    found = holdings(strategy, backtest.prepared(strategy, bars), 100)
    assert found.shares[0].tolist() == [0, 0]
    assert found.shares[1:] == pytest.approx(np.tile([0.6, 0.3], (5, 1)))


def test_the_equity_is_that_of_the_test_however_often_one_looks() -> None:
    strategy, bars = two()
    equity = backtest.run(strategy, bars).equity
    for most in (2, 3, 100):
        found = holdings(strategy, backtest.prepared(strategy, bars), most)
        assert found.equity.tolist() == equity[found.places].tolist()
        assert len(found.places) == min(most, len(equity))


def test_turnover_is_what_was_bought_and_sold_of_the_whole() -> None:
    strategy, bars = two(rebalance="never")
    found = holdings(strategy, backtest.prepared(strategy, bars), 100)
    assert found.turnover == pytest.approx([0, 0.9, 0, 0, 0, 0])


def test_what_is_added_to_has_an_average_price() -> None:
    sizing = {"cash": 100, "max_entries": 3}
    strategy = cued(entry=cued().entry, exit=None, hold=True, sizing=sizing, fill="close")
    bars = closes([10, 20, 20, 40], [BUY, BUY, 0, 0])
    found = holdings(strategy, backtest.prepared(strategy, [bars]), 100)
    assert found.quantity[:, 0].tolist() == [10, 15, 15, 15]
    assert found.paid[:, 0] == pytest.approx([10, 200 / 15, 200 / 15, 200 / 15])
