"""Reading a live log from the event loop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from backtests.delivery import keys
from backtests.delivery.connection import answers, async_redis
from backtests.delivery.state import STATE_FIELDS, LogState, Page, parse_page, parse_state


class NoLog(Exception):
    """The log has expired, or is lost and not yet restored: try again, or ask the archive."""


class Source(Protocol):
    """Where events are read: the live log, or the archive once it has expired."""

    async def read(self, job: str, after: int, count: int) -> Page: ...

    async def state(self, job: str) -> LogState | None: ...


class Reader:
    """The live log; the same answers as `EventLog` gives to writers."""

    def __init__(self, of: str = "viewers") -> None:
        self.of = of

    async def read(self, job: str, after: int, count: int) -> Page:
        """Epoch and frames in one step: a page of another log must not pass for one of this."""
        async with async_redis(self.of).pipeline(transaction=True) as pipe:
            pipe.hget(keys.meta(job), "epoch")
            pipe.xrange(keys.events(job), min=f"({after}-0", count=count)
            epoch, rows = await answers(pipe)
        if epoch is None:
            raise NoLog(f"job {job} has no log just now")
        return Page(epoch.decode(), parse_page(rows))

    async def state(self, job: str) -> LogState | None:
        (state,) = await self.states([job])
        return state

    async def states(self, jobs: Sequence[str]) -> list[LogState | None]:
        """How many jobs stand, in one round trip."""
        async with async_redis(self.of).pipeline(transaction=False) as pipe:
            for job in jobs:
                pipe.hmget(keys.meta(job), STATE_FIELDS)
            return [parse_state(values) for values in await answers(pipe)]
