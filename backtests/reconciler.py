"""The reconciler finds what a crash has left behind, and queues it again.

It runs every few seconds beside the persistence cluster; what it queues twice does no harm.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import redis
from django.db import DatabaseError
from django.utils import timezone
from django_q.signing import BadSignature, SignedPackage

from backtests import snapshot, tasks
from backtests.delivery.broker import LEASE_MS, StreamBroker
from backtests.delivery.connection import sync_redis
from backtests.delivery.log import EventLog
from backtests.delivery.queue import RUN, SAVE, QueueName, QueueUnavailable, enqueue
from backtests.delivery.state import LogState
from backtests.models import UNFINISHED, Job

logger = logging.getLogger(__name__)
EVERY_SECONDS = 3.0
# A submission that is older has ended, one way or the other.
SUBMISSION_SECONDS = 10


def reconcile() -> None:
    """Queue the saves and runs whose task was lost with a process, or with Redis's data."""
    for duty in (_saves, _runs):
        _attempt(duty)


def _attempt(duty: Callable[[], None]) -> None:
    try:
        duty()
    except (DatabaseError, redis.RedisError, QueueUnavailable):
        logger.warning("reconciling has to wait: a server does not answer", exc_info=True)


def _saves() -> None:
    unsaved = EventLog(sync_redis()).unsaved()
    queued = _queued("persistence", SAVE) if unsaved else set()
    for job_id in unsaved:
        if job_id not in queued:
            logger.warning("job %s has ended, but its save was not queued: queued now", job_id)
            enqueue("persistence", SAVE, job_id)


def _runs() -> None:
    submitted = timezone.now() - timedelta(seconds=SUBMISSION_SECONDS)
    rows = Job.objects.filter(saved=False, status__in=UNFINISHED, created_at__lt=submitted)
    silent = _silent(list(rows))
    queued = _queued("workflow", RUN) if silent else set()
    for job in silent:
        if str(job.pk) not in queued:
            logger.warning("job %s has not ended and nobody runs it: queued again", job.pk)
            tasks.start(job)


def _silent(jobs: list[Job]) -> list[Job]:
    """The jobs whose log is missing, or has not ended and hears of no worker."""
    log, states = EventLog(sync_redis()), snapshot.states(job.pk for job in jobs)
    return [job for job in jobs if _is_silent(log, states.get(str(job.pk)))] if states else []


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
