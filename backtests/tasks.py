"""What the clusters run: `run_job` on the workflow queue, `save_job` on the persistence queue.

begin -> workflow -> result and terminal event in one step -> group told -> save enqueued -> saved.
`run_job` never touches the ORM and never raises; `save_job` may run any number of times.
"""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

from backtests import running, saving, tries
from backtests.delivery import cancelling
from backtests.delivery.broker import LEASE_MS
from backtests.delivery.connection import patient_redis, sync_redis
from backtests.delivery.log import (
    AlreadyEnded,
    Attempt,
    EventLog,
    Fenced,
    LogError,
    LogLost,
    Sealed,
)
from backtests.delivery.publisher import announce
from backtests.delivery.queue import RUN, SAVE, enqueue
from backtests.delivery.state import Frame
from backtests.models import Job
from backtests.viewers import Viewer

logger = logging.getLogger(__name__)
Json = dict[str, Any]

# Less than the time limit of a task on the persistence queue.
DATABASE_PATIENCE = 240.0
LONGEST_PAUSE = 3.0
OBSERVATION_SECONDS = 2.5


def start(job: Job, request: Json | None = None) -> None:
    """Open the event log and queue the run; again does no harm."""
    open_log(job, request)
    enqueue("workflow", RUN, str(job.pk))


def open_log(job: Job, request: Json | None = None) -> None:
    """Let the job be told from its first event; a log that exists is left as it is."""
    queued = {"type": "queued", "message": "The run is queued."}
    EventLog(sync_redis()).open(str(job.pk), queued, request or request_of(job))


def request_of(job: Job) -> Json:
    """All that the run needs to know, because its worker never asks the database."""
    return {
        "reading": job.reading,
        "strategy": job.strategy,
        "max_iterations": job.options.get("max_iterations") or settings.MAX_ITERATIONS,
        "source": job.options.get("source"),
        "earlier_tries": tries.earlier(job),
        "owner": Viewer.of(job).key,
    }


def stop(job: Job) -> bool:
    """End a run that waits, ask one under way to stop; False if it has ended. Again: no harm."""
    open_log(job)  # which may have gone with Redis's data
    return async_to_sync(cancelling.cancel)(str(job.pk))


def run_job(job_id: str) -> None:
    """Run one job to its terminal event, then hand it over to be saved."""
    try:
        _run_and_hand_over(job_id)
    except (Exception, SystemExit):  # a task that raises would be written to the database
        logger.exception("job %s could not be run", job_id)


def _run_and_hand_over(job_id: str) -> None:
    log = EventLog(patient_redis())
    try:
        running.run(log, _take_the_word(log, job_id))
    except LogLost:
        logger.warning("job %s has no log: it was withdrawn or its data is lost", job_id)
        return
    except Fenced:
        logger.info("job %s is run by another attempt", job_id)
        return
    except (AlreadyEnded, Sealed):
        logger.info("job %s has already ended", job_id)
    enqueue("persistence", SAVE, job_id)


def _take_the_word(log: EventLog, job_id: str) -> Attempt:
    """Begin an attempt, unless somebody is at work: a task may be delivered twice, and a server
    that stood still lets every lease run out. `Fenced` if there is nothing to do for us.
    """
    state = log.state(job_id)
    if state and state.attempt and not state.terminal:
        time.sleep(OBSERVATION_SECONDS)
        again = log.state(job_id)
        if again and again.alive != state.alive:
            raise Fenced(f"job {job_id} is being run")
    return log.begin(job_id, before=state.attempt if state else 0)


def give_up(job_id: str) -> None:
    """End a job whose task the broker has given up, unless a worker has it all the same."""
    log = EventLog(sync_redis())
    state = log.state(job_id)
    if state is None or state.terminal or log.silent_for(state) < LEASE_MS / 1000:
        return
    logger.error("job %s was delivered again and again and no worker has survived it", job_id)
    with suppress(LogError):  # whoever was quicker has the word
        running.give_up(log, log.begin(job_id, before=state.attempt))
    enqueue("persistence", SAVE, job_id)


def save_job(job_id: str) -> None:
    """Save everything that a job said and found; a database that is away is waited for."""
    try:
        _save_and_tell(EventLog(patient_redis()), job_id)
    except LogError as refusal:
        logger.warning("job %s: the log was lost as it was saved (%s)", job_id, refusal)


def _save_and_tell(log: EventLog, job_id: str) -> None:
    state = log.state(job_id)
    if state is None or not state.terminal:
        return
    if not state.saved and not _save_patiently(log, job_id):
        log.discard(job_id)  # whoever follows it is served from the database, where there is one
        return
    retention = settings.EVENT_RETENTION_HOURS * 3600
    announce_later(job_id, log.saved(job_id, retention, state.finished_at))
    saving.add_trailer(log, job_id, state)


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


def announce_later(job_id: str, frame: Frame) -> None:
    """Tell the group of a word after the end, whose epoch only the log knows."""
    async_to_sync(announce)(get_channel_layer(), job_id, frame)
