"""Tickets: signed leave to follow one job, checked without a database."""

from __future__ import annotations

from django.core import signing

SALT = "closing-bell.stream"
MAX_AGE = 24 * 3600


class BadTicket(Exception):
    """The ticket is missing, forged, expired or for another job: ask for the job's links again."""


def issue(job: str, viewer: str) -> str:
    return signing.dumps([job, viewer], salt=SALT)


def check(ticket: str, job: str) -> str:
    """Give the viewer to whom the ticket was issued."""
    try:
        bound, viewer = signing.loads(ticket, salt=SALT, max_age=MAX_AGE)
    except (signing.BadSignature, ValueError, TypeError):
        raise BadTicket(BadTicket.__doc__) from None
    if bound != job:
        raise BadTicket(BadTicket.__doc__)
    return str(viewer)
