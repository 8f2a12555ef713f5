"""The hub: one member of each watched job's group per event loop, for all sockets together.

It hands on what is announced, reads the log where something is missing, and looks at the log once
a second, because a message, a subscription or the whole listener may be lost without a word.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, Protocol
from weakref import WeakKeyDictionary

from channels.layers import get_channel_layer

from backtests.delivery import keys
from backtests.delivery.catchup import Ask, CatchUp, Reset
from backtests.delivery.reader import Reader
from backtests.delivery.state import Frame, LogState

logger = logging.getLogger(__name__)
TAIL_SECONDS = 1.0
SETTLE_TIMEOUT = 5.0


class Viewer(Protocol):
    """Whoever follows a job; no call may wait."""

    def feed(self, epoch: str, frames: list[Frame]) -> None: ...

    def nudge(self) -> None: ...

    def reset(self, epoch: str) -> None: ...


class Feed:
    """What the hub knows of one watched job."""

    def __init__(self, job: str) -> None:
        self.job = job
        self.viewers: set[Viewer] = set()
        self.catchup: CatchUp | None = None  # until the log has been looked at
        self.joined = False
        self.settling = asyncio.Lock()
        self.missing = False  # when last looked for
        self.looking = self.look_again = False
        self.heard = False  # and not handed on yet

    @property
    def last_seq(self) -> int:
        return self.catchup.next_seq - 1 if self.catchup else 0

    @property
    def epoch(self) -> str:
        return self.catchup.epoch if self.catchup else ""

    def look(self, state: LogState) -> None:
        """Learn how far the log is, and which log it is."""
        if self.catchup is None:
            self.catchup = CatchUp(state.epoch, state.last_seq)
            self.catchup.behind = False  # every viewer reads for itself what came before
            for viewer in self.viewers:
                viewer.nudge()
        self.catchup.reset(state.epoch)
        if state.last_seq > self.last_seq:
            self.catchup.nudge()

    def hand_on(self) -> Ask | None:
        """Give the viewers what is new; gives what must be read before there is more."""
        if self.catchup is None:
            return None
        while (word := self.catchup.take()) is not None:
            if isinstance(word, Reset):
                for viewer in self.viewers:
                    viewer.reset(word.epoch)
            else:
                for viewer in self.viewers:
                    viewer.feed(self.catchup.epoch, word)
        return self.catchup.ask()


class Hub:
    """Feeds of all the jobs that are watched from this event loop."""

    def __init__(self, layer: Any = None, reader: Reader | None = None) -> None:
        self.layer = layer or get_channel_layer()
        self.reader = reader or Reader("hub")  # a thousand who return do not stand in its way
        self.feeds: dict[str, Feed] = {}
        self.channel = ""
        self.listening = asyncio.Lock()
        self.listener: asyncio.Task[None] | None = None
        self.tasks: set[asyncio.Task[None]] = set()
        self._start(self._keep())

    def last_seq(self, job: str) -> int | None:
        """How far the log of a watched job is known to be; None if it has none just now."""
        feed = self.feeds.get(job)
        if feed is None:
            return 0
        return None if feed.missing else feed.last_seq

    def add(self, job: str, viewer: Viewer) -> None:
        """Feed the viewer from now on; once the group is joined it is told to look at the log."""
        feed = self.feeds.setdefault(job, Feed(job))
        feed.viewers.add(viewer)
        if not feed.joined or feed.catchup is None:
            self._start(self._settle(feed))

    def remove(self, job: str, viewer: Viewer) -> None:
        feed = self.feeds.get(job)
        if feed:
            feed.viewers.discard(viewer)
            if not feed.viewers:
                self._start(self._settle(feed))

    async def _settle(self, feed: Feed) -> None:
        """Make membership what the viewers want; one at a time, so that no leave races a join."""
        async with feed.settling:
            if self.feeds.get(feed.job) is not feed:
                return
            try:
                async with asyncio.timeout(SETTLE_TIMEOUT):
                    await (self._join(feed) if feed.viewers else self._leave(feed))
            except Exception as error:
                logger.warning("job %s: its group was not reached (%r)", feed.job, error)

    async def _join(self, feed: Feed) -> None:
        async with self.listening:
            if self.listener is None or self.listener.done():
                self.channel = await self.layer.new_channel()
                self.listener = self._start(self._listen(self.channel))
                for other in self.feeds.values():
                    other.joined = False
        if not feed.joined:
            await self.layer.group_add(keys.group(feed.job), self.channel)
            feed.joined = True
        if feed.catchup is None and (state := await self.reader.state(feed.job)):
            feed.look(state)

    async def _leave(self, feed: Feed) -> None:
        """Whether or not it was joined: a join, or a leave, may have come to half."""
        feed.joined = False
        if self.channel:
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
        """Without its epoch, or with another one, a message says only that there is news."""
        if feed.catchup is None or message.get("epoch") != feed.epoch or "data" not in message:
            feed.look_again = True
            if not feed.looking:
                self._start(self._look(feed))
            return
        feed.catchup.hear(feed.epoch, [Frame(message["seq"], message["data"])])
        if not feed.heard:  # what comes in the same moment goes out with it
            feed.heard = True
            asyncio.get_running_loop().call_soon(self._hand_on, feed)

    async def _look(self, feed: Feed) -> None:
        feed.looking = True
        try:
            while feed.look_again:
                feed.look_again = False
                if state := await self.reader.state(feed.job):
                    feed.look(state)
                    self._hand_on(feed)
        except Exception as error:
            logger.warning("job %s: the log was not looked at (%r)", feed.job, error)
        finally:
            feed.looking = False

    def _hand_on(self, feed: Feed) -> None:
        """What is missing is read once for all viewers, apart, so that no other job waits."""
        feed.heard = False
        if ask := feed.hand_on():
            self._start(self._read(feed, ask))

    async def _read(self, feed: Feed, ask: Ask) -> None:
        assert feed.catchup
        try:
            page = await self.reader.read(feed.job, ask.after, ask.count)
        except Exception as error:
            feed.catchup.fail()
            logger.warning("job %s: the log was not read (%r); trying again", feed.job, error)
        else:
            feed.catchup.read(ask, page)
            self._hand_on(feed)

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(TAIL_SECONDS)
            try:
                await self._check_tails()
            except Exception as error:
                logger.warning("the logs were not compared (%r); trying again", error)

    async def _check_tails(self) -> None:
        """Revive what has died, settle what is not settled, and find what was not announced."""
        dead = self.listener is not None and self.listener.done()
        feeds = list(self.feeds.values())
        for feed in feeds:
            if dead or not feed.viewers or not feed.joined or feed.catchup is None:
                self._start(self._settle(feed))
        if not feeds:
            return
        states = await self.reader.states([feed.job for feed in feeds])
        for feed, state in zip(feeds, states, strict=True):
            feed.missing = state is None
            if state:
                feed.look(state)
                self._hand_on(feed)

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
