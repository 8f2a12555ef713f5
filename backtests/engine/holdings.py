"""What a strategy held: of each symbol how much, at evenly spread closes of its test.

Trades say when a position began and ended, and not when it was added to; the kernel's book does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from backtests.engine.kernel.layout import CLOSED, FILL, QUANTITY, FloatArray
from backtests.engine.kernel.loop import run_bars
from backtests.engine.market import columns, market_of
from backtests.engine.signals import Panel
from backtests.engine.simulator import blank, rules_of
from backtests.engine.strategy import Strategy


@dataclass(frozen=True)
class Holdings:
    """Rows are the closes at these `places`, columns the symbols; a short quantity is negative.

    `paid` is the average price of what is held, 0 where nothing is.
    """

    places: np.ndarray[tuple[int], np.dtype[np.intp]]
    quantity: FloatArray
    paid: FloatArray
    close: FloatArray
    equity: FloatArray

    @property
    def shares(self) -> FloatArray:
        """Of the equity; unknown where the account is lost."""
        alive = np.where(self.equity > 0, self.equity, np.nan)
        return np.asarray(self.quantity * self.close / alive[:, None])

    @property
    def turnover(self) -> FloatArray:
        """Which share of the equity was bought or sold since the close before."""
        before = np.vstack((np.zeros_like(self.quantity[:1]), self.quantity[:-1]))
        moved = np.abs(self.quantity - before) * self.close
        alive = np.where(self.equity > 0, self.equity, np.nan)
        return np.asarray(moved.sum(axis=1) / alive)


def holdings(strategy: Strategy, panels: Sequence[Panel], most: int) -> Holdings:
    """The test once more, with a look into the book at so many closes at most."""
    market, rules = market_of(strategy, panels), rules_of(strategy)
    equity, state = blank(market, rules, strategy.initial_capital)
    places = np.unique(np.linspace(0, len(equity) - 1, min(most, len(equity))).astype(np.intp))
    books = np.empty((len(places), *state.book.shape))
    first = 0
    for row, last in enumerate(places):
        state.account[CLOSED] = 0
        run_bars(market, rules, state, first, int(last) + 1, equity)
        books[row], first = state.book, int(last) + 1
    close = columns(panel.bars.close for panel in panels)[places]
    quantity = books[:, :, QUANTITY]
    paid = np.where(quantity != 0, books[:, :, FILL], 0.0)
    return Holdings(places, quantity, paid, close, equity[places])
