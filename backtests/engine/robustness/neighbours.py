"""The neighbourhood of the chosen parameters: a plateau, or a peak that a small change falls from.

After Pardo, "The Evaluation and Optimization of Trading Strategies", 2nd edition, 2008: a sound
choice stands among others that do nearly as well.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median

Point = tuple[float, ...]
Measured = Mapping[Point, float | None]

# A neighbour that keeps half of the figure is still the same idea.
KEEP = 0.5


class NotMeasured(ValueError):
    """The chosen point is not among the measured ones."""


@dataclass(frozen=True)
class Neighbourhood:
    """How many neighbours keep enough of the figure, and how many are above 0 at all.

    `worst` and `median` are in its own unit. A neighbour without a figure keeps nothing.
    """

    neighbours: int
    kept: int
    gained: int
    worst: float | None
    median: float | None

    @property
    def share(self) -> float:
        return self.kept / self.neighbours


def neighbourhood(
    measured: Measured, chosen: Point, *, keep: float = KEEP, reach: int = 1
) -> Neighbourhood | None:
    """The share of neighbours that keep at least `keep` of the chosen point's figure.

    Neighbours are at most `reach` steps away in every parameter; a step leads to the next value
    that was measured. None without neighbours, or where the figure is not above 0.
    """
    if chosen not in measured:
        raise NotMeasured(f"{chosen} is not among the {len(measured)} measured points")
    own, others = measured[chosen], list(around(measured, chosen, reach))
    if not others or own is None or own <= 0:
        return None
    known = [value for value in others if value is not None]
    return Neighbourhood(
        neighbours=len(others),
        kept=sum(value >= keep * own for value in known),
        gained=sum(value > 0 for value in known),
        worst=min(known, default=None),
        median=median(known) if known else None,
    )


def around(measured: Measured, chosen: Point, reach: int) -> Iterator[float | None]:
    """The figures of the neighbours."""
    axes = [sorted(set(values)) for values in zip(*measured, strict=True)]
    steps = [{value: at for at, value in enumerate(axis)} for axis in axes]
    for point, value in measured.items():
        gaps = [abs(step[a] - step[b]) for step, a, b in zip(steps, point, chosen, strict=True)]
        if 0 < max(gaps) <= reach:
            yield value
