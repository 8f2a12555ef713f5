"""One viewer's way through a job's events: replay from the log, then follow, with heartbeats.

It gives what is to be told, one thing after the other; how it is told is the caller's matter
(WebSocket frames, server-sent events), and a caller that cannot take more simply asks for less.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError

from backtests.delivery.archive import Archive
from backtests.delivery.catchup import Ask, CatchUp, Reset
from backtests.delivery.reader import Source
from backtests.delivery.state import Frame

logger = logging.getLogger(__name__)
RETRY_SECONDS = 1.0


class UnknownJob(Exception):
    """Neither the log nor the database knows this job."""


@dataclass(frozen=True)
class Beat:
    """The connection lives, and the log reaches to `last_seq`."""

    last_seq: int


class Follower:
    """Follows one job; `known` tells how far its log is, or None if there is none just now."""

    def __init__(
        self, source: Source, job: str, catchup: CatchUp, known: Callable[[], int | None]
    ) -> None:
        self.source, self.job, self.catchup, self.known = source, job, catchup, known
        self.done = False  # whoever has everything already waits for nothing
        self.search: asyncio.Task[None] | None = None
        self.reading: asyncio.Task[None] | None = None
        self.deleted = False
        self.loop = asyncio.get_running_loop()
        self.sleeper: asyncio.Future[None] | None = None
        self.paused_since: float | None = None
        self._set_alarm(settings.HEARTBEAT_SECONDS)

    # What the hub and the client say -------------------------------------------------------------

    def feed(self, epoch: str, frames: list[Frame]) -> None:
        self.catchup.hear(epoch, frames)
        self.wake()

    def nudge(self) -> None:
        self.catchup.nudge()
        self.wake()

    def reset(self, epoch: str) -> None:
        self.catchup.reset(epoch)
        self.wake()

    def ack(self, seq: int) -> None:
        before = self.catchup.acked
        self.catchup.ack(seq)
        if self.catchup.acked > before:
            full, self.paused_since = self.paused_since, None
            if full or self.catchup.everything_acknowledged:
                self.wake()

    def ping(self) -> None:
        """A heartbeat is wanted now."""
        self.alarm.cancel()
        self._set_alarm(0)

    def wake(self) -> None:
        sleeper, self.sleeper = self.sleeper, None
        if sleeper and not sleeper.done():  # done: it was cancelled
            sleeper.set_result(None)

    # What the viewer is told ---------------------------------------------------------------------

    async def tell(self) -> AsyncIterator[list[Frame] | Reset | Beat]:
        """Up to the trailer; stop earlier with `close`."""
        while not self.done:
            if (word := self.catchup.take()) is not None:
                self.done = isinstance(word, list) and word[-1].is_last
                yield word
            elif self.deleted:
                raise UnknownJob(UnknownJob.__doc__)
            elif self.loop.time() >= self.beat_due:
                yield self._beat()
            elif ask := self.catchup.ask():
                self.reading = asyncio.ensure_future(self._read(ask))
            else:
                await self._sleep()

    async def acknowledged(self, patience: float) -> None:
        """Wait until the viewer has acknowledged everything, but no longer than `patience`."""
        ends = self.loop.time() + patience
        self.loop.call_at(ends, self.wake)
        while not self.catchup.everything_acknowledged and self.loop.time() < ends:
            await self._sleep()

    def close(self) -> None:
        self.alarm.cancel()
        for task in (self.search, self.reading):
            if task:
                task.cancel()

    @property
    def paused_for(self) -> float:
        """Seconds since the window is full."""
        return time.monotonic() - self.paused_since if self.paused_since else 0.0

    def _beat(self) -> Beat:
        """Every heartbeat also catches up: a viewer is never further behind than one of them."""
        self._set_alarm(settings.HEARTBEAT_SECONDS)
        known = self.known()
        if known is None and (self.search is None or self.search.done()):
            self.search = asyncio.ensure_future(self._look_into_the_archive())
        last_seq = max(known or 0, self.catchup.next_seq - 1)
        if last_seq >= self.catchup.next_seq:
            self.catchup.nudge()
        return Beat(last_seq)

    async def _look_into_the_archive(self) -> None:
        """The log has gone: with Redis's data, or because the job was saved long ago."""
        archive = Archive()
        try:
            if state := await archive.state(self.job):
                self.source, self.known = archive, lambda: state.last_seq
                self.reset(state.epoch)
            else:
                self.deleted = not await archive.expects(self.job) and self.known() is None
                self.wake()
        except (DatabaseError, TimeoutError) as error:
            logger.warning("job %s: the archive does not answer (%r)", self.job, error)

    def _set_alarm(self, seconds: float) -> None:
        self.beat_due = self.loop.time() + seconds
        self.alarm = self.loop.call_at(self.beat_due, self.wake)

    async def _read(self, ask: Ask) -> None:
        """Apart, for a log that answers slowly may not keep a heartbeat back."""
        try:
            self.catchup.read(ask, await self.source.read(self.job, ask.after, ask.count))
        except Exception as error:
            logger.warning("job %s: the log was not read (%r); trying again", self.job, error)
            await asyncio.sleep(RETRY_SECONDS)
            self.catchup.fail()
        self.wake()

    async def _sleep(self) -> None:
        """Until something is said, acknowledged or due."""
        full = self.catchup.room <= 0
        self.paused_since = (self.paused_since or time.monotonic()) if full else None
        self.sleeper = self.loop.create_future()
        await self.sleeper
