"""Many variants of one strategy on the same bars: a few figures of each, and no trades.

Flow: validate every variant, then simulate one by one. What variants have in common (bars,
indicator series, signals) is computed once.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from backtests.engine import metrics, portfolio
from backtests.engine.backtest import long_enough, prepared
from backtests.engine.bars import Bars, FloatArray, TimeArray
from backtests.engine.conditions import Condition, operands_of
from backtests.engine.kernel.counting import never_left, newly_left
from backtests.engine.kernel.layout import NO_WEIGHTS, Market, SideArray
from backtests.engine.market import Sides, clock, decided, local_days, quiet, scales
from backtests.engine.operands import Number, Operand
from backtests.engine.ranges import WrongGrid
from backtests.engine.signals import Panel
from backtests.engine.simulator import Progress, blank, chunks, recorded
from backtests.engine.strategy import Strategy
from backtests.engine.variants import Grid, Json, Name, Terms, Variant, combinations, variants

# Signals and series that are kept for the next variants; beyond this they are computed again.
MOST_KEPT_BYTES = 256 * 1024 * 1024


class Plan(NamedTuple):
    """A variant in the few words that its simulation needs."""

    orders: Name
    terms: Terms


@dataclass(frozen=True)
class Sweep:
    """The figures of all variants, in the order of `settings`; `sharpe` is NaN where undefined.

    `trades` counts positions, as `metrics` does.
    `returns` has a row for each bar after the first and a column for each variant, if asked for.
    """

    settings: list[Json]
    total_return: FloatArray
    sharpe: FloatArray
    max_drawdown: FloatArray
    trades: npt.NDArray[np.int64]
    final_equity: FloatArray
    returns: FloatArray | None

    def __len__(self) -> int:
        return len(self.settings)


def sweep(
    strategy: Strategy,
    bars: Sequence[Bars],
    grid: Grid,
    *,
    keep_returns: bool = False,
    check_cancelled: Callable[[], None] = lambda: None,
    on_progress: Progress | None = None,
) -> Sweep:
    """Every combination of the grid's values, the last field changing fastest.

    A key names a field by its path in the strategy's JSON, such as `entry.left.params.period` or
    `exit.of.0.right.value`; several paths with commas between them take the same value together.
    """
    settings = combinations(grid)
    desk = Desk(strategy, prepared(strategy, bars), check_cancelled)
    plans = [desk.plan(variant) for variant in variants(strategy, settings, grid, check_cancelled)]
    result = empty_sweep(settings, len(desk.market.close), keep_returns)
    for number, plan in enumerate(plans):
        check_cancelled()
        fill(result, number, desk.simulate(plan), plan.terms.capital, strategy.timeframe)
        if on_progress:
            on_progress(number + 1, len(plans))
    return result


class Outcome(NamedTuple):
    equity: FloatArray
    trades: int


@dataclass
class Desk:
    """The bars of a sweep, with all that its variants can share.

    What many variants decide alike is known by a name, and kept once.
    """

    strategy: Strategy
    panels: list[Panel]
    check_cancelled: Callable[[], None]
    named: dict[Name, Sides] = field(default_factory=dict)
    checked: set[str] = field(default_factory=set)
    orders: dict[Name, SideArray] = field(default_factory=dict)
    scales: dict[Name, FloatArray] = field(default_factory=dict)
    market: Market = field(init=False)

    def __post_init__(self) -> None:
        bars = self.panels[0].bars
        self.market = quiet(self.panels)._replace(clock=clock(self.strategy, bars))

    @cached_property
    def days(self) -> TimeArray:
        return local_days(self.panels[0].bars)

    def plan(self, variant: Variant) -> Plan:
        whole = variant.terms.strategy
        for rule in variant.sides:
            if rule is not None and rule.key not in self.checked:
                self.check(rule.key, operands_of(rule))
        if whole.portfolio is not None and whole.portfolio.key not in self.checked:
            self.check(whole.portfolio.key, whole.operands)
        signalled = tuple(map(name_of, variant.sides))
        self.named.setdefault(signalled, variant.sides)
        return Plan(signalled, variant.terms)

    def check(self, key: str, operands: Sequence[Operand]) -> None:
        there = self.strategy.needed_symbols
        if any(one.symbol not in (None, *there) for one in operands if not isinstance(one, Number)):
            raise WrongGrid("all variants of a sweep look at the same symbols")
        long_enough(operands, self.panels)
        self.checked.add(key)

    def simulate(self, plan: Plan) -> Outcome:
        """Positions are counted, and their records overwritten chunk by chunk."""
        market = self.market_for(plan)
        rules, capital = plan.terms.rules, plan.terms.capital
        equity, state = blank(market, rules, capital)
        positions, latest = 0, np.full(len(state.book), -1)
        for _ in chunks(market, rules, state, equity, self.check_cancelled):
            positions += newly_left(recorded(state), latest)
        return Outcome(equity, positions + never_left(state.book, latest))

    def market_for(self, plan: Plan) -> Market:
        if plan.orders not in self.orders:
            self.make_room()
            sides = self.named[plan.orders]
            self.orders[plan.orders] = decided(sides, self.panels, self.check_cancelled)
        measured = plan.terms.scales
        if measured not in self.scales:
            self.scales[measured] = scales(plan.terms.strategy, self.panels)
        found, gaps = self.orders[plan.orders], self.scales[measured]
        weights = self.weights(plan.terms.strategy)
        return self.market._replace(orders=found, scales=gaps, weights=weights)

    def weights(self, strategy: Strategy) -> FloatArray:
        """Those of a portfolio, whose variants share the series that they look at."""
        if strategy.portfolio is None:
            return NO_WEIGHTS
        self.make_room()
        return portfolio.weights(strategy, self.panels, self.days)

    def make_room(self) -> None:
        """Panels and orders forget all they know once that is too much to hold."""
        known = sum(8 * len(one._series) + len(one._truths) for one in self.panels)
        known += len(self.orders) * len(self.panels)
        gaps = sum(one.nbytes for one in self.scales.values())
        if known * len(self.market.close) + gaps > MOST_KEPT_BYTES:
            self.panels = prepared_again(self.panels)
            self.orders.clear()
            self.scales.clear()


def name_of(rule: Condition | None) -> str:
    return rule.key if rule else ""


def prepared_again(panels: Sequence[Panel]) -> list[Panel]:
    """The same bars, of which nothing has been computed."""
    others = {name: Panel(one.history) for name, one in panels[0].others.items()}
    return [Panel(one.history, one.warm_up, one.delay, one.delay_out, others) for one in panels]


def empty_sweep(settings: list[Json], bars: int, keep_returns: bool) -> Sweep:
    count = len(settings)
    numbers = {name: np.empty(count) for name in ("total_return", "sharpe", "max_drawdown")}
    return Sweep(
        settings=settings,
        trades=np.empty(count, np.int64),
        final_equity=np.empty(count),
        returns=np.empty((bars - 1, count)) if keep_returns else None,
        **numbers,
    )


def fill(result: Sweep, number: int, outcome: Outcome, capital: float, timeframe: str) -> None:
    equity = outcome.equity
    returns = metrics.returns_of(equity)
    lost = metrics.is_lost(equity)
    sharpe = None if lost else metrics.sharpe(returns, metrics.BARS_PER_YEAR[timeframe])
    result.total_return[number] = metrics.total_return(equity, capital)
    result.sharpe[number] = math.nan if sharpe is None else sharpe
    result.max_drawdown[number] = metrics.max_drawdown(metrics.depths(equity, capital))
    result.trades[number] = outcome.trades
    result.final_equity[number] = equity[-1]
    if result.returns is not None:
        result.returns[:, number] = returns
