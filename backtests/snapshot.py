"""A job as it stands: its row, and until it is saved what its log knows better."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import redis
from django.conf import settings

from backtests.delivery import archive, keys, tickets
from backtests.delivery.connection import sync_redis
from backtests.delivery.log import EventLog, LogLost
from backtests.delivery.state import STATE_FIELDS, Frame, LogState, parse_state
from backtests.models import Job, JobStatus, Result
from backtests.saving import error_in
from backtests.storage import JobStorage
from backtests.viewers import Viewer

logger = logging.getLogger(__name__)
Json = dict[str, Any]


def status(job: Job) -> str:
    state = None if job.saved else _state(str(job.pk))
    return state.status if state else job.status


def describe(job: Job, root: str = "") -> Json:
    """The job as the API gives it: the row, and until it is saved what the log knows better."""
    return _described(job, None if job.saved else _state(str(job.pk)), root)


def describe_all(jobs: Sequence[Job], root: str = "") -> list[Json]:
    """The same for many, with one question to the logs."""
    live = states([job.pk for job in jobs if not job.saved])
    return [_described(job, live.get(str(job.pk)), root) for job in jobs]


def _described(job: Job, live: LogState | None, root: str) -> Json:
    return {
        "id": str(job.pk),
        "status": live.status if live else job.status,
        "saved": job.saved,
        "attempt": live.attempt if live else job.attempt,
        "prompt": job.prompt,
        "strategy": job.strategy,
        "reading": job.reading,
        "created_at": _iso(job.created_at),
        "started_at": live.started_at if live else _iso(job.started_at),
        "finished_at": live.finished_at if live else _iso(job.finished_at),
        "rerun_of": str(job.rerun_of_id) if job.rerun_of_id else None,
        "error": _error(job, live),
        "links": links(job, root),
    }


def links(job: Job, root: str = "") -> Json:
    """Addresses of a job; `root` is the site's, as the caller reached it."""
    root = root or f"http://{settings.HOST}:{settings.PORT}"
    job_id, api = str(job.pk), f"{root}/api/jobs/{job.pk}"
    ticket = urlencode({"ticket": tickets.issue(job_id, Viewer.of(job).key)})
    return {
        "self": api,
        "page": f"{root}/jobs/{job_id}/",
        "events": f"{api}/events",
        "stream": f"{root.replace('http', 'ws', 1)}/ws/jobs/{job_id}/?{ticket}",
        "sse": f"{api}/events?{ticket}",
        "result": f"{api}/result",
    }


def _error(job: Job, live: LogState | None) -> Json | None:
    """What went wrong: the terminal event is the last but at most two."""
    if live is None or live.status != JobStatus.ERROR:
        return job.error
    try:
        frames = EventLog(sync_redis()).frames(str(job.pk), after=max(0, live.last_seq - 3))
    except redis.RedisError:
        return job.error
    return error_in(frames) or job.error


def result(job: Job) -> Json | None:
    """The result: from the fast storage, else from the database."""
    try:
        stored = JobStorage().result(str(job.pk))
    except redis.RedisError:
        logger.warning("the job storage does not answer; reading the database")
        stored = None
    if stored is not None:
        return stored
    row = Result.objects.filter(job=job).first()
    return row.data if row else None


def events(job_id: str, after: int = 0, epoch: str = "") -> Json:
    """What the job has said after `after`: from its log, else from the database.

    Whoever knows another log, by its epoch or by more events than there are, gets all of this one.
    """
    state = stand(job_id)
    known = state is None or (epoch in ("", state.epoch) and after <= state.last_seq)
    frames = _told(job_id, state, after if known else 0)
    return {
        "epoch": state.epoch if state else "",
        "events": [frame.event() for frame in frames],
        "last_seq": max(state.last_seq if state else 0, frames[-1].seq if frames else 0),
        "terminal": bool(state and state.terminal),
        "reset": not known,
    }


def stand(job_id: str) -> LogState | None:
    """How a job stands: by its log, else by the database; None while its log is lost."""
    try:
        if state := EventLog(sync_redis()).state(job_id):
            return state
    except redis.RedisError:
        if archive.state(job_id) is None:
            raise
    return archive.state(job_id)


def _told(job_id: str, state: LogState | None, after: int) -> list[Frame]:
    if state is None:
        return []
    if state.epoch == archive.EPOCH:
        return archive.read(job_id, after)
    page = EventLog(sync_redis()).whole(job_id, after)
    if page.epoch != state.epoch:
        raise LogLost(f"the log of job {job_id} was lost while it was read")
    return page.frames


def _state(job_id: str) -> LogState | None:
    return states([job_id]).get(job_id)


def states(job_ids: Iterable[object]) -> dict[str, LogState | None]:
    """How jobs stand by their logs, in one round trip; empty if the logs do not answer."""
    names = [str(job_id) for job_id in job_ids]
    if not names:
        return {}
    try:
        with sync_redis().pipeline(transaction=False) as pipe:
            for name in names:
                pipe.hmget(keys.meta(name), STATE_FIELDS)
            return dict(zip(names, map(parse_state, pipe.execute()), strict=True))
    except redis.RedisError:
        logger.warning("the event logs do not answer; showing what the database knows")
        return {}


def _iso(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
