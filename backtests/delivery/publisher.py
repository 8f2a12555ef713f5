"""The publisher: append to the log, then announce to whoever is watching.

An announcement that fails is no loss: every hub compares itself with the log once a second.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from channels.layers import get_channel_layer

from backtests.delivery import keys
from backtests.delivery.log import Attempt, Event, EventLog, LogLost
from backtests.delivery.state import Frame

logger = logging.getLogger(__name__)
ANNOUNCE_TIMEOUT = 2.0


class Said(Protocol):
    """An event of the workflow."""

    def to_dict(self) -> dict[str, Any]: ...


class Publisher:
    """The voice of one attempt; if Redis loses the log, it is restored from what was said."""

    def __init__(self, log: EventLog, attempt: Attempt, layer: Any = None) -> None:
        self.log, self.attempt = log, attempt
        self.layer = layer or get_channel_layer()
        self.said = log.frames(attempt.job)
        request = log.request(attempt.job)
        if request is None:
            raise LogLost(f"the log of job {attempt.job} was lost as its attempt began")
        self.request = request

    async def publish(self, event: Event | Said) -> Frame:
        said = event if isinstance(event, Mapping) else event.to_dict()
        return await self._tell(lambda: self.log.append(self.attempt, said))

    async def finish(self, event: Event, result: Mapping[str, Any] | None = None) -> Frame:
        return await self._tell(lambda: self.log.finish(self.attempt, event, result))

    async def _tell(self, write: Callable[[], Frame]) -> Frame:
        try:
            frame = write()
        except LogLost:
            logger.warning("job %s: the log was lost and is restored", self.attempt.job)
            self.attempt = self.log.reseed(self.attempt, self.said, self.request)
            frame = write()
        self.said.append(frame)
        await announce(self.layer, self.attempt.job, frame, epoch=self.attempt.epoch)
        return frame


async def announce(layer: Any, job: str, frame: Frame, **epoch: str) -> None:
    """Tell the group; the frame travels along, so that nobody needs to read the log."""
    message = {"type": "job.event", "job": job, "seq": frame.seq, "data": frame.text, **epoch}
    try:
        async with asyncio.timeout(ANNOUNCE_TIMEOUT):
            await layer.group_send(keys.group(job), message)
    except Exception:
        logger.exception("job %s: event %d was not announced", job, frame.seq)
