"""The variants of a strategy that a grid makes, each validated, in as few words as a sweep needs.

Flow: lay the grid over the strategy's JSON, and validate each field once for each combination of
the values that reach into it. Variants that differ in their conditions only share their terms.
"""

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from pydantic import ValidationError

from backtests.engine.consistency import field_problems
from backtests.engine.kernel.layout import Rules
from backtests.engine.market import CONDITIONS, Sides, sides_of
from backtests.engine.operands import Spec
from backtests.engine.ranges import MOST_VARIANTS, WrongGrid, place
from backtests.engine.simulator import rules_of
from backtests.engine.strategy import Strategy

Json = dict[str, Any]
Grid = Mapping[str, Sequence[Any]]
Name = tuple[object, ...]
Part = tuple[str, object]


class Terms(NamedTuple):
    """All that variants of the same terms say besides their conditions."""

    strategy: Strategy
    rules: Rules
    scales: Name
    capital: float


class Variant(NamedTuple):
    """A validated variant: entry and exit of the long side, then of the short side, and terms."""

    sides: Sides
    terms: Terms


def combinations(grid: Grid) -> list[Json]:
    count = math.prod(len(values) for values in grid.values())
    if not 0 < count <= MOST_VARIANTS:
        raise WrongGrid(f"a grid has 1 to {MOST_VARIANTS:,} variants, not {count:,}")
    return [dict(zip(grid, values, strict=True)) for values in itertools.product(*grid.values())]


def variants(
    strategy: Strategy, settings: Sequence[Json], grid: Grid, check_cancelled: Callable[[], None]
) -> Iterator[Variant]:
    """Each that can be, or the sentence that says which one cannot.

    A field is validated once for each combination of the values that reach into it, and fields
    together once for each of their terms.
    """
    draft = Draft(strategy, grid)
    known: dict[Part, Any] = {}
    settled: dict[Name, Terms] = {}
    for chosen, numbers in zip(settings, positions(grid), strict=True):
        check_cancelled()
        parts = draft.parts(numbers)
        try:
            if not all(part in known for part in parts):
                whole = draft.filled(chosen)
                known |= {part: getattr(whole, part[0]) for part in parts}
            values = {part[0]: known[part] for part in parts}
            name = wording(parts, values)
            if name not in settled:
                settled[name] = terms_of(strategy.model_copy(update=values))
        except (ValidationError, WrongGrid) as error:
            raise WrongGrid(f"{shown(chosen)}: {sentence(error)}") from error
        yield Variant(sides_of(settled[name].strategy, values), settled[name])


def wording(parts: Sequence[Part], values: Json) -> Name:
    """What variants of the same terms have in common; of a condition, whether it is there."""
    return tuple(
        (part[0], values[part[0]] is None) if part[0] in CONDITIONS else part for part in parts
    )


def terms_of(variant: Strategy) -> Terms:
    for problem in field_problems(variant):
        raise WrongGrid(problem)
    levels = (variant.stop_loss, variant.take_profit, variant.trailing_stop)
    distances = (one if isinstance(one, Spec) else None for one in levels)
    measured = (*distances, variant.sizing.volatility)
    return Terms(variant, rules_of(variant), measured, float(variant.initial_capital))


def positions(grid: Grid) -> Iterator[tuple[int, ...]]:
    return itertools.product(*(range(len(values)) for values in grid.values()))


def sentence(error: ValidationError | WrongGrid) -> str:
    if isinstance(error, WrongGrid):
        return str(error)
    return "; ".join(one["msg"].removeprefix("Value error, ") for one in error.errors())


class Draft:
    """A strategy's JSON with the places that the grid's values go to."""

    def __init__(self, strategy: Strategy, grid: Grid) -> None:
        paths = [key.split(",") for key in grid]
        self.json = strategy.model_dump(mode="json")
        self.places = [[place(self.json, path) for path in each] for each in paths]
        reached = [{path.strip().partition(".")[0] for path in each} for each in paths]
        self.reaching = {
            name: itemgetter(*(number for number, names in enumerate(reached) if name in names))
            for name in sorted(set().union(*reached))
        }

    def parts(self, numbers: tuple[int, ...]) -> list[Part]:
        """The fields that are reached, each with the positions of the values that reach it."""
        return [(name, picked(numbers)) for name, picked in self.reaching.items()]

    def filled(self, chosen: Json) -> Strategy:
        for places, value in zip(self.places, chosen.values(), strict=True):
            for holder, name in places:
                holder[name] = value
        return Strategy.model_validate(self.json)


def shown(settings: Json) -> str:
    return ", ".join(f"{key} = {value}" for key, value in settings.items())
