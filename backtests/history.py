"""The jobs of a viewer: found by ID, listed newest first, chosen by symbol and status."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from backtests import snapshot
from backtests.intake import BadRequest
from backtests.models import Job, JobStatus
from backtests.viewers import Viewer

PAGE = 50
# What runs can be sorted by, smallest first; with a minus before it, largest first.
SORTS = {
    "return": "total_return",
    "benchmark": "benchmark_return",
    "sharpe": "sharpe",
    "drawdown": "max_drawdown",
    "trades": "trade_count",
}


class NotFound(Exception):
    """There is no such run."""


def get(viewer: Viewer, job_id: str | uuid.UUID) -> Job:
    """A job of one's own; another's does not exist."""
    try:
        return Job.objects.get(viewer.owns, pk=uuid.UUID(str(job_id)), removed_at=None)
    except (ValueError, Job.DoesNotExist):
        raise NotFound(str(NotFound.__doc__)) from None


@dataclass(frozen=True)
class Page:
    """Some jobs, and where the next page begins: behind the job `next`."""

    jobs: list[Job]
    next: str | None


def page_for(
    viewer: Viewer,
    *,
    status: str = "",
    symbol: str = "",
    q: str = "",
    tag: str = "",
    starred: bool = False,
    sort: str = "",
    after: str = "",
    limit: int = PAGE,
) -> Page:
    """Own jobs, newest first or sorted by a figure, behind the job `after`."""
    jobs = Job.objects.filter(viewer.owns, removed_at=None)
    if symbol:
        jobs = jobs.filter(holds(symbol))
    if q:
        own = Q(note__icontains=q) | Q(tags__icontains=q)
        jobs = jobs.filter(Q(prompt__icontains=q) | Q(symbols__icontains=q) | own)
    if tag:
        jobs = jobs.filter(holds(tag, "tags"))
    if starred:
        jobs = jobs.filter(starred=True)
    found: list[Job] = []
    for job in with_status(_behind(_sorted(jobs, sort), viewer, sort, after), status):
        if len(found) == limit:
            return Page(found, str(found[-1].pk))
        found.append(job)
    return Page(found, None)


def holds(word: str, column: str = "symbols") -> Q:
    """The condition that this very word is among those of a row: A is no part of AAPL."""
    ways = {"iexact": word, "istartswith": f"{word} ", "iendswith": f" {word}"}
    ways["icontains"] = f" {word} "
    return reduce(or_, (Q((f"{column}__{way}", text)) for way, text in ways.items()))


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
    states = snapshot.states(list(unsaved))
    for job in candidates.iterator(chunk_size=PAGE + 1):
        state = states.get(str(job.pk))
        if (state.status if state else job.status) == status:
            yield job


def _sorted(jobs: QuerySet[Job], sort: str) -> QuerySet[Job]:
    """Runs without the figure have no place among those that have it."""
    column = SORTS.get(sort.removeprefix("-"))
    if column is None:
        return jobs
    down = "-" if sort.startswith("-") else ""
    known = jobs.filter(**{f"{column}__isnull": False})
    return known.order_by(f"{down}{column}", "-created_at", "-pk")


def _behind(jobs: QuerySet[Job], viewer: Viewer, sort: str, after: str) -> QuerySet[Job]:
    if not after:
        return jobs
    last = get(viewer, after)
    behind = Q(created_at__lt=last.created_at) | Q(created_at=last.created_at, pk__lt=last.pk)
    if column := SORTS.get(sort.removeprefix("-")):
        value, way = getattr(last, column), "lt" if sort.startswith("-") else "gt"
        behind = Q(**{f"{column}__{way}": value}) | (Q(**{column: value}) & behind)
    return jobs.filter(behind)
