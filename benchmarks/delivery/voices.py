"""How each system's publisher opens jobs and says an event."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Protocol

Event = Mapping[str, Any]


class Voice(Protocol):
    """Jobs are known by their number in this measurement."""

    def open(self, count: int) -> list[str]:
        """Open jobs and give the paths where viewers follow them."""
        ...

    async def say(self, job: int, event: Event, *, last: bool) -> None: ...


class Numbered:
    """For systems without a log: the publisher numbers the events itself."""

    def __init__(self) -> None:
        self.jobs: list[str] = []
        self.seqs: list[int] = []

    def open(self, count: int) -> list[str]:
        self.jobs = [str(uuid.uuid4()) for _ in range(count)]
        self.seqs = [0] * count
        return [f"/ws/{job}" for job in self.jobs]

    def encode(self, job: int, event: Event) -> str:
        """As long as the frame that a log would have made."""
        self.seqs[job] += 1
        ts = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        frame = {"seq": self.seqs[job], "attempt": 1, "ts": ts, **event}
        return json.dumps(frame, separators=(",", ":"))


class Bare(Numbered):
    """Redis pub/sub."""

    def __init__(self) -> None:
        super().__init__()
        import redis.asyncio

        self.client = redis.asyncio.Redis.from_url(os.environ["REDIS_URL"])

    async def say(self, job: int, event: Event, *, last: bool) -> None:
        await self.client.publish(f"live:{self.jobs[job]}", self.encode(job, event))


class Channels(Numbered):
    """A plain channels group."""

    def __init__(self) -> None:
        super().__init__()
        from channels.layers import get_channel_layer

        from benchmarks.delivery import plain_channels

        self.layer, self.group = get_channel_layer(), plain_channels.group

    async def say(self, job: int, event: Event, *, last: bool) -> None:
        message = {"type": "job.event", "text": self.encode(job, event)}
        await self.layer.group_send(self.group(self.jobs[job]), message)


class Ours:
    """The product's own log and publisher, as a worker uses them."""

    def __init__(self) -> None:
        import django

        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        django.setup()

    def open(self, count: int) -> list[str]:
        import redis

        from backtests.delivery.log import EventLog
        from backtests.delivery.publisher import Publisher

        log = EventLog(redis.Redis.from_url(os.environ["REDIS_URL"]))
        jobs = [str(uuid.uuid4()) for _ in range(count)]
        for job in jobs:
            log.open(job, {"type": "queued"}, {})
        self.publishers = [Publisher(log, log.begin(job)) for job in jobs]
        return [self.path(job) for job in jobs]

    def path(self, job: str) -> str:
        from backtests.delivery import tickets

        return f"/ws/jobs/{job}/?after=0&ticket={tickets.issue(job, 'user:1')}"

    async def say(self, job: int, event: Event, *, last: bool) -> None:
        if last:
            await self.publishers[job].finish({**event, "type": "complete"}, {})
        else:
            await self.publishers[job].publish(event)


VOICES: dict[str, type[Bare] | type[Channels] | type[Ours]] = {
    "bare": Bare,
    "channels-pubsub": Channels,
    "channels-core": Channels,
    "ours-daphne": Ours,
    "ours-uvicorn": Ours,
}
