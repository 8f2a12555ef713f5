"""The page of prices: what can be tested, and the upload of one's own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_POST

from backtests import uploads
from backtests.market_data import catalogue, own_files
from backtests.pages.account_forms import in_own_words
from backtests.viewers import Viewer
from backtests.views import for_viewer

SHOWN_PROBLEMS = 100


class UploadForm(forms.Form):
    """A file of prices, and under which name they are to be found."""

    symbol = forms.CharField(
        label="Symbol", max_length=20, help_text="As you will name it, for example MYCO"
    )
    timeframe = forms.ChoiceField(
        label="Bars", choices=[(name, name) for name in own_files.TIMEFRAMES], initial="1d"
    )
    file = forms.FileField(
        label="File",
        help_text="CSV or Parquet with date, open, high, low, close, volume",
        allow_empty_file=True,  # which is refused in the words of the preview
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        in_own_words(self)


@never_cache
@ensure_csrf_cookie
@require_http_methods(["GET", "HEAD", "POST"])
@for_viewer
def data_page(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What can be tested; a POST adds prices, or says line by line why it does not."""
    if request.method != "POST":
        return _shown(request, viewer, UploadForm())
    if int(request.META.get("CONTENT_LENGTH") or 0) > uploads.LARGEST_REQUEST:
        return _shown(request, viewer, UploadForm(), 413, problems=uploads.too_large().problems)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, viewer, form, 422)
    said = form.cleaned_data
    try:
        done = uploads.receive(viewer, said["file"].read(), said["symbol"], said["timeframe"])
    except uploads.BadPrices as error:
        return _shown(request, viewer, form, 422, problems=error.problems)
    return _shown(request, viewer, UploadForm(), done=done)


@require_POST
@for_viewer
def remove_prices(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Take prices of one's own away; runs that used them stay."""
    symbol, timeframe = (request.POST.get(name, "") for name in ("symbol", "timeframe"))
    if uploads.remove(viewer, symbol, timeframe):
        messages.success(request, f"Your {timeframe} prices of {symbol} are removed.")
    return redirect("data")


def _shown(
    request: HttpRequest, viewer: Viewer, form: UploadForm, status: int = 200, **more: Any
) -> HttpResponse:
    q = request.GET.get("q", "").strip()[:200]
    found = catalogue.search(q, viewer.key) if q else catalogue.listing(viewer.key)
    problems = more.pop("problems", [])
    shown = {
        "form": form,
        "q": q,
        "rows": [(info, _flags(info, viewer)) for info in found],
        "yours": own_files.YOURS,
        "problems": problems[:SHOWN_PROBLEMS],
        "unshown": len(problems[SHOWN_PROBLEMS:]),
        "largest": uploads.LARGEST_FILE // 2**20,
        **more,
    }
    return render(request, "data.html", shown, status=status)


def _flags(info: catalogue.SymbolInfo, viewer: Viewer) -> list[str]:
    """But for what the source itself says already."""
    return [flag for flag in catalogue.flags_of(info, viewer.key) if flag != info.note]
