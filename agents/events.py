"""What agents say while they work. Sequence number, time and attempt are the event log's to add."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Literal

Agent = Literal[
    "Supervisor",
    "Clarifier",
    "Strategist",
    "BacktestRunner",
    "StrategyAnalyst",
    "InsightsGenerator",
]
Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened; `type` is its name on the wire."""

    type: ClassVar[str]
    message: str
    agent: Agent | None = None
    iteration: int | None = None
    action: str | None = None
    data: Json | None = None
    duration_ms: int | None = None

    def to_dict(self) -> Json:
        """The fields that were said, as the event log stores them."""
        said = {field.name: getattr(self, field.name) for field in fields(self)}
        return {"type": self.type} | {k: value for k, value in said.items() if value is not None}


class AgentStarted(Event):
    type = "agent_start"


class AgentProgressed(Event):
    """`data` holds real counts, `done` of `total`."""

    type = "agent_progress"


class AgentCompleted(Event):
    type = "agent_complete"


class IterationStarted(Event):
    type = "iteration_start"


class Refined(Event):
    """`data` holds the `changes`: path, from, to, why."""

    type = "refinement"


class Warned(Event):
    type = "warning"


Emit = Callable[[Event], Awaitable[None]]
