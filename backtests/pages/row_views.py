"""Rows of the history as they stand now, for a page on which runs go on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backtests import history, snapshot
from backtests.pages import bulk_views
from backtests.viewers import Viewer
from backtests.views import for_viewer


@never_cache
@require_safe
@for_viewer
def history_rows(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Own runs only, at most a page of them: one question to the database and one to the logs."""
    ids = bulk_views.ids_in(request.GET.get("jobs", "").split(","))[: history.PAGE]
    found = list(history.some(viewer, ids))
    rows = list(zip(found, snapshot.describe_all(found), strict=True))
    figure = history.FIGURES.get(request.GET.get("sort", "").removeprefix("-"))
    return render(request, "history_rows.html", {"rows": rows, "sorted": figure})
