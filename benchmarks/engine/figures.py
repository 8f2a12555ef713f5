"""Medians and quartiles over rounds, and ratios within a round."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median, quantiles

from benchmarks.delivery.children import Json

OURS = "ours"


class Figures:
    """The times of the rounds, asked by system and job."""

    def __init__(self, rows: Iterable[Json]) -> None:
        self.rows = {(row["system"], row["job"], row["round"]): row for row in rows}

    def of(self, system: str, job: str) -> list[Json]:
        return [row for (s, j, _), row in self.rows.items() if (s, j) == (system, job)]

    def times(self, system: str, job: str) -> list[float]:
        return [row["ms"] for row in self.of(system, job) if "ms" in row]

    def spread(self, system: str, job: str) -> tuple[float, float, float] | None:
        """Lower quartile, median, upper quartile."""
        times = self.times(system, job)
        if not times:
            return None
        if len(times) == 1:
            return times[0], times[0], times[0]
        low, _, high = quantiles(times, n=4, method="inclusive")
        return low, median(times), high

    def ratio(self, system: str, job: str) -> float | None:
        """How many times as long as ours it takes: the median of the ratios of the rounds."""
        pairs = [(row, self.rows.get((OURS, job, row["round"]))) for row in self.of(system, job)]
        ratios = [
            row["ms"] / own["ms"] for row, own in pairs if own and "ms" in row and "ms" in own
        ]
        return median(ratios) if ratios else None
