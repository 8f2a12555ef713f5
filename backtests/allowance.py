"""How often the language model reads for one person, whether or not a run comes of it, and in how
many runs it helps.

A run bears what its model costs; questions that nobody answers have no run to bear it. Guests count
as one person, because to be a new one costs nothing.
"""

from __future__ import annotations

import time

from django.conf import settings

from backtests.delivery.connection import patient_redis, sync_redis
from backtests.viewers import Viewer

HOUR, DAY = 3600, 86_400
SPENT = "has read as often as it may for one person in an hour"

RUNS_SPENT = "has helped in as many runs as it may for one person in a day"


def take(viewer: Viewer) -> bool:
    """One reading of this hour; False where there is none left."""
    key = f"cb:readings:{person(viewer.key)}:{int(time.time()) // HOUR}"
    with sync_redis().pipeline() as pipe:
        pipe.incr(key)
        pipe.expire(key, HOUR)
        taken, _ = pipe.execute()
    return int(taken) <= settings.LLM_READINGS_PER_HOUR


def take_run(owner: str, job: str) -> bool:
    """The help in one run of this day; the same run again takes no other."""
    now = time.time()
    key = f"cb:helped:{person(owner)}:{int(now) // DAY}"
    with patient_redis().pipeline() as pipe:
        pipe.zadd(key, {job: now}, nx=True)
        pipe.expire(key, DAY)
        pipe.zrank(key, job)
        *_, before = pipe.execute()
    return int(before) < settings.LLM_RUNS_PER_DAY


def person(owner: str) -> str:
    return owner if owner.startswith("user:") else "guests"
