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
from typing import Any

from django.db.models import Q, QuerySet

from backtests import removal, snapshot
from backtests.intake import BadRequest
from backtests.models import Job, JobStatus
from backtests.sorting import AGE, Order, orders_of
from backtests.viewers import Viewer

PAGE = 50
RARE = 500  # so few are sorted without an index
# The statuses to ask for that may have figures.
HAS_FIGURES = ("", JobStatus.COMPLETE)


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
    return _shown(viewer).filter(pk__in=ids)


def newest(viewer: Viewer) -> uuid.UUID | None:
    return _shown(viewer).order_by("-created_at", "-pk").values_list("pk", flat=True).first()


def newer(viewer: Viewer, than: str | None) -> list[Job]:
    """Own jobs that came after this one, newest first; a page of them at most, the next in time."""
    jobs, order = _shown(viewer), Order(AGE, down=False)
    if than:
        jobs = order.behind(jobs, _own(viewer, than))
    return list(order.sorted(jobs)[:PAGE])[::-1]


def _shown(viewer: Viewer) -> QuerySet[Job]:
    return Job.objects.filter(viewer.owns, removed_at=None)


@dataclass(frozen=True)
class Page:
    """Some jobs; the next page begins behind the job `next`, and that before ends at `previous`."""

    jobs: list[Job]
    next: str | None
    previous: str | None = None


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
    before: str = "",
    limit: int = PAGE,
) -> Page:
    """Own jobs, newest first or in another order, behind the job `after` or up to `before`."""
    jobs = _removed(viewer) if removed else _shown(viewer)
    if starred:
        jobs = jobs.filter(starred=True)
    jobs = jobs.filter(_days(since, until))
    words = _words(symbol, q, tag)
    jobs = _rare_first(jobs, words) if status or sort else jobs.filter(words)

    def some(orders: list[Order], passed: str) -> list[Job]:
        # It may have been removed since a page ended with it.
        last = _own(viewer, passed) if passed else None
        return _along(jobs, orders, last, status, limit + 1)

    orders = orders_of(sort)
    back = some([order.turned() for order in reversed(orders)], before) if before else []
    if len(back) > limit:
        found = back[limit - 1 :: -1]
        return Page(found, next=str(found[-1].pk), previous=str(found[0].pk))
    found = some(orders, after)  # the whole first page, where there is no page before
    following = str(found[limit - 1].pk) if len(found) > limit else None
    return Page(found[:limit], following, str(found[0].pk) if after and found else None)


def _along(
    jobs: QuerySet[Job], orders: list[Order], last: Job | None, status: str, most: int
) -> list[Job]:
    """The first of one order after the other, from behind `last` on."""
    found: list[Job] = []
    begin = next((n for n, order in enumerate(orders) if last and order.holds(last)), 0)
    for n, order in enumerate(orders[begin:]):
        rows = order.sorted(jobs)
        if last and n == 0:
            rows = order.behind(rows, last)
        if len(found) < most:
            found += _some(rows, status, order, most - len(found))
    return found


def _some(rows: QuerySet[Job], status: str, order: Order, most: int) -> list[Job]:
    if order.columns == AGE:
        return list(islice(with_status(rows, status, most, down=order.down), most))
    return list(rows[:most]) if status in HAS_FIGURES else []


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
    symbols = reduce(or_, map(holds, re.findall(r"[^\s,;]+", symbol)), Q())
    said = symbols & (holds(tag.lower(), "tags") if tag else Q())
    return reduce(and_, map(_anywhere, searched(q)), said)


SEARCHED = ("prompt", "changed", "symbols", "note", "tags")
WORDS = re.compile(r'"([^"]+)"|([^\s"]+)')


def searched(q: str) -> list[str]:
    """The words of a search, each once; what stands in quotes is sought as it stands.

    A tag may be written as one: "#short".
    """
    found = (quoted.strip() or word.lstrip("#") for quoted, word in WORDS.findall(q))
    return list(dict.fromkeys(text for text in found if text))


def _anywhere(word: str) -> Q:
    has = _has if word.isascii() else _has_letters
    return reduce(or_, (has(name, word) for name in SEARCHED))


def _has(column: str, text: str) -> Q:
    return Q((f"{column}__icontains", text))


def _has_letters(column: str, word: str) -> Q:
    """Whatever its capitals: SQLite knows those of ASCII alone, and no database that of a sharp s.

    A pattern knows them, but is slow: it is tried only where a part of the word that each finds is.
    """
    folded = word.casefold()
    part = max(re.split(r"ss|[^\x00-\x7f]+", folded), key=len)
    sure = [part] if part else [word[0].lower(), word[0].upper()]
    pattern = re.escape(folded).replace("ss", "(?:ss|ß)")
    return reduce(or_, (_has(column, text) for text in sure)) & Q((f"{column}__iregex", pattern))


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


def with_status(
    jobs: QuerySet[Job], status: str, most: int | None = None, *, down: bool = True
) -> Iterable[Job]:
    """In their order by age; what is not saved yet may stand elsewhere than its row says."""
    if not status:
        return jobs[:most]
    if status not in JobStatus.values:
        message = f"There is no status {status!r}; known: {', '.join(JobStatus.values)}."
        raise BadRequest("invalid", message, {"status": message})
    live = _live(jobs, status)
    settled = jobs.filter(saved=True, status=status).exclude(pk__in=live)[:most]
    return heapq.merge(jobs.filter(pk__in=live)[:most], settled, key=_age, reverse=down)


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
