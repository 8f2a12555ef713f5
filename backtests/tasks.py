"""What the clusters run: `run_job` on the workflow queue, `save_job` on the persistence queue.

begin -> workflow -> result and terminal event in one step -> group told -> save enqueued -> saved.
`run_job` never touches the ORM and never raises; `save_job` may run any number of times.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

from channels.layers import get_channel_layer
from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils.dateparse import parse_datetime

from agents import workflow
from agents.events import Event
from backtests.delivery.connection import patient_redis
from backtests.delivery.log import AlreadyEnded, Attempt, EventLog, Fenced, LogLost, Sealed
from backtests.delivery.publisher import Publisher
from backtests.delivery.queue import enqueue
from backtests.delivery.state import Frame
from backtests.market_data import catalogue
from backtests.models import Iteration, Job, JobEvent, Result, Trade

logger = logging.getLogger(__name__)
Json = dict[str, Any]

CANCEL_POLL_SECONDS = 0.2
PAGE = 500
UNEXPECTED = "Something went wrong on our side. The run has stopped; please run it again."
TOO_LONG = "The run took longer than this site allows. Try fewer symbols or a shorter period."


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
    enqueue("persistence", "backtests.tasks.save_job", job_id)


def _run_attempt(log: EventLog, attempt: Attempt) -> None:
    try:
        asyncio.run(_tell(log, attempt))
    except SystemExit:  # django-q2's TimeoutException
        logger.exception("job %s ran into its time limit", attempt.job)
        asyncio.run(_end(_publisher(log, attempt), _failed("timeout", TOO_LONG), None))


async def _tell(log: EventLog, attempt: Attempt) -> None:
    publisher = _publisher(log, attempt)
    if attempt.number == 1:
        await publisher.publish({"type": "started", "message": "The run has started."})
    event, result = await _outcome(log, attempt, publisher)
    await _end(publisher, event, result)


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
    except (Fenced, Sealed, LogLost):
        raise
    except Exception:
        logger.exception("job %s failed", attempt.job)
        return _failed("internal", UNEXPECTED), None
    return _completed(result), result


async def _end(publisher: Publisher, event: Json, result: Json | None) -> None:
    await publisher.finish(event, result)


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
    log.saved(job_id, settings.EVENT_RETENTION_HOURS * 3600)
    # Again, because the trailer itself belongs to what a late viewer gets.
    _archive(job_id, _frames(log, job_id))


@transaction.atomic
def _save(log: EventLog, job_id: str) -> bool:
    """One transaction; False if the job was deleted meanwhile."""
    job = Job.objects.select_for_update().filter(pk=job_id).first()
    if job is None:
        return False
    frames, result = _frames(log, job_id), log.result(job_id)
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
    job.error = next((_error_of(frame.event()) for frame in frames if frame.type == "error"), None)
    job.save()


def _error_of(event: Json) -> Json:
    return {"code": (event.get("data") or {}).get("code"), "message": event.get("message")}


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


def _frames(log: EventLog, job_id: str) -> list[Frame]:
    frames: list[Frame] = []
    while page := log.read(job_id, after=frames[-1].seq if frames else 0, count=PAGE):
        frames += page
    return frames


def _say_delayed(log: EventLog, job_id: str) -> None:
    """Once: the run is over, and its result is safe, but not yet in the history."""
    if any(frame.type == "save_delayed" for frame in _frames(log, job_id)):
        return
    message = "The result is safe; writing it to the history takes longer than usual."
    log.append_trailer(job_id, {"type": "save_delayed", "message": message})


def _time(text: str | None) -> Any:
    return None if text is None else parse_datetime(text)
