"""Who asks: a user, or a guest who is bound to a browser session; and what is theirs."""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.http import HttpRequest

from agents.words import plural
from backtests.market_data import own_files
from backtests.models import Job

GUEST_KEY = "guest"
GUEST_SECONDS = 365 * 24 * 3600


class NotAllowed(Exception):
    """Log in first, or send an API token: this site does not take guests."""


@dataclass(frozen=True)
class Viewer:
    """The owner of jobs; exactly one of the two is set."""

    user_id: int | None = None
    guest: str = ""

    @classmethod
    def of(cls, job: Job) -> Viewer:
        return cls(user_id=job.user_id, guest=job.guest)

    @property
    def key(self) -> str:
        return f"guest:{self.guest}" if self.user_id is None else f"user:{self.user_id}"

    @property
    def owns(self) -> Q:
        """The condition that a row of this viewer fulfils; nobody owns nothing."""
        if self.user_id is not None:
            return Q(user_id=self.user_id)
        return Q(user_id=None, guest=self.guest) if self.guest else Q(pk__in=[])


def known(request: HttpRequest) -> Viewer | None:
    """The user who is logged in, or the guest whom a page has welcomed."""
    if request.user.is_authenticated:
        return Viewer(user_id=request.user.pk)
    guest = request.session.get(GUEST_KEY) if settings.GUEST_ACCESS else None
    return Viewer(guest=guest) if guest else None


def from_request(request: HttpRequest) -> Viewer:
    """Whoever is known, else a new guest where guests are welcome."""
    if viewer := known(request):
        return viewer
    if not settings.GUEST_ACCESS:
        raise NotAllowed(str(NotAllowed.__doc__))
    guest = secrets.token_hex(16)
    request.session[GUEST_KEY] = guest
    request.session.set_expiry(GUEST_SECONDS)
    return Viewer(guest=guest)


@receiver(user_logged_in)
def adopt(sender: object, request: HttpRequest, user: AbstractBaseUser, **_: object) -> None:
    """What a guest has started goes with the guest who logs in."""
    if guest := request.session.pop(GUEST_KEY, None):
        before, now = Viewer(guest=guest), Viewer(user_id=user.pk)
        runs = Job.objects.filter(before.owns).update(user_id=user.pk, guest="")
        files = own_files.move(prices_of(before), prices_of(now))
        request.session.set_expiry(None)
        brought = ((runs, "run"), (files, "price file"))
        _tell(request, [plural(number, noun) for number, noun in brought if number])


def _tell(request: HttpRequest, brought: list[str]) -> None:
    """Without a word where there was nothing, and where no page can show it."""
    if brought:
        told = f"Of your time as a guest, this account has now: {' and '.join(brought)}."
        messages.success(request, told, fail_silently=True)


@receiver(post_delete, sender=settings.AUTH_USER_MODEL)
def forget(sender: object, instance: AbstractBaseUser, **_: object) -> None:
    """With a user go the prices that only they could see."""
    shutil.rmtree(prices_of(Viewer(user_id=instance.pk)), ignore_errors=True)


def prices_of(viewer: Viewer) -> Path:
    return own_files.folder_of(settings.DATA_DIR, viewer.key)
