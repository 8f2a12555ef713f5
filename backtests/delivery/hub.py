"""The hub: one member of each watched job's group per event loop, for all sockets together.

It hands on what is announced, reads the log where something is missing, and looks at the log once
a second, because a message, a subscription or the whole listener may be lost without a word.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Iterable
from typing import Any, Protocol
from weakref import WeakKeyDictionary

from channels.layers import get_channel_layer

from backtests.delivery import keys
from backtests.delivery.merge import merge
from backtests.delivery.reader import PAGE, Reader
from backtests.delivery.state import Frame, LogState

logger = logging.getLogger(__name__)
TAIL_SECONDS = 1.0


class Viewer(Protocol):
    """Whoever follows a job; no call may wait."""

    def feed(self, frame: Frame) -> None: ...

    def nudge(self) -> None: ...

    def reset(self, epoch: str) -> None: ...


class Feed:
    """What the hub knows of one watched job."""

    def __init__(self, job: str) -> None:
        self.job = job
        self.viewers: set[Viewer] = set()
        self.next_seq: int | None = None  # unknown until the log has been looked at
        self.epoch = ""
        self.joined = False
        self.pulling = False

    def hand_on(self, frames: Iterable[Frame]) -> bool:
        """Give the viewers what is new; True if something is missing before it."""
        if self.next_seq is None:
            return True
        merged = merge(self.next_seq, frames)
        self.next_seq = merged.next_seq
        for frame in merged.fresh:
            for viewer in self.viewers:
                viewer.feed(frame)
        return merged.gap

    def compare(self, state: LogState) -> bool:
        """Learn how far the log is; True if it is ahead of us."""
        if self.epoch and state.epoch != self.epoch:
            self.next_seq = 1
            for viewer in self.viewers:
                viewer.reset(state.epoch)
        self.epoch = state.epoch
        if self.next_seq is None:
            self.next_seq = state.last_seq + 1  # every viewer reads for itself what came before
            for viewer in self.viewers:
                viewer.nudge()
        return state.last_seq >= self.next_seq


class Hub:
    """Feeds of all the jobs that are watched from this event loop."""

    def __init__(self, layer: Any = None, reader: Reader | None = None) -> None:
        self.layer = layer or get_channel_layer()
        self.reader = reader or Reader()
        self.feeds: dict[str, Feed] = {}
        self.channel = ""
        self.settling = asyncio.Lock()
        self.listener: asyncio.Task[None] | None = None
        self.tasks: set[asyncio.Task[None]] = set()
        self._start(self._keep())

    async def add(self, job: str, viewer: Viewer) -> None:
        """Join the job's group before the viewer reads the log, so that nothing falls between."""
        self.feeds.setdefault(job, Feed(job)).viewers.add(viewer)
        await self._settle(job)

    def remove(self, job: str, viewer: Viewer) -> None:
        feed = self.feeds.get(job)
        if feed:
            feed.viewers.discard(viewer)
            if not feed.viewers:
                self._start(self._settle(job))

    async def _settle(self, job: str) -> None:
        """Make membership what the viewers want; one at a time, so that no leave races a join."""
        async with self.settling:
            feed = self.feeds.get(job)
            if feed is None:
                return
            try:
                await (self._join(feed) if feed.viewers else self._leave(feed))
            except Exception:
                logger.exception("job %s: the group was not reached; trying again", job)

    async def _join(self, feed: Feed) -> None:
        if self.listener is None or self.listener.done():
            self.channel = await self.layer.new_channel()
            self.listener = self._start(self._listen(self.channel))
            for other in self.feeds.values():
                other.joined = False
        if not feed.joined:
            await self.layer.group_add(keys.group(feed.job), self.channel)
            feed.joined = True
        if feed.next_seq is None and (state := await self.reader.state(feed.job)):
            feed.compare(state)

    async def _leave(self, feed: Feed) -> None:
        if feed.joined:
            feed.joined = False
            await self.layer.group_discard(keys.group(feed.job), self.channel)
        if not feed.viewers:  # somebody may have come while the group was being left
            self.feeds.pop(feed.job, None)

    async def _listen(self, channel: str) -> None:
        while True:
            message = await self.layer.receive(channel)  # never cancelled: that ends the channel
            feed = self.feeds.get(message.get("job", ""))
            if feed:
                self._hear(feed, message)

    def _hear(self, feed: Feed, message: dict[str, Any]) -> None:
        if message.get("epoch", feed.epoch) != feed.epoch:
            self._start(self._look(feed))  # another log: nothing of it may be taken for the old one
            return
        frames = [Frame(message["seq"], message["data"])] if "data" in message else []
        if feed.hand_on(frames) or not frames:
            self._pull(feed)

    async def _look(self, feed: Feed) -> None:
        try:
            state = await self.reader.state(feed.job)
        except Exception:
            logger.exception("job %s: the log was not looked at; trying again", feed.job)
            return
        if state and feed.compare(state):
            self._pull(feed)

    def _pull(self, feed: Feed) -> None:
        """Read the log once for all viewers of the job, apart, so that no other job waits."""
        if not feed.pulling and feed.next_seq is not None:
            feed.pulling = True
            self._start(self._read_on(feed))

    async def _read_on(self, feed: Feed) -> None:
        try:
            while feed.viewers and feed.next_seq is not None:
                page = await self.reader.read(feed.job, feed.next_seq - 1)
                feed.hand_on(page)
                if len(page) < PAGE:
                    return
        except Exception:
            logger.exception("job %s: the log was not read; trying again", feed.job)
        finally:
            feed.pulling = False

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(TAIL_SECONDS)
            try:
                await self._check_tails()
            except Exception:
                logger.exception("the logs were not compared; trying again")

    async def _check_tails(self) -> None:
        """Revive what has died, settle what is not settled, and find what was not announced."""
        dead = self.listener is not None and self.listener.done()
        for feed in list(self.feeds.values()):
            if dead or not feed.viewers or not feed.joined or feed.next_seq is None:
                await self._settle(feed.job)
        feeds = list(self.feeds.values())
        if not feeds:
            return
        states = await self.reader.states([feed.job for feed in feeds])
        for feed, state in zip(feeds, states, strict=True):
            if state and feed.compare(state):
                self._pull(feed)

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub() -> Hub:
    """The hub of the running event loop."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs[loop] = Hub()
    return _hubs[loop]
