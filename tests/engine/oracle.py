"""The fill rules once more, as slow and plain as they can be said: an oracle for the kernel."""

import math
from dataclasses import dataclass, field

from backtests.engine.bars import Bars
from backtests.engine.strategy import Strategy
from tests.engine.making import BOTH, BUY, SELL

# symbol, entry bar, exit bar, entry price, exit price, quantity
Fill = tuple[str, int, int, float, float, float]


@dataclass
class Position:
    quantity: float
    price: float
    bar: int


@dataclass
class Account:
    """One account that reads the cues of its bars; `fills` are the closed trades."""

    strategy: Strategy
    bars: list[Bars]
    cash: float = 0.0
    held: dict[str, Position] = field(default_factory=dict)
    fills: list[Fill] = field(default_factory=list)
    equity: list[float] = field(default_factory=list)

    def run(self) -> "Account":
        self.cash = self.strategy.initial_capital
        for bar in range(len(self.bars[0])):
            before = self.equity[-1] if self.equity else self.cash
            if bar > 0 and self.strategy.fill == "next_open":
                self.trade(bar, bar - 1, "open", before)
            self.stop(bar)
            self.target(bar)
            if self.strategy.fill == "close":
                self.trade(bar, bar, "close", None)
            self.equity.append(self.worth(bar))
        return self

    def worth(self, bar: int) -> float:
        prices = {one.symbol: float(one.close[bar]) for one in self.bars}
        return self.cash + sum(p.quantity * prices[name] for name, p in self.held.items())

    def trade(self, bar: int, signal: int, price: str, equity: float | None) -> None:
        quotes = {one.symbol: float(getattr(one, price)[bar]) for one in self.bars}
        cues = {one.symbol: int(one.volume[signal]) for one in self.bars}
        leaving = [name for name in quotes if name in self.held and self.leaves(name, bar, cues)]
        for name in leaving:
            self.sell(name, bar, quotes[name] * (1 - self.strategy.slippage))
        equity = self.worth(bar) if equity is None else equity
        for name in quotes:
            if cues[name] == BUY and name not in self.held and name not in leaving:
                self.buy(name, bar, quotes[name] * (1 + self.strategy.slippage), equity)

    def leaves(self, name: str, bar: int, cues: dict[str, int]) -> bool:
        limit = self.strategy.max_bars
        return cues[name] in (SELL, BOTH) or bool(limit and bar - self.held[name].bar >= limit)

    def buy(self, name: str, bar: int, price: float, equity: float) -> None:
        share = self.strategy.sizing.fraction or 1 / len(self.bars)
        budget = min(self.cash, equity * share)
        cost = price * (1 + self.strategy.commission)
        quantity = budget / cost
        if self.strategy.sizing.whole_shares:
            quantity = math.floor(quantity + 1e-9)
        if budget > equity * 1e-9 and quantity > 0:
            self.held[name] = Position(quantity, price, bar)
            self.cash -= quantity * cost

    def sell(self, name: str, bar: int, price: float) -> None:
        position = self.held.pop(name)
        self.cash += position.quantity * price * (1 - self.strategy.commission)
        self.fills.append((name, position.bar, bar, position.price, price, position.quantity))

    def live(self, bar: int) -> list[tuple[Bars, Position]]:
        first = 0 if self.strategy.stops_from == "entry_bar" else 1
        pairs = [(one, self.held[one.symbol]) for one in self.bars if one.symbol in self.held]
        return [(one, held) for one, held in pairs if bar >= held.bar + first]

    def stop(self, bar: int) -> None:
        for one, held in self.live(bar):
            level = held.price * (1 - (self.strategy.stop_loss or 2))
            if one.low[bar] <= level:
                fill = min(float(one.open[bar]), level)
                self.sell(one.symbol, bar, fill * (1 - self.strategy.slippage))

    def target(self, bar: int) -> None:
        for one, held in self.live(bar):
            level = held.price * (1 + (self.strategy.take_profit or 1e9))
            if one.high[bar] >= level:
                self.sell(one.symbol, bar, max(float(one.open[bar]), level))
