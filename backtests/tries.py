"""Tries before: other variants that the same person has seen tested on the same symbols.

The more was tried on the same prices, the better the best of it looks by luck alone, whatever the
words between one run and the next. Only what gave a result counts, and each variant once. A run of
the very same strategy is no new try: it tests the same variants again.
"""

from __future__ import annotations

from backtests.models import Iteration, Job
from backtests.viewers import Viewer


def earlier(job: Job) -> int:
    """How many variants came to a result before this job was asked for."""
    before = Job.objects.filter(
        Viewer.of(job).owns, symbols=job.symbols, saved=True, created_at__lt=job.created_at
    ).exclude(strategy=job.strategy)
    tried = Iteration.objects.filter(job__in=before).order_by()
    return tried.values("strategy").distinct().count()
