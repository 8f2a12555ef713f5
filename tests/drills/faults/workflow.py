"""D5, D6, D15: the workflow cluster's processes killed, one or all, and retired by SIGTERM."""

from __future__ import annotations

import os
import signal

from tests.drills import clusters
from tests.drills.drill import Field
from tests.drills.stacks import kill
from tests.drills.waiting import happened


async def busy_workers_killed(field: Field) -> None:
    """One after the other, each holding a run."""
    for earliest in (0.05, 0.35) if field.short else (0.05, 0.25, 0.45, 0.65):
        await field.midway(earliest, earliest + 0.15)
        if found := clusters.busy(field.stack, "workflow"):
            kill(field.random.choice(found), signal.SIGKILL)


async def idle_workers_killed(field: Field) -> None:
    """Before there is any task: one dies with the queue's read lock in its hand."""
    idle = clusters.workers(field.stack, "workflow")
    clusters.kill_all(field.random.sample(idle, field.random.randint(1, len(idle))))


async def pusher_killed(field: Field) -> None:
    await field.midway()
    kill(clusters.pusher(field.stack, "workflow"), signal.SIGKILL)


async def monitor_killed(field: Field) -> None:
    """Who acknowledges the tasks that are done."""
    await field.midway()
    kill(clusters.monitor(field.stack, "workflow"), signal.SIGKILL)


async def sentinel_killed(field: Field) -> None:
    await field.midway()
    kill(clusters.sentinel(field.stack, "workflow"), signal.SIGKILL)


async def cluster_killed(field: Field) -> None:
    """With what its pusher has fetched ahead."""
    await field.midway(0.05, 0.5)
    clusters.kill_cluster(field.stack, "workflow")


async def cluster_retired(field: Field) -> None:
    """As a deployment does it."""
    await field.midway(0.05, 0.5)
    pid = field.stack.site.pids()["workflow"]
    os.kill(pid, signal.SIGTERM)
    await happened(lambda: field.stack.site.pids().get("workflow", pid) != pid)
