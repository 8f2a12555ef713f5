"""The numbers of a portfolio that can be moved a step: how many it holds, and those of its rules.

They are for neighbours only: refinement leaves a portfolio as it was read. Weights are none of
them, because a weight that moves alone takes from the cash, or wants more than there is.
"""

from __future__ import annotations

from collections.abc import Iterator

from agents.refining.knobs import Knob, condition_knobs, merged, operand_knobs
from backtests.engine.strategy import Allocation, Rotation, Strategy


def portfolio_knobs(strategy: Strategy) -> list[Knob]:
    """None for fixed weights, and for a strategy of rules."""
    match strategy.portfolio:
        case Rotation() as rotation:
            return [*merged(rotation_knobs(rotation, len(strategy.symbols)))]
        case Allocation() as allocation:
            return [*merged(allocation_knobs(allocation))]
        case _:
            return []


def rotation_knobs(rotation: Rotation, symbols: int) -> Iterator[Knob]:
    ranked = symbols - (rotation.fallback is not None)
    paths = ("portfolio.top",)
    yield Knob(paths, "places", "symbols held at once", rotation.top, 1, ranked, whole=True)
    yield from operand_knobs(rotation.rank_by, "portfolio.rank_by", None)
    if rotation.filter is not None:
        yield from condition_knobs(rotation.filter, "portfolio.filter", "filter", 1)


def allocation_knobs(allocation: Allocation) -> Iterator[Knob]:
    for place, branch in enumerate(allocation.branches):
        path = f"portfolio.branches.{place}.when"
        yield from condition_knobs(branch.when, path, "condition", 1)
