"""Removed runs: hidden from every door but the admin, counted as tries, and gone after a day.

Their owner takes a removal back until then; the reconciler sees to the rest.
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from backtests.models import Job

UNDO_TIME = timedelta(days=1)
PURGED_AT_ONCE = 20  # a run has hundreds of rows, and nobody else may write meanwhile


def undoable(owner: Q) -> QuerySet[Job]:
    """What its owner can still bring back."""
    return Job.objects.filter(owner, removed_at__gt=timezone.now() - UNDO_TIME)


def purge() -> int:
    """Delete what was removed long ago, a few runs at a time; how many they were."""
    long_ago = Job.objects.filter(removed_at__lt=timezone.now() - UNDO_TIME)
    some = list(long_ago.values_list("pk", flat=True)[:PURGED_AT_ONCE])
    # Nothing is deleted that was brought back since, and no write begins where there is nothing.
    return len(some) and long_ago.filter(pk__in=some).delete()[1].get("backtests.Job", 0)
