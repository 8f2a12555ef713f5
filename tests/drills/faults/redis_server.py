"""D10: Redis killed, frozen, emptied, and back without its last moments."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from tests.drills import clusters
from tests.drills.drill import Field


async def killed(field: Field) -> None:
    await field.midway()
    await asyncio.to_thread(field.stack.kill_redis)


async def frozen(field: Field) -> None:
    await field.midway()
    with standing_still(field.stack.redis_pid()):
        await asyncio.sleep(10)  # the length of the fault


async def frozen_as_workers_die(field: Field) -> None:
    """Each in the middle of what it had to say or to acknowledge, with its locks in its hand."""
    await field.midway()
    with standing_still(field.stack.redis_pid()):
        await asyncio.sleep(1)  # until all of them wait for an answer
        clusters.kill_all(clusters.workers(field.stack, "workflow"))
        await asyncio.sleep(2)


@contextmanager
def standing_still(pid: int) -> Iterator[None]:
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


async def flushed(field: Field) -> None:
    await field.midway()
    await asyncio.to_thread(field.stack.redis().flushall)


async def flushed_after_cancels(field: Field) -> None:
    """While no worker looks, so that all who were told have forgotten, but for the rows."""
    await field.midway(0.1, 0.4)
    with ExitStack() as still:
        for pid in clusters.workers(field.stack, "workflow"):
            still.enter_context(standing_still(pid))
        for watched in field.wave.watched:
            if (await field.wave.door.job(watched.job))["status"] in ("queued", "running"):
                await field.wave.door.cancel(watched.job)
                field.cancelled.append(watched)
        await asyncio.to_thread(field.stack.redis().flushall)


async def all_cancelled(field: Field) -> None:
    terminals = [event for one in field.cancelled for event in one.leader.received.terminals]
    endings = [event["type"] for event in terminals]
    field.notes.append(f"{len(field.cancelled)} runs were cancelled before all was lost")
    if set(endings) != {"cancelled"}:
        field.problems.append(f"runs that were cancelled ended with {endings}")


async def tail_lost(field: Field) -> None:
    """What a power cut takes: killed, and its append-only file cut to what it was a while ago."""
    await field.midway(0.05, 0.4)
    (file,) = field.stack.redis_folder().glob("appendonlydir/*.incr.aof")
    kept = file.stat().st_size
    await field.wave.until(field.wave.heard() + 0.1)
    os.kill(field.stack.redis_pid(), signal.SIGSTOP)
    os.truncate(file, kept)
    await asyncio.to_thread(field.stack.kill_redis)
