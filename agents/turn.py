"""One agent's turn: it says that it starts, how far it is, and what came of it after how long."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from agents.events import (
    Agent,
    AgentCompleted,
    AgentProgressed,
    AgentStarted,
    Emit,
    Json,
)


@dataclass(frozen=True)
class Turn:
    """The clock starts with the turn, so that every duration is a measured one."""

    emit: Emit
    agent: Agent
    action: str
    iteration: int | None = None
    began: float = field(default_factory=time.perf_counter)

    @classmethod
    async def begin(
        cls, emit: Emit, agent: Agent, action: str, message: str, iteration: int | None = None
    ) -> Turn:
        turn = cls(emit, agent, action, iteration)
        await emit(AgentStarted(message=message, agent=agent, action=action, iteration=iteration))
        return turn

    async def progress(self, message: str, done: int, total: int) -> None:
        await self.emit(
            AgentProgressed(
                message=message,
                agent=self.agent,
                action=self.action,
                iteration=self.iteration,
                data={"done": done, "total": total},
            )
        )

    async def complete(self, message: str, data: Json | None = None) -> None:
        await self.emit(
            AgentCompleted(
                message=message,
                agent=self.agent,
                action=self.action,
                iteration=self.iteration,
                data=data,
                duration_ms=round((time.perf_counter() - self.began) * 1000),
            )
        )
