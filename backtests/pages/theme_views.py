"""The switch between the looks of the site."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from backtests.pages.returning import back
from backtests.templatetags.theme import COOKIE, MEDIA

YEAR = 365 * 86400


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the look in a cookie, so that every page is right from its first paint."""
    answer = HttpResponseRedirect(back(request, "/"))
    chosen = request.POST.get("theme", "")
    if chosen in MEDIA:
        secure = settings.SESSION_COOKIE_SECURE
        answer.set_cookie(
            COOKIE, chosen, max_age=YEAR, samesite="Lax", httponly=True, secure=secure
        )
    return answer
