"""The faults of processes and servers, each injected for real."""

from __future__ import annotations

import asyncio
import os
import signal
import time

from tests.drills import clusters
from tests.drills.drill import Field
from tests.drills.figures import bells_in, shown
from tests.drills.stacks import kill
from tests.stack.conftest import until

RESTARTING = 1012


async def happened(true: object, seconds: float = 60) -> None:
    """Wait, apart from the event loop, until something is so."""
    await asyncio.to_thread(until, true, seconds)  # type: ignore[arg-type]


# D4: the web process -----------------------------------------------------------------------------


async def kill_web(field: Field) -> None:
    await field.midway()
    await end_web(field, signal.SIGKILL)


async def restart_web(field: Field) -> None:
    """Whoever is connected is told so: 1012."""
    await field.midway()
    await end_web(field, signal.SIGTERM)


async def end_web(field: Field, number: signal.Signals) -> None:
    web = field.stack.site.pids()["web"]
    kill(web, number)
    await happened(lambda: field.stack.site.pids().get("web", web) != web)


async def told_of_the_restart(field: Field) -> None:
    codes = [code for viewer in field.wave.viewers for code in viewer.codes.elements()]
    field.notes.append(f"closed with 1012: {codes.count(RESTARTING)}, dropped: {codes.count(1006)}")
    if not codes.count(RESTARTING) or codes.count(1006) > codes.count(RESTARTING):
        field.problems.append(f"a graceful restart closed sockets with {sorted(codes)}")


# D5, D6, D15: the workflow cluster ---------------------------------------------------------------


async def kill_busy_workers(field: Field) -> None:
    """One after the other, each holding a run."""
    for earliest in (0.05, 0.35) if field.short else (0.05, 0.25, 0.45, 0.65):
        await field.midway(earliest, earliest + 0.15)
        if found := clusters.busy(field.stack, "workflow"):
            kill(field.random.choice(found), signal.SIGKILL)


async def kill_idle_workers(field: Field) -> None:
    """Before there is any task: one dies with the queue's read lock in its hand."""
    idle = clusters.workers(field.stack, "workflow")
    clusters.kill_all(field.random.sample(idle, field.random.randint(1, len(idle))))


async def kill_helper(field: Field) -> None:
    """The pusher or the monitor of a cluster."""
    await field.midway()
    kill(field.random.choice(clusters.helpers(field.stack, "workflow")), signal.SIGKILL)


async def kill_sentinel(field: Field) -> None:
    await field.midway()
    kill(clusters.sentinel(field.stack, "workflow"), signal.SIGKILL)


async def kill_workflow(field: Field) -> None:
    """With what its pusher has fetched ahead."""
    await field.midway(0.05, 0.5)
    clusters.kill_cluster(field.stack, "workflow")


async def retire_workflow(field: Field) -> None:
    """As a deployment does it."""
    await field.midway(0.05, 0.5)
    pid = field.stack.site.pids()["workflow"]
    os.kill(pid, signal.SIGTERM)
    await happened(lambda: field.stack.site.pids().get("workflow", pid) != pid)


# D8: the persistence worker ----------------------------------------------------------------------


async def kill_saving_worker(field: Field) -> None:
    """As soon as a transaction is seen to be open, twice."""
    for _ in range(2):
        await field.midway(0.3, 0.6)
        await happened(field.stack.writing)
        clusters.kill_all(clusters.busy(field.stack, "persistence"))


# D9: the database --------------------------------------------------------------------------------


async def freeze_database(field: Field) -> None:
    await field.midway(0.05, 0.3)
    frozen = time.time()
    with field.stack.frozen_database():
        await asyncio.sleep(12 if field.short else 60)  # the length of the fault
    field.notes.append(f"frozen {frozen:.1f} to {time.time():.1f}")
    field.frozen = (frozen, time.time())


async def bells_rang_meanwhile(field: Field) -> None:
    """The bell does not wait for the database, and the saves follow soon."""
    began, ended = field.frozen
    normal = bells_in(field.wave, 0, began) + bells_in(field.wave, ended, time.time())
    frozen = bells_in(field.wave, began, ended)
    last_save = max(field.wave.saves(), default=ended) - ended
    field.notes.append(f"bell normally {shown(normal)}, frozen {shown(frozen)}")
    field.notes.append(f"last save {last_save:.1f} s after the thaw")
    if last_save > 10:
        field.problems.append(f"the last save came {last_save:.1f} s after the thaw")
    if not frozen:
        field.problems.append("no bell rang while the database was frozen")


# D10: Redis --------------------------------------------------------------------------------------


async def kill_redis(field: Field) -> None:
    await field.midway()
    await asyncio.to_thread(field.stack.kill_redis)


async def freeze_redis(field: Field) -> None:
    await field.midway()
    field.stack.freeze_redis()
    try:
        await asyncio.sleep(10)  # the length of the fault
    finally:
        field.stack.thaw_redis()


async def flush_redis(field: Field) -> None:
    await field.midway()
    await asyncio.to_thread(field.stack.redis().flushall)
