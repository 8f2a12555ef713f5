"""Ranges: numbers of a strategy that take several values in turn, and the variants they make.

A strategy with ranges is no single test but a grid of them, the last range changing fastest.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

Json = dict[str, Any]

MOST_VARIANTS = 100_000
# A value is looked at from every corner of the grid, which doubles with each range.
MOST_RANGES = 6
# Where the bars and their panels are the same for all, these cannot differ.
SHARED = frozenset(
    {"version", "symbols", "timeframe", "start", "end", "benchmark", "fill", "ranges"}
)
DIGITS = 10
ENDLESS = 1e12


class WrongGrid(ValueError):
    """The grid does not fit the strategy; name fields that it has, and values that they take."""


class Range(BaseModel):
    """The values of one number: `from`, `to` and `step`, or a list of `values`; ascending.

    `path` leads to the number in the strategy's JSON, such as `entry.right.value`; several paths
    with commas between them take the same value together.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, allow_inf_nan=False, serialize_by_alias=True
    )

    path: str = Field(min_length=1, max_length=1000)
    first: float | None = Field(default=None, alias="from")
    last: float | None = Field(default=None, alias="to")
    step: float | None = Field(default=None, gt=0)
    values: list[float] | None = Field(default=None, min_length=1, max_length=MOST_VARIANTS)

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ends = (self.first, self.last, self.step)
        if self.values is not None and any(end is not None for end in ends):
            raise ValueError(f"{self.path}: give from, to and step, or values, not both")
        if self.values is None and None in ends:
            raise ValueError(f"{self.path}: a range needs from, to and step, or a list of values")
        if self.values is not None and len(set(self.values)) < len(self.values):
            raise ValueError(f"{self.path}: a value is named twice in values")
        if self.first is not None and self.last is not None and self.last < self.first:
            raise ValueError(
                f"{self.path}: to ({self.last:g}) must not be below from ({self.first:g})"
            )
        return self

    def __len__(self) -> int:
        if (ends := self.ends) is None:
            return len(self.values or ())
        first, last, step = ends
        return math.floor(min((last - first) / step, ENDLESS) + 1e-9) + 1

    @property
    def ends(self) -> tuple[float, float, float] | None:
        """From, to and step; None where the values are listed."""
        if self.first is None or self.last is None or self.step is None:
            return None
        return self.first, self.last, self.step

    @property
    def paths(self) -> list[str]:
        return [path.strip() for path in self.path.split(",")]

    @property
    def points(self) -> list[float]:
        """All values, ascending; whole ones as such, so that they fit where bars are counted."""
        if (ends := self.ends) is None:
            return sorted(plain(value) for value in self.values or ())
        first, _, step = ends
        return [plain(first + step * place) for place in range(len(self))]


def plain(value: float) -> float:
    """14 rather than 14.0, and 0.3 rather than 0.30000000000000004."""
    tidy = round(value, DIGITS)
    return int(tidy) if float(tidy).is_integer() else tidy


def size(ranges: Sequence[Range]) -> int:
    """How many variants there are; 1 without a range."""
    return math.prod(len(one) for one in ranges)


def settings(ranges: Sequence[Range], number: int) -> tuple[float, ...]:
    """The values of the variant with this number, which counts from 0."""
    places = places_of([len(one) for one in ranges], number)
    return tuple(one.points[at] for one, at in zip(ranges, places, strict=True))


def places_of(lengths: Sequence[int], number: int) -> tuple[int, ...]:
    """Where on each axis a variant stands; the last axis changes fastest."""
    places = []
    for length in reversed(lengths):
        number, at = divmod(number, length)
        places.append(at)
    return tuple(reversed(places))


def varied(draft: Json, ranges: Sequence[Range], values: Sequence[float]) -> Json:
    """The strategy's JSON with these values, and without ranges; `draft` is changed."""
    for one, value in zip(ranges, values, strict=True):
        for path in one.paths:
            holder, name = place(draft, path)
            holder[name] = value
    return {**draft, "ranges": []}


def place(draft: Json, path: str) -> tuple[Any, Any]:
    """Where in the JSON a path ends: the holder, and the name or index in it.

    The name of a weight is its symbol, which may have a dot.
    """
    holder: Any = draft
    rest = path.strip()
    if rest.partition(".")[0] in SHARED:
        raise WrongGrid(f"{rest} is the same for all variants of a sweep")
    while "." in rest and not (isinstance(holder, dict) and rest in holder):
        name, _, rest = rest.partition(".")
        holder = holder[key_in(holder, name, path)]
    return holder, key_in(holder, rest, path)


def key_in(holder: Any, name: str, path: str) -> str | int:
    if isinstance(holder, dict) and name in holder:
        return name
    if isinstance(holder, list) and name.isdecimal() and int(name) < len(holder):
        return int(name)
    raise WrongGrid(f"the strategy has no {path.strip()}: nothing is called {name!r} there")


def problems(
    draft: Json, ranges: Sequence[Range], build: Callable[[Json], object]
) -> Iterator[str]:
    """What is wrong with the ranges of a strategy, each naming its path."""
    if len(ranges) > MOST_RANGES:
        yield f"ranges: at most {MOST_RANGES} numbers can vary at once, not {len(ranges)}"
        return
    if (count := size(ranges)) > MOST_VARIANTS:
        yield f"ranges: they make {count:,} variants; at most {MOST_VARIANTS:,} are tested"
        return
    wrong = [*path_problems(draft, ranges)]
    yield from wrong or corner_problems(draft, ranges, build)


def path_problems(draft: Json, ranges: Sequence[Range]) -> Iterator[str]:
    paths = [path for one in ranges for path in one.paths]
    for path in sorted({path for path in paths if paths.count(path) > 1}):
        yield f"ranges: {path} has two ranges; one is enough"
    for path in paths:
        try:
            holder, name = place(draft, path)
        except WrongGrid as error:
            yield f"ranges: {error}"
            continue
        value = holder[name]
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield f"ranges: {path} {unfit(value)}"


def unfit(value: object) -> str:
    if value is None:
        return "is not set in the strategy; give it the first value of its range"
    return "is no number, and only numbers have ranges; start a run for each of its values"


def corner_problems(
    draft: Json, ranges: Sequence[Range], build: Callable[[Json], object]
) -> Iterator[str]:
    """Each limit of a strategy lies at one side of a number or a sum, so corners tell for all.

    Inside, only a number that must be whole may fail, or a place that is counted from either end:
    the first value that is not whole tells, and zero.
    """
    for values in itertools.product(*(telling(one.points) for one in ranges)):
        try:
            build(varied(draft, ranges, values))
        except ValidationError as error:
            said = error.errors()[0]
            where = ".".join(str(part) for part in said["loc"])
            why = said["msg"].removeprefix("Value error, ")
            yield f"ranges: {shown(ranges, values)}: {f'{where}: ' if where else ''}{why}"
            return


def telling(points: Sequence[float]) -> list[float]:
    odd = next((point for point in points if not float(point).is_integer()), points[0])
    zero = [point for point in points if point == 0]
    return list(dict.fromkeys([points[0], odd, *zero, points[-1]]))


def shown(ranges: Sequence[Range], values: Sequence[float]) -> str:
    pairs = zip(ranges, values, strict=True)
    return ", ".join(f"{one.path} = {value:g}" for one, value in pairs)
