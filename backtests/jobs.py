"""Starting and stopping jobs: the only door to the workflow queue.

submit: read -> check data -> quota -> Job row -> event log (`queued`) -> workflow queue.
If a step fails, the earlier ones are undone and the caller is told: no half of a job exists.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Mapping
from datetime import date
from typing import Any, Unpack

import redis
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction

from agents.language.reading import Reading
from backtests import allowance, intake, snapshot, tasks
from backtests.delivery.connection import sync_redis
from backtests.delivery.log import EventLog, LogError, LogLost
from backtests.delivery.queue import QueueUnavailable
from backtests.engine.strategy import Strategy
from backtests.intake import (
    Answers,
    BadRequest,
    NeedsAnswers,
    Options,
    amended,
    answers_of,
    check_available,
    naming,
    reanswered,
    understand,
    validated,
)
from backtests.market_data.catalogue import NoData, SourceFailed
from backtests.models import Job, JobStatus
from backtests.viewers import Viewer

__all__ = [
    "REFUSALS",
    "Answers",
    "BadRequest",
    "Conflict",
    "NeedsAnswers",
    "NoData",
    "Options",
    "OverQuota",
    "Unavailable",
    "answer",
    "cancel",
    "options_of",
    "read",
    "reading_of",
    "refine",
    "rerun",
    "run_variant",
    "submit",
]

logger = logging.getLogger(__name__)
WITHDRAW_SECONDS = 1.0


class OverQuota(Exception):
    """You have too many unfinished runs; wait until some have ended, or cancel some."""


class Unavailable(Exception):
    """The site cannot take a job right now, and nothing was started. Try again in a moment."""


class Conflict(Exception):
    """This Idempotency-Key was used for another request; send a new key with a new request."""


NOTHING_SPENT = {"requests": 0, "input_tokens": 0, "output_tokens": 0, "dollars": None}

# Why a job is not started; each says so in a sentence for whoever asked.
REFUSALS = (BadRequest, Conflict, NeedsAnswers, NoData, OverQuota, Unavailable)


def read(
    viewer: Viewer, prompt: str, answers: Answers = None, **options: Unpack[Options]
) -> Reading:
    """What is understood of a viewer's words; nothing is started."""
    with naming(viewer.key):
        return intake.read(prompt, answers, **options)


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
    asked: dict[str, Any] = {
        "prompt": prompt if strategy is None else "",
        "answers": answers if answers is None or isinstance(answers, str) else dict(answers),
        "options": {key: _plain(value) for key, value in options.items() if value is not None},
    }
    if existing := _answered(
        viewer, Job(idempotency_key=_digest(viewer, idempotency_key), **asked)
    ):
        return existing
    with naming(viewer.key):
        reading, _ = understand(prompt, strategy, answers, lambda: _may_ask(viewer), **options)
    job = _new_job(viewer, reading, idempotency_key)
    for name, value in asked.items():
        setattr(job, name, value)
    return _start_once(job)


def _answered(viewer: Viewer, job: Job) -> Job | None:
    """No language model is paid for a request that came before, or by one who is over the quota."""
    if not (settings.LLM_MODEL and job.prompt):
        return None
    try:
        existing = _same_request(job)
        if existing is None:
            _check_quota(viewer)
        return existing
    except (DatabaseError, redis.RedisError) as error:
        raise Unavailable(str(Unavailable.__doc__)) from error


def _may_ask(viewer: Viewer) -> bool:
    try:
        return allowance.take(viewer)
    except redis.RedisError as error:
        raise Unavailable(str(Unavailable.__doc__)) from error


def rerun(viewer: Viewer, job: Job, idempotency_key: str = "") -> Job:
    """The very same strategy once more, as a new job that points at its origin."""
    return _start_once(_another(viewer, job, reading_of(job), idempotency_key))


def refine(
    viewer: Viewer, job: Job, words: str, idempotency_key: str = "", *, refined: bool = False
) -> Job:
    """The strategy, as it was read or as it was refined, with what the words change, as a new job
    that points at its origin.
    """
    if not words.strip():
        raise BadRequest("not_amended", "Say what is to change, such as: use a 3% stop.")
    kept = _kept(job) if refined else None
    with naming(viewer.key):
        reading = amended(reading_of(job), words, str(job.pk), kept)
    return _start_once(_another(viewer, job, reading, idempotency_key))


def _kept(job: Job) -> Strategy:
    result = snapshot.result(job)
    if result is None:
        raise BadRequest("not_amended", "That run has no result (yet), and so nothing refined.")
    return Strategy.model_validate(result["strategy"])


def answer(viewer: Viewer, job: Job, answers: Mapping[str, str], idempotency_key: str = "") -> Job:
    """The words of a job with other answers to its questions, as a new job."""
    before, options = reading_of(job), options_of(job)
    again = _another(viewer, job, before, idempotency_key)
    again.answers = {**answers_of(before), **answers}
    if existing := _answered(viewer, again):
        return existing
    with naming(viewer.key):
        reading = reanswered(
            before, job.prompt, again.answers, str(job.pk), lambda: _may_ask(viewer), **options
        )
    new = _another(viewer, job, reading, idempotency_key)
    new.answers = again.answers
    return _start_once(new)


def options_of(job: Job) -> Options:
    """What was said beside the words of a job, as it was said then."""
    dates = {name: date.fromisoformat(job.options[name]) for name in ("start", "end")
             if name in job.options}  # fmt: skip
    options: Options = {**job.options, **dates}  # type: ignore[typeddict-item]
    return options


def reading_of(job: Job) -> Reading:
    """How the words of a job were read, with the strategy that it ran."""
    reading = Reading.model_validate({**(job.reading or {}), "strategy": job.strategy})
    if reading.model:  # which was paid for once
        return reading.model_copy(update={"model": {**reading.model, **NOTHING_SPENT}})
    return reading


def _another(viewer: Viewer, job: Job, reading: Reading, idempotency_key: str) -> Job:
    again = _new_job(viewer, reading, idempotency_key)
    again.prompt, again.answers, again.options = job.prompt, job.answers, dict(job.options)
    again.rerun_of = job
    return again


def run_variant(viewer: Viewer, job: Job, number: int, idempotency_key: str = "") -> Job:
    """One variant of a sweep as a run of its own, on prices of the same source."""
    strategy = validated(job.strategy or {})
    if not strategy.ranges or not 0 <= number < strategy.count:
        message = f"The run has no variant {number}."
        raise BadRequest("no_variant", message, {"n": message})
    alone = strategy.variant(number).model_dump(mode="json")
    source = job.options.get("source")
    return submit(viewer, strategy=alone, idempotency_key=idempotency_key, source=source,
                  max_iterations=1)  # fmt: skip


def _new_job(viewer: Viewer, reading: Reading, idempotency_key: str) -> Job:
    understood = reading.model_dump(mode="json")
    return Job(
        user_id=viewer.user_id,
        guest=viewer.guest,
        idempotency_key=_digest(viewer, idempotency_key),
        reading=understood,
        changed=(reading.amended or {}).get("words", ""),
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
        owner = Viewer.of(job)
        check_available(validated(job.strategy or {}), job.options.get("source"), owner.key)
        _check_quota(owner)
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
    """What a prompt is read as is not asked for: "last year" is another one tomorrow. Nor is what
    follows from other answers.
    """
    strategy = None if job.prompt else job.strategy
    answered = job.rerun_of is not None and job.answers != job.rerun_of.answers
    amended = None if answered else (job.reading or {}).get("amended")
    return [job.prompt, job.answers, job.options, strategy, job.rerun_of_id, amended]


def _check_quota(viewer: Viewer) -> None:
    most = settings.MAX_JOBS_PER_USER
    unsaved = list(Job.objects.filter(viewer.owns, saved=False).values_list("pk", flat=True))
    if len(unsaved) < most:
        return
    states = snapshot.states(unsaved).values()
    if sum(not (state and state.terminal) for state in states) >= most:
        raise OverQuota(f"{OverQuota.__doc__} The limit is {most}.")


def _start(job: Job) -> Job:
    request = tasks.request_of(job)  # before there is a row: nothing has to be undone for it
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:  # the same request came twice at once
        if existing := _same_request(job):
            return existing
        raise
    try:
        tasks.start(job, request)
    except (redis.RedisError, LogError, QueueUnavailable) as error:
        _undo(job)
        raise Unavailable(str(Unavailable.__doc__)) from error
    return job


def _undo(job: Job) -> None:
    try:
        EventLog(sync_redis()).discard(str(job.pk))
    except redis.RedisError:
        logger.exception("the log of the withdrawn job %s could not be discarded", job.pk)
    try:
        job.delete()
    except DatabaseError:
        if job.idempotency_key is None:  # else it is found, and meant, by whoever sends it again
            threading.Thread(target=_withdraw, args=[str(job.pk)], daemon=True).start()
        raise


def _withdraw(job_id: str) -> None:
    """Undo a submission once its servers answer again, unless the reconciler has had it begun."""
    log = EventLog(sync_redis())
    while True:
        time.sleep(WITHDRAW_SECONDS)
        try:
            state = log.state(job_id)
            if state is None or not state.attempt:
                log.discard(job_id)
                Job.objects.filter(pk=job_id).delete()
            return
        except (DatabaseError, redis.RedisError):
            logger.warning("job %s cannot be withdrawn yet; trying again", job_id)
        finally:
            connection.close()


def cancel(job: Job) -> bool:
    """End a run that waits, ask one under way to stop; False if it has already ended.

    The row remembers what was asked, for the log may be lost with Redis's data.
    """
    try:
        job.refresh_from_db(fields=["saved"])
        if job.saved or not tasks.stop(job):
            return False
        Job.objects.filter(pk=job.pk, saved=False).update(status=JobStatus.CANCELLED)
    except (DatabaseError, redis.RedisError, LogLost) as error:
        raise Unavailable("The run was not reached. Please cancel again in a moment.") from error
    return True
