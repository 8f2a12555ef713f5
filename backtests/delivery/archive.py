"""The same reads as `reader`, from the database: for jobs whose log has expired.

Each read has a thread of its own, so that a locked database delays no live event.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from asgiref.sync import sync_to_async
from django.core.exceptions import ValidationError
from django.db import connection

from backtests.delivery.state import Frame, LogState, Page
from backtests.models import UNFINISHED, Job, JobEvent

EPOCH = "archive"
PATIENCE = 30.0
T = TypeVar("T")
_threads = ThreadPoolExecutor(4, thread_name_prefix="archive")


class Archive:
    """What the database keeps of a job's log."""

    async def read(self, job: str, after: int, count: int) -> Page:
        return Page(EPOCH, await _apart(lambda: read(job, after, count)))

    async def state(self, job: str) -> LogState | None:
        return await _apart(lambda: state(job))

    async def expects(self, job: str) -> bool:
        """Whether the job is there, so that it can be followed sooner or later."""
        return await _apart(lambda: expects(job))


def read(job: str, after: int = 0, count: int | None = None) -> list[Frame]:
    """The saved frames, and the trailer that was written after they were saved."""
    rows = JobEvent.objects.filter(job_id=job, seq__gt=after).order_by("seq")
    frames = [_frame(row) for row in rows[:count]]
    last = JobEvent.objects.filter(job_id=job).order_by("seq").last()
    room = count is None or len(frames) < count
    if last and last.type != "saved" and room and after <= last.seq:
        frames.append(_trailer(last))
    return frames


def expects(job: str) -> bool:
    try:
        return Job.objects.filter(pk=job).exists()
    except ValidationError:
        return False


def state(job: str) -> LogState | None:
    """A job that has not been saved has no archive."""
    try:
        row = Job.objects.filter(pk=job).exclude(status__in=UNFINISHED).first()
    except ValidationError:
        return None
    last = JobEvent.objects.filter(job_id=job).order_by("seq").last() if row else None
    if row is None or last is None:
        return None
    end = last.seq if last.type == "saved" else last.seq + 1
    started = row.started_at.isoformat() if row.started_at else None
    finished = row.finished_at.isoformat() if row.finished_at else None
    return LogState(EPOCH, end, row.attempt, row.status, True, True, started, finished)


def _frame(row: JobEvent) -> Frame:
    return Frame(row.seq, json.dumps({**row.payload, "seq": row.seq}, separators=(",", ":")))


def _trailer(last: JobEvent) -> Frame:
    url = f"/jobs/{last.job_id}/"
    event = {**last.payload, "seq": last.seq + 1, "type": "saved", "data": {"job_url": url}}
    for key in ("agent", "iteration", "action", "message", "duration_ms"):
        event.pop(key, None)
    return Frame(last.seq + 1, json.dumps(event, separators=(",", ":")))


async def _apart(question: Callable[[], T]) -> T:
    def ask() -> T:
        try:
            return question()
        finally:
            connection.close()

    async with asyncio.timeout(PATIENCE):
        return await sync_to_async(ask, thread_sensitive=False, executor=_threads)()
