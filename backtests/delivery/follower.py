"""One viewer's way through a job's events: replay from the log, then follow, within the window."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from backtests.delivery.merge import merge
from backtests.delivery.reader import PAGE, Source
from backtests.delivery.state import Frame, LogState

logger = logging.getLogger(__name__)
ACK_EVERY = 64
WINDOW = 512
QUEUE_LIMIT = 256
RETRY_SECONDS = 1.0

Send = Callable[[dict[str, Any]], Awaitable[None]]


class Follower:
    """Sends a job's frames in order, each once; what does not fit its queue is in the log."""

    def __init__(self, source: Source, job: str, after: int, send: Send) -> None:
        self.source, self.job, self.send = source, job, send
        self.next_seq, self.acked = after + 1, after
        self.queue: deque[Frame] = deque()
        self.behind = True
        self.new_epoch: str | None = None
        self.paused_since: float | None = None
        self.moved = asyncio.Event()
        self.ended = asyncio.Event()
        self.acknowledged = asyncio.Event()

    def feed(self, frame: Frame) -> None:
        """Take a live frame; a full queue is dropped, for the log has it all."""
        if not self.behind and len(self.queue) < QUEUE_LIMIT:
            self.queue.append(frame)
        else:
            self._fall_behind()
        self.moved.set()

    def nudge(self) -> None:
        self._fall_behind()
        self.moved.set()

    def reset(self, epoch: str) -> None:
        self.new_epoch = epoch
        self.nudge()

    def ack(self, seq: int) -> None:
        self.acked = max(self.acked, min(seq, self.next_seq - 1))
        if self.ended.is_set() and self.acked == self.next_seq - 1:
            self.acknowledged.set()
        self.moved.set()

    def begin(self, state: LogState) -> None:
        """A viewer who has everything already waits for nothing."""
        if state.saved and self.next_seq > state.last_seq:
            self.ended.set()
            self.acknowledged.set()

    @property
    def room(self) -> int:
        return WINDOW - (self.next_seq - 1 - self.acked)

    async def run(self) -> None:
        while not self.ended.is_set():
            self.moved.clear()
            try:
                await self._advance()
            except Exception:
                logger.exception("job %s: a viewer fell behind; trying again", self.job)
                self._fall_behind()
                await asyncio.sleep(RETRY_SECONDS)
            else:
                await self.moved.wait()

    async def _advance(self) -> None:
        """Send what can be sent now: first what the log holds, then what has been queued."""
        while not self.ended.is_set():
            if self.new_epoch:
                await self._start_over(self.new_epoch)
            if self.room <= 0:
                self._pause()
                return
            self.paused_since = None
            if self.behind:
                await self._replay(min(PAGE, self.room))
            elif self.queue:
                await self._pass_on([self.queue.popleft()])
            else:
                return

    async def _replay(self, count: int) -> None:
        self.behind = False  # from here on live frames are queued; repeats are dropped by seq
        page = await self.source.read(self.job, self.next_seq - 1, count)
        await self._pass_on(page)
        if len(page) == count:
            self._fall_behind()

    async def _pass_on(self, frames: list[Frame]) -> None:
        merged = merge(self.next_seq, frames)
        for frame in merged.fresh:
            if self.new_epoch:
                return
            self.next_seq = frame.seq + 1
            await self.send(frame.message)
            if frame.type == "saved":
                self.ended.set()
        if merged.gap:
            self._fall_behind()

    async def _start_over(self, epoch: str) -> None:
        self.new_epoch, self.next_seq, self.acked = None, 1, 0
        self._fall_behind()
        await self.send(control("reset", epoch=epoch, reason="The log was lost and restored."))

    def _pause(self) -> None:
        self._fall_behind()
        self.paused_since = self.paused_since or time.monotonic()

    def _fall_behind(self) -> None:
        self.behind = True
        self.queue.clear()


def control(type_: str, **fields: Any) -> dict[str, Any]:
    """A control frame, which has no seq."""
    return {"type": "websocket.send", "text": json.dumps({"type": type_, **fields})}
