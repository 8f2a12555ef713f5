"""What is asked of every system."""

from __future__ import annotations

from dataclasses import dataclass

ENDLESS = 10_000_000


@dataclass(frozen=True)
class Phase:
    """So many viewers spread over jobs, and how their events are published.

    `away` is for how long all viewers are cut off; `silent` ones, who do not read, come on top.
    """

    name: str
    says: str
    viewers: int
    jobs: int = 1
    events: int = 0
    rate: float = 0.0
    window: int = 0
    seconds: float = 0.0
    idle_seconds: float = 0.0
    size: int = 0
    away: float = 0.0
    silent: int = 0
    streams: bool = False

    @property
    def needs_log(self) -> bool:
        """Only a system with a log can tell what was missed."""
        return bool(self.away or self.silent)


PHASES: dict[str, Phase] = {
    phase.name: phase
    for phase in (
        Phase("1", "1 viewer", 1, events=100, rate=50),
        Phase("100", "100 viewers of one job", 100, events=40, rate=20),
        Phase("1000", "1,000 viewers of one job", 1000, events=8, rate=2),
        Phase("jobs", "100 jobs with 10 viewers each", 1000, jobs=100, events=400, rate=100),
        Phase("fan", "fan-out to 100 viewers", 100, events=ENDLESS, window=32, seconds=3),
        Phase("idle", "1,000 idle viewers", 1000, idle_seconds=10),
        Phase("return", "1,000 viewers of one job", 1000, events=160, rate=20, away=3),
        Phase(
            "return-jobs",
            "100 jobs with 10 viewers each",
            1000,
            jobs=100,
            events=4000,
            rate=500,
            away=3,
        ),
        Phase("silent", "WebSocket", 1, events=15_000, window=32, size=2048, silent=20),
        Phase(
            "silent-sse",
            "server-sent events",
            1,
            events=15_000,
            window=32,
            size=2048,
            silent=20,
            streams=True,
        ),
    )
}
