"""What the project has promised of itself, next to what was measured."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.delivery.figures import Figures
from benchmarks.delivery.phases import PHASES


@dataclass(frozen=True)
class Target:
    """A bound on a ratio, or on a figure of its own where `to` is empty."""

    says: str
    system: str
    phase: str
    key: str
    bound: float
    at_least: bool = False
    to: str = "bare"

    def measured(self, figures: Figures) -> float | None:
        if not self.to:
            return figures.median(self.system, self.phase, self.key)
        return figures.ratio(self.system, self.phase, self.key, self.to)

    def is_met(self, value: float) -> bool:
        return value >= self.bound if self.at_least else value <= self.bound


P50 = {
    "1": "p50 to 1 viewer, to bare",
    "100": "p50 to 100 viewers, to bare",
    "1000": "p50 to 1,000 viewers, to bare",
    "jobs": "p50 of 100 jobs with 10 viewers, to bare",
}
BOUNDS = {
    "ours-daphne": {"1": 1.6, "100": 3.2, "1000": 6.0, "jobs": 2.6, "fan": 0.55},
    "ours-uvicorn": {"1": 1.7, "100": 1.8, "1000": 2.8, "jobs": 2.0, "fan": 0.70},
}


def of(system: str, bounds: dict[str, float]) -> list[Target]:
    slower = [Target(says, system, name, "p50_ms", bounds[name]) for name, says in P50.items()]
    rate = "fan-out to 100 viewers, to {}"
    fan = [
        Target(rate.format(to), system, "fan", "per_second", bound, at_least=True, to=to)
        for to, bound in (("bare", bounds["fan"]), ("channels-pubsub", 10.0))
    ]
    idle = Target("KiB for an idle viewer", system, "idle", "kib_per_viewer", 36, to="")
    return [*slower, *fan, idle, *returns(system), *silence(system)]


def returns(system: str) -> list[Target]:
    says = "s until all are served, {} back at once"
    phases = [PHASES[name] for name in ("return", "return-jobs")]
    return [Target(says.format(p.says), system, p.name, "served_all_s", 5.0, to="") for p in phases]


def silence(system: str) -> list[Target]:
    """No more than the window of 512 events, each of the size that the phase publishes."""
    says = "KiB for a viewer who never reads ({})"
    phases = [PHASES[name] for name in ("silent", "silent-sse")]
    return [
        Target(says.format(p.says), system, p.name, "kib_per_silent", 512 * p.size / 1024, to="")
        for p in phases
    ]


TARGETS = [target for system, bounds in BOUNDS.items() for target in of(system, bounds)]
