"""Who asks: a user, or a guest who is bound to a browser session."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest

GUEST_KEY = "guest"


class NotAllowed(Exception):
    """Log in first, or send an API token: this site does not take guests."""


@dataclass(frozen=True)
class Viewer:
    """The owner of jobs; exactly one of the two is set."""

    user_id: int | None = None
    guest: str = ""

    @property
    def key(self) -> str:
        return f"guest:{self.guest}" if self.user_id is None else f"user:{self.user_id}"

    @property
    def owns(self) -> Q:
        """The condition that a row of this viewer fulfils; nobody owns nothing."""
        if self.user_id is not None:
            return Q(user_id=self.user_id)
        return Q(user_id=None, guest=self.guest) if self.guest else Q(pk__in=[])


def from_request(request: HttpRequest) -> Viewer:
    """The user who is logged in, else this session's guest where guests are welcome."""
    if request.user.is_authenticated:
        return Viewer(user_id=request.user.pk)
    if not settings.GUEST_ACCESS:
        raise NotAllowed(str(NotAllowed.__doc__))
    return Viewer(guest=request.session.get(GUEST_KEY) or _welcome(request))


def _welcome(request: HttpRequest) -> str:
    guest = secrets.token_hex(16)
    request.session[GUEST_KEY] = guest
    return guest
