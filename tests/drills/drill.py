"""One drill: a fault in the middle of a wave, and what must hold all the same."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from tests.drills import clusters
from tests.drills.door import Door
from tests.drills.outcome import Outcome, judge
from tests.drills.pollers import Poller, ServerSent
from tests.drills.stacks import STACKS, Stack, StackName
from tests.drills.viewers import AfterTheEnd, Blackholed, Cut, Late, Slow, Viewer
from tests.drills.wave import Watched, Wave

MIXED: Sequence[type[Viewer]] = (
    Cut,
    Blackholed,
    Slow,
    Late,
    AfterTheEnd,
    Poller,
    ServerSent,
)


@dataclass
class Field:
    """Where a fault is injected, and what is noted of it."""

    stack: Stack
    wave: Wave
    random: Random
    short: bool
    kinds: Sequence[type[Viewer]]
    jobs: int
    viewers: int
    normal: list[float] = field(default_factory=list)  # what bells take without a fault
    away: tuple[float, float] = (0, 0)  # when the database was
    resident: int = 0  # memory of the web process before the wave, in bytes
    cancelled: list[Watched] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    async def midway(self, earliest: float = 0.05, latest: float = 0.7) -> None:
        """Wait for a random instant of the wave."""
        await self.wave.until(self.random.uniform(earliest, latest))


Fault = Callable[[Field], Awaitable[None]]


async def nothing(field: Field) -> None:
    """No fault."""


@dataclass(frozen=True)
class Drill:
    """What is done, to which site, watched by whom, and how the jobs may end."""

    name: str
    fault: str
    inject: Fault = nothing
    before: Fault = nothing
    settings: Mapping[str, str] = field(default_factory=dict)
    kinds: Sequence[type[Viewer]] = MIXED
    asked: Callable[[Random], Mapping[str, Any]] = lambda random: {}
    endings: frozenset[str] = frozenset({"complete"})
    stacks: Mapping[StackName, type[Stack]] = field(default_factory=lambda: STACKS)
    checks: Fault = nothing
    times: int = 1  # more jobs than the others, where a tail is measured

    @property
    def site_settings(self) -> dict[str, str]:
        return {"STEP_DELAY": "0.15", **self.settings}


@dataclass(frozen=True)
class Size:
    """How much of a drill is done."""

    jobs: int = 20
    viewers: int = 5
    short: bool = False
    patience: float = 240

    @property
    def newcomers(self) -> int:
        """Jobs that are submitted while the fault is on."""
        return self.jobs // 5


async def run(drill: Drill, stack: Stack, size: Size, random: Random) -> Outcome:
    """Submit, watch, inject, and judge."""
    door = Door(stack.site, stack.port, random)
    wave = Wave(door, random)
    size = size if size.short else replace(size, jobs=size.jobs * drill.times)
    field = Field(stack, wave, random, size.short, drill.kinds, size.jobs, size.viewers)
    clusters.learn(stack)
    async with asyncio.timeout(size.patience):
        await drill.before(field)
    for _ in range(size.jobs - size.newcomers):
        wave.watch(await door.submit(**drill.asked(random)), drill.kinds, size.viewers)
    late = await carry_out(drill, field, size)
    await drill.checks(field)
    outcome = await judge(drill.name, drill.fault, drill.endings, field, late)
    for viewer in wave.viewers:
        viewer.leave()
    await door.close()
    return outcome


async def carry_out(drill: Drill, field: Field, size: Size) -> bool:
    """The fault, while viewers follow and jobs join; True if somebody was left waiting."""
    wave, wave.awaited = field.wave, size.newcomers
    with suppress(TimeoutError):
        async with asyncio.timeout(size.patience), asyncio.TaskGroup() as group:
            group.create_task(wave.follow())
            for _ in range(size.newcomers):
                asked = drill.asked(field.random)
                group.create_task(wave.join(drill.kinds, size.viewers, asked))
            group.create_task(drill.inject(field))  # type: ignore[arg-type]
        return False
    return True
