"""The reconciler finds what a crash has left behind, and queues it again; it also clears away.

It runs every few seconds beside the persistence cluster. Each duty is done apart: a database that
is away must not keep a save from being queued, or its delay from being told.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import redis
from django.db import DatabaseError, connection
from django.utils import timezone
from django_q.signing import BadSignature, SignedPackage

from backtests import removal, snapshot, tasks
from backtests.delivery.broker import LEASE_MS, StreamBroker
from backtests.delivery.connection import sync_redis
from backtests.delivery.log import EventLog, LogError
from backtests.delivery.queue import RUN, SAVE, QueueName, QueueUnavailable, enqueue
from backtests.delivery.state import LogState
from backtests.models import Job, JobStatus

logger = logging.getLogger(__name__)
EVERY_SECONDS = 3.0
DELAY_SECONDS = 5.0
# A submission that is older has ended, one way or the other.
SUBMISSION_SECONDS = 10


def start() -> None:
    """Look after saves and runs for as long as this process lives."""
    for keeper in (Saves(), GivenUp(), Runs(), Cancels(), Removed()):
        name, duty = f"reconciler: {type(keeper).__name__}", [keeper.look_after]
        threading.Thread(target=_again_and_again, args=duty, daemon=True, name=name).start()


def _again_and_again(duty: Callable[[], None]) -> None:
    while True:
        attempt(duty)
        time.sleep(EVERY_SECONDS)


def attempt(duty: Callable[[], None]) -> None:
    try:
        duty()
    except (DatabaseError, redis.RedisError, QueueUnavailable, LogError) as error:
        logger.warning("reconciling has to wait: a server does not answer (%r)", error)
    except Exception:
        logger.exception("reconciling failed; trying again")
    finally:
        connection.close()


class Saves:
    """Queues the saves that nobody has queued, and tells of those that take long; no database."""

    def __init__(self) -> None:
        self.told: set[tuple[str, float]] = set()

    def look_after(self) -> None:
        log = EventLog(sync_redis())
        unsaved = log.unsaved()
        self.told &= unsaved.items()
        queued = _queued("persistence", SAVE) if unsaved else set()
        for job_id, since in unsaved.items():
            if time.time() - since > DELAY_SECONDS and (job_id, since) not in self.told:
                self.told.add((job_id, since))
                _tell_of_the_delay(log, job_id)
            if job_id not in queued:
                logger.warning("job %s has ended, but its save was not queued: queued now", job_id)
                enqueue("persistence", SAVE, job_id)


def _tell_of_the_delay(log: EventLog, job_id: str) -> None:
    message = "The result is safe; writing it to the history takes longer than usual."
    with suppress(LogError):  # told by another reconciler, or saved meanwhile
        tasks.announce_later(job_id, log.delayed(job_id, message))


class GivenUp:
    """Ends the jobs whose tasks have become dead letters; no database."""

    def __init__(self) -> None:
        self.seen = "0"

    def look_after(self) -> None:
        for ident, text in StreamBroker("workflow").dead_letters(self.seen):
            task = _unpacked(text)
            if task and task["func"] == RUN:
                tasks.give_up(task["args"][0])
            self.seen = ident


class Runs:
    """Starts accepted jobs that nobody runs; twice silent in a row is not just a busy moment."""

    def __init__(self) -> None:
        self.silent: set[str] = set()

    def look_after(self) -> None:
        before, self.silent = self.silent, _silent()
        lost = before & self.silent
        queued = _queued("workflow", RUN) if lost else set()
        for job in Job.objects.filter(pk__in=lost - queued):
            logger.warning("job %s has not ended and nobody runs it: queued again", job.pk)
            tasks.start(job)


class Cancels:
    """Asks again for what was cancelled: the log may have forgotten it with Redis's data."""

    def look_after(self) -> None:
        for job in Job.objects.filter(saved=False, status=JobStatus.CANCELLED):
            tasks.stop(job)


class Removed:
    """Deletes the runs that their owners have removed, once that cannot be undone any more."""

    def look_after(self) -> None:
        if gone := removal.purge():
            logger.info("%d removed runs are deleted for good", gone)


def _silent() -> set[str]:
    """The jobs whose log is missing, or has not ended and hears of no worker."""
    submitted = timezone.now() - timedelta(seconds=SUBMISSION_SECONDS)
    rows = Job.objects.filter(saved=False, created_at__lt=submitted)
    log, states = EventLog(sync_redis()), snapshot.states(rows.values_list("pk", flat=True))
    return {job_id for job_id, state in states.items() if _is_silent(log, state)}


def _is_silent(log: EventLog, state: LogState | None) -> bool:
    if state is None:
        return True
    return not state.terminal and log.silent_for(state) > LEASE_MS / 1000


def _queued(queue: QueueName, func: str) -> set[str]:
    """The jobs that a queue has waiting or at work."""
    rows: Any = sync_redis().xrange(StreamBroker(queue).stream)
    tasks = [_unpacked(fields[b"task"]) for _, fields in rows]
    return {task["args"][0] for task in tasks if task and task["func"] == func}


def _unpacked(text: bytes) -> dict[str, Any] | None:
    try:
        task: dict[str, Any] = SignedPackage.loads(text.decode())
    except BadSignature:
        return None  # not ours: another SECRET_KEY
    return task
