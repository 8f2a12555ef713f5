"""What an engine did, in the words that all of them share, and the comparison of two of them."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from backtests.engine.backtest import run
from backtests.engine.bars import Bars, FloatArray
from backtests.engine.strategy import Strategy

PRICE = 1e-8
EQUITY = 1e-12

# Series and trades on which an oracle agreed, for the summary.
agreed: Counter[tuple[str, str]] = Counter()


class Fill(NamedTuple):
    """A trade; one that is still open ends at the last close."""

    symbol: str
    entry_bar: int
    exit_bar: int
    is_open: bool
    entry_price: float
    exit_price: float
    quantity: float


class Ledger(NamedTuple):
    fills: list[Fill]
    equity: FloatArray


def ours(strategy: Strategy, bars: Sequence[Bars]) -> Ledger:
    done = run(strategy, bars)
    fills = [
        Fill(
            trade.symbol,
            *(int(bar) for bar in np.searchsorted(done.time, [trade.entry_time, trade.exit_time])),
            trade.is_open,
            trade.entry_price,
            trade.exit_price,
            trade.quantity,
        )
        for trade in done.trades
    ]
    return Ledger(sorted(fills), done.equity)


def compare(engine: str, own: Ledger, other: Ledger, where: str) -> None:
    """Same trades on the same bars; prices to 1e-8, equity to 1e-12 of its size.

    A quantity may differ by what 1e-12 of the equity buys: far less than one share where shares
    are whole, and what is left of a spent account has no more digits than that.
    """
    assert [fill[:4] for fill in own.fills] == [fill[:4] for fill in other.fills], where
    mine = np.array([fill[4:] for fill in own.fills]).reshape(-1, 3)
    theirs = np.array([fill[4:] for fill in other.fills]).reshape(-1, 3)
    np.testing.assert_allclose(mine[:, :2], theirs[:, :2], rtol=0, atol=PRICE, err_msg=where)
    worth = mine[:, 0] * np.abs(mine[:, 2] - theirs[:, 2])
    assert np.all(worth <= EQUITY * own.equity[[fill.entry_bar for fill in own.fills]]), where
    np.testing.assert_allclose(own.equity, other.equity, rtol=EQUITY, err_msg=where)
    agreed[engine, "runs"] += 1
    agreed[engine, "trades"] += len(own.fills)
    agreed[engine, "bars"] += len(own.equity)
