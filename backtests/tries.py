"""Tries before: other variants that the same person has seen tested on the same symbols.

The more was tried on the same prices, the better the best of it looks by luck alone, whatever the
words between one run and the next. Only what gave a result counts, and each variant once. A run of
the very same strategy is no new try: it tests the same variants again. A sweep counts with all of
its variants, and a change with the runs that it goes back to and the ideas tested beneath them.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations
from typing import Any
from uuid import UUID

from django.db.models import Q

from backtests.engine.strategy import Strategy
from backtests.models import Iteration, Job, Result
from backtests.viewers import Viewer

# A longer chain of changes is cut off; more symbols than these are compared in their order.
LONGEST_CHAIN = 100
MOST_TURNED = 4


def earlier(job: Job) -> int:
    """How many variants came to a result before this job was asked for."""
    chain = changes_before(job)
    before = Job.objects.filter(
        Viewer.of(job).owns,
        Q(symbols__in=in_any_order(job.symbols)) | Q(pk__in=chain),
        saved=True,
        created_at__lt=job.created_at,
    ).exclude(strategy=job.strategy)
    tried = Iteration.objects.filter(job__in=before).order_by()
    swept = before.filter(strategy__ranges__0__isnull=False, total_return__isnull=False)
    strategies = swept.order_by().values_list("strategy", flat=True).distinct()
    variants = tried.values("strategy").distinct().count() + beside_winners(strategies)
    return variants + ideas_seen(chain)


def in_any_order(symbols: str) -> list[str]:
    named = symbols.split()
    return (
        [" ".join(one) for one in permutations(named)] if len(named) <= MOST_TURNED else [symbols]
    )


def changes_before(job: Job) -> list[UUID]:
    """The runs that this one is a change of, and those that they are one of, on any symbols."""
    found: list[UUID] = []
    at: Any = {"rerun_of_id": job.rerun_of_id, "reading": job.reading}
    while at and at["rerun_of_id"] and (at["reading"] or {}).get("amended"):
        if at["rerun_of_id"] in found or len(found) == LONGEST_CHAIN:
            break
        found.append(at["rerun_of_id"])
        at = Job.objects.filter(pk=found[-1]).values("rerun_of_id", "reading").first()
    return found


def ideas_seen(chain: list[UUID]) -> int:
    """How many ideas the engine had weighed where the changes were asked for."""
    found = Result.objects.filter(job__in=chain).values_list("data__ideas_tested", flat=True)
    return sum(int(one or 0) for one in found)


def beside_winners(strategies: Iterable[Any]) -> int:
    """The variants of sweeps but for the winners, which are iterations."""
    return sum(Strategy.model_validate(one).count - 1 for one in strategies)
