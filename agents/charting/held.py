"""What was held over time, as rows that a chart can draw: shares, money put in, turnover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from agents.events import Json
from agents.jsonable import Series, drawn, series
from backtests.engine.bars import FloatArray, TimeArray
from backtests.engine.holdings import Holdings, holdings
from backtests.engine.signals import Panel
from backtests.engine.strategy import Strategy

MOST_CLOSES = 4_000
TOLD_APART = 6  # colours; the symbols that mattered least are one of them together
LEAST = 0.0005  # of the account: less than this is no rebalancing
OTHERS = "Others"


@dataclass(frozen=True)
class Held:
    time: TimeArray
    symbols: list[str]
    book: Holdings

    @property
    def is_traded_again(self) -> bool:
        """Beyond the first purchase."""
        return int(np.sum(self.book.turnover > LEAST)) > 1

    def shares(self) -> Json:
        """A column for each symbol, those that were held most first."""
        shares = np.nan_to_num(self.book.shares)
        order = np.argsort(-np.abs(shares).mean(axis=0), kind="stable")
        names, columns = [self.symbols[n] for n in order], shares[:, order]
        if len(names) > TOLD_APART:
            rest = columns[:, TOLD_APART - 1 :].sum(axis=1, keepdims=True)
            names = [*names[: TOLD_APART - 1], OTHERS]
            columns = np.hstack((columns[:, : TOLD_APART - 1], rest))
        return {"columns": names, "rows": series(self.time, *np.round(columns.T, 4))}

    def invested(self) -> Series:
        """From the first purchase on, what was paid for all that is held, and what it is worth."""
        paid = (np.abs(self.book.quantity) * self.book.paid).sum(axis=1)
        worth = (np.abs(self.book.quantity) * self.book.close).sum(axis=1)
        first = int(np.argmax(paid > 0))
        return series(self.time[first:], drawn(paid[first:]), drawn(worth[first:]))

    def averages(self) -> Json:
        """The average price paid for each symbol, while it is held."""
        paid = np.where(self.book.paid > 0, self.book.paid, np.nan).T
        pairs = zip(self.symbols, paid, strict=True)
        return {symbol: series(self.time, drawn(one)) for symbol, one in pairs}

    def turnover(self) -> Series:
        """Only the closes after which something had been bought or sold."""
        moved: FloatArray = np.where(self.book.turnover > LEAST, self.book.turnover, np.nan)
        return series(self.time, np.round(moved, 4))


def held_by(strategy: Strategy, panels: Sequence[Panel]) -> Held:
    book = holdings(strategy, panels, MOST_CLOSES)
    bars = panels[0].bars
    return Held(bars.time[book.places], [one.bars.symbol for one in panels], book)
