"""Jobs, as every door knows them: submit, look, cancel, run again.

submit: read -> check data -> quota -> Job row -> event log (`queued`) -> workflow queue.
If a step fails, the earlier ones are undone and the caller is told: no half of a job exists.
"""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal, TypedDict, Unpack

import redis
from django.conf import settings
from django.db import DatabaseError, IntegrityError
from django.db.models import Q, QuerySet
from pydantic import ValidationError

from agents import language
from agents.language.reading import ImpossibleStrategy, InvalidPrompt, Reading
from backtests.delivery import archive, tickets
from backtests.delivery.connection import sync_redis
from backtests.delivery.log import EventLog, LogError
from backtests.delivery.queue import QueueUnavailable, enqueue
from backtests.delivery.state import Frame, LogState
from backtests.engine.describe import describe as say_back
from backtests.engine.strategy import Strategy
from backtests.market_data import catalogue
from backtests.models import Job, JobStatus, Result
from backtests.storage import JobStorage
from backtests.viewers import Viewer

logger = logging.getLogger(__name__)
Json = dict[str, Any]
Answers = Mapping[str, str] | Literal["defaults"] | None

PAGE = 50
SOURCES = ("bokeh_sampledata", "mintalib", "skfolio", "arch", "files", "yfinance", "alpaca")


class Options(TypedDict, total=False):
    """What a request may say beside its words; None means: not said."""

    symbols: list[str] | None
    timeframe: str | None
    start: date | None
    end: date | None
    initial_capital: float | None
    commission: float | None
    slippage: float | None
    source: str | None
    max_iterations: int | None


FIELDS = (
    "symbols",
    "timeframe",
    "start",
    "end",
    "initial_capital",
    "commission",
    "slippage",
)


class BadRequest(Exception):  # noqa: N818
    """The request cannot be run as it is; `fields` says where and why."""

    def __init__(self, code: str, message: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.fields = code, message, fields or {}


class NeedsAnswers(Exception):  # noqa: N818
    """Something vital is missing; the reading holds the questions."""

    def __init__(self, reading: Reading) -> None:
        super().__init__("Please answer the questions first.")
        self.reading = reading


class OverQuota(Exception):  # noqa: N818
    """You have too many unfinished runs; wait until some have ended, or cancel some."""


class Unavailable(Exception):  # noqa: N818
    """The site cannot take a job right now, and nothing was started. Try again in a moment."""


class NotFound(Exception):  # noqa: N818
    """There is no such run."""


def read(prompt: str, answers: Answers = None, **options: Unpack[Options]) -> Reading:
    """What is understood of the words; nothing is started."""
    _check(options)
    stated = {key: options.get(key) for key in FIELDS}
    try:
        return language.read(prompt, answers=answers, overrides=language.Overrides(**stated))
    except InvalidPrompt as error:
        raise BadRequest("invalid_prompt", str(error), {"prompt": str(error)}) from None
    except ImpossibleStrategy as error:
        raise BadRequest("impossible", str(error), {error.field: str(error)}) from None


def submit(
    viewer: Viewer,
    prompt: str = "",
    strategy: Mapping[str, Any] | None = None,
    *,
    answers: Answers = None,
    idempotency_key: str = "",
    rerun_of: Job | None = None,
    **options: Unpack[Options],
) -> Job:
    """Start a run; the only door to the workflow queue."""
    key = _digest(viewer, idempotency_key)
    if key and (existing := Job.objects.filter(idempotency_key=key).first()):
        return existing
    reading = _understood(prompt, strategy, answers, options)
    catalogue.check_available(reading.strategy, options.get("source"))
    _check_quota(viewer)
    job = _new_job(viewer, prompt, answers, options, reading)
    job.idempotency_key, job.rerun_of = key, rerun_of
    return _start(job)


def _understood(
    prompt: str, strategy: Mapping[str, Any] | None, answers: Answers, options: Options
) -> Reading:
    if strategy is not None and prompt.strip():
        raise BadRequest("invalid", "Send either a prompt or a strategy, not both.")
    if strategy is None:
        reading = read(prompt, answers, **options)
    else:
        reading = _read_strategy(strategy, options)
    if reading.strategy is None:
        raise NeedsAnswers(reading)
    return reading


def _read_strategy(strategy: Mapping[str, Any], options: Options) -> Reading:
    _check(options)
    given = {key: options.get(key) for key in FIELDS if options.get(key) is not None}
    try:
        valid = Strategy.model_validate({**strategy, **given})
    except ValidationError as error:
        fields = _fields(error)
        first = next(iter(fields.items()))
        raise BadRequest("invalid_strategy", f"{first[0]}: {first[1]}", fields) from None
    return Reading(
        action="run",
        strategy=valid,
        sentence=say_back(valid),
        spans=[],
        assumptions=[],
        unsupported=[],
        questions=[],
    )


def _fields(error: ValidationError) -> dict[str, str]:
    return {
        ".".join(map(str, item["loc"])) or "strategy": item["msg"].removeprefix("Value error, ")
        for item in error.errors(include_url=False, include_context=False, include_input=False)
    }


def _check(options: Options) -> None:
    """What can be wrong with the options whatever the words say."""
    fields = dict(_problems(options))
    if fields:
        raise BadRequest("invalid", " ".join(fields.values()), fields)


def _problems(options: Options) -> list[tuple[str, str]]:
    start, end, found = options.get("start"), options.get("end"), []
    if start and end and start >= end:
        found.append(("end", f"The start ({start}) must be before the end ({end})."))
    if (capital := options.get("initial_capital")) is not None and not 0 < capital <= 1e12:
        found.append(("initial_capital", "The initial capital must be above 0."))
    found += [
        (name, f"The {name} is a fraction from 0 to 0.5 (0.001 is 0.1%).")
        for name, cost in (
            ("commission", options.get("commission")),
            ("slippage", options.get("slippage")),
        )
        if cost is not None and not 0 <= cost < 0.5
    ]
    if (source := options.get("source")) is not None and source not in SOURCES:
        found.append(("source", f"There is no source {source!r}; known: {', '.join(SOURCES)}."))
    if (most := options.get("max_iterations")) is not None and not 1 <= most <= 50:
        found.append(("max_iterations", "max_iterations is a whole number from 1 to 50."))
    return found


def _check_quota(viewer: Viewer) -> None:
    unsaved = list(Job.objects.filter(viewer.owns, saved=False).values_list("pk", flat=True))
    if len(unsaved) < settings.MAX_JOBS_PER_USER:
        return
    states = [_state(str(pk)) for pk in unsaved]
    if sum(not (state and state.terminal) for state in states) >= settings.MAX_JOBS_PER_USER:
        raise OverQuota(f"{OverQuota.__doc__} The limit is {settings.MAX_JOBS_PER_USER}.")


def _digest(viewer: Viewer, key: str) -> str | None:
    if not key:
        return None
    return hashlib.sha256(f"{viewer.key}\n{key}".encode()).hexdigest()


def _new_job(
    viewer: Viewer, prompt: str, answers: Answers, options: Options, reading: Reading
) -> Job:
    understood = reading.model_dump(mode="json")
    said = {key: _plain(value) for key, value in options.items() if value is not None}
    return Job(
        user_id=viewer.user_id,
        guest=viewer.guest,
        prompt=prompt,
        answers=answers if answers is None or isinstance(answers, str) else dict(answers),
        options=said,
        reading=understood,
        strategy=understood["strategy"],
        symbols=" ".join(understood["strategy"]["symbols"]),
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _start(job: Job) -> Job:
    try:
        job.save(force_insert=True)
    except IntegrityError:  # the same request came twice at once
        return Job.objects.get(idempotency_key=job.idempotency_key)
    except DatabaseError as error:
        raise Unavailable(str(Unavailable.__doc__)) from error
    try:
        _queue(job)
    except (redis.RedisError, LogError, QueueUnavailable) as error:
        _undo(job)
        raise Unavailable(str(Unavailable.__doc__)) from error
    return job


def _queue(job: Job) -> None:
    request = {
        "reading": job.reading,
        "strategy": job.strategy,
        "max_iterations": job.options.get("max_iterations") or settings.MAX_ITERATIONS,
        "source": job.options.get("source"),
    }
    log = EventLog(sync_redis())
    log.open(str(job.pk), {"type": "queued", "message": "The run is queued."}, request)
    enqueue("workflow", "backtests.tasks.run_job", str(job.pk))


def _undo(job: Job) -> None:
    try:
        EventLog(sync_redis()).discard(str(job.pk))
    except redis.RedisError:
        logger.exception("the log of the withdrawn job %s could not be discarded", job.pk)
    job.delete()


def rerun(viewer: Viewer, job: Job) -> Job:
    """The same request once more, as a new job that points at its origin."""
    options: Options = {**job.options}
    for name in ("start", "end"):
        if text := job.options.get(name):
            options[name] = date.fromisoformat(text)  # type: ignore[literal-required]
    if job.prompt:
        return submit(viewer, job.prompt, answers=job.answers, rerun_of=job, **options)
    return submit(viewer, strategy=job.strategy, rerun_of=job, **options)


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
    except LogError:
        return False
    except redis.RedisError as error:
        raise Unavailable(str(Unavailable.__doc__)) from error


def list_for(
    viewer: Viewer,
    *,
    status: str = "",
    symbol: str = "",
    q: str = "",
    after: str = "",
    limit: int = PAGE,
) -> list[Job]:
    """Own jobs, newest first, behind the job `after`."""
    jobs = Job.objects.filter(viewer.owns)
    if status:
        if status not in JobStatus.values:
            raise BadRequest("invalid", f"status is one of {', '.join(JobStatus.values)}.")
        jobs = jobs.filter(Q(status=status) | Q(saved=False))
    if symbol:
        jobs = jobs.filter(symbols__icontains=symbol)
    if q:
        jobs = jobs.filter(Q(prompt__icontains=q) | Q(symbols__icontains=q))
    found = list(_behind(jobs, viewer, after)[:limit])
    return [job for job in found if not status or current_status(job) == status]


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
    live = None if job.saved else _state(str(job.pk))
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
    job_id, page = str(job.pk), f"{root}/jobs/{job.pk}/"
    ticket = tickets.issue(job_id, owner(job).key)
    api = f"{root}/api/jobs/{job_id}"
    stream = f"{root.replace('http', 'ws', 1)}/ws/jobs/{job_id}/?ticket={ticket}"
    return {
        "self": api,
        "page": page,
        "events": f"{api}/events",
        "stream": stream,
        "result": f"{api}/result",
    }


def _error(job: Job, live: LogState | None) -> Json | None:
    if live is None or live.status != JobStatus.ERROR:
        return job.error
    last = next(frame for frame in reversed(_all(str(job.pk))) if frame.type == "error").event()
    return {"code": last["data"]["code"], "message": last["message"]}


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
    job_id = str(job.pk)
    state, frames = _state(job_id), list[Frame]()
    if state is not None:
        frames = _all(job_id, after)
    elif (state := archive.state(job_id)) is not None:
        frames = archive.read(job_id, after, count=1_000_000)
    return {
        "epoch": state.epoch if state else "",
        "events": [frame.event() for frame in frames],
        "last_seq": max(state.last_seq if state else 0, frames[-1].seq if frames else 0),
        "terminal": bool(state and state.terminal),
    }


def _state(job_id: str) -> LogState | None:
    try:
        return EventLog(sync_redis()).state(job_id)
    except redis.RedisError:
        logger.warning("the event log does not answer; showing what the database knows")
        return None


def _all(job_id: str, after: int = 0) -> list[Frame]:
    log, frames = EventLog(sync_redis()), list[Frame]()
    while page := log.read(job_id, after=frames[-1].seq if frames else after, count=500):
        frames += page
    return frames


def _iso(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
