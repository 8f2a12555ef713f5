"""Who calls the API: the holder of a token, or the visitor of a page."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from ninja.errors import AuthenticationError, HttpError
from ninja.security import HttpBearer
from ninja.security.apikey import APIKeyCookie, APIKeyQuery
from ninja.utils import check_csrf

from backtests import viewers
from backtests.delivery import tickets
from backtests.models import ApiToken
from backtests.viewers import Viewer


class Token(HttpBearer):
    """`Authorization: Bearer TOKEN`."""

    def authenticate(self, request: HttpRequest, token: str) -> Viewer:
        digest = ApiToken.digest_of(token)
        found = ApiToken.objects.filter(digest=digest, user__is_active=True).first()
        if found is None:
            raise AuthenticationError(message="This token is not valid (any more).")
        return Viewer(user_id=found.user_id)


class Session(APIKeyCookie):
    """The session of a page: a user who is logged in, or a guest whom a page has welcomed."""

    param_name = settings.SESSION_COOKIE_NAME

    def _get_key(self, request: HttpRequest) -> str | None:
        return request.COOKIES.get(self.param_name)

    def authenticate(self, request: HttpRequest, key: str | None) -> Viewer | None:
        viewer = viewers.known(request)
        if viewer and check_csrf(request):
            raise HttpError(403, "The CSRF token is missing or old: load the page again.")
        return viewer


class Ticket(APIKeyQuery):
    """`?ticket=`, as the links of a job hold it: leave to follow that job, without the database."""

    param_name = "ticket"

    def authenticate(self, request: HttpRequest, key: str | None) -> Leave | None:
        assert request.resolver_match
        job_id = str(request.resolver_match.kwargs.get("job_id"))
        try:
            return Leave(job_id, tickets.check(key or "", job_id))
        except tickets.BadTicket:
            return None


@dataclass(frozen=True)
class Leave:
    """What a ticket gives: one viewer may follow one job."""

    job_id: str
    viewer: str


def viewer_of(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.auth  # type: ignore[attr-defined]  # set by ninja
    return viewer
