"""D4: the web process killed, and gracefully restarted."""

from __future__ import annotations

import asyncio
import signal

from tests.drills.drill import Field
from tests.drills.stacks import kill
from tests.drills.viewers import Steady
from tests.drills.waiting import happened

RESTARTING, DROPPED = 1012, 1006


async def killed(field: Field) -> None:
    await field.midway()
    await end(field, signal.SIGKILL)


async def restarted(field: Field) -> None:
    await field.midway()
    await end(field, signal.SIGTERM)


async def paused(field: Field) -> None:
    """Its channel in the layer fills up meanwhile."""
    for _ in range(2):
        await field.midway(0.1, 0.6)
        web = field.stack.site.pids()["web"]
        kill(web, signal.SIGSTOP)
        await asyncio.sleep(2)  # the length of the fault
        kill(web, signal.SIGCONT)


async def end(field: Field, number: signal.Signals) -> None:
    web = field.stack.site.pids()["web"]
    kill(web, number)
    await happened(lambda: field.stack.site.pids().get("web", web) != web)


async def told_of_the_restart(field: Field) -> None:
    """Whoever is connected gets 1012, and nobody is dropped without a word."""
    steady = [viewer for viewer in field.wave.viewers if type(viewer) is Steady]
    told = sum(viewer.codes[RESTARTING] for viewer in steady)
    dropped = sum(viewer.codes[DROPPED] for viewer in steady)
    field.notes.append(f"steady clients closed with 1012: {told}, dropped: {dropped}")
    if dropped or not told:
        field.problems.append(f"a graceful restart dropped {dropped} steady clients, told {told}")
