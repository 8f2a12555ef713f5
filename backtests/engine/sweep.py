"""Many variants of one strategy on the same bars: a few figures of each, and no trades.

Flow: lay the grid over the strategy's JSON, validate every variant, then simulate one by one.
What variants have in common (bars, indicator series, signals) is computed once.
"""

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from pydantic import ValidationError

from backtests.engine import metrics
from backtests.engine.backtest import long_enough, prepared
from backtests.engine.bars import Bars, FloatArray
from backtests.engine.conditions import Condition, Number, Spec, operands_of
from backtests.engine.kernel.counting import never_left, newly_left
from backtests.engine.kernel.layout import BoolArray, Market, Rules, SideArray
from backtests.engine.market import clock, combined, quiet, scales, sides_of
from backtests.engine.ranges import MOST_VARIANTS, WrongGrid, place
from backtests.engine.signals import Panel, signal
from backtests.engine.simulator import Progress, blank, chunks, recorded, rules_of
from backtests.engine.strategy import Strategy, field_problems

Json = dict[str, Any]
Grid = Mapping[str, Sequence[Any]]

# Signals and series that are kept for the next variants; beyond this they are computed again.
MOST_KEPT_BYTES = 256 * 1024 * 1024

Name = tuple[object, ...]


class Plan(NamedTuple):
    """A validated variant in the few words that its simulation needs."""

    orders: Name
    scales: Name
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
    plans = [desk.plan(variant) for variant in variants(strategy, settings, grid, check_cancelled)]
    result = empty_sweep(settings, len(desk.market.orders), keep_returns)
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
    strategy: Strategy, settings: Sequence[Json], grid: Grid, check_cancelled: Callable[[], None]
) -> Iterator[Strategy]:
    """Each as the strategy that it is, or the sentence that says which one cannot be.

    A field is validated once for each combination of the values that reach into it.
    """
    draft = Draft(strategy, grid)
    known: dict[Part, Any] = {}
    for chosen, numbers in zip(settings, positions(grid), strict=True):
        check_cancelled()
        parts = draft.parts(numbers)
        try:
            if not all(part in known for part in parts):
                whole = draft.filled(chosen)
                known |= {part: getattr(whole, part[0]) for part in parts}
            variant = strategy.model_copy(update={part[0]: known[part] for part in parts})
            for problem in field_problems(variant):
                raise WrongGrid(problem)
        except (ValidationError, WrongGrid) as error:
            raise WrongGrid(f"{shown(chosen)}: {sentence(error)}") from error
        yield variant


def positions(grid: Grid) -> Iterator[tuple[int, ...]]:
    return itertools.product(*(range(len(values)) for values in grid.values()))


def sentence(error: ValidationError | WrongGrid) -> str:
    if isinstance(error, WrongGrid):
        return str(error)
    return "; ".join(one["msg"].removeprefix("Value error, ") for one in error.errors())


Part = tuple[str, tuple[int, ...]]


class Draft:
    """A strategy's JSON with the places that the grid's values go to."""

    def __init__(self, strategy: Strategy, grid: Grid) -> None:
        paths = [key.split(",") for key in grid]
        self.json = strategy.model_dump(mode="json")
        self.places = [[place(self.json, path) for path in each] for each in paths]
        reached = [{path.strip().partition(".")[0] for path in each} for each in paths]
        self.reaching = {
            name: [number for number, names in enumerate(reached) if name in names]
            for name in sorted(set().union(*reached))
        }

    def parts(self, numbers: tuple[int, ...]) -> list[Part]:
        """The fields that are reached, each with the positions of the values that reach it."""
        return [(name, tuple(numbers[key] for key in keys)) for name, keys in self.reaching.items()]

    def filled(self, chosen: Json) -> Strategy:
        for places, value in zip(self.places, chosen.values(), strict=True):
            for holder, name in places:
                holder[name] = value
        return Strategy.model_validate(self.json)


def shown(settings: Json) -> str:
    return ", ".join(f"{key} = {value}" for key, value in settings.items())


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
    named: dict[Name, Strategy] = field(default_factory=dict)
    checked: set[str] = field(default_factory=set)
    signals: dict[str, list[BoolArray]] = field(default_factory=dict)
    orders: dict[Name, SideArray] = field(default_factory=dict)
    scales: dict[Name, FloatArray] = field(default_factory=dict)
    market: Market = field(init=False)

    def __post_init__(self) -> None:
        bars = self.panels[0].bars
        self.market = quiet(self.panels)._replace(clock=clock(self.strategy, bars))

    def plan(self, variant: Strategy) -> Plan:
        if variant.portfolio:
            raise WrongGrid("a portfolio has no variants yet; give a strategy of rules")
        signalled = tuple(name_of(rule) for rule in sides_of(variant))
        levels = (variant.stop_loss, variant.take_profit, variant.trailing_stop)
        distances = (one if isinstance(one, Spec) else None for one in levels)
        measured = (*distances, variant.sizing.volatility)
        for rule in sides_of(variant):
            if rule is not None and rule.key not in self.checked:
                self.check(rule)
        for name in (signalled, measured):
            self.named.setdefault(name, variant)
        return Plan(signalled, measured, rules_of(variant), float(variant.initial_capital))

    def check(self, rule: Condition) -> None:
        operands, there = operands_of(rule), self.strategy.needed_symbols
        if any(one.symbol not in (None, *there) for one in operands if not isinstance(one, Number)):
            raise WrongGrid("all variants of a sweep look at the same symbols")
        long_enough(operands, self.panels)
        self.checked.add(rule.key)

    def simulate(self, plan: Plan) -> Outcome:
        """Positions are counted, and their records overwritten chunk by chunk."""
        market = self.market_for(plan)
        equity, held, state = blank(market, plan.rules, plan.capital)
        positions, latest = 0, np.full(len(state.book), -1)
        for _ in chunks(market, plan.rules, state, equity, held, self.check_cancelled):
            positions += newly_left(recorded(state), latest)
        return Outcome(equity, positions + never_left(state.book, latest))

    def market_for(self, plan: Plan) -> Market:
        if plan.orders not in self.orders:
            self.make_room()
            sides = [self.signalled(rule) for rule in sides_of(self.named[plan.orders])]
            self.orders[plan.orders] = combined(sides)
        if plan.scales not in self.scales:
            self.scales[plan.scales] = scales(self.named[plan.scales], self.panels)
        found, gaps = self.orders[plan.orders], self.scales[plan.scales]
        return self.market._replace(orders=found, scales=gaps)

    def signalled(self, rule: Condition | None) -> list[BoolArray]:
        name = name_of(rule)
        if name not in self.signals:
            self.check_cancelled()
            self.signals[name] = [signal(rule, panel) for panel in self.panels]
        return self.signals[name]

    def make_room(self) -> None:
        """Panels and orders forget all they know once that is too much to hold."""
        known = sum(8 * len(one._series) + 2 * len(one._truths) for one in self.panels)
        known += (len(self.orders) + len(self.signals)) * len(self.panels)
        gaps = sum(one.nbytes for one in self.scales.values())
        if known * len(self.market.orders) + gaps > MOST_KEPT_BYTES:
            self.panels = prepared_again(self.panels)
            self.signals.clear()
            self.orders.clear()
            self.scales.clear()


def name_of(rule: Condition | None) -> str:
    return rule.key if rule else ""


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
    returns = metrics.returns_of(equity)
    sharpe = metrics.sharpe(returns, metrics.BARS_PER_YEAR[timeframe])
    result.total_return[number] = metrics.total_return(equity, capital)
    result.sharpe[number] = math.nan if sharpe is None else sharpe
    result.max_drawdown[number] = metrics.max_drawdown(metrics.depths(equity, capital))
    result.trades[number] = outcome.trades
    result.final_equity[number] = equity[-1]
    if result.returns is not None:
        result.returns[:, number] = returns
