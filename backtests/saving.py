"""What a job said and found, saved in one transaction; again does no harm."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime

from backtests.delivery.log import EventLog, LogLost
from backtests.delivery.state import Frame, LogState
from backtests.drawing import sketch
from backtests.engine.metrics import comparable_factor
from backtests.models import Iteration, Job, JobEvent, Result, Trade
from backtests.yearly import RATES, lasts_a_year

Json = dict[str, Any]
BATCH = 500
# Figures of a result that its row has under the same name.
SAME = (
    "total_return", "cagr", "volatility", "sharpe", "sortino", "calmar", "max_drawdown",
    "exposure", "win_rate", "expectancy",
)  # fmt: skip


def save(log: EventLog, job_id: str) -> bool:
    """True if the database now holds the run of this log.

    False if the job was deleted, or an earlier run of it was saved, whose end Redis has lost.
    """
    state, frames, result = _whole(log, job_id)  # first: no lock is held while Redis is waited for
    with transaction.atomic():
        return _save(job_id, state, frames, result)


def _save(job_id: str, state: LogState, frames: list[Frame], result: Json | None) -> bool:
    job = Job.objects.select_for_update().filter(pk=job_id).first()
    if job is None:
        return False
    if job.saved:
        return bool(job.finished_at == _time(state.finished_at))
    archive(job_id, frames)
    if result is not None:
        _save_result(job, result)
    _save_row(job, state, frames)
    return True


def _whole(log: EventLog, job_id: str) -> tuple[LogState, list[Frame], Json | None]:
    """What the log holds, if it was the same log from the first look to the last."""
    before = log.state(job_id)
    frames, result, state = log.frames(job_id), log.result(job_id), log.state(job_id)
    if before is None or state is None or before.finished_at != state.finished_at:
        raise LogLost(f"the log of job {job_id} was lost while it was saved")
    return state, frames, result


def _save_row(job: Job, state: LogState, frames: list[Frame]) -> None:
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
    equity = result.get("equity") or []
    short = bool(equity) and not lasts_a_year(equity[0][0], equity[-1][0])
    for name in SAME:  # a row is compared with others, and sorted among them
        setattr(job, name, None if short and name in RATES else metrics.get(name))
    job.profit_factor = comparable_factor(metrics)
    job.benchmark_return = benchmark.get("total_return")
    job.trade_count = metrics.get("trades")
    job.curve = sketch(equity)
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
        (_trade_row(job, n, trade) for n, trade in enumerate(trades, 1)), batch_size=BATCH
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


def add_trailer(log: EventLog, job_id: str, state: LogState) -> None:
    """What was said after the save belongs to what a late viewer gets, if it is the same run."""
    if Job.objects.filter(pk=job_id, finished_at=_time(state.finished_at)).exists():
        archive(job_id, log.frames(job_id))


def archive(job_id: str, frames: list[Frame]) -> None:
    JobEvent.objects.bulk_create(
        (_event_row(job_id, frame.event()) for frame in frames),
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def _event_row(job_id: str, event: Json) -> JobEvent:
    ts = _time(event["ts"])
    return JobEvent(job_id=job_id, seq=event["seq"], type=event["type"], ts=ts, payload=event)


def _time(text: str | None) -> Any:
    return None if text is None else parse_datetime(text)
