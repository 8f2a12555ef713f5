"""What a strategy can say, as validated data. It is never code; the engine runs nothing else.

Either rules (entry, exit, stops, sizing) or a portfolio (target weights). Percentages are
fractions (0.05 is 5%), commission and slippage too. Every field here is executed by the engine;
a rule is made of `conditions` over `operands`; exits, sizes and portfolios are in `parts`.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from backtests.engine import ranges as grid
from backtests.engine.conditions import (
    All,
    Any_,
    Between,
    Calendar,
    Comparison,
    Condition,
    Lasting,
    Not,
    Since,
    Trend,
    operands_of,
    parts_of,
    walk,
)
from backtests.engine.consistency import problems
from backtests.engine.operands import (
    Change,
    Distance,
    Gap,
    Indicator,
    Number,
    Operand,
    Price,
    Series,
    Spec,
    Streak,
    Symbol,
)
from backtests.engine.parts import (
    Allocation,
    Atr,
    Fill,
    Level,
    Money,
    PartialExit,
    Portfolio,
    Rotation,
    Sizing,
    Weights,
    conditions_of,
)
from backtests.engine.ranges import Range

__all__ = [
    "All", "Allocation", "Any_", "Atr", "Between", "Calendar", "Change", "Comparison", "Condition",
    "Distance", "Gap", "Indicator", "Lasting", "Level", "Money", "Not", "Number", "Operand",
    "PartialExit", "Portfolio", "Price", "Range", "Rotation", "Series", "Since", "Sizing",
    "Strategy", "Streak", "Trend", "Weights", "operands_of", "parts_of", "walk",
]  # fmt: skip

Timeframe = Literal["1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"]
MAX_LEVERAGE = 10.0


class Strategy(Spec):
    """Rules or a portfolio, on one or several symbols that share one account.

    With `direction` "short" the entry sells short and the exit buys back; with "both" the short
    side has rules of its own, and a signal for the other side turns a position round. With `fill`
    "close_to_open" entries fill at the close of their signal, and exits by rule or by time at the
    next open. With `ranges` it stands for every combination of their values, which only a sweep
    can test.
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
    fill: Fill = "next_open"
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
        for problem in problems(self):
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
    def enters_at_close(self) -> bool:
        """Whether entries, and the weights of a portfolio, fill at the close of their signal."""
        return self.fill != "next_open"

    @property
    def leaves_at_close(self) -> bool:
        """Whether exits by rule or by time do."""
        return self.fill == "close"

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
    def looked_at_symbols(self) -> list[str]:
        """Those that rules look at, and that are not traded."""
        return self.all_symbols[len(self.symbols) :]

    @property
    def needed_symbols(self) -> list[str]:
        """Whose bars a test needs: the traded symbols, those looked at, and the benchmark."""
        benchmark = [self.benchmark] if self.benchmark else []
        return list(dict.fromkeys([*self.all_symbols, *benchmark]))

    @property
    def held_in_equal_parts(self) -> bool:
        """Whether the benchmark is several symbols, whatever weights the strategy gives them."""
        return self.benchmark is None and len(self.symbols) > 1

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


Strategy.model_rebuild()
