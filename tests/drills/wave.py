"""A wave: jobs that run together, several viewers of mixed kinds for each, and how it ended."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.drills.door import Door, Job, Refused
from tests.drills.received import TERMINAL
from tests.drills.viewers import EVENTS, Steady, Viewer

Kinds = Sequence[type[Viewer]]


@dataclass
class Watched:
    """A job and its viewers; the first of them is steady."""

    job: Job
    viewers: list[Viewer]

    @property
    def leader(self) -> Viewer:
        return self.viewers[0]

    async def follow(self) -> None:
        async with asyncio.TaskGroup() as group:
            for viewer in self.viewers:
                group.create_task(viewer.follow())


class Wave:
    """All watched jobs of one drill."""

    def __init__(self, door: Door, random: Random) -> None:
        self.door, self.random = door, random
        self.watched: list[Watched] = []
        self.moved = asyncio.Event()
        self.following: asyncio.TaskGroup | None = None
        self.awaited = 0  # jobs that are about to join

    def watch(self, job: Job, kinds: Kinds, viewers: int) -> Watched:
        """A steady viewer and so many others of the given kinds."""
        chosen: list[type[Viewer]] = [Steady, *self.random.choices(kinds, k=viewers - 1)]
        watched = Watched(job, [kind(job, self.door, self.random) for kind in chosen])
        for viewer in watched.viewers:
            viewer.leader = watched.leader
        watched.leader.received.tell.append(self.moved)
        self.watched.append(watched)
        return watched

    @property
    def viewers(self) -> list[Viewer]:
        return [viewer for watched in self.watched for viewer in watched.viewers]

    async def follow(self) -> None:
        async with asyncio.TaskGroup() as group:
            self.following = group
            for watched in self.watched:
                group.create_task(watched.follow())
            while self.awaited:
                await self.step()

    async def join(self, kinds: Kinds, viewers: int, asked: Mapping[str, Any]) -> None:
        """One more job, submitted whatever is going on, until the site has taken it."""
        await self.until(self.random.uniform(0.05, 0.6))
        assert self.following
        try:
            job = await self.door.submit_patiently(**asked)
            self.following.create_task(self.watch(job, kinds, viewers).follow())
        except Refused:
            pass  # no half of a job exists, and nobody waits for it
        self.awaited -= 1
        self.moved.set()

    async def step(self) -> None:
        """Wait for something to happen."""
        self.moved.clear()
        await self.moved.wait()

    def heard(self) -> float:
        """The share of the expected events that the steady viewers have heard."""
        heard = sum(watched.leader.received.last_seq for watched in self.watched)
        return heard / (EVENTS * len(self.watched))

    async def until(self, share: float) -> None:
        """Wait for an instant in the middle of the wave, told by what has been heard."""
        while self.heard() < share and not self.quiet():
            await self.step()

    def quiet(self) -> bool:
        return all(watched.leader.received.ended for watched in self.watched)

    def over(self) -> bool:
        return self.quiet() and not self.awaited

    def bells(self) -> list[tuple[float, float]]:
        """For each job, when its terminal event arrived and how long after the step before it."""
        found = []
        for watched in self.watched:
            events = watched.leader.received.events
            for before, event in itertools.pairwise(events):
                if event["type"] in TERMINAL:
                    found.append((event["arrived"], event["arrived"] - before["arrived"]))
        return found

    def saves(self) -> list[tuple[float, float]]:
        """For each job that is saved, when its terminal event arrived and when its trailer."""
        heard = [one.leader.received for one in self.watched if one.leader.received.ended]
        return [(one.terminals[0]["arrived"], one.events[-1]["arrived"]) for one in heard]
