"""The event log: everything that a job has said, numbered 1, 2, 3 ... in one Redis Stream a job.

open (queued) -> begin (a fenced attempt) -> append ... -> finish (terminal, result) -> saved.
The log is the truth. Readers use `reader`, or `archive` once a log has expired.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

import redis
from redis.exceptions import NoScriptError

from backtests.delivery import keys, scripts
from backtests.delivery.state import STATE_FIELDS, Frame, LogState, Page, parse_page, parse_state

Event = Mapping[str, Any]
NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
TERMINAL_TYPES = frozenset({"complete", "error", "cancelled"})


class LogError(Exception):
    """The event log refused a write."""


class LogLost(LogError):
    """This job has no log: it has expired or Redis has lost its data. Open or re-seed it."""


class Fenced(LogError):
    """A newer attempt has begun: stop this run, it may not speak any more."""


class Sealed(LogError):
    """The job has ended: nothing but the trailer is accepted any more."""


class AlreadyEnded(Sealed):
    """The job has ended, so no attempt can begin."""


class Behind(LogError):
    """The log holds more of this attempt than its writer knows: read it, then speak."""


class StillRunning(LogError):
    """The job has not ended yet, so its trailer cannot be written."""


REFUSALS: dict[str, type[LogError]] = {
    "lost": LogLost,
    "fenced": Fenced,
    "sealed": Sealed,
    "running": StillRunning,
    "behind": Behind,
}


# The pub/sub channel and the message by which a frame is announced in the step that writes it.
Announced = Callable[[Frame], tuple[str, bytes]]


def unannounced(frame: Frame) -> tuple[str, bytes]:
    return "", b""


@dataclass(frozen=True)
class Attempt:
    """The right to speak for a job, until a newer attempt begins."""

    job: str
    epoch: str
    number: int


class EventLog:
    """What a job's log can do, for writers; synchronous."""

    def __init__(self, client: redis.Redis) -> None:
        self.client = client

    def open(self, job: str, first_event: Event, request: Mapping[str, Any]) -> str:
        """Start the log; a log that exists is left as it is. Gives its epoch."""
        return self._run(scripts.OPEN, job, _token(), json.dumps(request), _rest(first_event))[0]

    def begin(self, job: str, *, before: int | None = None) -> Attempt:
        """Begin the attempt that follows `before`; whoever spoke for it is fenced off.

        Raises `Fenced` if another was quicker, `AlreadyEnded` and `LogLost`.
        """
        if before is None:
            state = self.state(job)
            before = state.attempt if state else 0
        retrying = {"type": "retrying", "message": "A worker was lost; the run starts again."}
        try:
            epoch, number = self._run(scripts.BEGIN, job, _token(), now(), _rest(retrying), before)
        except Sealed:
            raise AlreadyEnded(f"job {job} has ended") from None
        return Attempt(job, epoch, int(number))

    def append(
        self, attempt: Attempt, event: Event, *, after: int, announced: Announced = unannounced
    ) -> Frame:
        """Say something; `after` is the last seq that the writer knows."""
        return self._say(scripts.APPEND, attempt, after, event, announced)

    def finish(
        self,
        attempt: Attempt,
        event: Event,
        result: Mapping[str, Any] | None = None,
        *,
        after: int,
        announced: Announced = unannounced,
    ) -> Frame:
        """End the job: result, terminal event, status and unsaved index, all or nothing."""
        if event["type"] not in TERMINAL_TYPES:
            raise ValueError(f"{event['type']!r} does not end a job")
        stored = "" if result is None else _storable(json.dumps(result, allow_nan=False))
        end = _end(attempt.job, event["type"])
        return self._say(scripts.FINISH, attempt, after, event, announced, stored, *end)

    def beat(self, attempt: Attempt, *, after: int) -> None:
        """Say that the attempt is alive, though it may be silent."""
        self._run(scripts.BEAT, attempt.job, attempt.epoch, attempt.number, after)

    def cancel(self, job: str) -> Frame | None:
        """End a job that no worker has begun, and give its terminal event; ask others to stop.

        Raises `Sealed` if it has ended already and `LogLost` if it has no log.
        """
        event = {"type": "cancelled", "message": "The run was cancelled before it began."}
        said = self._run(scripts.CANCEL, job, _token(), _rest(event), *_end(job, "cancelled"))
        return Frame.parse(said[0]) if said else None

    def cancel_requested(self, job: str) -> bool:
        return bool(self.client.hexists(keys.meta(job), "cancel"))

    def delayed(self, job: str, message: str) -> Frame:
        """Say `save_delayed`, once."""
        event = {"type": "save_delayed", "message": message}
        return Frame.parse(self._run(scripts.DELAYED, job, _token(), _rest(event))[0])

    def saved(self, job: str, retention: float, finished_at: str | None) -> Frame:
        """Say `saved`, and let the log expire after `retention` seconds; again does no harm.

        `finished_at` names the run that was saved: another one that has begun since, because
        this one was lost, is `Fenced` off.
        """
        event = {"type": "saved", "data": {"job_url": f"/jobs/{job}/"}}
        args = [_token(), _rest(event), job, int(retention * 1000), finished_at or ""]
        return Frame.parse(self._run(scripts.SAVED, job, *args)[0])

    def reseed(self, attempt: Attempt, frames: list[Frame], request: Mapping[str, Any]) -> Attempt:
        """Restore a lost log, under a new epoch, from what the running attempt has said."""
        fresh = Attempt(attempt.job, _token(), attempt.number)
        started = next((f.event()["ts"] for f in frames if f.type == "started"), now())
        args = [attempt.epoch, attempt.number, fresh.epoch, started, json.dumps(request)]
        self._run(scripts.RESEED, attempt.job, *args, *(frame.text for frame in frames))
        return fresh

    def discard(self, job: str) -> None:
        """Forget the job: it could not be queued."""
        self.client.zrem(keys.unsaved(keys.bucket(job)), job)
        self.client.delete(keys.events(job), keys.meta(job), keys.result(job))

    def read(self, job: str, after: int = 0, count: int = 500) -> Page:
        """A page of the log. Raises `LogLost` if there is none."""
        with self.client.pipeline(transaction=True) as pipe:
            pipe.hget(keys.meta(job), "epoch")
            pipe.xrange(keys.events(job), min=f"({after}-0", count=count)
            epoch, rows = pipe.execute()
        if epoch is None:
            raise LogLost(f"job {job} has no log")
        return Page(epoch.decode(), parse_page(rows))

    def whole(self, job: str, after: int = 0) -> Page:
        """All that follows `after`. Raises `LogLost` if it goes while it is read."""
        page = self.read(job, after)
        told = Page(page.epoch, list(page.frames))
        while page.frames:
            page = self.read(job, page.frames[-1].seq)
            if page.epoch != told.epoch:
                raise LogLost(f"the log of job {job} was lost while it was read")
            told.frames.extend(page.frames)
        return told

    def frames(self, job: str, after: int = 0) -> list[Frame]:
        """All that follows `after`; nothing if there is no log."""
        return self.whole(job, after).frames if self.state(job) else []

    def state(self, job: str) -> LogState | None:
        return parse_state(self.client.hmget(keys.meta(job), STATE_FIELDS))

    def request(self, job: str) -> dict[str, Any] | None:
        """What `open` stored: everything that the run needs."""
        return _json(self.client.hget(keys.meta(job), "request"))

    def result(self, job: str) -> dict[str, Any] | None:
        """What `finish` stored."""
        return _json(self.client.get(keys.result(job)))

    def unsaved(self) -> dict[str, float]:
        """The jobs that have ended and are not in the database yet, and since when (Unix time)."""
        with self.client.pipeline(transaction=False) as pipe:
            for digit in keys.BUCKETS:
                pipe.zrange(keys.unsaved(digit), 0, -1, withscores=True)
            return {job.decode(): since for rows in pipe.execute() for job, since in rows}

    def silent_for(self, state: LogState) -> float:
        """Seconds since a worker said that it is at work on this job, by the server's clock."""
        seconds, micros = self.client.time()
        return float(seconds) + micros / 1e6 - state.alive

    def _say(
        self,
        script: str,
        attempt: Attempt,
        after: int,
        event: Event,
        announced: Announced,
        *more: Any,
    ) -> Frame:
        start = f'{{"seq":{after + 1},"attempt":{attempt.number},'
        frame = Frame(after + 1, start + _rest(event))
        args = [attempt.epoch, attempt.number, after, frame.text, *announced(frame), *more]
        self._run(script, attempt.job, *args)
        return frame

    def _run(self, script: str, job: str, *args: Any) -> list[str]:
        names = keys.of(job)
        try:
            reply: Any = self.client.evalsha(digest(script), len(names), *names, *args)
        except NoScriptError:  # the first time that this server hears it
            reply = self.client.eval(script, len(names), *names, *args)
        verdict, *values = (part.decode() for part in reply)
        if verdict in REFUSALS:
            refusal = REFUSALS[verdict]
            raise refusal(f"job {job}: {refusal.__doc__}")
        return values


@cache
def digest(script: str) -> str:
    """The name by which a server that knows a script runs it."""
    return hashlib.sha1(script.encode()).hexdigest()


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _rest(event: Event) -> str:
    """A frame's JSON without brace, `seq` and `attempt`, which are put in front of it."""
    said = {key: value for key, value in event.items() if key not in ("seq", "attempt")}
    return _storable(json.dumps({"ts": now(), **said}, allow_nan=False, separators=(",", ":")))[1:]


def _storable(text: str) -> str:
    """JSON without NUL, which PostgreSQL takes in no text: a save may not fail for ever."""
    return NUL.sub(r"\1\\ufffd", text)


def _end(job: str, status: str) -> list[Any]:
    """What the end of a job writes besides its event."""
    return [status, now(), time.time(), job]


def _token() -> str:
    return secrets.token_hex(8)


def _json(text: Any) -> dict[str, Any] | None:
    return None if text is None else json.loads(text)
