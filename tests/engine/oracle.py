"""The fill rules once more, as slow and plain as they can be said: an oracle for the kernel.

It is written from docs/engine.md. What is decided at a close is read from the cue of the bar
(its volume, a sum of 1 long in, 2 long out, 4 short in, 8 short out), or from `targets`, the
weights that a portfolio has decided on at its closes. ATR and swings are given as plain lists.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from backtests.engine.bars import Bars
from backtests.engine.strategy import Atr, Level, Money, Strategy
from tests.engine.ledger import NOTHING, Fill, Ledger, Position
from tests.engine.oracle_weights import rebalance

LONG, SHORT = 1, -1
Known = Mapping[str, Sequence[float]]
Quotes = dict[str, float]


@dataclass
class Account:
    """One account; `ledger.fills` are the closed parts, `open_fills` what is left at the end."""

    strategy: Strategy
    bars: list[Bars]
    atr: Mapping[int, Known] = field(default_factory=dict)
    swings: Known = field(default_factory=dict)
    targets: Mapping[int, Mapping[str, float]] = field(default_factory=dict)
    equity: list[float] = field(default_factory=list)
    ruined: bool = False

    def __post_init__(self) -> None:
        self.ledger = Ledger(self.strategy, self.strategy.initial_capital)
        self.series = {one.symbol: one for one in self.bars}
        self.days = [int(day) for day in self.bars[0].time.astype("datetime64[D]").astype(int)]

    def run(self) -> "Account":
        for bar in range(len(self.days)):
            self.borrow(bar)
            if bar > 0 and self.strategy.fill == "next_open":
                self.trade(bar, bar - 1, "open")
            if bar > 0 and self.strategy.fill == "close_to_open" and not self.ruined:
                self.leave(bar, bar - 1, self.quotes(bar, "open"))
            self.stops(bar)
            self.gains(bar)
            self.watch(bar)
            if self.strategy.same_day:
                self.leave_all_at_the_last_close_of_the_day(bar)
            if self.strategy.fill != "next_open":
                self.trade(bar, bar, "close")
            self.end(bar)
        return self

    def quotes(self, bar: int, price: str = "close") -> Quotes:
        return {name: float(getattr(one, price)[bar]) for name, one in self.series.items()}

    def end(self, bar: int) -> None:
        quotes = self.quotes(bar)
        if self.ledger.worth(quotes) <= 0 and not self.ruined:
            self.ruined = True
            for name in list(self.ledger.held):
                self.ledger.at_market(name, bar, quotes[name])
        self.equity.append(self.ledger.worth(quotes))

    def borrow(self, bar: int) -> None:
        """Calendar time, so a weekend costs three days."""
        time = self.bars[0].time
        for name in self.ledger.held if bar > 0 else ():
            passed = (time[bar] - time[bar - 1]) / np.timedelta64(365 * 86_400, "s")
            self.ledger.borrow(name, float(self.series[name].close[bar - 1]), float(passed))

    @property
    def open_fills(self) -> list[Fill]:
        last = len(self.days) - 1
        quotes = self.quotes(last)
        return [
            self.ledger.fill(name, last, quotes[name], one.quantity, 0.0)._replace(is_open=True)
            for name, one in self.ledger.held.items()
        ]

    # Market orders ------------------------------------------------------------------------------

    def trade(self, bar: int, signal: int, price: str) -> None:
        if self.ruined:
            return
        quotes = self.quotes(bar, price)
        if self.strategy.portfolio:
            if signal in self.targets:
                rebalance(self.ledger, bar, self.targets[signal], quotes)
            return
        overnight = self.strategy.fill == "close_to_open"
        left = {} if overnight else self.leave(bar, signal, quotes)
        before = self.equity[-1] if self.equity else self.strategy.initial_capital
        equity = before if price == "open" else self.ledger.worth(quotes)
        for name in self.series:
            side = self.wanted(name, signal)
            if side and left.get(name) != side and self.may_enter(name, side, quotes[name]):
                self.enter(name, side, bar, signal, quotes, equity)

    def leave(self, bar: int, signal: int, quotes: Quotes) -> dict[str, int]:
        """Who leaves, with the side of each."""
        left = {}
        for name in [one for one in self.series if one in self.ledger.held]:
            if self.leaves(name, bar, signal):
                left[name] = self.ledger.held[name].side
                self.ledger.at_market(name, bar, quotes[name])
        return left

    def cue(self, name: str, signal: int, bit: int) -> bool:
        return bool(int(self.series[name].volume[signal]) & bit)

    def wanted(self, name: str, signal: int) -> int:
        """An exit beats an entry of its own side; two sides at once cancel each other."""
        later = self.strategy.fill == "close_to_open"  # than the entry
        first = self.cue(name, signal, 1) and (later or not self.cue(name, signal, 2))
        second = self.cue(name, signal, 4) and not self.cue(name, signal, 8)
        if self.strategy.direction == "both":
            return int(first) - int(second)
        return (LONG if self.strategy.direction == "long" else SHORT) * int(first)

    def leaves(self, name: str, bar: int, signal: int) -> bool:
        one, rules = self.ledger.held[name], self.strategy
        out = 8 if rules.direction == "both" and one.side == SHORT else 2
        return (
            self.cue(name, signal, out)
            or self.wanted(name, signal) == -one.side
            or bool(rules.max_bars and bar - one.bar >= rules.max_bars)
            or bool(rules.max_days and self.days[bar] - self.days[one.bar] >= rules.max_days)
        )

    def may_enter(self, name: str, side: int, quote: float) -> bool:
        one, limit = self.ledger.held.get(name), self.strategy.sizing.max_positions
        if one is None:
            return limit is None or len(self.ledger.held) < limit
        beyond = (
            side * (quote - self.stop_of(name)) < 0 or side * (quote - self.target_of(name)) > 0
        )
        return one.entries < self.strategy.sizing.max_entries and not beyond

    def enter(
        self, name: str, side: int, bar: int, signal: int, quotes: Quotes, equity: float
    ) -> None:
        price = quotes[name] * (1 + side * self.strategy.slippage)
        levels = (self.strategy.stop_loss, self.strategy.take_profit, self.strategy.trailing_stop)
        if any(math.isnan(self.gap(level, name, signal, price)) for level in levels if level):
            return
        gross = self.ledger.exposure(quotes)
        room = self.ledger.worth(quotes) * self.strategy.leverage - gross
        quantity = min(
            self.affordable(room, price), self.size(name, side, signal, price, equity)
        )  # fmt: skip
        if self.strategy.sizing.whole_shares:
            quantity = math.floor(quantity + NOTHING)
        if quantity * price > equity * NOTHING and room > 0:
            self.ledger.open(name, side, bar, signal, quotes[name], quantity)
            one = self.ledger.held[name]
            one.best = one.price if one.entries == 1 else one.best

    # Sizes --------------------------------------------------------------------------------------

    def affordable(self, money: float, price: float) -> float:
        """How many shares this money pays for, the costs of buying them included."""
        costs = self.strategy
        unit = price * (1 + costs.commission) + costs.commission_per_share
        return (money - costs.commission_per_trade) / unit

    def size(self, name: str, side: int, signal: int, price: float, equity: float) -> float:
        way = self.strategy.sizing
        places = min(len(self.bars), way.max_positions or len(self.bars))
        if way.quantity:
            return way.quantity
        if way.risk:
            return way.risk * equity / self.risked(name, signal, price)
        if way.volatility:
            swing = self.swings[name][signal]
            share = 0.0 if math.isnan(swing) else way.volatility / swing / places
            return self.affordable(equity * share, price)
        if way.cash:
            return self.affordable(way.cash, price)
        return self.affordable(
            equity * (way.fraction or self.strategy.leverage / places), price
        )  # fmt: skip

    def risked(self, name: str, signal: int, price: float) -> float:
        """What a share loses at the nearest stop."""
        stops = [level for level in (self.strategy.stop_loss, self.strategy.trailing_stop) if level]
        return min(self.gap(level, name, signal, price) for level in stops)

    # Levels -------------------------------------------------------------------------------------

    def gap(self, level: Level, name: str, signal: int, base: float) -> float:
        match level:
            case Atr():
                return level.multiple * self.atr[level.period][name][signal]
            case Money():
                return level.distance
            case _:
                return base * level

    def away(self, level: Level | None, one: Position, name: str, base: float, way: int) -> float:
        """`way` 1 lies where the position gains, -1 where it loses; no level is out of reach."""
        if level is None:
            return one.side * way * math.inf
        return base + one.side * way * self.gap(level, name, one.signal, base)

    def stop_of(self, name: str) -> float:
        """The nearest of all stops."""
        one, rules = self.ledger.held[name], self.strategy
        found = [
            self.away(rules.stop_loss, one, name, one.price, -1),
            self.away(rules.trailing_stop, one, name, one.best, -1),
            one.price if one.gained else -one.side * math.inf,
        ]
        return max(found) if one.side == LONG else min(found)

    def target_of(self, name: str) -> float:
        one = self.ledger.held[name]
        return self.away(self.strategy.take_profit, one, name, one.price, 1)

    def live(self, bar: int) -> list[str]:
        first = 0 if self.strategy.stops_from == "entry_bar" else 1
        held = self.ledger.held
        return [name for name in self.series if name in held and bar >= held[name].bar + first]

    def stops(self, bar: int) -> None:
        for name in self.live(bar):
            side, level, bars = self.ledger.held[name].side, self.stop_of(name), self.series[name]
            worst = float(bars.low[bar] if side == LONG else bars.high[bar])
            if side * (worst - level) <= 0:
                worse = min if side == LONG else max
                self.ledger.at_market(name, bar, worse(float(bars.open[bar]), level))

    def gains(self, bar: int) -> None:
        """Limit orders: the partial exits from the nearest on, then the target."""
        for name in self.live(bar):
            one = self.ledger.held[name]
            for number, part in enumerate(self.strategy.partial_exits):
                level = one.price * (1 + one.side * part.gain)
                if number not in one.taken and self.reached(name, bar, level):
                    one.taken.add(number)
                    sold = one.bought * part.fraction
                    if self.strategy.sizing.whole_shares:
                        sold = math.floor(sold + NOTHING)
                    self.limit(name, bar, level, sold)
            if name in self.ledger.held and self.reached(name, bar, self.target_of(name)):
                self.limit(name, bar, self.target_of(name), None)

    def reached(self, name: str, bar: int, level: float) -> bool:
        one = self.ledger.held.get(name)
        if one is None:
            return False
        extreme = self.series[name].high if one.side == LONG else self.series[name].low
        return one.side * (float(extreme[bar]) - level) >= 0

    def limit(self, name: str, bar: int, level: float, quantity: float | None) -> None:
        better = max if self.ledger.held[name].side == LONG else min
        price = better(float(self.series[name].open[bar]), level)
        if quantity != 0:
            self.ledger.close(name, bar, price, quantity)

    def watch(self, bar: int) -> None:
        """What this bar reached counts from the next one on."""
        for name, one in self.ledger.held.items():
            best = self.series[name].high if one.side == LONG else self.series[name].low
            better = max if one.side == LONG else min
            one.best = better(one.best, float(best[bar]))
            if self.strategy.break_even:
                level = one.price * (1 + one.side * self.strategy.break_even)
                one.gained = one.gained or self.reached(name, bar, level)

    def leave_all_at_the_last_close_of_the_day(self, bar: int) -> None:
        """A day of several bars may go on after the last one that there is."""
        whole_days, last = self.strategy.timeframe == "1d", bar + 1 == len(self.days)
        if whole_days if last else self.days[bar + 1] != self.days[bar]:
            for name in [one for one in self.series if one in self.ledger.held]:
                self.ledger.at_market(name, bar, float(self.series[name].close[bar]))
