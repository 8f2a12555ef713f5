"""What a person notes about a run: a star, tags and a few words; the run itself stays as it is."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from backtests import history
from backtests.models import Job
from backtests.pages.returning import back, hand_back
from backtests.viewers import Viewer
from backtests.views import for_viewer

MOST_TAGS = 10


def _field(most: int, too_long: str) -> forms.CharField:
    return forms.CharField(required=False, max_length=most, error_messages={"max_length": too_long})


class MarksForm(forms.Form):
    """A note and tags, as they are kept: tags in small letters, each once."""

    tags = _field(200, "The tags are too long: all of them together have at most 200 letters.")
    note = _field(2000, "The note is too long: it has at most 2,000 letters.")

    def clean_tags(self) -> str:
        found = re.findall(r"[\w.-]+", self.cleaned_data["tags"].lower())
        words = list(dict.fromkeys(found))
        if len(words) > MOST_TAGS:
            raise forms.ValidationError(f"These are {len(words)} tags; a run has at most ten.")
        return " ".join(words)


@require_POST
@for_viewer
def star(request: HttpRequest, viewer: Viewer, job_id: uuid.UUID) -> HttpResponse:
    """Give the run a star, or take it; whoever comes from the history is led back to its row."""
    _keep(viewer, job_id, starred=request.POST.get("starred") == "1")
    way = back(request, "")
    return redirect(f"{way}#run-{job_id}" if way else reverse("run", args=[job_id]))


@require_POST
@for_viewer
def marks(request: HttpRequest, viewer: Viewer, job_id: uuid.UUID) -> HttpResponse:
    """Keep note and tags; what is too much is not kept in part, and stays in its field."""
    form = MarksForm(request.POST)
    if form.is_valid():
        _keep(viewer, job_id, **form.cleaned_data)
        messages.success(request, "Your notes are kept.", extra_tags="notes")
    else:
        hand_back(request, job_id)
        for texts in form.errors.values():
            messages.error(request, f"{texts[0]} Nothing was kept yet.", extra_tags="notes")
    return redirect(f"{_back(request, job_id)}#notes")


def _keep(viewer: Viewer, job_id: uuid.UUID, **changed: Any) -> None:
    """One conditional write, for the run may be saved at this very moment."""
    if not Job.objects.filter(viewer.owns, pk=job_id).update(**changed):
        raise history.NotFound(str(history.NotFound.__doc__))


def _back(request: HttpRequest, job_id: uuid.UUID) -> str:
    return back(request, reverse("run", args=[job_id]))
