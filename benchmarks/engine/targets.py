"""What the engine has promised of itself, next to what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.delivery.children import Json
from benchmarks.engine.figures import Figures

FORK_MS = 10.0


@dataclass(frozen=True)
class Faster:
    """So many times as fast as a peer."""

    job: str
    peer: str
    bound: float


FASTER = (
    Faster("j2", "vectorbt", 50),
    Faster("j2", "backtesting.py", 90),
    Faster("variants", "vectorbt", 3.5),
    Faster("variants", "backtesting.py", 300),
    Faster("million", "raptorbt", 3),
    Faster("shared", "vectorbt", 12),
)


def fork_ms(starts: Sequence[Json]) -> float | None:
    return next((row["ms"] for row in starts if row["what"] == "fork" and "ms" in row), None)


def measured(figures: Figures) -> list[tuple[Faster, float]]:
    found = [(target, figures.ratio(target.peer, target.job)) for target in FASTER]
    return [(target, ratio) for target, ratio in found if ratio is not None]
