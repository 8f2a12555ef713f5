"""Trades are records until somebody reads them."""

import pytest

from backtests.engine import trades as module
from backtests.engine.backtest import run
from tests.engine.making import BUY, SELL, closes, cued

BARS = closes([10, 11, 12, 13, 14], [BUY, 0, SELL])


def test_trades_are_counted_without_being_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "trade_of", lambda *_: pytest.fail("it was made"))
    done = run(cued(), [BARS])
    assert len(done.trades) == done.metrics["trades"] == 1


def test_trades_are_made_once_and_compare_as_a_list() -> None:
    trades = run(cued(), [BARS]).trades
    assert trades[0] is next(iter(trades))
    assert trades == list(trades)
    assert trades == run(cued(), [BARS]).trades
    assert trades != []
    assert [one.exit_price for one in trades[:1]] == [13]
