"""Where a form leads back to: the page that it names, if that is one of this site.

And what was typed into it, where it could not be kept.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from backtests.models import Job

UNKEPT = "unkept notes"
MOST_TYPED = 5000  # letters of a field


def back(request: HttpRequest, otherwise: str) -> str:
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, None) else otherwise


def hand_back(request: HttpRequest, job_id: Any) -> None:
    """What was typed as notes of this run stands in their fields when it is shown next."""
    typed = {name: request.POST.get(name, "")[:MOST_TYPED] for name in ("tags", "note")}
    request.session[UNKEPT] = {"of": str(job_id), **typed}


def notes_of(request: HttpRequest, job: Job) -> dict[str, str]:
    """The notes as they are kept, or as they were typed when they could not be."""
    if request.session.get(UNKEPT, {}).get("of") != str(job.pk):
        return {"tags": job.tags, "note": job.note}
    typed: dict[str, str] = request.session.pop(UNKEPT)
    return typed
