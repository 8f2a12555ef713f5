"""Where another engine decides otherwise, in the smallest case: what docs/engine.md names."""

from typing import Any

import numpy as np
import pytest

from tests.engine.making import BUY, SELL, WAIT, closes, cued, make_bars
from tests.oracles import by_backtesting_py, by_vectorbt
from tests.oracles.ledger import Fill, Ledger, compare, ours


def trades(told: Ledger) -> list[tuple[int, int, float, float]]:
    return [
        (trade.entry_bar, trade.exit_bar, trade.exit_price, trade.quantity) for trade in told.fills
    ]


def test_backtesting_py_buys_one_share_less_than_an_even_account_affords() -> None:
    bars = closes([100.0] * 4, [WAIT, BUY])
    strategy = cued(sizing={"whole_shares": True})
    assert [trade.quantity for trade in ours(strategy, [bars]).fills] == [10]
    assert [trade.quantity for trade in by_backtesting_py.ask(strategy, bars).fills] == [9]


def test_vectorbt_asks_the_stop_before_an_exit_at_the_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The bar opens at 100, where the rule leaves; the stop at 90 comes later, or never."""
    candles = [(100.0, 100.0, 100.0, 100.0)] * 3 + [(100.0, 100.0, 80.0, 80.0)]
    bars = make_bars(candles, [BUY, WAIT, SELL])
    strategy = cued(stop_loss=0.1, stops_from="next_bar")
    assert trades(ours(strategy, [bars])) == [(1, 3, 100, 10)]
    monkeypatch.setattr(by_vectorbt, "unseen", lambda rules, open_: bars.low[:, None])
    assert trades(by_vectorbt.ask([strategy], [bars])[0]) == [(1, 3, 80, 10)]


def test_vectorbt_forgets_what_whole_shares_leave_of_an_account() -> None:
    bars = closes([1.0] * 4, [BUY])
    strategy = cued(sizing={"whole_shares": True}, initial_capital=1e9 + 0.5)
    rows = by_vectorbt.laid_out(strategy, [bars], [strategy])
    portfolio = by_vectorbt.simulated(strategy, rows, size=np.inf)
    forgetful = by_vectorbt.ledger(portfolio, rows, [bars], [0])
    own = ours(strategy, [bars])
    assert (own.equity[-1], forgetful.equity[-1]) == (1e9 + 0.5, 1e9)
    mended = by_vectorbt.with_forgotten_cash(strategy, forgetful)
    compare("vectorbt, its cash put back,", own, mended, "put back")


def test_vectorbt_frees_and_spends_cash_column_by_column() -> None:
    """Y leaves at the open at which X enters: with one row a bar, X finds the account empty."""
    bars = [closes([1.0] * 4, [WAIT, BUY], "X"), closes([1.0] * 4, [BUY, SELL], "Y")]
    rules: dict[str, Any] = {"symbols": ["X", "Y"], "sizing": {"fraction": 1}, "stop_loss": 0.5}
    for stops_from, wanted in (("entry_bar", ["X", "Y"]), ("next_bar", ["Y"])):
        strategy = cued(**rules, stops_from=stops_from)
        own = ours(strategy, bars)
        assert symbols(own.fills) == ["X", "Y"]
        assert symbols(by_vectorbt.ask_shared(strategy, bars, own.equity).fills) == wanted


def symbols(fills: list[Fill]) -> list[str]:
    return [trade.symbol for trade in fills]


@pytest.mark.parametrize("changed", ["entry_bar", "exit_price", "quantity"])
def test_a_wrong_trade_would_be_found(changed: str) -> None:
    right = Ledger([Fill("X", 1, 5, False, 100.0, 110.0, 7.0)], np.full(9, 1000.0))
    trade = right.fills[0]
    wrong = right._replace(fills=[trade._replace(**{changed: getattr(trade, changed) + 1e-6})])
    with pytest.raises(AssertionError):
        compare("nobody", right, wrong, changed)


def test_a_wrong_equity_would_be_found() -> None:
    right = Ledger([], np.full(9, 1000.0))
    with pytest.raises(AssertionError):
        compare("nobody", right, right._replace(equity=right.equity + 1e-8), "equity")
