"""Tries before: other variants that the same person has seen tested on the same symbols.

The more was tried on the same prices, the better the best of it looks by luck alone, whatever the
words between one run and the next. Only what gave a result counts, and each variant once. A run of
the very same strategy is no new try: it tests the same variants again. A sweep counts with all of
its variants, and a change of a run with the ideas that were tested beneath it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from backtests.engine.strategy import Strategy
from backtests.models import Iteration, Job, Result
from backtests.viewers import Viewer


def earlier(job: Job) -> int:
    """How many variants came to a result before this job was asked for."""
    before = Job.objects.filter(
        Viewer.of(job).owns, symbols=job.symbols, saved=True, created_at__lt=job.created_at
    ).exclude(strategy=job.strategy)
    tried = Iteration.objects.filter(job__in=before).order_by()
    swept = before.filter(strategy__ranges__0__isnull=False, total_return__isnull=False)
    strategies = swept.order_by().values_list("strategy", flat=True).distinct()
    variants = tried.values("strategy").distinct().count() + beside_winners(strategies)
    return variants + ideas_seen(job)


def ideas_seen(job: Job) -> int:
    """How many ideas the engine had weighed where this change was asked for."""
    if not (job.reading or {}).get("amended"):
        return 0
    found = Result.objects.filter(job=job.rerun_of_id).values_list("data__ideas_tested", flat=True)
    return int(found.first() or 0)


def beside_winners(strategies: Iterable[Any]) -> int:
    """The variants of sweeps but for the winners, which are iterations."""
    return sum(Strategy.model_validate(one).count - 1 for one in strategies)
