"""What a strategy can say, as validated data. It is never code; the engine runs nothing else.

Either rules (entry, exit, stops, sizing) or a portfolio (target weights). Percentages are
fractions (0.05 is 5%), commission and slippage too. Every field here is executed by the engine;
the words of a rule are in `conditions`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, field_validator, model_validator

from backtests.engine import ranges as grid
from backtests.engine.conditions import (
    MAX_DEPTH,
    All,
    Any_,
    Between,
    Calendar,
    Change,
    Comparison,
    Condition,
    Distance,
    Gap,
    Indicator,
    Lasting,
    Not,
    Number,
    Operand,
    Price,
    Series,
    Spec,
    Streak,
    Symbol,
    Trend,
    calendars,
    depth,
    operands_of,
    parts_of,
    walk,
)
from backtests.engine.ranges import Range

__all__ = [
    "All", "Allocation", "Any_", "Atr", "Between", "Calendar", "Change", "Comparison", "Condition",
    "Distance", "Gap", "Indicator", "Lasting", "Level", "Money", "Not", "Number", "Operand",
    "PartialExit", "Portfolio", "Price", "Range", "Rotation", "Series", "Sizing", "Strategy",
    "Streak", "Trend", "Weights", "operands_of", "parts_of", "walk",
]  # fmt: skip

Timeframe = Literal["1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"]
Rebalance = Literal["never", "day", "week", "month", "quarter", "year"]
MAX_LEVERAGE = 10.0


# Exits ------------------------------------------------------------------------------------------


class Atr(Spec):
    """A distance from the price paid: a multiple of the ATR at the close of the signal."""

    kind: Literal["atr"] = "atr"
    multiple: float = Field(gt=0, le=100)
    period: int = Field(default=14, ge=1, le=1000)


class Money(Spec):
    """A distance from the price paid, in money a share."""

    kind: Literal["money"] = "money"
    distance: float = Field(gt=0, le=1e9)


Level = Annotated[float, Field(gt=0)] | Annotated[Atr | Money, Field(discriminator="kind")]


class PartialExit(Spec):
    """Sell `fraction` of the position as it was bought, once it has gained `gain` (a fraction)."""

    gain: float = Field(gt=0, le=100)
    fraction: float = Field(gt=0, lt=1)


# Sizing -----------------------------------------------------------------------------------------


class Sizing(Spec):
    """How much one entry may use; at most one way is given, and never more than the money allows.

    `fraction` of the equity (1.0 is all in), fixed `cash`, fixed `quantity`, `risk` (the fraction
    of the equity that is lost if the stop is hit at its level), or `volatility` (the position's
    annual volatility that is aimed at, as a fraction of the equity). By default the equity is
    shared equally between the symbols, or between `max_positions`.
    """

    fraction: float | None = Field(default=None, gt=0, le=10)
    cash: float | None = Field(default=None, gt=0, le=1e12)
    quantity: float | None = Field(default=None, gt=0, le=1e12)
    risk: float | None = Field(default=None, gt=0, lt=1)
    volatility: float | None = Field(default=None, gt=0, le=5)
    whole_shares: bool = False
    max_positions: int | None = Field(default=None, ge=1, le=100)
    max_entries: int = Field(default=1, ge=1, le=10_000)

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = ("fraction", "cash", "quantity", "risk", "volatility")
        given = [way for way in ways if getattr(self, way) is not None]
        if len(given) > 1:
            raise ValueError(f"give one way of sizing, not {' and '.join(given)}")
        return self


# Portfolios -------------------------------------------------------------------------------------


def named_once(weights: object) -> object:
    """Names that differ in their spelling only would hide each other."""
    names = [str(name).strip().upper() for name in weights] if isinstance(weights, dict) else []
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"{name} has two weights; one is enough")
    return weights


def checked_weights(weights: dict[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    if total > 1 + 1e-9:
        raise ValueError(f"the weights add up to {total:.6g}; they may not exceed 1")
    return weights


Share = Annotated[float, Field(ge=0, le=1)]
Shares = Annotated[
    dict[Symbol, Share], BeforeValidator(named_once), AfterValidator(checked_weights)
]


class Weights(Spec):
    """Fixed shares of the equity, restored at the first open of each period."""

    kind: Literal["weights"] = "weights"
    weights: Shares = Field(min_length=1, max_length=20)
    rebalance: Rebalance = "month"


class Rotation(Spec):
    """Hold the `top` symbols by an operand (the lowest first, if `lowest`), in equal parts.

    Those for which `filter` does not hold are left out; a place that is not taken goes to
    `fallback`, or to cash.
    """

    kind: Literal["rotation"] = "rotation"
    rank_by: Operand
    top: int = Field(default=1, ge=1, le=100)
    lowest: bool = False
    filter: Condition | None = None
    fallback: Symbol | None = None
    rebalance: Rebalance = "month"

    @model_validator(mode="after")
    def _ranks(self) -> Self:
        if isinstance(self.rank_by, Number) or self.rank_by.symbol:
            raise ValueError("rank_by needs a value that every symbol has of its own")
        if self.rebalance == "never":
            raise ValueError("a rotation needs a period after which it looks again")
        return self


class Branch(Spec):
    """These weights while the condition holds."""

    when: Condition
    weights: Shares = Field(max_length=20)


class Allocation(Spec):
    """The weights of the first branch that holds, else `otherwise`; empty weights are cash.

    It is looked at on the last close of each `look` period, and trades only where another branch
    holds than before. Conditions without a symbol look at the strategy's first one.
    """

    kind: Literal["allocation"] = "allocation"
    branches: list[Branch] = Field(min_length=1, max_length=10)
    otherwise: Shares = Field(default_factory=dict, max_length=20)
    look: Literal["day", "week", "month", "quarter", "year"] = "day"


Portfolio = Annotated[Weights | Rotation | Allocation, Field(discriminator="kind")]


# The strategy -----------------------------------------------------------------------------------


class Strategy(Spec):
    """Rules or a portfolio, on one or several symbols that share one account.

    With `direction` "short" the entry sells short and the exit buys back; with "both" the short
    side has rules of its own, and a signal for the other side turns a position round. With
    `ranges` it stands for every combination of their values, which only a sweep can test.
    """

    version: Literal[1] = 1
    symbols: list[str] = Field(min_length=1, max_length=20)
    timeframe: Timeframe = "1d"
    start: dt.date | None = None
    end: dt.date | None = None
    benchmark: Symbol | None = None
    direction: Literal["long", "short", "both"] = "long"
    entry: Condition | None = None
    exit: Condition | None = None
    short_entry: Condition | None = None
    short_exit: Condition | None = None
    hold: bool = False
    stop_loss: Level | None = None
    take_profit: Level | None = None
    trailing_stop: Level | None = None
    break_even: float | None = Field(default=None, gt=0, le=100)
    partial_exits: list[PartialExit] = Field(default_factory=list, max_length=10)
    max_bars: int | None = Field(default=None, ge=1, le=10_000)
    max_days: int | None = Field(default=None, ge=1, le=10_000)
    same_day: bool = False
    portfolio: Portfolio | None = None
    fill: Literal["next_open", "close"] = "next_open"
    stops_from: Literal["entry_bar", "next_bar"] = "entry_bar"
    sizing: Sizing = Sizing()
    leverage: float = Field(default=1.0, ge=1, le=MAX_LEVERAGE)
    initial_capital: float = Field(default=10_000.0, gt=0, le=1e12)
    currency: str = Field(default="USD", min_length=1, max_length=8)
    commission: float = Field(default=0.0, ge=0, lt=0.5)
    commission_per_trade: float = Field(default=0.0, ge=0, le=1e6)
    commission_per_share: float = Field(default=0.0, ge=0, le=1e6)
    slippage: float = Field(default=0.0, ge=0, lt=0.5)
    borrow_cost: float = Field(default=0.0, ge=0, le=5)
    ranges: list[Range] = Field(default_factory=list)

    @field_validator("symbols")
    @classmethod
    def _tickers(cls, symbols: list[str]) -> list[str]:
        tidy = [symbol.strip().upper() for symbol in symbols]
        if any(not symbol or len(symbol) > 20 for symbol in tidy):
            raise ValueError("a symbol has 1 to 20 characters")
        if len(set(tidy)) != len(tidy):
            raise ValueError("a symbol is named twice")
        return tidy

    @field_validator("stop_loss", "trailing_stop")
    @classmethod
    def _less_than_everything(cls, level: Level | None) -> Level | None:
        if isinstance(level, float) and level >= 1:
            raise ValueError(f"a stop must be below 1 (100%), not {level:g}")
        return level

    @field_validator("take_profit")
    @classmethod
    def _in_reach(cls, level: Level | None) -> Level | None:
        if isinstance(level, float) and level > 100:
            raise ValueError(f"a target must be at most 100 (10,000%), not {level:g}")
        return level

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for problem in (*problems(self), *range_problems(self)):
            raise ValueError(problem)
        return self

    @property
    def count(self) -> int:
        """How many variants its ranges make; 1 without a range."""
        return grid.size(self.ranges)

    def variant(self, number: int) -> Strategy:
        """The variant with this number, counted from 0: the same without ranges."""
        values = grid.settings(self.ranges, number)
        draft = self.model_dump(mode="json")
        return Strategy.model_validate(grid.varied(draft, self.ranges, values))

    def based(self) -> Strategy:
        """The same with the first value of each range in its place, as words would say it."""
        if not self.ranges:
            return self
        return self.variant(0).model_copy(update={"ranges": self.ranges})

    @property
    def rules(self) -> list[Condition]:
        """All conditions, in the order of the fields."""
        sides = (self.entry, self.exit, self.short_entry, self.short_exit)
        return [rule for rule in (*sides, *conditions_of(self.portfolio)) if rule is not None]

    @property
    def operands(self) -> list[Operand]:
        ranked = [self.portfolio.rank_by] if isinstance(self.portfolio, Rotation) else []
        return [*(one for rule in self.rules for one in operands_of(rule)), *ranked]

    @property
    def all_symbols(self) -> list[str]:
        """Those that are traded, then those that are only looked at."""
        looked_at = [one.symbol for one in self.operands if not isinstance(one, Number)]
        return list(dict.fromkeys([*self.symbols, *(one for one in looked_at if one)]))

    @property
    def needed_symbols(self) -> list[str]:
        """Whose bars a test needs: the traded symbols, those looked at, and the benchmark."""
        benchmark = [self.benchmark] if self.benchmark else []
        return list(dict.fromkeys([*self.all_symbols, *benchmark]))

    @property
    def benchmark_name(self) -> str:
        """What a result is compared with, in words."""
        return f"buy and hold of {self.benchmark}" if self.benchmark else "buy and hold"

    @property
    def long_rules(self) -> tuple[Condition | None, Condition | None]:
        """Entry and exit of the long side."""
        return (None, None) if self.direction == "short" else (self.entry, self.exit)

    @property
    def short_rules(self) -> tuple[Condition | None, Condition | None]:
        """Entry and exit of the short side."""
        if self.direction == "short":
            return self.entry, self.exit
        return self.short_entry, self.short_exit


def conditions_of(portfolio: Portfolio | None) -> list[Condition]:
    match portfolio:
        case Rotation(filter=condition) if condition is not None:
            return [condition]
        case Allocation(branches=branches):
            return [branch.when for branch in branches]
        case _:
            return []


def problems(strategy: Strategy) -> Iterator[str]:
    """What makes a strategy impossible or contradictory, each naming its field."""
    if strategy.start and strategy.end and strategy.start >= strategy.end:
        yield f"the start ({strategy.start}) must be before the end ({strategy.end})"
    yield from condition_problems(strategy)
    yield from field_problems(strategy)


def condition_problems(strategy: Strategy) -> Iterator[str]:
    """Of each rule by itself."""
    if any(depth(rule) > MAX_DEPTH for rule in strategy.rules):
        yield f"conditions are nested more than {MAX_DEPTH} deep"
    for rule in (one for whole in strategy.rules for one in calendars(whole)):
        yield from calendar_problems(rule, strategy.timeframe)


def field_problems(strategy: Strategy) -> Iterator[str]:
    """Of fields that do not go together."""
    if strategy.portfolio:
        yield from portfolio_problems(strategy)
        return
    yield from rule_problems(strategy)
    yield from exit_problems(strategy)
    yield from level_problems(strategy)
    yield from sizing_problems(strategy)


def calendar_problems(rule: Calendar, timeframe: str) -> Iterator[str]:
    clock = rule.session_bar or rule.from_time or rule.to_time
    if clock and timeframe in ("1d", "1w"):
        yield f"a calendar with session_bar or times needs bars within a day, not {timeframe}"
    if timeframe == "1w" and (rule.weekdays or rule.first_days or rule.last_days or rule.month_day):
        yield "a calendar with days needs daily bars or shorter ones, not 1w"


def portfolio_problems(strategy: Strategy) -> Iterator[str]:
    default = Strategy.model_fields
    foreign = (
        "entry", "exit", "short_entry", "short_exit", "hold", "stop_loss", "take_profit",
        "trailing_stop", "break_even", "max_bars", "max_days", "same_day", "leverage",
        "stops_from", "borrow_cost",
    )  # fmt: skip
    for name in foreign:
        if getattr(strategy, name) != default[name].default:
            yield f"{name} does not go with a portfolio, whose positions follow its weights"
    if strategy.partial_exits:
        yield "partial_exits do not go with a portfolio, whose positions follow its weights"
    if strategy.direction != "long":
        yield "direction must be long with a portfolio"
    if strategy.sizing != Sizing(whole_shares=strategy.sizing.whole_shares):
        yield "sizing does not go with a portfolio, whose weights are the sizes"
    for symbol in named_symbols(strategy):
        if symbol not in strategy.symbols:
            yield f"portfolio names {symbol}, which is not among the symbols"
    if isinstance(strategy.portfolio, Rotation):
        fallback = strategy.portfolio.fallback
        ranked = [symbol for symbol in strategy.symbols if symbol != fallback]
        if strategy.portfolio.top > len(ranked):
            yield f"top {strategy.portfolio.top} needs more symbols than the {len(ranked)} ranked"


def named_symbols(strategy: Strategy) -> list[str]:
    match strategy.portfolio:
        case Weights(weights=weights):
            return list(weights)
        case Rotation(fallback=fallback):
            return [fallback] if fallback else []
        case Allocation(branches=branches, otherwise=otherwise):
            return [symbol for one in branches for symbol in one.weights] + list(otherwise)
        case _:
            return []


def rule_problems(strategy: Strategy) -> Iterator[str]:
    if strategy.entry is None and strategy.short_entry is None:
        yield "there is no entry: say when to buy, or give a portfolio"
    elif strategy.entry is None:
        yield "entry is missing: with direction both, both sides need one"
    if strategy.direction == "both" and strategy.short_entry is None:
        yield "short_entry is missing: with direction both, both sides need one"
    if strategy.direction != "both" and (strategy.short_entry or strategy.short_exit):
        yield (
            f"short_entry and short_exit are for direction both; with {strategy.direction}, "
            "say entry and exit"
        )


def exit_problems(strategy: Strategy) -> Iterator[str]:
    leaves = (
        strategy.stop_loss, strategy.take_profit, strategy.trailing_stop, strategy.max_bars,
        strategy.max_days, strategy.same_day, strategy.hold,
    )  # fmt: skip
    turns = strategy.direction == "both"
    if strategy.exit is None and not any(leaves) and not turns:
        yield (
            "there is no exit: add an exit rule, a stop, a target or a holding time "
            "(or hold: true, to keep what was bought)"
        )
    if strategy.same_day and strategy.timeframe == "1w":
        yield "same_day needs daily bars or shorter ones, not 1w"
    if strategy.same_day and strategy.fill == "close":
        yield "same_day does not go with fill close: what is bought at the close is left there"
    gains = [part.gain for part in strategy.partial_exits]
    if gains != sorted(set(gains)):
        yield "partial_exits must ascend in gain"
    if sum(part.fraction for part in strategy.partial_exits) > 1 + 1e-9:
        yield "partial_exits sell more than there is: their fractions add up to more than 1"


def level_problems(strategy: Strategy) -> Iterator[str]:
    target = strategy.take_profit
    gains = [part.gain for part in strategy.partial_exits]
    if strategy.direction == "short" and any(
        gain >= 1 for gain in (*gains, target) if isinstance(gain, float)
    ):
        yield "take_profit and partial_exits of a short must be below 1: no price falls by 100%"
    if isinstance(target, float):
        if any(gain >= target for gain in gains):
            yield f"partial_exits must lie below the take_profit of {target:g}"
        if strategy.break_even and strategy.break_even >= target:
            yield f"break_even must lie below the take_profit of {target:g}"


def sizing_problems(strategy: Strategy) -> Iterator[str]:
    sizing = strategy.sizing
    if sizing.fraction and sizing.fraction > strategy.leverage:
        yield (
            f"sizing.fraction {sizing.fraction:g} is more than the leverage of "
            f"{strategy.leverage:g} allows"
        )
    if strategy.borrow_cost and strategy.direction == "long":
        yield "borrow_cost is paid for shorts only; with direction long, leave it out"
    if sizing.risk and not (strategy.stop_loss or strategy.trailing_stop):
        yield "sizing.risk needs a stop_loss or a trailing_stop, from which the risk is counted"
    if strategy.hold and strategy.direction == "both":
        yield "hold does not go with direction both"


def range_problems(strategy: Strategy) -> Iterator[str]:
    if strategy.ranges:
        draft = strategy.model_dump(mode="json")
        yield from grid.problems(draft, strategy.ranges, Strategy.model_validate)


Strategy.model_rebuild()
