"""A wave: jobs that run together, several viewers of mixed kinds for each, and how it ended."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from tests.drills.door import Door, Job
from tests.drills.received import TERMINAL, Event
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

    def watch(self, job: Job, kinds: Kinds, viewers: int) -> None:
        """A steady viewer and so many others of the given kinds."""
        chosen = [Steady, *(self.random.choice(kinds) for _ in range(viewers - 1))]
        watched = Watched(job, [kind(job, self.door, self.random) for kind in chosen])
        for viewer in watched.viewers:
            viewer.leader = watched.leader
        self.watched.append(watched)

    @property
    def viewers(self) -> list[Viewer]:
        return [viewer for watched in self.watched for viewer in watched.viewers]

    async def follow(self) -> None:
        async with asyncio.TaskGroup() as group:
            for watched in self.watched:
                group.create_task(watched.follow())

    def heard(self) -> float:
        """The share of the expected events that the steady viewers have heard."""
        heard = sum(watched.leader.received.last_seq for watched in self.watched)
        return heard / (EVENTS * len(self.watched))

    async def until(self, share: float) -> None:
        """Wait for an instant in the middle of the wave, told by what has been heard."""
        while self.heard() < share and not self.over():
            moved = [
                asyncio.ensure_future(one.leader.received.moved.wait()) for one in self.watched
            ]
            for watched in self.watched:
                watched.leader.received.moved.clear()
            await asyncio.wait(moved, return_when=asyncio.FIRST_COMPLETED)
            for waiting in moved:
                waiting.cancel()

    def over(self) -> bool:
        return all(watched.leader.received.ended for watched in self.watched)

    def bells(self) -> list[tuple[float, float]]:
        """For each job, when its terminal event arrived and how long after the step before it."""
        found = []
        for watched in self.watched:
            events = watched.leader.received.events
            for before, event in itertools.pairwise(events):
                if event["type"] in TERMINAL:
                    found.append((event["arrived"], event["arrived"] - before["arrived"]))
        return found

    def saves(self) -> list[float]:
        """When the trailer of each job arrived."""
        heard = [watched.leader.received.events[-1:] for watched in self.watched]
        return [last["arrived"] for events in heard for last in events if last["type"] == "saved"]

    def said_in_the_end(self, events: Sequence[Event]) -> str:
        return next((event["type"] for event in events if event["type"] in TERMINAL), "nothing")
