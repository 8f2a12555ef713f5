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
from backtests.pages.returning import back
from backtests.viewers import Viewer
from backtests.views import for_viewer

MOST_TAGS = 10


class MarksForm(forms.Form):
    """A note and tags, as they are kept: tags in small letters, each once."""

    tags = forms.CharField(required=False, max_length=200)
    note = forms.CharField(required=False, max_length=2000)

    def clean_tags(self) -> str:
        words = re.findall(r"[\w.-]+", self.cleaned_data["tags"].lower())
        return " ".join(list(dict.fromkeys(words))[:MOST_TAGS])


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
    """Keep note and tags; what is too long is not kept in part."""
    form = MarksForm(request.POST)
    if form.is_valid():
        _keep(viewer, job_id, **form.cleaned_data)
        messages.success(request, "Your notes are kept.", extra_tags="notes")
    else:
        messages.error(request, "That is too long; nothing was kept.", extra_tags="notes")
    return redirect(f"{_back(request, job_id)}#notes")


def _keep(viewer: Viewer, job_id: uuid.UUID, **changed: Any) -> None:
    """One conditional write, for the run may be saved at this very moment."""
    if not Job.objects.filter(viewer.owns, pk=job_id).update(**changed):
        raise history.NotFound(str(history.NotFound.__doc__))


def _back(request: HttpRequest, job_id: uuid.UUID) -> str:
    return back(request, reverse("run", args=[job_id]))
