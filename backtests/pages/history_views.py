"""The history, and its rows as they stand now for a page on which runs go on."""

from __future__ import annotations

import uuid
from contextlib import suppress
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backtests import history, removal, snapshot, sorting
from backtests.models import Job, JobStatus
from backtests.pages import bulk_views
from backtests.viewers import Viewer
from backtests.views import for_viewer

WISHES = (
    "status", "symbol", "q", "tag", "starred", "since", "until", "removed", "sort", "after",
    "before",
)  # fmt: skip
PLACES = ("sort", "after", "before")  # which narrow nothing down
# What lies before and behind a page, by its order.
WAYS = {"": ("Newer", "Older"), sorting.OLDEST: ("Older", "Newer")}


@never_cache
@require_safe
@for_viewer
def history_page(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Own jobs, newest first or sorted by a figure."""
    wanted = _wanted(request)
    since, until = (parsed_day(wanted, name) for name in ("since", "until"))
    page = history.page_for(
        viewer,
        status=wanted["status"],
        symbol=wanted["symbol"],
        q=wanted["q"],
        tag=wanted["tag"],
        starred=bool(wanted["starred"]),
        since=since,
        until=until,
        removed=bool(wanted["removed"]),
        sort=wanted["sort"],
        after=wanted["after"],
        before=wanted["before"],
    )
    if wanted["after"] and not page.jobs:  # all of this page were removed
        return redirect(f"{request.path}?{without(request, 'after')}")
    ticked = bulk_views.ids_in(request.GET.get("compare", "").split(","))
    told = snapshot.describe_all(page.jobs)
    filtered = any(value for name, value in wanted.items() if name not in PLACES)
    top = not any(wanted.values())
    shown = {
        "rows": list(zip(page.jobs, told, strict=True)),
        "next": page.next,
        "previous": page.previous,
        "ways": WAYS.get(wanted["sort"], ("Previous", "More")),
        "newest": next((job.pk for job in page.jobs), None) if top else history.newest(viewer),
        "top": top,
        "wanted": wanted,
        "filtered": filtered,
        "no_days": bool(since and until and since > until),
        "statuses": JobStatus.choices,
        "orders": sorting.choices(),
        "sorted": sorting.FIGURES.get(wanted["sort"].removeprefix("-")),
        **what_was_removed(viewer),
        "ticked": [str(pk) for pk in ticked],
        "elsewhere": [] if wanted["removed"] else _elsewhere(viewer, ticked, page),
    }
    return render(request, "history.html", shown)


def _wanted(request: HttpRequest) -> dict[str, str]:
    said = {name: request.GET.get(name, "").strip()[:200].replace("\x00", "") for name in WISHES}
    status = said["status"] if said["status"] in JobStatus.values else ""
    return {**said, "status": status, "sort": sorting.known(said["sort"])}


def _elsewhere(viewer: Viewer, ticked: list[uuid.UUID], page: history.Page) -> QuerySet[Job]:
    """What was ticked on other pages, or before a filter hid it."""
    return history.some(viewer, set(ticked) - {job.pk for job in page.jobs})


def what_was_removed(viewer: Viewer) -> dict[str, Any]:
    """The last removal, to be undone at once, and how many there were on the last day."""
    rows = removal.undoable(viewer.owns).order_by("-removed_at").values_list("pk", "removed_at")
    gone = list(rows)
    return {"gone": len(gone), "last_gone": [pk for pk, at in gone if at == gone[0][1]]}


def without(request: HttpRequest, name: str) -> str:
    """The query of an address but for this."""
    asked = request.GET.copy()
    asked.pop(name, None)
    return asked.urlencode()


def parsed_day(wanted: dict[str, str], name: str) -> date | None:
    """A day of the address; what is none there is as if it were not said."""
    with suppress(ValueError):
        return parse_date(wanted[name])
    return None


@never_cache
@require_safe
@for_viewer
def history_rows(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Own runs only, at most a page of them, and those that are newer than another.

    One question to the database for each, and one to the logs.
    """
    ids = bulk_views.ids_in(request.GET.get("jobs", "").split(","))[: history.PAGE]
    found = list(history.some(viewer, ids))
    newer = _newer(viewer, request.GET.get("newer"))
    told = snapshot.describe_all([*newer, *found])
    rows = list(zip([*newer, *found], told, strict=True))
    figure = sorting.FIGURES.get(request.GET.get("sort", "").removeprefix("-"))
    shown = {"newer": rows[: len(newer)], "rows": rows[len(newer) :], "sorted": figure}
    return render(request, "history_rows.html", shown)


def _newer(viewer: Viewer, than: str | None) -> list[Job]:
    with suppress(history.NotFound):  # it may be gone for good
        return [] if than is None else history.newer(viewer, than)
    return []
