"""The publisher: append to the log, then announce to whoever is watching.

An announcement that fails is no loss: every hub compares itself with the log once a second.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Protocol, TypeVar

import redis
from channels.layers import get_channel_layer

from backtests.delivery import keys
from backtests.delivery.layer import PubSubLayer
from backtests.delivery.log import (
    TERMINAL_TYPES,
    Attempt,
    Behind,
    Event,
    EventLog,
    Fenced,
    LogError,
    LogLost,
    unannounced,
)
from backtests.delivery.state import Frame

logger = logging.getLogger(__name__)
ANNOUNCE_TIMEOUT = 2.0
PULSE_SECONDS = 1.0
LONGEST_ABSENCE = 60.0
T = TypeVar("T")


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
        self.writing = threading.Lock()
        self.heard = time.monotonic()

    async def publish(self, event: Event | Said) -> Frame:
        said = event if isinstance(event, Mapping) else event.to_dict()
        return await self._tell(
            lambda: self.log.append(
                self.attempt, said, after=self.last_seq, announced=self._announced
            )
        )

    async def finish(self, event: Event, result: Mapping[str, Any] | None = None) -> Frame:
        return await self._tell(
            lambda: self.log.finish(
                self.attempt, event, result, after=self.last_seq, announced=self._announced
            )
        )

    @property
    def last_seq(self) -> int:
        return len(self.said)

    def beat(self) -> None:
        """Say that this attempt is alive; a log that was lost is restored at once."""
        with self.writing:
            if not self._has_ended():
                self._mended(lambda: self.log.beat(self.attempt, after=self.last_seq))

    async def _tell(self, write: Callable[[], Frame]) -> Frame:
        with self.writing:
            frame = self._mended(write)
            self.said.append(frame)
        if not isinstance(self.layer, PubSubLayer):
            await announce(self.layer, self.attempt.job, frame, epoch=self.attempt.epoch)
        return frame

    def _announced(self, frame: Frame) -> tuple[str, bytes]:
        """With our layer the log announces a frame as it writes it; else it comes afterwards."""
        if not isinstance(self.layer, PubSubLayer):
            return unannounced(frame)
        job = self.attempt.job
        return self.layer.announcement(keys.group(job), news(job, frame, epoch=self.attempt.epoch))

    def _mended(self, write: Callable[[], T]) -> T:
        """Write; what keeps the log from taking it is mended first, if it is ours to mend."""
        try:
            done = write()
        except Behind:  # a time limit struck between the log's answer and our note of it
            self.said = self.log.frames(self.attempt.job)
            done = write()
        except LogLost:
            self._restore()
            done = write()
        self.heard = time.monotonic()
        return done

    def _restore(self) -> None:
        """Whoever was away for long cannot know what has become of the job meanwhile."""
        if self._has_ended() or time.monotonic() - self.heard > LONGEST_ABSENCE:
            raise Fenced(f"job {self.attempt.job}: {Fenced.__doc__}")
        logger.warning("job %s: the log was lost and is restored", self.attempt.job)
        self.attempt = self.log.reseed(self.attempt, self.said, self.request)

    def _has_ended(self) -> bool:
        return bool(self.said) and self.said[-1].type in TERMINAL_TYPES


class Pulse:
    """Lets a publisher beat while its worker is at work, however long a step may be silent."""

    def __init__(self, publisher: Publisher) -> None:
        self.publisher = publisher
        self.stopped = threading.Event()
        name = f"pulse of {publisher.attempt.job}"
        self.thread = threading.Thread(target=self._run, daemon=True, name=name)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stopped.set()

    def _run(self) -> None:
        while not self.stopped.wait(PULSE_SECONDS):
            try:
                self.publisher.beat()
            except LogError:
                return  # another attempt has the word, or the job has ended
            except redis.RedisError:
                logger.warning("%s: Redis does not answer; trying again", self.thread.name)
            except Exception:
                logger.exception("%s failed; trying again", self.thread.name)


def news(job: str, frame: Frame, **epoch: str) -> dict[str, Any]:
    """The message to the group; the frame travels along, so that nobody needs to read the log."""
    return {"type": "job.event", "job": job, "seq": frame.seq, "data": frame.text, **epoch}


async def announce(layer: Any, job: str, frame: Frame, **epoch: str) -> None:
    """Tell the group; a failure is no loss."""
    try:
        async with asyncio.timeout(ANNOUNCE_TIMEOUT):
            await layer.group_send(keys.group(job), news(job, frame, **epoch))
    except Exception:
        logger.exception("job %s: event %d was not announced", job, frame.seq)
