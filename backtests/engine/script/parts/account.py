"""The account: cash, positions and the trades that were made of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import nan

from backtests.engine.script.parts.market import Market, Settings

DUST = 1e-9  # less than this share of something is a rounding error


@dataclass
class Position:
    """`price` is the average that was paid; `side` is 1 for long and -1 for short."""

    side: float
    bar: int
    price: float
    best: float
    quantity: float = 0.0
    bought: float = 0.0
    entries: int = 0
    fees: float = 0.0
    borrowed: float = 0.0
    stop: float = nan
    target: float = nan
    trail: float = nan
    taken: int = 0
    gained: bool = False


@dataclass(frozen=True)
class Trade:
    """One position, or a part of it, from its entry to its exit."""

    symbol: str
    side: str
    quantity: float
    entry_bar: int
    entry_price: float
    exit_bar: int
    exit_price: float
    pnl: float
    reason: str


@dataclass
class Account:
    settings: Settings
    market: Market
    cash: float
    equity: float
    positions: dict[str, Position] = field(default_factory=dict)
    trades: list[Trade] = field(default_factory=list)
    curve: list[float] = field(default_factory=list)

    def quote(self, symbol: str, bar: int, at: str) -> float:
        """The open, high, low or close of a bar."""
        return self.market.prices[symbol][at][bar]

    def held(self) -> list[tuple[str, Position]]:
        """What is held, in the order of the settings."""
        if not self.positions:
            return []
        symbols = self.settings.symbols
        return [(one, self.positions[one]) for one in symbols if one in self.positions]

    def fee(self, quantity: float, price: float) -> float:
        costs = self.settings
        per_share = costs.commission_per_share * quantity
        return price * quantity * costs.commission + costs.commission_per_trade + per_share

    def worth(self, bar: int, at: str) -> float:
        """The cash, and every position at its quote."""
        worth = self.cash
        for symbol, one in self.held():
            worth += one.side * one.quantity * self.quote(symbol, bar, at)
        return worth


def opened(settings: Settings, market: Market) -> Account:
    return Account(settings, market, settings.initial_capital, settings.initial_capital)


def increase(
    account: Account, symbol: str, bar: int, quote: float, quantity: float, side: float
) -> Position:
    """A market order in: it opens a position, or adds to one at the average price."""
    price = quote * (1 + side * account.settings.slippage)
    fee = account.fee(quantity, price)
    account.cash -= side * price * quantity + fee
    one = account.positions.setdefault(symbol, Position(side, bar, price, best=price))
    if one.entries:
        total = one.quantity + quantity
        one.price = (one.price * one.quantity + price * quantity) / total
    one.quantity += quantity
    one.bought += quantity
    one.entries += 1
    one.fees += fee
    return one


def decrease(
    account: Account,
    symbol: str,
    bar: int,
    quote: float,
    reason: str,
    quantity: float | None = None,
    slippage: float | None = None,
) -> None:
    """An order out of a position, or of a part of it, which bears its share of the costs."""
    one = account.positions[symbol]
    if quantity is None or quantity > one.quantity * (1 - DUST):
        quantity = one.quantity
    part = quantity / one.quantity
    slip = account.settings.slippage if slippage is None else slippage
    price = quote * (1 - one.side * slip)
    fee = account.fee(quantity, price)
    account.cash += one.side * price * quantity - fee
    paid, borrowed = one.fees * part, one.borrowed * part
    pnl = one.side * (price - one.price) * quantity - fee - paid - borrowed
    account.trades.append(traded(one, symbol, quantity, bar, price, pnl, reason))
    one.quantity -= quantity
    one.fees -= paid
    one.borrowed -= borrowed
    if part == 1:
        del account.positions[symbol]


def traded(
    one: Position, symbol: str, quantity: float, bar: int, price: float, pnl: float, reason: str
) -> Trade:
    side = "long" if one.side > 0 else "short"
    return Trade(symbol, side, quantity, one.bar, one.price, bar, price, pnl, reason)


def mark(account: Account, bar: int) -> None:
    """Equity is the cash and every position at its close."""
    account.equity = account.worth(bar, "close")


def close_all(account: Account, bar: int, reason: str) -> None:
    """Market orders out of everything at the close."""
    for symbol, _ in account.held():
        decrease(account, symbol, bar, account.quote(symbol, bar, "close"), reason)


def look_for_ruin(account: Account, bar: int) -> None:
    """Whoever has lost everything is out, and can buy nothing any more."""
    if account.equity <= 0 and account.positions:
        close_all(account, bar, "account lost")
        mark(account, bar)


def still_open(account: Account) -> Sequence[Trade]:
    """What is held at the end, valued at the last close without an exit fee."""
    last, found = len(account.market) - 1, []
    for symbol, one in account.held():
        close = account.quote(symbol, last, "close")
        pnl = (close - one.price) * one.side * one.quantity - (one.fees + one.borrowed)
        found.append(traded(one, symbol, one.quantity, last, close, pnl, "open"))
    return found
