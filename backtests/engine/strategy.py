"""What a strategy can say, as validated data. It is never code; the engine runs nothing else.

Percentages are fractions (0.05 is 5%), commission and slippage too. Every field here is executed by
the engine; what cannot be said here cannot be tested, and the reader says so.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from backtests.engine.indicators import INDICATORS

Timeframe = Literal["1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"]
PriceField = Literal["open", "high", "low", "close", "volume"]
Operator = Literal["<", "<=", ">", ">=", "crosses_above", "crosses_below"]

MAX_DEPTH = 6


class Spec(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Number(Spec):
    """A constant, in the unit of what it is compared with."""

    kind: Literal["number"] = "number"
    value: float


class Price(Spec):
    """A field of the bar, `lag` bars ago, times `multiplier` ("5% below" is 0.95)."""

    kind: Literal["price"] = "price"
    field: PriceField = "close"
    lag: int = Field(default=0, ge=0, le=1000)
    multiplier: float = Field(default=1.0, gt=0, le=1000)


class Indicator(Spec):
    """One output of a registered indicator, `lag` bars ago, times `multiplier`."""

    kind: Literal["indicator"] = "indicator"
    name: str
    params: dict[str, float] = Field(default_factory=dict)
    output: str = ""
    lag: int = Field(default=0, ge=0, le=1000)
    multiplier: float = Field(default=1.0, gt=0, le=1000)

    @field_validator("name")
    @classmethod
    def _known(cls, name: str) -> str:
        if name not in INDICATORS:
            raise ValueError(f"there is no indicator {name!r}; known: {', '.join(INDICATORS)}")
        return name

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, data: object) -> object:
        """Parameters and output that were left out get their usual values, so that they show."""
        if not isinstance(data, dict) or data.get("name") not in INDICATORS:
            return data
        spec = INDICATORS[data["name"]]
        params = data.get("params")
        if params is not None and not isinstance(params, dict):
            return data
        return {
            **data,
            "params": {**spec.defaults(), **(params or {})},
            "output": data.get("output") or spec.outputs[0],
        }

    @model_validator(mode="after")
    def _fits_the_registry(self) -> Self:
        spec = INDICATORS[self.name]
        if self.output not in spec.outputs:
            raise ValueError(
                f"{self.name} has no output {self.output!r}; it has {', '.join(spec.outputs)}"
            )
        for key, value in self.params.items():
            if key not in spec.params:
                raise ValueError(f"{self.name} has no parameter {key!r}")
            limits = spec.params[key]
            if not limits.low <= value <= limits.high:
                raise ValueError(
                    f"{self.name} {key} must be between {limits.low:g} and {limits.high:g}, "
                    f"not {value:g}"
                )
            if limits.whole and value != int(value):
                raise ValueError(f"{self.name} {key} must be a whole number, not {value:g}")
        if self.name == "MACD" and self.params["fast"] >= self.params["slow"]:
            raise ValueError("MACD fast must be shorter than slow")
        return self


class Change(Spec):
    """Change of the close over `bars` bars, as a fraction (-0.02 is a fall of 2%)."""

    kind: Literal["change"] = "change"
    bars: int = Field(default=1, ge=1, le=1000)


class Distance(Spec):
    """Close relative to a rolling level over `bars` bars, the current one included, as a fraction.

    `of` "high" is the highest high, "low" the lowest low, "mean" the mean close.
    """

    kind: Literal["distance"] = "distance"
    of: Literal["high", "low", "mean"]
    bars: int = Field(default=20, ge=1, le=1000)


class Streak(Spec):
    """How many closes in a row went up (or down), ending with this bar."""

    kind: Literal["streak"] = "streak"
    way: Literal["up", "down"]


Operand = Annotated[
    Number | Price | Indicator | Change | Distance | Streak, Field(discriminator="kind")
]


class Comparison(Spec):
    """`left op right` at the close of a bar. Unknown (NaN) on either side is false.

    `crosses_above` is true where left was at or below right on the bar before and is above it now.
    """

    kind: Literal["compare"] = "compare"
    left: Operand
    op: Operator
    right: Operand

    @model_validator(mode="after")
    def _possible(self) -> Self:
        for operand, other in ((self.left, self.right), (self.right, self.left)):
            if isinstance(operand, Indicator) and isinstance(other, Number):
                _check_scale(operand, other.value)
        if isinstance(self.left, Number) and isinstance(self.right, Number):
            raise ValueError("two numbers say nothing about prices")
        return self


def _check_scale(operand: Indicator, value: float) -> None:
    scale = INDICATORS[operand.name].scale
    if scale and not scale[0] <= value <= scale[1]:
        raise ValueError(
            f"{operand.name} only takes values from {scale[0]:g} to {scale[1]:g}; "
            f"{value:g} is impossible"
        )


class All(Spec):
    """True where every part is true."""

    kind: Literal["all"] = "all"
    of: list[Condition] = Field(min_length=1, max_length=20)


class Any_(Spec):  # noqa: N801 - `Any` means something else to a reader
    """True where at least one part is true."""

    kind: Literal["any"] = "any"
    of: list[Condition] = Field(min_length=1, max_length=20)


class Not(Spec):
    """True where the part is certainly false; what is not known yet is never true."""

    kind: Literal["not"] = "not"
    of: Condition


Condition = Annotated[Comparison | All | Any_ | Not, Field(discriminator="kind")]


class Sizing(Spec):
    """How much of the equity one entry may use: `fraction` 1.0 is all in.

    With several symbols, the default shares the equity equally between them.
    """

    fraction: float | None = Field(default=None, gt=0, le=1)
    whole_shares: bool = False


class Strategy(Spec):
    """A long-only strategy on one or several symbols that share one account."""

    version: Literal[1] = 1
    symbols: list[str] = Field(min_length=1, max_length=20)
    timeframe: Timeframe = "1d"
    start: dt.date | None = None
    end: dt.date | None = None
    direction: Literal["long"] = "long"
    entry: Condition
    exit: Condition | None = None
    stop_loss: float | None = Field(default=None, gt=0, lt=1)
    take_profit: float | None = Field(default=None, gt=0, le=100)
    max_bars: int | None = Field(default=None, ge=1, le=10_000)
    fill: Literal["next_open", "close"] = "next_open"
    stops_from: Literal["entry_bar", "next_bar"] = "entry_bar"
    sizing: Sizing = Sizing()
    initial_capital: float = Field(default=10_000.0, gt=0, le=1e12)
    currency: str = Field(default="USD", min_length=1, max_length=8)
    commission: float = Field(default=0.0, ge=0, lt=0.5)
    slippage: float = Field(default=0.0, ge=0, lt=0.5)

    @field_validator("symbols")
    @classmethod
    def _tickers(cls, symbols: list[str]) -> list[str]:
        tidy = [symbol.strip().upper() for symbol in symbols]
        if any(not symbol or len(symbol) > 20 for symbol in tidy):
            raise ValueError("a symbol has 1 to 20 characters")
        if len(set(tidy)) != len(tidy):
            raise ValueError("a symbol is named twice")
        return tidy

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.start and self.end and self.start >= self.end:
            raise ValueError(f"the start ({self.start}) must be before the end ({self.end})")
        if self.exit is None and not (self.stop_loss or self.take_profit or self.max_bars):
            raise ValueError(
                "there is no exit: add an exit rule, a stop, a target or a holding time"
            )
        for condition in (self.entry, self.exit):
            if condition is not None and _depth(condition) > MAX_DEPTH:
                raise ValueError(f"conditions are nested more than {MAX_DEPTH} deep")
        return self


def _depth(condition: Condition) -> int:
    if isinstance(condition, All | Any_):
        return 1 + max(_depth(part) for part in condition.of)
    if isinstance(condition, Not):
        return 1 + _depth(condition.of)
    return 1


def walk(condition: Condition | None) -> list[Comparison]:
    """All comparisons of a condition, left to right."""
    if condition is None:
        return []
    if isinstance(condition, Comparison):
        return [condition]
    parts = [condition.of] if isinstance(condition, Not) else condition.of
    return [comparison for part in parts for comparison in walk(part)]


All.model_rebuild()
Any_.model_rebuild()
Not.model_rebuild()
Strategy.model_rebuild()
