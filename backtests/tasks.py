"""What the clusters run: `run_job` on the workflow queue, `save_job` on the persistence queue.

begin -> workflow -> result and terminal event in one step -> group told -> save enqueued -> saved.
`run_job` never touches the ORM and never raises; `save_job` may run any number of times;
`reconcile` finds what a crash between two of these steps has left behind.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import redis
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django_q.signing import BadSignature, SignedPackage

from backtests import running, saving
from backtests.delivery.broker import StreamBroker
from backtests.delivery.connection import patient_redis, sync_redis
from backtests.delivery.log import AlreadyEnded, EventLog, Fenced, LogLost, Sealed
from backtests.delivery.publisher import announce
from backtests.delivery.queue import RUN, SAVE, QueueName, QueueUnavailable, enqueue
from backtests.delivery.state import Frame
from backtests.models import UNFINISHED, Job

logger = logging.getLogger(__name__)
Json = dict[str, Any]

# A submission that is older has ended, one way or the other.
SUBMISSION_SECONDS = 60


def start(job: Job) -> None:
    """Open the event log and queue the run; again does no harm."""
    open_log(job)
    enqueue("workflow", RUN, str(job.pk))


def open_log(job: Job) -> None:
    """Let the job be told from its first event; a log that exists is left as it is."""
    request = {
        "reading": job.reading,
        "strategy": job.strategy,
        "max_iterations": job.options.get("max_iterations") or settings.MAX_ITERATIONS,
        "source": job.options.get("source"),
    }
    queued = {"type": "queued", "message": "The run is queued."}
    EventLog(sync_redis()).open(str(job.pk), queued, request)


def run_job(job_id: str) -> None:
    """Run one job to its terminal event, then hand it over to be saved."""
    try:
        _run_and_hand_over(job_id)
    except (Exception, SystemExit):  # a task that raises would be written to the database
        logger.exception("job %s could not be run", job_id)


def _run_and_hand_over(job_id: str) -> None:
    log = EventLog(patient_redis())
    try:
        running.run(log, log.begin(job_id))
    except LogLost:
        logger.warning("job %s has no log: it was withdrawn or its data is lost", job_id)
        return
    except Fenced:
        logger.info("job %s is run by a newer attempt", job_id)
        return
    except (AlreadyEnded, Sealed):
        logger.info("job %s has already ended", job_id)
    enqueue("persistence", SAVE, job_id)


def save_job(job_id: str) -> None:
    """Save everything that a job said and found; a failure is left to the broker to redeliver."""
    log = EventLog(patient_redis())
    state = log.state(job_id)
    if state is None or not state.terminal:
        return
    try:
        if not state.saved and not saving.save(log, job_id):
            log.discard(job_id)
            return
    except DatabaseError:
        _say_delayed(log, job_id)
        raise
    _announce(job_id, log.saved(job_id, settings.EVENT_RETENTION_HOURS * 3600))
    # Again, because the trailer itself belongs to what a late viewer gets.
    saving.archive(job_id, log.frames(job_id))


def _announce(job_id: str, frame: Frame) -> None:
    async_to_sync(announce)(get_channel_layer(), job_id, frame)


def _say_delayed(log: EventLog, job_id: str) -> None:
    """Once: the run is over, and its result is safe, but not yet in the history."""
    if any(frame.type == "save_delayed" for frame in log.frames(job_id)):
        return
    message = "The result is safe; writing it to the history takes longer than usual."
    _announce(job_id, log.delayed(job_id, message))


# Finding what was left behind --------------------------------------------------------------------


def reconcile() -> None:
    """Queue the saves and runs whose task was lost with a process, or with Redis's data."""
    try:
        _reconcile_saves()
        _reconcile_runs()
    except (DatabaseError, redis.RedisError, QueueUnavailable):
        logger.warning("reconciling has to wait: a server does not answer", exc_info=True)


def _reconcile_saves() -> None:
    queued = _queued("persistence", SAVE)
    for job_id in EventLog(sync_redis()).unsaved():
        if job_id not in queued:
            logger.warning("job %s has ended, but its save was not queued: queued now", job_id)
            enqueue("persistence", SAVE, job_id)


def _reconcile_runs() -> None:
    """The queue is read after the rows: a task leaves it only when its run has ended."""
    submitted = timezone.now() - timedelta(seconds=SUBMISSION_SECONDS)
    log = EventLog(sync_redis())
    rows = list(Job.objects.filter(saved=False, status__in=UNFINISHED, created_at__lt=submitted))
    queued = _queued("workflow", RUN) if rows else set()
    for job in rows:
        state = log.state(str(job.pk))
        if str(job.pk) not in queued and not (state and state.terminal):
            logger.warning("job %s has not ended and is not queued: queued again", job.pk)
            start(job)


def _queued(queue: QueueName, func: str) -> set[str]:
    """The jobs that a queue has waiting or at work."""
    rows: Any = sync_redis().xrange(StreamBroker(queue).stream)
    tasks = [_unpacked(fields[b"task"]) for _, fields in rows]
    return {task["args"][0] for task in tasks if task and task["func"] == func}


def _unpacked(text: bytes) -> Json | None:
    try:
        task: Json = SignedPackage.loads(text.decode())
    except BadSignature:
        return None  # not ours: another SECRET_KEY
    return task
