"""What the clusters run: `run_job` on the workflow queue, `save_job` on the persistence queue.

begin -> workflow -> result and terminal event in one step -> group told -> save enqueued -> saved.
`run_job` never touches the ORM and never raises; `save_job` may run any number of times.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import redis
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

from backtests import running, saving
from backtests.delivery.connection import patient_redis, sync_redis
from backtests.delivery.log import AlreadyEnded, EventLog, Fenced, LogError, LogLost, Sealed
from backtests.delivery.publisher import announce
from backtests.delivery.queue import RUN, SAVE, enqueue
from backtests.delivery.state import Frame
from backtests.models import Job

logger = logging.getLogger(__name__)

# Less than the time limit of a task on the persistence queue.
DATABASE_PATIENCE = 240.0
LONGEST_PAUSE = 3.0
DELAY_SECONDS = 5.0


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
    """Save everything that a job said and found; a database that is away is waited for."""
    try:
        _save_and_tell(EventLog(patient_redis()), job_id)
    except LogLost:
        logger.warning("job %s: the log was lost as it was saved", job_id)


def _save_and_tell(log: EventLog, job_id: str) -> None:
    state = log.state(job_id)
    if state is None or not state.terminal:
        return
    with _telling_a_delay(log, job_id):
        if not state.saved and not _save_patiently(log, job_id):
            log.discard(job_id)
            return
    _announce(job_id, log.saved(job_id, settings.EVENT_RETENTION_HOURS * 3600))
    # Again, because the trailer itself belongs to what a late viewer gets.
    saving.archive(job_id, log.frames(job_id))


def _save_patiently(log: EventLog, job_id: str) -> bool:
    """One worker that waits knows at once when the database is back; then come the others."""
    give_up, pause = time.monotonic() + DATABASE_PATIENCE, 0.25
    while True:
        try:
            return saving.save(log, job_id)
        except (OperationalError, InterfaceError):
            if time.monotonic() > give_up:
                raise  # the broker delivers it again, after the other saves
            logger.warning("job %s: the database cannot be written; trying again", job_id)
        connection.close()
        time.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


@contextmanager
def _telling_a_delay(log: EventLog, job_id: str) -> Iterator[None]:
    """The run is over and its result is safe: say so if the history does not have it soon."""
    timer = threading.Timer(DELAY_SECONDS, _say_delayed, [log, job_id])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _say_delayed(log: EventLog, job_id: str) -> None:
    message = "The result is safe; writing it to the history takes longer than usual."
    with suppress(LogError, redis.RedisError):  # said already, or saved meanwhile
        _announce(job_id, log.delayed(job_id, message))


def _announce(job_id: str, frame: Frame) -> None:
    async_to_sync(announce)(get_channel_layer(), job_id, frame)
