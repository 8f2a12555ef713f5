"""The fast storage of results: written together with `complete`, before any database is asked."""

from __future__ import annotations

from typing import Any

from backtests.delivery.connection import sync_redis
from backtests.delivery.log import EventLog


class JobStorage:
    """Reads what `EventLog.finish` stored; it stays as long as the job's log."""

    def __init__(self, log: EventLog | None = None) -> None:
        self.log = log or EventLog(sync_redis())

    def result(self, job_id: str) -> dict[str, Any] | None:
        return self.log.result(job_id)
