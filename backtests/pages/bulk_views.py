"""What is done with several runs of the history at once; a removal can be taken back."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from backtests import history, jobs
from backtests.downloads import exports
from backtests.models import Job
from backtests.viewers import Viewer
from backtests.views import for_viewer, once

REMOVED = "removed"  # in the session: what can be taken back
Do = Callable[[HttpRequest, Viewer, list[uuid.UUID]], HttpResponse]


@require_POST
@for_viewer
def bulk(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Do with the ticked runs what the pressed button says."""
    action = ACTIONS.get(request.POST.get("do", ""))
    ids = ids_in(request.POST.getlist("jobs"))
    if action is None or (not ids and action is not undo):
        messages.info(request, "Tick the runs first.")
        return redirect("history")
    return action(request, viewer, ids)


def compare(request: HttpRequest, viewer: Viewer, ids: list[uuid.UUID]) -> HttpResponse:
    return redirect(f"{reverse('compare')}?jobs={','.join(map(str, ids))}")


def export(request: HttpRequest, viewer: Viewer, ids: list[uuid.UUID]) -> HttpResponse:
    """The figures of these runs, one a line."""
    disposition = {"Content-Disposition": 'attachment; filename="closing-bell-runs.csv"'}
    text = exports.runs_csv(history.some(viewer, ids))
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=disposition)


def rerun(request: HttpRequest, viewer: Viewer, ids: list[uuid.UUID]) -> HttpResponse:
    """Each once more; the first refusal ends it, for the next would be the same."""
    started, key = 0, once(request)
    try:
        for job in history.some(viewer, ids):
            jobs.rerun(viewer, job, key and f"{key} {job.pk}")
            started += 1
    except jobs.REFUSALS as error:
        messages.error(request, str(error))
    messages.info(request, f"{started} started again.")
    return redirect("history")


def remove(request: HttpRequest, viewer: Viewer, ids: list[uuid.UUID]) -> HttpResponse:
    """Out of sight, until it is taken back; what still runs stays."""
    ended = history.some(viewer, ids).filter(saved=True)
    gone = list(ended.values_list("pk", flat=True))
    ended.update(removed_at=timezone.now())
    request.session[REMOVED] = [str(pk) for pk in gone]
    if len(gone) < len(ids):
        messages.error(request, "What is still under way, or being saved, was not removed.")
    return redirect("history")


def undo(request: HttpRequest, viewer: Viewer, ids: list[uuid.UUID]) -> HttpResponse:
    gone = ids_in(request.session.pop(REMOVED, []))
    back = Job.objects.filter(viewer.owns, pk__in=gone).update(removed_at=None)
    messages.info(request, f"{back} brought back.")
    return redirect("history")


ACTIONS: dict[str, Do] = {
    "compare": compare,
    "export": export,
    "rerun": rerun,
    "remove": remove,
    "undo": undo,
}


def ids_in(texts: Sequence[str]) -> list[uuid.UUID]:
    """As many as a page of the history has; what is no ID is nobody's run."""
    found: dict[uuid.UUID, None] = {}
    for text in texts[: history.PAGE]:
        with suppress(ValueError):
            found[uuid.UUID(text)] = None
    return list(found)
