"""Viewers over plain HTTP, let in by the ticket: one polls, one reads server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from random import Random
from typing import Any
from urllib.parse import urlencode

import httpx

from tests.drills.door import Door, Job
from tests.drills.viewers import EVENTS, WATCHDOG_SECONDS, Viewer

POLL_SECONDS = 0.5


class Poller(Viewer):
    """Asks `events?after=` again and again."""

    kind = "poller"

    async def attempt(self) -> None:
        try:
            while not self.finished:
                await self.poll()
                await asyncio.sleep(POLL_SECONDS)
        except (httpx.TransportError, httpx.HTTPStatusError):
            self.codes[0] += 1

    async def poll(self) -> None:
        after = urlencode({"after": self.received.last_seq, "epoch": self.received.epoch})
        answer = await self.door.visitor.get(f"{self.job.links['sse']}&{after}")
        answer.raise_for_status()
        self.failures = 0
        self.learn(answer.json())

    def learn(self, told: dict[str, Any]) -> None:
        """Another log comes whole, and with a word; none at all is asked for again."""
        if told["reset"]:
            self.received.forget(told["epoch"])
        elif told["epoch"]:
            self.received.greet(told["epoch"])
        for event in told["events"]:
            self.received.hear(event)
        self.finished = self.received.ended


class ServerSent(Viewer):
    """Reads `text/event-stream` and goes on from its last event id."""

    kind = "server-sent"

    def __init__(self, job: Job, door: Door, random: Random) -> None:
        super().__init__(job, door, random)
        self.cuts: set[int] = set()

    async def attempt(self) -> None:
        try:
            await self.listen()
        except (httpx.TransportError, httpx.HTTPStatusError, TimeoutError):
            self.codes[0] += 1

    async def listen(self) -> None:
        asked = {"epoch": self.received.epoch}
        async with self.door.visitor.stream(
            "GET", self.job.links["sse"] + "&" + urlencode(asked), headers=self.headers()
        ) as answer:
            answer.raise_for_status()
            lines = answer.aiter_lines()
            while fields := await asyncio.wait_for(block(lines), WATCHDOG_SECONDS):
                self.take(fields)
                if self.received.last_seq in self.cuts:
                    self.cuts.discard(self.received.last_seq)
                    return
        self.finished = self.received.ended

    def headers(self) -> dict[str, str]:
        last = {"Last-Event-ID": str(self.received.last_seq)} if self.received.events else {}
        return {"Accept": "text/event-stream", **last}

    def take(self, fields: dict[str, str]) -> None:
        if "data" not in fields:
            return
        data = json.loads(fields["data"])
        self.failures = 0
        match fields.get("event"), data:
            case "reset", {"epoch": epoch}:
                self.received.forget(epoch)
            case _, {"seq": _}:
                self.received.hear(data)


class CutServerSent(ServerSent):
    """Its connection is cut after a few random events."""

    kind = "cut server-sent"

    def __init__(self, job: Job, door: Door, random: Random) -> None:
        super().__init__(job, door, random)
        self.cuts = set(random.sample(range(1, EVENTS), 3))


async def block(lines: AsyncIterator[str]) -> dict[str, str]:
    """The fields of the next event; a comment counts as a sign of life; empty at the end."""
    fields: dict[str, str] = {}
    async for line in lines:
        name, _, value = line.partition(":")
        if line:
            fields[name or "comment"] = value.removeprefix(" ")
        elif fields:
            return fields
    return {}
