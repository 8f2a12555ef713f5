"""What one viewer heard of a job, and whether that is 1..n, each once, up to the trailer."""

from __future__ import annotations

import asyncio
import time
from typing import Any

Event = dict[str, Any]
TERMINAL = frozenset({"complete", "error", "cancelled"})
TRAILERS = frozenset({"save_delayed", "saved"})


class Received:
    """A viewer's memory of one log; a reset makes it start again."""

    def __init__(self) -> None:
        self.epoch = ""
        self.events: list[Event] = []
        self.problems: list[str] = []
        self.zombies = self.resets = 0
        self.reset_is_due = False
        self.moved = asyncio.Event()
        self.tell: list[asyncio.Event] = [self.moved]

    @property
    def last_seq(self) -> int:
        return len(self.events)

    @property
    def ended(self) -> bool:
        return bool(self.events) and self.events[-1]["type"] == "saved"

    @property
    def terminals(self) -> list[Event]:
        return [event for event in self.events if event["type"] in TERMINAL]

    def greet(self, epoch: str) -> None:
        """A hello from another log must be followed by a reset, before any event."""
        self.reset_is_due = bool(self.events) and epoch != self.epoch
        self.epoch = self.epoch if self.events else epoch

    def forget(self, epoch: str) -> None:
        self.epoch, self.events, self.reset_is_due = epoch, [], False
        self.resets += 1
        self.move()

    def hear(self, event: Event) -> None:
        if problem := self.problem_with(event):
            self.problems.append(f"{problem} (epoch {self.epoch}): {event}")
        if event["seq"] == self.last_seq + 1:
            self.events.append({**event, "arrived": time.time()})
        self.move()

    def move(self) -> None:
        for listener in self.tell:
            listener.set()

    def problem_with(self, event: Event) -> str | None:
        if self.reset_is_due:
            return "an event of another log without a reset"
        if event["seq"] != self.last_seq + 1:
            return f"seq {event['seq']} where {self.last_seq + 1} was due"
        if self.events and event["attempt"] < self.events[-1]["attempt"]:
            self.zombies += 1
            return "a zombie"
        if self.ended or (self.terminals and event["type"] not in TRAILERS):
            return "said after the end"
        return None

    async def until(self, seq: int) -> None:
        """Wait until so many events have been heard."""
        while self.last_seq < seq and not self.ended:
            self.moved.clear()
            await self.moved.wait()

    def violations(self, expected: list[Event]) -> list[str]:
        """What is wrong with all that was heard, where `expected` is what the job said."""
        found = list(self.problems)
        if len(self.terminals) != 1:
            found.append(f"{len(self.terminals)} terminal events")
        if not self.ended:
            found.append(f"no trailer after seq {self.last_seq}")
        if facts(self.events) != facts(expected):
            found.append(f"heard {facts(self.events)} where the job said {facts(expected)}")
        return found

    def in_order_once(self, expected: list[Event]) -> int:
        """How many of the job's events were heard where they belong."""
        pairs = zip(facts(self.events), facts(expected), strict=False)
        return sum(heard == said for heard, said in pairs)


def facts(events: list[Event]) -> list[tuple[int, int, str]]:
    return [(event["seq"], event["attempt"], event["type"]) for event in events]
