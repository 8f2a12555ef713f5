"""D7, D8: a run whose save is never queued, and a save killed in the middle of its transaction."""

from __future__ import annotations

import asyncio
import signal
import time

from tests.drills import clusters
from tests.drills.drill import Field
from tests.drills.stacks import Stack, kill

CAUGHT_WITHIN = 30.0


async def worker_killed_in_transaction(field: Field) -> None:
    """Twice, with a worker that is caught with its transaction open."""
    caught = 0
    for _ in range(2):
        caught += await asyncio.to_thread(kill_inside, field)
    field.notes.append(f"killed inside a transaction: {caught}")
    if not caught:
        field.problems.append("no worker was caught inside a transaction: the drill proves nothing")


def kill_inside(field: Field) -> bool:
    """Stop the worker, look whether a transaction is open, and kill it there; else let it go on."""
    deadline = time.monotonic() + CAUGHT_WITHIN
    while time.monotonic() < deadline and not field.wave.over():
        for pid in clusters.busy(field.stack, "persistence"):
            if stood_inside(field.stack, pid):
                kill(pid, signal.SIGKILL)
                return True
    return False


def stood_inside(stack: Stack, pid: int) -> bool:
    kill(pid, signal.SIGSTOP)
    if stack.writing():
        return True
    kill(pid, signal.SIGCONT)
    return False


async def monitor_killed(field: Field) -> None:
    """Who acknowledges the saves that are done."""
    await field.midway()
    kill(clusters.monitor(field.stack, "persistence"), signal.SIGKILL)


async def every_run_died_unsaved(field: Field) -> None:
    """The marks that `wrapped.lethal` leaves."""
    died = len(list(field.stack.site.data_dir.glob("died-*")))
    field.notes.append(f"workers that died between the bell and the queue: {died}")
    if died < len(field.wave.watched):
        field.problems.append("some runs were handed over in peace: the drill proves nothing")


async def cluster_killed(field: Field) -> None:
    """With the saves that it had fetched ahead."""
    await field.midway(0.3, 0.7)
    clusters.kill_cluster(field.stack, "persistence")
