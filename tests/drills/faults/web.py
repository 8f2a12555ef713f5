"""D4: the web process killed, and gracefully restarted; alone, and as one of two behind nginx."""

from __future__ import annotations

import asyncio
import signal

from tests.drills.drill import Field
from tests.drills.stacks import kill
from tests.drills.two_webs import TwoWebs
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


async def killed_in_turn(field: Field) -> None:
    await in_turn(field, signal.SIGKILL)


async def restarted_in_turn(field: Field) -> None:
    await in_turn(field, signal.SIGTERM)


async def in_turn(field: Field, number: signal.Signals) -> None:
    """One is away for a while, and the other has all viewers; then it is the other's turn."""
    stack = behind_nginx(field)
    await field.midway(0.05, 0.3)
    await asyncio.to_thread(stack.end_second, number)
    await field.wave.until(field.wave.heard() + 0.1)
    await asyncio.to_thread(stack.start_second)
    await end(field, number)


def behind_nginx(field: Field) -> TwoWebs:
    assert isinstance(field.stack, TwoWebs)
    return field.stack


async def dropped_and_taken_over(field: Field) -> None:
    """Some viewers lost their process, and both have served."""
    if not codes(field, DROPPED):
        field.problems.append("no steady client lost its connection: the drill proves nothing")
    await taken_over(field)


async def told_and_taken_over(field: Field) -> None:
    await told_of_the_restart(field)
    await taken_over(field)


async def taken_over(field: Field) -> None:
    stack = behind_nginx(field)
    served, passed = stack.sockets_served(), stack.passed_over()
    field.notes.append(f"sockets by each process: {[*served.values()]}, passed over: {passed}")
    if not (all(served.values()) and passed):
        field.problems.append("no viewer was taken over by the other process")


async def told_of_the_restart(field: Field) -> None:
    """Whoever is connected gets 1012, and nobody is dropped without a word."""
    told, dropped = codes(field, RESTARTING), codes(field, DROPPED)
    field.notes.append(f"steady clients closed with 1012: {told}, dropped: {dropped}")
    if dropped or not told:
        field.problems.append(f"a graceful restart dropped {dropped} steady clients, told {told}")


def codes(field: Field, code: int) -> int:
    """How often steady clients were closed with it."""
    steady = [viewer for viewer in field.wave.viewers if type(viewer) is Steady]
    return sum(viewer.codes[code] for viewer in steady)
