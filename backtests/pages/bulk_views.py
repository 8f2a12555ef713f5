"""What is done with several runs of the history at once; a removal can be taken back."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from backtests import history, jobs, removal
from backtests.downloads import exports
from backtests.pages.returning import back
from backtests.pages.side_by_side import FEWEST, MOST
from backtests.viewers import Viewer
from backtests.views import for_viewer, once

Do = Callable[[HttpRequest, Viewer, list[uuid.UUID]], HttpResponse]


@require_POST
@for_viewer
def bulk(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Do with the ticked runs what the pressed button says."""
    action = ACTIONS.get(request.POST.get("do", ""))
    ids = ids_in(request.POST.getlist("jobs"))
    if action is None or not ids:
        messages.info(request, "Tick the runs first.")
        return redirect(_here(request))
    return action(request, viewer, ids)


def compare(request: HttpRequest, viewer: Viewer, ids: list[uuid.UUID]) -> HttpResponse:
    if not FEWEST <= len(ids) <= MOST:
        messages.info(request, f"{FEWEST} to {MOST} runs can be compared; you ticked {len(ids)}.")
        return redirect(_with_ticks(_here(request), ids))
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
    if ended.update(removed_at=timezone.now()) < len(ids):
        messages.error(request, "What is still under way, or being saved, was not removed.")
    return redirect(_here(request))


def undo(request: HttpRequest, viewer: Viewer, ids: list[uuid.UUID]) -> HttpResponse:
    """These runs again, whenever on the last day they were removed."""
    number = removal.undoable(viewer.owns).filter(pk__in=ids).update(removed_at=None)
    messages.info(request, f"{number} brought back.")
    return redirect(_here(request))


def _here(request: HttpRequest) -> str:
    """The page of the history on which the runs were ticked."""
    return back(request, reverse("history"))


def _with_ticks(address: str, ids: Sequence[uuid.UUID]) -> str:
    """Without scripts the address does not know yet which are ticked."""
    parts = urlsplit(address)
    others = [(name, value) for name, value in parse_qsl(parts.query) if name != "compare"]
    ticked = ("compare", ",".join(map(str, ids)))
    return urlunsplit(parts._replace(query=urlencode([*others, ticked], safe=",")))


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
