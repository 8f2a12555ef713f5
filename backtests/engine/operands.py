"""The operands of a rule: what has a value at every close.

Percentages are fractions (0.05 is 5%).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

from backtests.engine.indicators import INDICATORS

PriceField = Literal["open", "high", "low", "close", "volume"]


class Spec(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    @cached_property
    def key(self) -> str:
        """The same for all that say the same."""
        return self.model_dump_json()

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Pydantic copies what is cached too, which may be true of the original only."""
        copy = super().model_copy(update=update, deep=deep)
        copy.__dict__.pop("key", None)
        return copy


def ticker(symbol: str) -> str:
    tidy = symbol.strip().upper()
    if not 1 <= len(tidy) <= 20:
        raise ValueError("a symbol has 1 to 20 characters")
    return tidy


Symbol = Annotated[str, AfterValidator(ticker)]


class Number(Spec):
    """A constant, in the unit of what it is compared with."""

    kind: Literal["number"] = "number"
    value: float


class Series(Spec):
    """A value at every close: `lag` bars ago, times `multiplier` ("5% below" is 0.95).

    `symbol` looks at another symbol than the one that is traded.
    """

    symbol: Symbol | None = None
    lag: int = Field(default=0, ge=0, le=1000)
    multiplier: float = Field(default=1.0, gt=0, le=1000)


class Price(Series):
    """A field of the bar."""

    kind: Literal["price"] = "price"
    field: PriceField = "close"


class Indicator(Series):
    """One output of a registered indicator."""

    kind: Literal["indicator"] = "indicator"
    name: str
    params: dict[str, float] = Field(default_factory=dict)
    output: str = ""

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
        if problem := spec.check and spec.check(self.params):
            raise ValueError(f"{self.name} {problem}")
        return self


class Change(Series):
    """Change of the close over `bars` bars, as a fraction (-0.02 is a fall of 2%)."""

    kind: Literal["change"] = "change"
    bars: int = Field(default=1, ge=1, le=1000)


class Distance(Series):
    """Close relative to a rolling level over `bars` bars, the current one included, as a fraction.

    `of` "high" is the highest high, "low" the lowest low, "mean" the mean close.
    """

    kind: Literal["distance"] = "distance"
    of: Literal["high", "low", "mean"]
    bars: int = Field(default=20, ge=1, le=1000)


class Gap(Series):
    """The open relative to the close before, as a fraction (0.02 is a gap up of 2%)."""

    kind: Literal["gap"] = "gap"


class Streak(Series):
    """How many closes in a row went up (or down), ending with this bar."""

    kind: Literal["streak"] = "streak"
    way: Literal["up", "down"]


Operand = Annotated[
    Number | Price | Indicator | Change | Distance | Gap | Streak, Field(discriminator="kind")
]


def in_fractions(operand: Operand) -> bool:
    """Whether its values are parts of a whole, which people tell as per cents."""
    if isinstance(operand, Indicator):
        return INDICATORS[operand.name].fractions
    return isinstance(operand, Change | Distance | Gap)


def check_scale(operand: Series, value: float) -> None:
    name, low, high = scale_of(operand)
    low, high = low * operand.multiplier, high * operand.multiplier
    if not low <= value <= high:
        whole = name if operand.multiplier == 1 else f"{operand.multiplier:g} x {name}"
        limits = f"from {low:g} to {high:g}" if high < math.inf else f"of {low:g} or more"
        raise ValueError(f"{whole} only takes values {limits}; {value:g} is impossible")


def scale_of(operand: Series) -> tuple[str, float, float]:
    """What it is called, and between which values it must lie; both may be infinite."""
    match operand:
        case Indicator(name=name):
            spec = INDICATORS[name]
            return spec.title, *(spec.scale or (-math.inf, math.inf))
        case Price(field=field):
            return field, 0.0, math.inf
        case Streak():
            return "a streak", 0.0, math.inf
        case Distance(of="high"):
            return "a distance from the high", -1.0, 0.0
        case Distance(of="low"):
            return "a distance from the low", 0.0, math.inf
        case _:
            return "a change", -1.0, math.inf
