"""Following a job from a terminal: its events as they are said, up to the terminal one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from typing import Any

from backtests import health
from backtests.delivery.catchup import Reset
from backtests.delivery.follower import Beat, Follower, UnknownJob
from backtests.delivery.joining import NotNow, find, leave
from backtests.delivery.log import TERMINAL_TYPES
from backtests.delivery.state import Frame

RETRY_SECONDS = 1.0


def workers_are_there() -> bool:
    """Without workers a run would never end."""
    return bool(health.state_of(partial(health.workers, "workflow"))["state"] == "ok")


def follow(job_id: str) -> Iterator[dict[str, Any]]:
    """Every event in order; ends after the terminal one. After a loss it begins anew at seq 1."""
    with asyncio.Runner() as runner:
        follower = None
        try:
            follower = runner.run(_joined(job_id))
            words = follower.tell()
            while True:
                word: list[Frame] | Reset | Beat = runner.run(anext(words))  # type: ignore[arg-type]
                for frame in word if isinstance(word, list) else []:
                    yield frame.event()
                    if frame.type in TERMINAL_TYPES:
                        return
        except UnknownJob as error:
            raise LogGone(f"The event log of {job_id} is gone; look at the job's page.") from error
        finally:
            if follower:
                runner.run(_left(follower))


async def _joined(job_id: str) -> Follower:
    while True:
        try:
            return (await find(job_id, {})).join()
        except NotNow:
            await asyncio.sleep(RETRY_SECONDS)


async def _left(follower: Follower) -> None:
    leave(follower)


class LogGone(Exception):
    """There is nothing to follow."""
