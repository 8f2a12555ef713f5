"""D2: runs that say far more than a viewer's window holds."""

from __future__ import annotations

from django.apps import AppConfig

from agents import workflow
from agents.events import AgentProgressed

EVENTS_A_STEP = 300
LENGTH = 4096

plain_step = workflow.Run.step


async def step(self: workflow.Run) -> None:
    await plain_step(self)
    for done in range(EVENTS_A_STEP):
        data = {"done": done + 1, "total": EVENTS_A_STEP}
        await self.emit(AgentProgressed(message="." * LENGTH, agent="Supervisor", data=data))


class Harm(AppConfig):
    name = "tests.drills.wrapped"

    def ready(self) -> None:
        workflow.Run.step = step  # type: ignore[method-assign]
