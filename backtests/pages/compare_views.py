"""The page on which two to six runs stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backtests import drawing, history, snapshot
from backtests.models import Job
from backtests.pages import bulk_views, side_by_side, trade_lanes
from backtests.pages.side_by_side import FEWEST, LETTERS, MOST
from backtests.viewers import Viewer
from backtests.views import for_viewer

Json = dict[str, Any]


@dataclass(frozen=True)
class Run:
    """One of the runs, and the comparison without it."""

    letter: str
    job: Job
    result: Json
    without: str

    @property
    def days(self) -> tuple[str, str]:
        equity = self.result["equity"]
        return equity[0][0][:10], equity[-1][0][:10]

    @property
    def lost_on(self) -> str | None:
        return side_by_side.lost_on(self.result)


@never_cache
@require_safe
@for_viewer
def compare_page(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Side by side; the address holds the runs, so that it can be kept."""
    ids = _ids(request)
    if len(request.GET.getlist("jobs")) > 1:
        return redirect(_address(ids))
    jobs = _known(viewer, ids)
    runs, absent = _runs(jobs[:MOST])
    unknown = len(ids) - len(jobs)
    if len(jobs) > MOST or len(runs) < FEWEST:
        more = ",".join(str(job.pk) for job in jobs)
        shown = {
            "absent": absent,
            "chosen": len(jobs),
            "fewest": FEWEST,
            "most": MOST,
            "more": more,
        }
        status = 422 if jobs else 404 if ids else 200
        return render(request, "compare.html", {**shown, "unknown": unknown}, status=status)
    results = side_by_side.on_one_clock([run.result for run in runs])
    period = side_by_side.common_period(results)
    overlaps = side_by_side.overlaps(results, period) if period else []
    lines = side_by_side.curves(results, period) if period else []
    steep = side_by_side.is_steep(lines)
    shown = {
        "runs": runs,
        "absent": absent,
        "unknown": unknown,
        "period": period,
        "apart": [] if period else _apart(runs, results),
        "drawn": drawing.curves(*lines, logarithmic=steep),
        "steep": steep,
        "steps": side_by_side.in_steps(lines),
        "lanes": list(zip(runs, trade_lanes.lanes(results, period), strict=True)) if period else [],
        "years": trade_lanes.ticks(period) if period else [],
        "groups": side_by_side.matrix(results, period),
        "differences": side_by_side.differences(results),
        "overlaps": list(zip(runs, overlaps, strict=True)) if period else [],
        "curves": f"{reverse('compare_curves')}?{urlencode({'jobs': _joined(runs)})}",
        "more": f"{reverse('history')}?{urlencode({'compare': _joined(runs)})}",
    }
    return render(request, "compare.html", shown)


@never_cache
@require_safe
@for_viewer
def compare_curves(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The curves of the chart, rebased on the common period."""
    runs, _ = _runs(_known(viewer, _ids(request))[:MOST])
    results = side_by_side.on_one_clock([run.result for run in runs])
    period = side_by_side.common_period(results) if results else None
    if period is None:
        raise Http404("These runs have no period in common.")
    lines = zip(runs, side_by_side.curves(results, period), strict=True)
    return JsonResponse({"curves": [{"letter": run.letter, "values": v} for run, v in lines]})


def _apart(runs: Sequence[Run], results: Sequence[Json]) -> list[tuple[Run, tuple[str, str]]]:
    """Each run that can be left out, so that the others have days in common."""
    return [(runs[n], period) for n, period in side_by_side.common_without_one(results)]


def _ids(request: HttpRequest) -> list[str]:
    """Each once, in the order in which they were named; no more than can be ticked."""
    named = ",".join(request.GET.getlist("jobs")).split(",")
    return list(dict.fromkeys(text.strip() for text in named if text.strip()))[: history.PAGE]


def _known(viewer: Viewer, ids: Sequence[str]) -> list[Job]:
    """Those that are there for this viewer: another's is no other than one that never was."""
    wanted = bulk_views.ids_in(ids)
    found = history.some(viewer, wanted).in_bulk()
    return [found[pk] for pk in wanted if pk in found]


def _runs(jobs: Sequence[Job]) -> tuple[list[Run], list[Job]]:
    """The runs with a result under their letters, and those without one."""
    found = [(job, snapshot.result(job)) for job in jobs]
    with_result = [(job, result) for job, result in found if result and result.get("equity")]
    names = [str(job.pk) for job, _ in with_result]
    runs = [
        Run(letter, job, result, _address([name for name in names if name != str(job.pk)]))
        for letter, (job, result) in zip(LETTERS, with_result, strict=False)
    ]
    return runs, [job for job, result in found if not (result and result.get("equity"))]


def _joined(runs: Sequence[Run]) -> str:
    return ",".join(str(run.job.pk) for run in runs)


def _address(ids: Sequence[str]) -> str:
    return f"{reverse('compare')}?jobs={','.join(ids)}"
