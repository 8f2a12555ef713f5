"""The conditions of a rule, which hold or do not at every close, over operands.

Everything here is executed by `signals`; what cannot be said here cannot be tested, and the reader
says so.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from backtests.engine.operands import Number, Operand, Series, Spec, check_scale

Operator = Literal["<", "<=", ">", ">=", "crosses_above", "crosses_below"]

MAX_DEPTH = 6


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
            if isinstance(operand, Series) and isinstance(other, Number):
                check_scale(operand, other.value)
        if isinstance(self.left, Number) and isinstance(self.right, Number):
            raise ValueError("two numbers say nothing about prices")
        return self


class Between(Spec):
    """`low <= operand <= high` at the close of a bar."""

    kind: Literal["between"] = "between"
    operand: Operand
    low: Operand
    high: Operand

    @property
    def parts(self) -> tuple[Comparison, Comparison]:
        return (
            Comparison(left=self.operand, op=">=", right=self.low),
            Comparison(left=self.operand, op="<=", right=self.high),
        )

    @model_validator(mode="after")
    def _possible(self) -> Self:
        low, high = self.low, self.high
        if isinstance(low, Number) and isinstance(high, Number) and low.value >= high.value:
            raise ValueError(
                f"between needs the lower limit first: {low.value:g} is not below {high.value:g}"
            )
        assert self.parts  # each of them is checked as a comparison
        return self


class Trend(Spec):
    """The operand rose (or fell) on each of the last `bars` bars."""

    kind: Literal["trend"] = "trend"
    operand: Operand
    way: Literal["rising", "falling"]
    bars: int = Field(default=1, ge=1, le=1000)

    @model_validator(mode="after")
    def _moves(self) -> Self:
        if isinstance(self.operand, Number):
            raise ValueError("a number neither rises nor falls")
        return self


class Calendar(Spec):
    """Dates and times, all that are given at once; `on` says of which bar.

    "fill" is the bar at which the order fills (the next one, where a strategy fills at the next
    open), "signal" the bar of the close itself. `weekdays` count from Monday = 1, of every n-th
    week where `every_weeks` is given. `first_days`, `last_days` and `month_day` are trading days of
    the month; `from_day` and `to_day` are days of the calendar, both included, and `date` is the
    first trading day on or after one (the last of the month where none follows). `session_bar`
    counts the bars of a day from 1, or from -1 at its end. Times are those of the exchange, the end
    excluded.
    """

    kind: Literal["calendar"] = "calendar"
    on: Literal["fill", "signal"] = "fill"
    weekdays: list[Annotated[int, Field(ge=1, le=7)]] | None = Field(default=None, min_length=1)
    every_weeks: int | None = Field(default=None, ge=2, le=52)
    months: list[Annotated[int, Field(ge=1, le=12)]] | None = Field(default=None, min_length=1)
    first_days: int | None = Field(default=None, ge=1, le=15)
    last_days: int | None = Field(default=None, ge=1, le=15)
    month_day: int | None = Field(default=None, ge=-23, le=23)
    from_day: int | None = Field(default=None, ge=2, le=31)
    to_day: int | None = Field(default=None, ge=1, le=30)
    date: int | None = Field(default=None, ge=1, le=31)
    session_bar: int | None = Field(default=None, ge=-1000, le=1000)
    from_time: dt.time | None = None
    to_time: dt.time | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        said = self.model_dump(exclude={"kind", "on"}, exclude_none=True)
        if not said:
            raise ValueError("a calendar condition needs a day, a month or a time")
        if self.session_bar == 0 or self.month_day == 0:
            raise ValueError("bars and days are counted from 1, or from -1 at the end; 0 is none")
        if self.from_day and self.to_day and self.from_day > self.to_day:
            raise ValueError(f"from_day {self.from_day} must not be after to_day {self.to_day}")
        for name in ("from_time", "to_time"):
            check_clock(name, getattr(self, name))
        if self.to_time == dt.time():
            raise ValueError("to_time 00:00 lies before every bar of a day; leave it out")
        if self.from_time and self.to_time and self.from_time >= self.to_time:
            raise ValueError(f"from_time {self.from_time} must be before to_time {self.to_time}")
        return self


class Lasting(Spec):
    """The part held at each of the last `bars` closes, this one included, or `at_least` at so many.

    With `at_least` 1 it held within them.
    """

    kind: Literal["lasting"] = "lasting"
    of: Condition
    bars: int = Field(ge=2, le=1000)
    at_least: int | None = Field(default=None, ge=1, le=999)

    @model_validator(mode="after")
    def _fewer_than_all(self) -> Self:
        if self.at_least and self.at_least >= self.bars:
            raise ValueError(
                f"at_least {self.at_least} must be fewer than the {self.bars} bars; "
                "leave it out for all of them"
            )
        return self


class Since(Spec):
    """True from a close at which `of` holds up to the one at which `until` does, that one excluded.

    At a close at which both hold it ends. Before either was known, nothing is.
    """

    kind: Literal["since"] = "since"
    of: Condition
    until: Condition


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


Condition = Annotated[
    Comparison | Between | Trend | Calendar | Lasting | Since | All | Any_ | Not,
    Field(discriminator="kind"),
]


def check_clock(name: str, at: dt.time | None) -> None:
    if at and (at.tzinfo or at.second or at.microsecond):
        raise ValueError(
            f"{name} {at} must be a whole minute of the exchange's own clock, such as 10:30"
        )


def parts_of(condition: Condition) -> list[Condition]:
    """What a condition is made of; nothing, if it stands for itself."""
    match condition:
        case All() | Any_():
            return list(condition.of)
        case Not() | Lasting():
            return [condition.of]
        case Since():
            return [condition.of, condition.until]
        case Between():
            return list(condition.parts)
        case Comparison() | Trend() | Calendar():
            return []


def depth(condition: Condition) -> int:
    return 1 + max((depth(part) for part in parts_of(condition)), default=0)


def walk(condition: Condition | None) -> list[Comparison]:
    """All comparisons of a condition, left to right."""
    if condition is None:
        return []
    if isinstance(condition, Comparison):
        return [condition]
    return [one for part in parts_of(condition) for one in walk(part)]


def calendars(condition: Condition) -> list[Calendar]:
    if isinstance(condition, Calendar):
        return [condition]
    return [one for part in parts_of(condition) for one in calendars(part)]


def operands_of(condition: Condition | None) -> list[Operand]:
    """All operands of a condition, left to right."""
    match condition:
        case None | Calendar():
            return []
        case Comparison():
            return [condition.left, condition.right]
        case Between() | Trend():
            bounds = [condition.low, condition.high] if isinstance(condition, Between) else []
            return [condition.operand, *bounds]
        case _:
            return [one for part in parts_of(condition) for one in operands_of(part)]


for _model in (Lasting, Since, All, Any_, Not):
    _model.model_rebuild()
