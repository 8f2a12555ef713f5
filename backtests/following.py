"""Following a job from a terminal: its events as they are said, up to the terminal one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from backtests import health
from backtests.delivery import archive, keys
from backtests.delivery.connection import patient_redis
from backtests.delivery.log import TERMINAL_TYPES, EventLog
from backtests.delivery.state import Frame, parse_page

BLOCK_MS = 1_000


def workers_are_there() -> bool:
    """Without workers a run would never end."""
    return bool(health.state_of(partial(health.workers, "workflow"))["state"] == "ok")


def follow(job_id: str) -> Iterator[dict[str, Any]]:
    """Every event in order; ends after the terminal one."""
    seen = 0
    while True:
        for event in (frame.event() for frame in _next(job_id, seen)):
            yield event
            seen = event["seq"]
            if event["type"] in TERMINAL_TYPES:
                return


def _next(job_id: str, seen: int) -> list[Frame]:
    """What comes behind `seen`: at once if it is there, else as soon as it is said."""
    client: Any = patient_redis()
    said = client.xread({keys.events(job_id): f"{seen}-0"}, count=500, block=BLOCK_MS)
    if said:
        _, rows = said[0]
        return parse_page(rows)
    if EventLog(client).state(job_id) is None:
        return _archived(job_id, seen)
    return []


def _archived(job_id: str, seen: int) -> list[Frame]:
    """A job without a log was saved long ago, or its log was lost."""
    if archive.state(job_id) is None:
        raise LogGone(f"The event log of {job_id} is gone; look at the job's page.")
    return archive.read(job_id, seen)


class LogGone(Exception):
    """There is nothing to follow."""
