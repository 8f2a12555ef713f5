"""Published reference figures: an independent prototype that agreed with two other engines."""

import pytest

from backtests.engine.backtest import Backtest, run
from backtests.engine.bars import Bars
from backtests.engine.strategy import Strategy
from tests.engine.making import compare, indicator

J1 = {
    "entry": compare(indicator("SMA", period=20), "crosses_above", indicator("SMA", period=50)),
    "exit": compare(indicator("SMA", period=20), "crosses_below", indicator("SMA", period=50)),
    "initial_capital": 1_000_000,
}
J2 = {
    "entry": compare(indicator("RSI", period=14), "<", 30),
    "exit": compare(indicator("RSI", period=14), ">", 70),
    "stop_loss": 0.05,
    "take_profit": 0.10,
    "commission": 0.001,
    "initial_capital": 1_000_000,
}


def outcome(rules: dict[str, object], symbol: str, stocks: dict[str, Bars]) -> Backtest:
    strategy = Strategy.model_validate({"symbols": [symbol], **rules})
    return run(strategy, [stocks[symbol]])


@pytest.mark.parametrize(
    ("symbol", "equity", "trades"),
    [("AAPL", 7_847_726.239, 31), ("MSFT", 750_584.008, 40), ("IBM", 738_273.430, 37)],
)
def test_averages_that_cross_reproduce_the_reference(
    symbol: str, equity: float, trades: int, stocks: dict[str, Bars]
) -> None:
    done = outcome(J1, symbol, stocks)
    assert len(done.time) == 3270
    assert done.metrics["final_equity"] == pytest.approx(equity, abs=1e-3)
    assert done.metrics["trades"] == trades


@pytest.mark.parametrize(
    ("symbol", "equity", "trades"),
    [("AAPL", 591_014.238, 38), ("MSFT", 1_337_748.848, 36), ("IBM", 804_365.224, 36)],
)
def test_rsi_with_stops_from_the_entry_bar_reproduces_the_reference(
    symbol: str, equity: float, trades: int, stocks: dict[str, Bars]
) -> None:
    done = outcome(J2, symbol, stocks)
    assert done.metrics["final_equity"] == pytest.approx(equity, abs=1e-3)
    assert done.metrics["trades"] == trades


@pytest.mark.parametrize(
    ("symbol", "equity", "trades"),
    [("AAPL", 393_041.861, 31), ("MSFT", 1_394_138.920, 35), ("IBM", 664_567.249, 35)],
)
def test_rsi_with_stops_from_the_next_bar_reproduces_the_reference(
    symbol: str, equity: float, trades: int, stocks: dict[str, Bars]
) -> None:
    done = outcome({**J2, "stops_from": "next_bar"}, symbol, stocks)
    assert done.metrics["final_equity"] == pytest.approx(equity, abs=1e-3)
    assert done.metrics["trades"] == trades
