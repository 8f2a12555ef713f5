"""What a strategy is made of besides its conditions: exits, sizing and portfolios."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from backtests.engine.conditions import Condition
from backtests.engine.operands import Number, Operand, Spec, Symbol

Rebalance = Literal["never", "day", "week", "month", "quarter", "year"]
Fill = Literal["next_open", "close", "close_to_open"]


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


def conditions_of(portfolio: Portfolio | None) -> list[Condition]:
    match portfolio:
        case Rotation(filter=condition) if condition is not None:
            return [condition]
        case Allocation(branches=branches):
            return [branch.when for branch in branches]
        case _:
            return []
