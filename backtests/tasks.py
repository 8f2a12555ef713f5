"""What the clusters run: `run_job` on the workflow queue, `save_job` on the persistence queue.

begin -> workflow -> result and terminal event in one step -> group told -> save enqueued -> saved.
`run_job` never touches the ORM and never raises; `save_job` may run any number of times;
`reconcile` finds what a crash between two of these steps has left behind.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import redis
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django_q.signing import BadSignature, SignedPackage

from agents import workflow
from agents.events import Event
from backtests.delivery.broker import StreamBroker
from backtests.delivery.connection import patient_redis, sync_redis
from backtests.delivery.log import AlreadyEnded, Attempt, EventLog, Fenced, LogLost, Sealed
from backtests.delivery.publisher import Publisher, announce
from backtests.delivery.queue import QueueName, QueueUnavailable, enqueue
from backtests.delivery.state import Frame
from backtests.market_data import catalogue
from backtests.models import UNFINISHED, Iteration, Job, JobEvent, Result, Trade

logger = logging.getLogger(__name__)
Json = dict[str, Any]

RUN, SAVE = "backtests.tasks.run_job", "backtests.tasks.save_job"
CANCEL_POLL_SECONDS = 0.2
MOST_ATTEMPTS = 5
# A submission that is older has ended, one way or the other.
SUBMISSION_SECONDS = 60
PAGE = 500
UNEXPECTED = "Something went wrong on our side. The run has stopped; please run it again."
TOO_LONG = "The run took longer than this site allows. Try fewer symbols or a shorter period."
WORKER_LOST = "The workers of this run were lost again and again, so it was given up."


def start(job: Job) -> None:
    """Open the event log and queue the run; again does no harm."""
    request = {
        "reading": job.reading,
        "strategy": job.strategy,
        "max_iterations": job.options.get("max_iterations") or settings.MAX_ITERATIONS,
        "source": job.options.get("source"),
    }
    log = EventLog(sync_redis())
    log.open(str(job.pk), {"type": "queued", "message": "The run is queued."}, request)
    enqueue("workflow", RUN, str(job.pk))


def run_job(job_id: str) -> None:
    """Run one job to its terminal event, then hand it over to be saved."""
    try:
        _run_and_hand_over(job_id)
    except (Exception, SystemExit):  # a task that raises would be written to the database
        logger.exception("job %s could not be run", job_id)


def _run_and_hand_over(job_id: str) -> None:
    log = EventLog(patient_redis())
    try:
        _run_attempt(log, log.begin(job_id))
    except LogLost:
        logger.warning("job %s has no log: it was withdrawn or its data is lost", job_id)
        return
    except Fenced:
        logger.info("job %s is run by a newer attempt", job_id)
        return
    except (AlreadyEnded, Sealed):
        logger.info("job %s has already ended", job_id)
    enqueue("persistence", SAVE, job_id)


def _run_attempt(log: EventLog, attempt: Attempt) -> None:
    try:
        asyncio.run(_tell(log, attempt))
    except SystemExit:  # django-q2's TimeoutException
        logger.exception("job %s ran into its time limit", attempt.job)
        asyncio.run(_publisher(log, attempt).finish(_failed("timeout", TOO_LONG)))


async def _tell(log: EventLog, attempt: Attempt) -> None:
    publisher = _publisher(log, attempt)
    if attempt.number >= MOST_ATTEMPTS:
        await publisher.finish(_failed("worker_lost", WORKER_LOST))
        return
    if all(frame.type != "started" for frame in publisher.said):
        await publisher.publish({"type": "started", "message": "The run has started."})
    event, result = await _outcome(log, attempt, publisher)
    try:
        await publisher.finish(event, result)
    except (TypeError, ValueError):  # a result that JSON cannot hold must not cost the bell
        logger.exception("the result of job %s cannot be stored", attempt.job)
        await publisher.finish(_failed("internal", UNEXPECTED))


async def _outcome(log: EventLog, attempt: Attempt, publisher: Publisher) -> tuple[Json, Any]:
    """The terminal event and, where there is one, the result."""

    async def emit(event: Event) -> None:
        await publisher.publish(event.to_dict())

    try:
        result = await workflow.run(
            _request(log, attempt.job),
            emit=emit,
            load_bars=catalogue.load,
            check_cancelled=_cancel_check(log, attempt.job),
        )
    except workflow.Cancelled:
        return {"type": "cancelled", "message": "The run was cancelled."}, None
    except workflow.AgentFailure as failure:
        return _failed(failure.code, str(failure)), None
    except catalogue.NoData as missing:
        return _failed("no_data", str(missing)), None
    except catalogue.SourceFailed as failure:
        logger.exception("the prices of job %s cannot be read", attempt.job)
        return _failed("source_failed", str(failure)), None
    except (Fenced, Sealed, LogLost, redis.RedisError):
        raise  # not the job's fault: it runs again
    except Exception:
        logger.exception("job %s failed", attempt.job)
        return _failed("internal", UNEXPECTED), None
    return _completed(result), result


def _publisher(log: EventLog, attempt: Attempt) -> Publisher:
    return Publisher(log, attempt, get_channel_layer())


def _request(log: EventLog, job_id: str) -> workflow.RunRequest:
    asked = log.request(job_id) or {}
    return workflow.RunRequest(
        reading=asked["reading"],
        strategy=asked["strategy"],
        max_iterations=asked["max_iterations"],
        source=asked["source"],
        step_delay=settings.STEP_DELAY,
    )


def _cancel_check(log: EventLog, job_id: str) -> Callable[[], None]:
    """Asks the log, but not more often than the poll interval."""
    next_look = 0.0

    def check() -> None:
        nonlocal next_look
        if time.monotonic() < next_look:
            return
        next_look = time.monotonic() + CANCEL_POLL_SECONDS
        if log.cancel_requested(job_id):
            raise workflow.Cancelled

    return check


def _failed(code: str, message: str) -> Json:
    return {"type": "error", "message": message, "data": {"code": code, "message": message}}


HEADLINE = ("total_return", "sharpe", "max_drawdown", "trades", "win_rate", "final_equity")


def _completed(result: Json) -> Json:
    metrics = result.get("metrics") or {}
    benchmark = result.get("benchmark") or {}
    data = {
        "verdict": result.get("verdict"),
        "metrics": {key: metrics.get(key) for key in HEADLINE},
        "benchmark_return": benchmark.get("total_return"),
    }
    text = (result.get("verdict") or {}).get("text") or "The run is complete."
    return {"type": "complete", "message": text, "data": data}


# Saving ------------------------------------------------------------------------------------------


def save_job(job_id: str) -> None:
    """Save everything that a job said and found; a failure is left to the broker to redeliver."""
    log = EventLog(patient_redis())
    state = log.state(job_id)
    if state is None or not state.terminal:
        return
    try:
        if not state.saved and not _save(log, job_id):
            log.discard(job_id)
            return
    except DatabaseError:
        _say_delayed(log, job_id)
        raise
    _announce(job_id, log.saved(job_id, settings.EVENT_RETENTION_HOURS * 3600))
    # Again, because the trailer itself belongs to what a late viewer gets.
    _archive(job_id, frames_of(log, job_id))


def _announce(job_id: str, frame: Frame) -> None:
    async_to_sync(announce)(get_channel_layer(), job_id, frame)


@transaction.atomic
def _save(log: EventLog, job_id: str) -> bool:
    """One transaction; False if the job was deleted meanwhile."""
    job = Job.objects.select_for_update().filter(pk=job_id).first()
    if job is None:
        return False
    frames, result = frames_of(log, job_id), log.result(job_id)
    _archive(job_id, frames)
    if result is not None:
        _save_result(job, result)
    _save_job_row(job, log, frames)
    return True


def _save_job_row(job: Job, log: EventLog, frames: list[Frame]) -> None:
    state = log.state(str(job.pk))
    if state is None:
        raise LogLost(f"the log of job {job.pk} was lost while it was saved")
    job.status, job.attempt, job.saved = state.status, state.attempt, True
    job.started_at, job.finished_at = _time(state.started_at), _time(state.finished_at)
    job.error = error_in(frames)
    job.save()


def error_in(frames: list[Frame]) -> Json | None:
    """What went wrong, as the job's own `error` says it."""
    for event in (frame.event() for frame in frames if frame.type == "error"):
        return {"code": (event.get("data") or {}).get("code"), "message": event.get("message")}
    return None


def _save_result(job: Job, result: Json) -> None:
    metrics, benchmark = result.get("metrics") or {}, result.get("benchmark") or {}
    Result.objects.update_or_create(job=job, defaults={"data": result})
    job.total_return, job.sharpe = metrics.get("total_return"), metrics.get("sharpe")
    job.max_drawdown = metrics.get("max_drawdown")
    job.benchmark_return = benchmark.get("total_return")
    job.trade_count = len(result.get("trades") or [])
    _replace_iterations(job, result.get("iterations") or [])
    _replace_trades(job, result.get("trades") or [])


def _replace_iterations(job: Job, iterations: list[Json]) -> None:
    job.iterations.all().delete()
    Iteration.objects.bulk_create(
        Iteration(
            job=job,
            n=item["n"],
            strategy=item["strategy"],
            changes=item.get("changes") or [],
            metrics=item.get("metrics") or {},
            kept=bool(item.get("kept")),
        )
        for item in iterations
    )


def _replace_trades(job: Job, trades: list[Json]) -> None:
    job.trades.all().delete()
    Trade.objects.bulk_create(
        (_trade_row(job, n, trade) for n, trade in enumerate(trades, 1)), batch_size=PAGE
    )


def _trade_row(job: Job, n: int, trade: Json) -> Trade:
    same = ["symbol", "side", "quantity", "entry_price", "exit_price", "pnl", "bars"]
    return Trade(
        job=job,
        n=n,
        entry_time=_time(trade["entry_time"]),
        exit_time=_time(trade.get("exit_time")),
        return_fraction=trade["return"],
        entry_reason=trade.get("entry_reason") or "",
        exit_reason=trade.get("exit_reason") or "",
        is_open=bool(trade.get("is_open")),
        **{key: trade[key] for key in same},
    )


def _archive(job_id: str, frames: list[Frame]) -> None:
    JobEvent.objects.bulk_create(
        (_event_row(job_id, frame.event()) for frame in frames),
        batch_size=PAGE,
        ignore_conflicts=True,
    )


def _event_row(job_id: str, event: Json) -> JobEvent:
    ts = _time(event["ts"])
    return JobEvent(job_id=job_id, seq=event["seq"], type=event["type"], ts=ts, payload=event)


def frames_of(log: EventLog, job_id: str, after: int = 0) -> list[Frame]:
    """The whole log behind `after`."""
    frames: list[Frame] = []
    while page := log.read(job_id, after=frames[-1].seq if frames else after, count=PAGE):
        frames += page
    return frames


def _say_delayed(log: EventLog, job_id: str) -> None:
    """Once: the run is over, and its result is safe, but not yet in the history."""
    if any(frame.type == "save_delayed" for frame in frames_of(log, job_id)):
        return
    message = "The result is safe; writing it to the history takes longer than usual."
    _announce(job_id, log.append_trailer(job_id, {"type": "save_delayed", "message": message}))


def _time(text: str | None) -> Any:
    return None if text is None else parse_datetime(text)


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
