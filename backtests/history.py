"""The jobs of a viewer: found by ID, listed newest first, chosen by symbol and status."""

from __future__ import annotations

import heapq
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import reduce
from itertools import islice
from operator import and_, or_
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from backtests import removal, snapshot
from backtests.intake import BadRequest
from backtests.models import Job, JobStatus
from backtests.viewers import Viewer

PAGE = 50
RARE = 500  # so few are sorted without an index
# The statuses to ask for that may have figures.
HAS_FIGURES = ("", JobStatus.COMPLETE)


class Figure(NamedTuple):
    """A figure of a run: its column in the database, how it is called and written."""

    column: str
    label: str
    form: str
    has_column: bool = True  # of its own in the table


FIGURES = {
    "return": Figure("total_return", "Return", "gain"),
    "growth": Figure("cagr", "Return a year", "gain", has_column=False),
    "benchmark": Figure("benchmark_return", "Buy and hold", "gain"),
    "sharpe": Figure("sharpe", "Sharpe", "number"),
    "sortino": Figure("sortino", "Sortino", "number", has_column=False),
    "drawdown": Figure("max_drawdown", "Drawdown", "percent"),
    "trades": Figure("trade_count", "Trades", "count"),
    "wins": Figure("win_rate", "Win rate", "percent", has_column=False),
    "factor": Figure("profit_factor", "Profit factor", "number", has_column=False),
}
# What runs can be sorted by, smallest first; with a minus before it, largest first.
SORTS = {name: figure.column for name, figure in FIGURES.items()}


class NotFound(Exception):
    """There is no such run."""


def get(viewer: Viewer, job_id: str | uuid.UUID) -> Job:
    """A job of one's own; another's does not exist."""
    return _own(viewer, job_id, removed_at=None)


def _own(viewer: Viewer, job_id: str | uuid.UUID, **columns: Any) -> Job:
    try:
        return Job.objects.get(viewer.owns, pk=uuid.UUID(str(job_id)), **columns)
    except (ValueError, Job.DoesNotExist):
        raise NotFound(str(NotFound.__doc__)) from None


def some(viewer: Viewer, ids: Iterable[uuid.UUID]) -> QuerySet[Job]:
    """Those of these jobs that are one's own."""
    return Job.objects.filter(viewer.owns, pk__in=ids, removed_at=None)


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
    since: date | None = None,
    until: date | None = None,
    removed: bool = False,
    sort: str = "",
    after: str = "",
    limit: int = PAGE,
) -> Page:
    """Own jobs, newest first or sorted by a figure, behind the job `after`."""
    jobs = _removed(viewer) if removed else Job.objects.filter(viewer.owns, removed_at=None)
    if starred:
        jobs = jobs.filter(starred=True)
    jobs = jobs.filter(_days(since, until))
    words = _words(symbol, q, tag)
    jobs = _rare_first(jobs, words) if status or sort else jobs.filter(words)
    chosen = _behind(_sorted(jobs, sort), viewer, sort, after)
    if sort.removeprefix("-") in SORTS:
        rows: Iterable[Job] = chosen[: limit + 1] if status in HAS_FIGURES else []
    else:
        rows = with_status(chosen, status, limit + 1)
    found = list(islice(rows, limit + 1))
    return Page(found[:limit], str(found[limit - 1].pk) if len(found) > limit else None)


def _removed(viewer: Viewer) -> QuerySet[Job]:
    """Looked up by themselves first, for they are few, and no order has them in its index."""
    return Job.objects.filter(
        pk__in=list(removal.undoable(viewer.owns).values_list("pk", flat=True))
    )


def _days(since: date | None, until: date | None) -> Q:
    """From the first instant of a day to the last of another: a range that an index serves."""
    start, end = Q(), Q()
    if since:
        start = Q(created_at__gte=datetime.combine(since, time.min, UTC))
    if until:
        end = Q(created_at__lte=datetime.combine(until, time.max, UTC))
    return start & end


def _words(symbol: str, q: str, tag: str) -> Q:
    """The condition that a run has these words, wherever its owner may have put them."""
    said = (holds(symbol) if symbol else Q()) & (holds(tag, "tags") if tag else Q())
    return reduce(and_, map(_anywhere, searched(q)), said)


def searched(q: str) -> list[str]:
    """The words of a search, each once; what stands in quotes is sought as it stands."""
    found = ("".join(pair).strip() for pair in re.findall(r'"([^"]+)"|([^\s"]+)', q))
    return list(dict.fromkeys(text for text in found if text))


def _anywhere(word: str) -> Q:
    columns = ("prompt", "symbols", "note", "tags")
    return reduce(or_, (Q((f"{name}__icontains", word)) for name in columns))


def _rare_first(jobs: QuerySet[Job], words: Q) -> QuerySet[Job]:
    """What has the words; where they are rare it is looked up at once, in the index of words."""
    if not words:
        return jobs
    first = list(jobs.filter(words).values_list("pk", flat=True)[: RARE + 1])
    return jobs.filter(pk__in=first) if len(first) <= RARE else jobs.filter(words)


def holds(word: str, column: str = "symbols") -> Q:
    """The condition that this very word is among those of a row: A is no part of AAPL."""
    ways = {"iexact": word, "istartswith": f"{word} ", "iendswith": f" {word}"}
    ways["icontains"] = f" {word} "
    return reduce(or_, (Q((f"{column}__{way}", text)) for way, text in ways.items()))


def with_status(jobs: QuerySet[Job], status: str, most: int | None = None) -> Iterable[Job]:
    """Newest first; what is not saved yet may stand elsewhere than its row says."""
    if not status:
        return jobs[:most]
    if status not in JobStatus.values:
        message = f"There is no status {status!r}; known: {', '.join(JobStatus.values)}."
        raise BadRequest("invalid", message, {"status": message})
    live = _live(jobs, status)
    settled = jobs.filter(saved=True, status=status).exclude(pk__in=live)[:most]
    return heapq.merge(jobs.filter(pk__in=live)[:most], settled, key=_age, reverse=True)


def _live(jobs: QuerySet[Job], status: str) -> list[uuid.UUID]:
    """The jobs that are not saved yet and stand so, if not by their logs, then by their rows."""
    rows = dict(jobs.filter(saved=False).values_list("pk", "status"))
    states = snapshot.states(rows)
    return [
        pk
        for pk, row in rows.items()
        if (log.status if (log := states.get(str(pk))) else row) == status
    ]


def _age(job: Job) -> tuple[datetime, uuid.UUID]:
    return job.created_at, job.pk


def _sorted(jobs: QuerySet[Job], sort: str) -> QuerySet[Job]:
    """Runs without the figure have no place among those that have it.

    Upwards is the exact reverse of downwards, so that one index serves both.
    """
    column = SORTS.get(sort.removeprefix("-"))
    if column is None:
        return jobs
    down = "-" if sort.startswith("-") else ""
    known = jobs.filter(**{f"{column}__isnull": False})
    return known.order_by(*(f"{down}{name}" for name in (column, "created_at", "pk")))


def _behind(jobs: QuerySet[Job], viewer: Viewer, sort: str, after: str) -> QuerySet[Job]:
    if not after:
        return jobs
    columns = ["created_at", "pk"]
    if column := SORTS.get(sort.removeprefix("-")):
        columns = [column, *columns]
    way = "gt" if column and not sort.startswith("-") else "lt"
    last = _own(viewer, after)  # which may have been removed since the page ended with it
    return jobs.filter(_beyond([(name, getattr(last, name)) for name in columns], way))


def _beyond(row: list[tuple[str, Any]], way: str) -> Q:
    """The condition of the rows past this one; its first part is a range that an index serves."""
    (name, value), *rest = row
    if not rest:
        return Q(**{f"{name}__{way}": value})
    past = Q(**{f"{name}__{way}": value}) | (Q(**{name: value}) & _beyond(rest, way))
    return Q(**{f"{name}__{way}e": value}) & past
