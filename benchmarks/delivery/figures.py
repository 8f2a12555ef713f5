"""Medians over rounds, and ratios to the bare server of the same round."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from benchmarks.delivery.children import Json
from benchmarks.delivery.systems import SYSTEMS

YARDSTICK = "bare"


class Figures:
    """All measurements of the rounds, asked by system and phase."""

    def __init__(self, rows: Iterable[Json]) -> None:
        self.rows = {(row["system"], row["phase"], row["round"]): row for row in rows}

    @property
    def systems(self) -> list[str]:
        """In the order in which they are listed, the yardstick first."""
        measured = {system for system, _, _ in self.rows}
        return [name for name in SYSTEMS if name in measured]

    def of(self, system: str, phase: str) -> list[Json]:
        return [row for (s, p, _), row in self.rows.items() if (s, p) == (system, phase)]

    def median(self, system: str, phase: str, key: str) -> float | None:
        values = [row[key] for row in self.of(system, phase) if row.get(key) is not None]
        return median(values) if values else None

    def ratio(self, system: str, phase: str, key: str, to: str = YARDSTICK) -> float | None:
        """The median of the ratios: what a busy moment does to one round, it does to both."""
        pairs = [(row, self.rows.get((to, phase, row["round"]))) for row in self.of(system, phase)]
        ratios = [a[key] / b[key] for a, b in pairs if b and a.get(key) and b.get(key)]
        return median(ratios) if ratios else None

    def deliveries(self, system: str) -> list[Json]:
        rows = [row for (s, _, _), row in self.rows.items() if s == system]
        return [row for row in rows if "failed" not in row]
