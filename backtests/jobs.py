"""Jobs, as every door knows them: submit, look, cancel, run again.

submit: read -> check data -> quota -> Job row -> event log (`queued`) -> workflow queue.
If a step fails, the earlier ones are undone and the caller is told: no half of a job exists.
"""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

import redis
from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Q, QuerySet

from agents.language.reading import Reading
from backtests import saving, tasks
from backtests.delivery import archive, keys, tickets
from backtests.delivery.connection import sync_redis
from backtests.delivery.log import EventLog, LogError
from backtests.delivery.queue import QueueUnavailable
from backtests.delivery.state import STATE_FIELDS, Frame, LogState, parse_state
from backtests.intake import (
    Answers,
    BadRequest,
    NeedsAnswers,
    Options,
    check_available,
    read,
    understand,
    validated,
)
from backtests.market_data.catalogue import NoData, SourceFailed
from backtests.models import Job, JobStatus, Result
from backtests.storage import JobStorage
from backtests.viewers import Viewer

__all__ = [
    "REFUSALS",
    "Answers",
    "BadRequest",
    "Conflict",
    "NeedsAnswers",
    "NoData",
    "NotFound",
    "Options",
    "OverQuota",
    "Unavailable",
    "cancel",
    "describe",
    "describe_all",
    "events",
    "get",
    "holds",
    "links",
    "list_for",
    "owner",
    "page_for",
    "read",
    "rerun",
    "result",
    "submit",
    "with_status",
]

logger = logging.getLogger(__name__)
Json = dict[str, Any]

PAGE = 50
MOST_EVENTS = 1_000_000


class OverQuota(Exception):
    """You have too many unfinished runs; wait until some have ended, or cancel some."""


class Unavailable(Exception):
    """The site cannot take a job right now, and nothing was started. Try again in a moment."""


class NotFound(Exception):
    """There is no such run."""


class Conflict(Exception):
    """This Idempotency-Key was used for another request; send a new key with a new request."""


# Why a job is not started; each says so in a sentence for whoever asked.
REFUSALS = (BadRequest, Conflict, NeedsAnswers, NoData, OverQuota, Unavailable)


# Starting ----------------------------------------------------------------------------------------


def submit(
    viewer: Viewer,
    prompt: str = "",
    strategy: Mapping[str, Any] | None = None,
    *,
    answers: Answers = None,
    idempotency_key: str = "",
    **options: Unpack[Options],
) -> Job:
    """Start a run of what the words or the strategy say."""
    reading, _ = understand(prompt, strategy, answers, **options)
    job = _new_job(viewer, reading, idempotency_key)
    job.prompt = prompt if strategy is None else ""
    job.answers = answers if answers is None or isinstance(answers, str) else dict(answers)
    job.options = {key: _plain(value) for key, value in options.items() if value is not None}
    return _start_once(job)


def rerun(viewer: Viewer, job: Job, idempotency_key: str = "") -> Job:
    """The very same strategy once more, as a new job that points at its origin."""
    reading = Reading.model_validate({**(job.reading or {}), "strategy": job.strategy})
    again = _new_job(viewer, reading, idempotency_key)
    again.prompt, again.answers, again.options = job.prompt, job.answers, dict(job.options)
    again.rerun_of = job
    return _start_once(again)


def _new_job(viewer: Viewer, reading: Reading, idempotency_key: str) -> Job:
    understood = reading.model_dump(mode="json")
    return Job(
        user_id=viewer.user_id,
        guest=viewer.guest,
        idempotency_key=_digest(viewer, idempotency_key),
        reading=understood,
        strategy=understood["strategy"],
        symbols=" ".join(understood["strategy"]["symbols"]),
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _digest(viewer: Viewer, key: str) -> str | None:
    return hashlib.sha256(f"{viewer.key}\n{key}".encode()).hexdigest() if key else None


def _start_once(job: Job) -> Job:
    """The only door to the workflow queue."""
    try:
        if existing := _same_request(job):
            return existing
        check_available(validated(job.strategy or {}), job.options.get("source"))
        _check_quota(owner(job))
        return _start(job)
    except SourceFailed as failure:
        logger.exception("a run was not started, because its prices cannot be read")
        raise Unavailable(str(failure)) from failure
    except (DatabaseError, redis.RedisError) as error:
        raise Unavailable(str(Unavailable.__doc__)) from error


def _same_request(job: Job) -> Job | None:
    """What the same Idempotency-Key has started before."""
    if job.idempotency_key is None:
        return None
    existing = Job.objects.filter(idempotency_key=job.idempotency_key).first()
    if existing and _asked(existing) != _asked(job):
        raise Conflict(str(Conflict.__doc__))
    return existing


def _asked(job: Job) -> list[Any]:
    """What a prompt is read as is not asked for: "last year" is another one tomorrow."""
    strategy = None if job.prompt else job.strategy
    return [job.prompt, job.answers, job.options, strategy, job.rerun_of_id]


def _check_quota(viewer: Viewer) -> None:
    most = settings.MAX_JOBS_PER_USER
    unsaved = list(Job.objects.filter(viewer.owns, saved=False).values_list("pk", flat=True))
    if len(unsaved) < most:
        return
    states = _states(unsaved).values()
    if sum(not (state and state.terminal) for state in states) >= most:
        raise OverQuota(f"{OverQuota.__doc__} The limit is {most}.")


def _start(job: Job) -> Job:
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:  # the same request came twice at once
        if existing := _same_request(job):
            return existing
        raise
    try:
        tasks.start(job)
    except (redis.RedisError, LogError, QueueUnavailable) as error:
        _undo(job)
        raise Unavailable(str(Unavailable.__doc__)) from error
    return job


def _undo(job: Job) -> None:
    try:
        EventLog(sync_redis()).discard(str(job.pk))
    except redis.RedisError:
        logger.exception("the log of the withdrawn job %s could not be discarded", job.pk)
    job.delete()


# Looking -----------------------------------------------------------------------------------------


def owner(job: Job) -> Viewer:
    return Viewer(user_id=job.user_id, guest=job.guest)


def get(viewer: Viewer, job_id: str | uuid.UUID) -> Job:
    """A job of one's own; another's does not exist."""
    try:
        return Job.objects.get(viewer.owns, pk=uuid.UUID(str(job_id)))
    except (ValueError, Job.DoesNotExist):
        raise NotFound(str(NotFound.__doc__)) from None


def cancel(job: Job) -> bool:
    """Ask the run to stop at its next step; False if it has already ended."""
    try:
        return EventLog(sync_redis()).request_cancel(str(job.pk))
    except redis.RedisError as error:
        raise Unavailable("The run was not reached. Please cancel again in a moment.") from error


class Filters(TypedDict, total=False):
    """What a list is narrowed down to, and the job behind which it begins."""

    status: str
    symbol: str
    q: str
    after: str


@dataclass(frozen=True)
class Page:
    """Some jobs, and where the next page begins: behind the job `next`."""

    jobs: list[Job]
    next: str | None


def list_for(viewer: Viewer, *, limit: int = PAGE, **filters: Unpack[Filters]) -> list[Job]:
    """The jobs of a page only."""
    return page_for(viewer, limit=limit, **filters).jobs


def page_for(
    viewer: Viewer,
    *,
    status: str = "",
    symbol: str = "",
    q: str = "",
    after: str = "",
    limit: int = PAGE,
) -> Page:
    """Own jobs, newest first, behind the job `after`."""
    jobs = Job.objects.filter(viewer.owns)
    if symbol:
        jobs = jobs.filter(holds(symbol))
    if q:
        jobs = jobs.filter(Q(prompt__icontains=q) | Q(symbols__icontains=q))
    found: list[Job] = []
    for job in with_status(_behind(jobs, viewer, after), status):
        if len(found) == limit:
            return Page(found, str(found[-1].pk))
        found.append(job)
    return Page(found, None)


def holds(symbol: str) -> Q:
    """The condition that this very symbol is among those of a row: A is no part of AAPL."""
    whole, first = Q(symbols__iexact=symbol), Q(symbols__istartswith=f"{symbol} ")
    last, between = Q(symbols__iendswith=f" {symbol}"), Q(symbols__icontains=f" {symbol} ")
    return whole | first | last | between


def with_status(jobs: QuerySet[Job], status: str) -> Iterator[Job]:
    """What is not saved yet may stand elsewhere than its row says."""
    if not status:
        yield from jobs.iterator(chunk_size=PAGE + 1)
        return
    if status not in JobStatus.values:
        message = f"There is no status {status!r}; known: {', '.join(JobStatus.values)}."
        raise BadRequest("invalid", message, {"status": message})
    candidates = jobs.filter(Q(status=status) | Q(saved=False))
    unsaved = candidates.filter(saved=False).values_list("pk", flat=True)
    states = _states(list(unsaved))
    for job in candidates.iterator(chunk_size=PAGE + 1):
        state = states.get(str(job.pk))
        if (state.status if state else job.status) == status:
            yield job


def _behind(jobs: QuerySet[Job], viewer: Viewer, after: str) -> QuerySet[Job]:
    if not after:
        return jobs
    last = get(viewer, after)
    older = Q(created_at__lt=last.created_at)
    return jobs.filter(older | Q(created_at=last.created_at, pk__lt=last.pk))


def current_status(job: Job) -> str:
    state = None if job.saved else _state(str(job.pk))
    return state.status if state else job.status


def describe(job: Job, root: str = "") -> Json:
    """The job as the API gives it: the row, and until it is saved what the log knows better."""
    return _described(job, None if job.saved else _state(str(job.pk)), root)


def describe_all(jobs: Sequence[Job], root: str = "") -> list[Json]:
    """The same for many, with one question to the logs."""
    states = _states([job.pk for job in jobs if not job.saved])
    return [_described(job, states.get(str(job.pk)), root) for job in jobs]


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
    ticket = tickets.issue(job_id, owner(job).key)
    return {
        "self": api,
        "page": f"{root}/jobs/{job_id}/",
        "events": f"{api}/events",
        "stream": f"{root.replace('http', 'ws', 1)}/ws/jobs/{job_id}/?ticket={ticket}",
        "result": f"{api}/result",
    }


def _error(job: Job, live: LogState | None) -> Json | None:
    """What went wrong: the terminal event is the last but at most two."""
    if live is None or live.status != JobStatus.ERROR:
        return job.error
    try:
        frames = EventLog(sync_redis()).read(str(job.pk), after=max(0, live.last_seq - 3))
    except redis.RedisError:
        return job.error
    return saving.error_in(frames) or job.error


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


def events(job: Job, after: int = 0) -> Json:
    """What the job has said after `after`: from its log, else from the database."""
    state, frames = _told(str(job.pk), after)
    return {
        "epoch": state.epoch if state else "",
        "events": [frame.event() for frame in frames],
        "last_seq": max(state.last_seq if state else 0, frames[-1].seq if frames else 0),
        "terminal": bool(state and state.terminal),
    }


def _told(job_id: str, after: int) -> tuple[LogState | None, list[Frame]]:
    log = EventLog(sync_redis())
    try:
        if state := log.state(job_id):
            return state, log.frames(job_id, after)
    except redis.RedisError as error:
        if archive.state(job_id) is None:
            raise Unavailable("The events cannot be read right now.") from error
    return archive.state(job_id), archive.read(job_id, after, MOST_EVENTS)


def _state(job_id: str) -> LogState | None:
    return _states([job_id]).get(job_id)


def _states(job_ids: Iterable[object]) -> dict[str, LogState | None]:
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
