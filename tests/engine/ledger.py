"""The money side of the oracle: positions, fees, and the list of what was filled."""

from dataclasses import dataclass, field
from typing import NamedTuple

from backtests.engine.strategy import Strategy

NOTHING = 1e-9


class Fill(NamedTuple):
    """A part of a position from its entry to its exit, or to the last close."""

    symbol: str
    side: int
    entry_bar: int
    exit_bar: int
    is_open: bool
    entry_price: float
    exit_price: float
    quantity: float
    pnl: float
    costs: float


@dataclass
class Position:
    """`price` is the average that was paid; costs are those not yet shared out to a fill.

    What slippage took is in the prices already; it is counted in `slipped` for the list only.
    """

    side: int
    bar: int
    signal: int
    price: float = 0.0
    quantity: float = 0.0
    bought: float = 0.0
    entries: int = 0
    costs: float = 0.0
    slipped: float = 0.0
    best: float = 0.0
    gained: bool = False
    taken: set[int] = field(default_factory=set)


@dataclass
class Ledger:
    strategy: Strategy
    cash: float = 0.0
    held: dict[str, Position] = field(default_factory=dict)
    fills: list[Fill] = field(default_factory=list)

    def fee(self, quantity: float, price: float) -> float:
        costs = self.strategy
        share = quantity * (price * costs.commission + costs.commission_per_share)
        return share + costs.commission_per_trade

    def open(self, name: str, side: int, bar: int, signal: int, quote: float, more: float) -> None:
        """A market order for `more` shares, which begins a position or is added to one."""
        price = quote * (1 + side * self.strategy.slippage)
        one = self.held.setdefault(name, Position(side, bar, signal))
        one.price = (one.price * one.quantity + price * more) / (one.quantity + more)
        one.quantity += more
        one.bought += more
        one.entries += 1
        one.costs += self.fee(more, price)
        one.slipped += more * abs(price - quote)
        self.cash -= side * more * price + self.fee(more, price)

    def close(
        self, name: str, bar: int, price: float, quantity: float | None = None, slip: float = 0.0
    ) -> None:
        """All of a position, or a part of it, at this price, of which `slip` a share is lost."""
        one = self.held[name]
        part = one.quantity if quantity is None else min(quantity, one.quantity)
        fee = self.fee(part, price)
        self.cash += one.side * part * price - fee
        self.fills.append(self.fill(name, bar, price, part, fee, slip))
        one.costs -= one.costs * part / one.quantity
        one.slipped -= one.slipped * part / one.quantity
        one.quantity -= part
        if one.quantity <= one.bought * NOTHING:
            del self.held[name]

    def fill(
        self, name: str, bar: int, price: float, part: float, fee: float, slip: float = 0.0
    ) -> Fill:
        one = self.held[name]
        costs = one.costs * part / one.quantity + fee
        pnl = one.side * part * (price - one.price) - costs
        costs += one.slipped * part / one.quantity + slip * part
        return Fill(name, one.side, one.bar, bar, False, one.price, price, part, pnl, costs)

    def at_market(self, name: str, bar: int, quote: float, quantity: float | None = None) -> None:
        """An order that gets the quote less slippage, whichever side it is on."""
        side, slip = self.held[name].side, quote * self.strategy.slippage
        self.close(name, bar, quote - side * slip, quantity, slip)

    def borrow(self, name: str, close: float, years: float) -> None:
        one = self.held[name]
        cost = one.quantity * close * self.strategy.borrow_cost * years if one.side < 0 else 0.0
        self.cash -= cost
        one.costs += cost

    def worth(self, quotes: dict[str, float]) -> float:
        return self.cash + sum(one.side * one.quantity * quotes[s] for s, one in self.held.items())

    def exposure(self, quotes: dict[str, float]) -> float:
        return sum(one.quantity * quotes[name] for name, one in self.held.items())
