"""Many variants of one strategy on the same bars: a few figures of each, and no trades.

Flow: lay the grid over the strategy's JSON, validate every variant, then simulate one by one.
What variants have in common (bars, indicator series, signals) is computed once.
"""

import itertools
import math
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from pydantic import ValidationError

from backtests.engine import kernel, metrics
from backtests.engine.backtest import long_enough, prepared
from backtests.engine.bars import Bars, FloatArray
from backtests.engine.kernel import Market, Rules, SideArray, State
from backtests.engine.market import market_of, orders, scales
from backtests.engine.ranges import MOST_VARIANTS, WrongGrid, place
from backtests.engine.signals import Panel
from backtests.engine.simulator import Progress, fresh_state, rules_of
from backtests.engine.strategy import Strategy

Json = dict[str, Any]
Grid = Mapping[str, Sequence[Any]]
IntArray = npt.NDArray[np.int64]

# Signals and series that are kept for the next variants; beyond this they are computed again.
MOST_KEPT_BYTES = 256 * 1024 * 1024
# Bars between two looks at whether anything is held. More are wasted after a short trade, fewer
# cost a call more often.
STRIDE = 8


class Plan(NamedTuple):
    """A validated variant in the few words that its simulation needs."""

    orders: str
    scales: str
    rules: Rules
    capital: float


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
    plans = [desk.plan(variant) for variant in variants(strategy, settings, check_cancelled)]
    result = empty_sweep(settings, len(desk.equity), keep_returns)
    for number, plan in enumerate(plans):
        check_cancelled()
        fill(result, number, desk.simulate(plan), plan.capital, strategy.timeframe)
        if on_progress:
            on_progress(number + 1, len(plans))
    return result


def combinations(grid: Grid) -> list[Json]:
    count = math.prod(len(values) for values in grid.values())
    if not 0 < count <= MOST_VARIANTS:
        raise WrongGrid(f"a grid has 1 to {MOST_VARIANTS:,} variants, not {count:,}")
    return [dict(zip(grid, values, strict=True)) for values in itertools.product(*grid.values())]


def variants(
    strategy: Strategy, settings: Sequence[Json], check_cancelled: Callable[[], None]
) -> Iterator[Strategy]:
    """Each as the strategy that it is, or the sentence that says which one cannot be."""
    draft = strategy.model_dump(mode="json")
    places = {key: [place(draft, path) for path in key.split(",")] for key in settings[0]}
    for chosen in settings:
        check_cancelled()
        for key, value in chosen.items():
            for holder, name in places[key]:
                holder[name] = value
        try:
            yield Strategy.model_validate(draft)
        except ValidationError as error:
            said = "; ".join(one["msg"].removeprefix("Value error, ") for one in error.errors())
            raise WrongGrid(f"{shown(chosen)}: {said}") from error


def shown(settings: Json) -> str:
    return ", ".join(f"{key} = {value}" for key, value in settings.items())


class Outcome(NamedTuple):
    """Views of buffers that the next simulation overwrites."""

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
    named: dict[str, Strategy] = field(default_factory=dict)
    orders: dict[str, SideArray] = field(default_factory=dict)
    scales: dict[str, FloatArray] = field(default_factory=dict)
    market: Market = field(init=False)
    equity: FloatArray = field(init=False)

    def __post_init__(self) -> None:
        self.market = market_of(self.strategy, self.panels, self.check_cancelled)
        self.equity = np.empty(len(self.market.orders))

    def plan(self, variant: Strategy) -> Plan:
        if variant.portfolio:
            raise WrongGrid("a portfolio has no variants yet; give a strategy of rules")
        sides = (*variant.long_rules, *variant.short_rules)
        signalled = "|".join(one.model_dump_json() if one else "" for one in sides)
        levels = (variant.stop_loss, variant.take_profit, variant.trailing_stop)
        measured = f"{levels!r}{variant.sizing.volatility}"
        if signalled not in self.named:
            self.check(variant)
        for name in (signalled, measured):
            self.named.setdefault(name, variant)
        return Plan(signalled, measured, rules_of(variant), float(variant.initial_capital))

    def check(self, variant: Strategy) -> None:
        if variant.needed_symbols != self.strategy.needed_symbols:
            raise WrongGrid("all variants of a sweep look at the same symbols")
        long_enough(variant, self.panels)

    def simulate(self, plan: Plan) -> Outcome:
        market, rules = self.market_for(plan), plan.rules
        symbols = market.orders.shape[1]
        state = fresh_state(symbols, plan.capital)
        rows = STRIDE * symbols * kernel.most_a_bar(rules)
        trades = np.empty((rows, kernel.TRADE_WIDTH))
        positions = run_where_it_matters(market, rules, state, self.equity, trades)
        return Outcome(self.equity, positions)

    def market_for(self, plan: Plan) -> Market:
        if plan.orders not in self.orders:
            self.make_room()
            found = orders(self.named[plan.orders], self.panels, self.check_cancelled)
            self.orders[plan.orders] = found
        if plan.scales not in self.scales:
            self.scales[plan.scales] = scales(self.named[plan.scales], self.panels)
        found, gaps = self.orders[plan.orders], self.scales[plan.scales]
        return self.market._replace(orders=found, scales=gaps)

    def make_room(self) -> None:
        """Panels and orders forget all they know once that is too much to hold."""
        known = sum(8 * len(one._series) + 2 * len(one._truths) for one in self.panels)
        known += len(self.orders) * len(self.panels)
        gaps = sum(one.nbytes for one in self.scales.values())
        if known * len(self.equity) + gaps > MOST_KEPT_BYTES:
            self.panels = prepared_again(self.panels)
            self.orders.clear()
            self.scales.clear()


def prepared_again(panels: Sequence[Panel]) -> list[Panel]:
    """The same bars, of which nothing has been computed."""
    others = {name: Panel(one.history) for name, one in panels[0].others.items()}
    return [Panel(one.history, one.warm_up, one.delay, others) for one in panels]


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
    mean, deviation, deepest = summary(equity, capital)
    quotient = metrics.ratio(mean, deviation) if len(equity) > 2 else None
    annual = math.sqrt(metrics.BARS_PER_YEAR[timeframe])
    result.total_return[number] = metrics.total_return(equity, capital)
    result.sharpe[number] = math.nan if quotient is None else quotient * annual
    result.max_drawdown[number] = deepest
    result.trades[number] = outcome.trades
    result.final_equity[number] = equity[-1]
    if result.returns is not None:
        result.returns[:, number] = metrics.returns_of(equity)


@kernel.compiled
def summary(equity: FloatArray, capital: float) -> tuple[float, float, float]:
    """Mean and sample deviation of the bar returns, and the deepest drawdown, as in `metrics`.

    There each needs arrays of its own, which takes longer than the whole simulation.
    """
    count = len(equity) - 1
    total, deepest, peak = 0.0, min(equity[0] / max(equity[0], capital) - 1, 0.0), capital
    returns = np.zeros(count)
    for bar in range(count):
        before, now = equity[bar], equity[bar + 1]
        if before > metrics.NOTHING:
            returns[bar] = (now - before) / before
        total += returns[bar]
        peak = max(peak, before, now)
        if now < peak:
            deepest = min(deepest, now / peak - 1)
    mean, squares = total / count, 0.0
    for bar in range(count):
        squares += (returns[bar] - mean) ** 2
    return mean, math.sqrt(squares / max(count - 1, 1)), deepest


Runner = Callable[[Market, Rules, State, FloatArray, FloatArray], int]


@kernel.compiled
def holds_nothing(book: FloatArray) -> bool:
    for symbol in range(len(book)):  # noqa: SIM110 - a plain loop is what compiles to fast code
        if book[symbol, kernel.QUANTITY] != 0:
            return False
    return True


@kernel.compiled
def newly_left(trades: FloatArray, latest: IntArray) -> int:
    """How many of these trades are the first part of their position; `latest` is what is known."""
    count = 0
    for row in range(len(trades)):
        symbol, entered = int(trades[row, kernel.T_SYMBOL]), int(trades[row, kernel.T_ENTRY_BAR])
        if entered > latest[symbol]:
            latest[symbol] = entered
            count += 1
    return count


@kernel.compiled
def never_left(book: FloatArray, latest: IntArray) -> int:
    """Open positions of which no part was left."""
    count = 0
    for symbol in range(len(book)):
        if book[symbol, kernel.QUANTITY] != 0 and book[symbol, kernel.ENTRY_BAR] > latest[symbol]:
            count += 1
    return count


@kernel.compiled
def next_entry(orders: SideArray, bar: int) -> int:
    """The first close from `bar` on that signals an entry, or the number of bars."""
    for signalled in range(bar, len(orders)):
        for symbol in range(orders.shape[1]):
            if orders[signalled, symbol] & (kernel.BUY | kernel.SELL_SHORT):
                return signalled
    return len(orders)


def runner(stamp: int) -> Runner:
    """Compiled for the kernel with this stamp.

    Numba's cache notices changes of this file only, but it does look at enclosed variables: with
    the stamp among them, a kernel that has changed is compiled in anew.
    """

    @kernel.compiled
    def run(
        market: Market, rules: Rules, state: State, equity: FloatArray, trades: FloatArray
    ) -> int:
        """The kernel on the bars at which something is held or bought; gives how many positions.

        Between them the equity stands still. The trades themselves are overwritten.
        """
        bars = len(equity)
        delay = 0 if rules.at_close else 1
        held = np.empty(bars, np.bool_)
        latest = np.full(len(state.book), -1)
        positions, bar = 0 * stamp, 0
        while bar < bars:
            if holds_nothing(state.book):
                signalled = next_entry(market.orders, max(bar - delay, 0))
                first = min(signalled + delay, bars)
                equity[bar:first] = state.account[kernel.EQUITY]
                bar = first
            last = min(bar + STRIDE, bars)
            left = kernel.run_bars(market, rules, state, bar, last, equity, held, trades)
            positions += newly_left(trades[:left], latest)
            bar = last
        return positions + never_left(state.book, latest)

    return run


run_where_it_matters = runner(zlib.crc32(Path(kernel.__file__).read_bytes()))
