"""How often the language model reads for one person, whether or not a run comes of it.

A run bears what its model costs; questions that nobody answers have no run to bear it. Guests count
as one person, because to be a new one costs nothing.
"""

from __future__ import annotations

import time

from django.conf import settings

from backtests.delivery.connection import sync_redis
from backtests.viewers import Viewer

HOUR = 3600
SPENT = "has read as often as it may for one person in an hour"


def take(viewer: Viewer) -> bool:
    """One reading of this hour; False where there is none left."""
    who = "guests" if viewer.user_id is None else viewer.key
    key = f"cb:readings:{who}:{int(time.time()) // HOUR}"
    with sync_redis().pipeline() as pipe:
        pipe.incr(key)
        pipe.expire(key, HOUR)
        taken, _ = pipe.execute()
    return int(taken) <= settings.LLM_READINGS_PER_HOUR
