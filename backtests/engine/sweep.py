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
from backtests.engine.backtest import market_of, prepared
from backtests.engine.bars import Bars, FloatArray
from backtests.engine.kernel import BoolArray, Market, Rules, State
from backtests.engine.signals import Panel, signal
from backtests.engine.simulator import Progress, fresh_state, rules_of
from backtests.engine.strategy import Condition, Strategy

Json = dict[str, Any]
Grid = Mapping[str, Sequence[Any]]

MOST_VARIANTS = 100_000
# Signals and series that are kept for the next variants; beyond this they are computed again.
MOST_KEPT_BYTES = 256 * 1024 * 1024
# Bars between two looks at whether anything is held. More are wasted after a short trade, fewer
# cost a call more often.
STRIDE = 8
# Where the bars are the same for all, these cannot differ.
SHARED = frozenset({"version", "symbols", "timeframe", "start", "end"})


class WrongGrid(ValueError):
    """The grid does not fit the strategy; name fields that it has, and values that they take."""


class Plan(NamedTuple):
    """A validated variant in the few words that its simulation needs."""

    entry: str
    exit: str
    rules: Rules
    capital: float


@dataclass(frozen=True)
class Sweep:
    """The figures of all variants, in the order of `settings`; `sharpe` is NaN where undefined.

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
    result = empty_sweep(settings, len(desk.prices.close), keep_returns)
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


def place(draft: Json, path: str) -> tuple[Any, Any]:
    """Where in the JSON a path ends: the holder, and the name or index in it."""
    *way, last = path.strip().split(".")
    if (way or [last])[0] in SHARED:
        raise WrongGrid(f"{path.strip()} is the same for all variants of a sweep")
    holder: Any = draft
    for name in way:
        holder = holder[key_in(holder, name, path)]
    return holder, key_in(holder, last, path)


def key_in(holder: Any, name: str, path: str) -> str | int:
    if isinstance(holder, dict) and name in holder:
        return name
    if isinstance(holder, list) and name.isdecimal() and int(name) < len(holder):
        return int(name)
    raise WrongGrid(f"the strategy has no {path.strip()}: nothing is called {name!r} there")


def shown(settings: Json) -> str:
    return ", ".join(f"{key} = {value}" for key, value in settings.items())


class Outcome(NamedTuple):
    """Views of buffers that the next simulation overwrites."""

    equity: FloatArray
    trades: int


@dataclass
class Desk:
    """The bars of a sweep, with all that its variants can share."""

    strategy: Strategy
    panels: list[Panel]
    check_cancelled: Callable[[], None]
    conditions: dict[str, Condition | None] = field(default_factory=dict)
    signals: dict[str, BoolArray] = field(default_factory=dict)
    prices: Market = field(init=False)
    equity: FloatArray = field(init=False)

    def __post_init__(self) -> None:
        self.prices = market_of(self.strategy, self.panels, self.check_cancelled)
        self.equity = np.empty(len(self.prices.close))

    def plan(self, variant: Strategy) -> Plan:
        rules, capital = rules_of(variant), float(variant.initial_capital)
        return Plan(self.keep(variant.entry), self.keep(variant.exit), rules, capital)

    def keep(self, condition: Condition | None) -> str:
        """The name of a condition, which many variants have in common."""
        key = condition.model_dump_json() if condition else ""
        self.conditions.setdefault(key, condition)
        return key

    def simulate(self, plan: Plan) -> Outcome:
        entry, exit_ = self.signal(plan.entry), self.signal(plan.exit)
        market = self.prices._replace(entry=entry, exit=exit_)
        state = fresh_state(entry.shape[1], plan.capital)
        closed = run_where_it_matters(market, plan.rules, state, self.equity)
        still_open = int(np.count_nonzero(state.book[:, kernel.QUANTITY] > 0))
        return Outcome(self.equity, closed + still_open)

    def signal(self, key: str) -> BoolArray:
        if key not in self.signals:
            self.make_room()
            columns = [signal(self.conditions[key], panel) for panel in self.panels]
            self.signals[key] = np.stack(columns, axis=1)
        return self.signals[key]

    def make_room(self) -> None:
        """Panels and signals forget all they know once that is too much to hold."""
        bars = len(self.equity) * len(self.panels)
        known = sum(8 * len(one._series) + 2 * len(one._truths) for one in self.panels)
        if known * len(self.equity) + bars * len(self.signals) > MOST_KEPT_BYTES:
            self.panels = [Panel(one.history, one.warm_up) for one in self.panels]
            self.signals.clear()


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


Runner = Callable[[Market, Rules, State, FloatArray], int]


@kernel.compiled
def holds_nothing(book: FloatArray) -> bool:
    for symbol in range(len(book)):  # noqa: SIM110 - a plain loop is what compiles to fast code
        if book[symbol, kernel.QUANTITY] > 0:
            return False
    return True


@kernel.compiled
def next_entry(entry: BoolArray, exit_: BoolArray, bar: int) -> int:
    """The first close from `bar` on that signals an entry, or the number of bars."""
    for signalled in range(bar, len(entry)):
        for symbol in range(entry.shape[1]):
            if entry[signalled, symbol] and not exit_[signalled, symbol]:
                return signalled
    return len(entry)


def runner(stamp: int) -> Runner:
    """Compiled for the kernel with this stamp.

    Numba's cache notices changes of this file only, but it does look at enclosed variables: with
    the stamp among them, a kernel that has changed is compiled in anew.
    """

    @kernel.compiled
    def run(market: Market, rules: Rules, state: State, equity: FloatArray) -> int:
        """The kernel on the bars at which something is held or bought; gives closed trades.

        Between them the equity stands still.
        """
        bars, symbols = market.close.shape
        delay = 0 if rules.at_close else 1
        held = np.empty(bars, np.bool_)
        trades = np.empty((STRIDE * symbols, kernel.TRADE_WIDTH))
        closed, bar = 0 * stamp, 0
        while bar < bars:
            if holds_nothing(state.book):
                signalled = next_entry(market.entry, market.exit, max(bar - delay, 0))
                first = min(signalled + delay, bars)
                equity[bar:first] = state.account[kernel.EQUITY]
                bar = first
            last = min(bar + STRIDE, bars)
            closed += kernel.run_bars(market, rules, state, bar, last, equity, held, trades)
            bar = last
        return int(closed)

    return run


run_where_it_matters = runner(zlib.crc32(Path(kernel.__file__).read_bytes()))
