"""The pages: each parses, asks `jobs` once, and renders."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

import redis
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backtests import history, jobs, snapshot, viewers
from backtests.forms import AskForm, answers_in, asked
from backtests.models import Job, JobStatus
from backtests.pages import again, beside_text, returning, steps, trade_table
from backtests.pages.examples import EXAMPLES
from backtests.viewers import Viewer

View = Callable[..., HttpResponse]
# In a page's title, which alone is seen of it among others; signs.js goes on with the same words.
STATES = {
    JobStatus.QUEUED: "Waiting",
    JobStatus.RUNNING: "Running",
    JobStatus.COMPLETE: "Done",
    JobStatus.ERROR: "Failed",
    JobStatus.CANCELLED: "Cancelled",
}


def for_viewer(view: View) -> View:
    """Hand the view who asks; what is not theirs does not exist, and who is unknown logs in."""

    @wraps(view)
    def known(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, viewers.from_request(request), *args, **kwargs)
        except viewers.NotAllowed:
            return redirect_to_login(request.get_full_path())
        except history.NotFound as error:
            raise Http404(str(error)) from None

    return known


def once(request: HttpRequest) -> str:
    """A key that a form has again when it is sent again, as by a double click.

    Its CSRF token is another one whenever a page is drawn. A blank field says nothing, and so may
    be missing the second time, as one does that the page has filled from the text by then. Empty
    without a token.
    """
    if "csrfmiddlewaretoken" not in request.POST:
        return ""
    said = [(name, [one for one in sent if one.strip()]) for name, sent in request.POST.lists()]
    filled = sorted(field for field in said if field[1])
    return hashlib.sha256(json.dumps([request.path, filled]).encode()).hexdigest()


@never_cache
@ensure_csrf_cookie
@require_http_methods(["GET", "HEAD", "POST"])
@for_viewer
def ask(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The first page; a POST starts a run, or says what keeps it from starting."""
    if request.method != "POST" and "of" in request.GET:
        return _change(request, history.get(viewer, request.GET["of"]))
    if request.method != "POST":
        said = {name: request.GET[name] for name in AskForm.base_fields if name in request.GET}
        return _ask_page(request, AskForm(initial=said))
    form = AskForm(_with_offer(request.POST))
    if not form.is_valid():
        return _ask_page(request, form, status=422)
    try:
        job = jobs.submit(
            viewer, form.cleaned_data["prompt"], answers=form.answers(),
            idempotency_key=once(request), **form.options(),
        )  # fmt: skip
    except jobs.NeedsAnswers as error:
        return _clarify(request, form, error)
    except jobs.BadRequest as error:
        form.refuse(error.message, error.fields)
        return _ask_page(request, form, status=422)
    except jobs.NoData as error:
        form.refuse(error.message, {})
        shown = {"offers": _offers(viewer, form, error), "unknown": error.symbol}
        return _ask_page(request, form, status=422, **shown)
    except jobs.OverQuota as error:
        return _refused(request, form, error, 429)
    except jobs.Unavailable as error:
        return _refused(request, form, error, 503)
    return redirect("run", job_id=job.pk)


def _change(request: HttpRequest, job: Job) -> HttpResponse:
    """The first page with all that was said for an earlier run."""
    said, left_out = again.said_for(job)
    given = [{"id": name, "given": text} for name, text in said.answers.items()]
    form = AskForm(initial=said.initial())
    return _ask_page(request, form, given=given, earlier=job, left_out=left_out)


def _with_offer(typed: QueryDict) -> QueryDict:
    """What was typed, with the symbols of the offer that was taken."""
    if "instead" not in typed:
        return typed
    changed = typed.copy()
    changed["symbols"] = str(typed["instead"])
    return changed


def _ask_page(request: HttpRequest, form: AskForm, status: int = 200, **more: Any) -> HttpResponse:
    shown = {
        "form": form,
        "examples": EXAMPLES.items(),
        "open": _filled(form),
        "given": _given(form, more.get("questions", [])),
        **more,
    }
    return render(request, "ask.html", shown, status=status)


def _given(form: AskForm, asked_again: list[dict[str, Any]]) -> list[dict[str, str]]:
    """What was answered and is not asked on the page, so that it is sent again with the rest."""
    given = form.answers() if form.is_bound else None
    again = {question["id"] for question in asked_again}
    answers = given if isinstance(given, dict) else {}
    return [{"id": name, "given": text} for name, text in answers.items() if name not in again]


def _filled(form: AskForm) -> bool:
    """Whether the fields beside the text are in use, and so should be seen."""
    beside = [name for name in form.fields if name != "prompt"]
    said = form.data if form.is_bound else form.initial
    return any(said.get(name) or name in form.errors for name in beside)


def _clarify(request: HttpRequest, form: AskForm, error: jobs.NeedsAnswers) -> HttpResponse:
    questions = asked(error.reading.questions, form.answers())
    if not questions:
        form.refuse(str(error), {"prompt": str(error)})
    return _ask_page(request, form, 422, questions=questions, reading=error.reading)


def _offers(viewer: Viewer, form: AskForm, error: jobs.NoData) -> list[dict[str, str]]:
    """Each offer with the whole list of symbols in which it takes the missing one's place."""
    reading = jobs.read(viewer, form.cleaned_data["prompt"], form.answers(), **_read_options(form))
    symbols = reading.strategy.symbols if reading.strategy else [error.symbol]
    return [
        {
            "symbol": offer,
            "symbols": ", ".join(offer if name == error.symbol else name for name in symbols),
        }
        for offer in error.offers
    ]


def _read_options(form: AskForm) -> Any:
    return {
        name: value
        for name, value in form.options().items()
        if name not in ("source", "max_iterations")
    }


def _refused(request: HttpRequest, form: AskForm, error: Exception, status: int) -> HttpResponse:
    form.refuse(str(error), {})
    return _ask_page(request, form, status)


@never_cache
@ensure_csrf_cookie
@require_safe
@for_viewer
def run_page(request: HttpRequest, viewer: Viewer, job_id: uuid.UUID) -> HttpResponse:
    """One run: live while it runs, and for ever after."""
    job = history.get(viewer, job_id)
    told = snapshot.describe(job, request.build_absolute_uri("/")[:-1])
    ended = told["status"] not in (JobStatus.QUEUED, JobStatus.RUNNING)
    found = snapshot.result(job) if told["status"] == JobStatus.COMPLETE else None
    shown = {
        "job": job,
        "told": told,
        "ended": ended,
        "reading": told["reading"] or {},
        "beside_text": beside_text.told(viewer, job),
        "result": found,
        "table": _table(request, found),
        "notes": returning.notes_of(request, job),
        "steps": steps.rows(_events(job)),
        "state": STATES[told["status"]],
        "step_delay": settings.STEP_DELAY,
    }
    return render(request, "run.html", shown)


def _events(job: Any) -> list[dict[str, Any]]:
    """For readers without JavaScript; a page is worth more than its steps."""
    try:
        events: list[dict[str, Any]] = snapshot.events(str(job.pk))["events"]
    except redis.RedisError:
        return []
    return [event for event in events if event.get("message")]


@never_cache
@require_safe
@for_viewer
def result(request: HttpRequest, viewer: Viewer, job_id: uuid.UUID) -> HttpResponse:
    """The result alone, for a run page that was open when the bell rang."""
    job = history.get(viewer, job_id)
    found = snapshot.result(job)
    if found is None:
        raise Http404("There is no result (yet).")
    shown = {"job": job, "result": found, "table": _table(request, found)}
    return render(request, "result.html", shown)


@never_cache
@require_safe
@for_viewer
def trades(request: HttpRequest, viewer: Viewer, job_id: uuid.UUID) -> HttpResponse:
    """The table of trades alone, as its heads and filters ask for it."""
    found = snapshot.result(history.get(viewer, job_id))
    if found is None:
        raise Http404("There is no result (yet).")
    return render(request, "trades.html", {"table": _table(request, found)})


def _table(request: HttpRequest, result: dict[str, Any] | None) -> trade_table.Table | None:
    if result is None:
        return None
    wish = trade_table.Wish.of(request.GET.dict())
    return trade_table.table(result["trades"], wish, request.GET.get("trade", ""))


@require_POST
@for_viewer
def cancel(request: HttpRequest, viewer: Viewer, job_id: uuid.UUID) -> HttpResponse:
    job = history.get(viewer, job_id)
    try:
        stops = jobs.cancel(job)
        told = "The run stops at its next step." if stops else "The run had already ended."
        messages.info(request, told)
    except jobs.Unavailable as error:
        messages.error(request, str(error))
    return redirect("run", job_id=job.pk)


@require_POST
@for_viewer
def rerun(request: HttpRequest, viewer: Viewer, job_id: uuid.UUID) -> HttpResponse:
    key = once(request)
    return _another(request, job_id, lambda: jobs.rerun(viewer, history.get(viewer, job_id), key))


@require_POST
@for_viewer
def variant(request: HttpRequest, viewer: Viewer, job_id: uuid.UUID) -> HttpResponse:
    """The variant of a sweep that was pointed at, as a run of its own."""
    number = request.POST.get("n", "")
    if not re.fullmatch(r"[0-9]{1,6}", number):
        raise Http404("There is no such variant.")
    return _another(
        request,
        job_id,
        lambda: jobs.run_variant(viewer, history.get(viewer, job_id), int(number), once(request)),
    )


@require_POST
@for_viewer
def refine(request: HttpRequest, viewer: Viewer, job_id: uuid.UUID) -> HttpResponse:
    """A change in words; where it is refused, the words go back into their field."""
    words, base = request.POST.get("words", "")[:1000], request.POST.get("base", "")
    job = history.get(viewer, job_id)
    try:
        new = jobs.refine(viewer, job, words, once(request), refined=base == "refined")
    except jobs.REFUSALS as error:
        messages.error(request, str(error), extra_tags="refine")
        kept = urlencode({"words": words, "base": base})
        return redirect(f"{reverse('run', args=[job_id])}?{kept}#refine-words")
    return redirect("run", job_id=new.pk)


@require_POST
@for_viewer
def answer(request: HttpRequest, viewer: Viewer, job_id: uuid.UUID) -> HttpResponse:
    given = answers_in(request.POST)
    return _another(
        request,
        job_id,
        lambda: jobs.answer(viewer, history.get(viewer, job_id), given, once(request)),
    )


def _another(request: HttpRequest, job_id: uuid.UUID, start: Callable[[], Job]) -> HttpResponse:
    """The page of a job that follows from another, or of that one with why there is none."""
    try:
        job_id = start().pk
    except jobs.REFUSALS as error:
        messages.error(request, str(error))
    return redirect("run", job_id=job_id)
