"""The publisher of one measurement: events at a steady rate, or as fast as all viewers get them.

It hears {system, jobs, events, rate, window, seconds, size, pipe}, says {paths}, hears {go} and
says {sent}.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from dataclasses import dataclass
from typing import Any

from benchmarks.delivery.voices import VOICES, Event, Voice

STALL_SECONDS = 3.0
FRAME_SIZE = 300  # of an event as it is


@dataclass(frozen=True)
class Schedule:
    """So many events over all jobs in turn; within a window, if viewers report what they have."""

    jobs: int
    events: int
    rate: float
    window: int = 0
    seconds: float = 0.0
    size: int = 0
    pipe: int = -1


class Window:
    """Lets the publisher be so many events ahead of the slowest viewer."""

    def __init__(self, schedule: Schedule) -> None:
        self.size, self.pipe = schedule.window, schedule.pipe
        self.seen = self.stalls = 0
        self.moved = asyncio.Event()
        os.set_blocking(self.pipe, False)
        asyncio.get_running_loop().add_reader(self.pipe, self._read)

    def _read(self) -> None:
        self.seen += len(os.read(self.pipe, 65536))
        self.moved.set()

    async def wait(self, said: int) -> None:
        """What was lost is not waited for twice."""
        while said - self.seen - self.stalls * self.size >= self.size:
            self.moved.clear()
            try:
                await asyncio.wait_for(self.moved.wait(), STALL_SECONDS)
            except TimeoutError:
                self.stalls += 1


def event(n: int, size: int = 0) -> Event:
    """The frame that it becomes is about `size` bytes long."""
    said = "Testing the strategy on the daily bars of this symbol, one after another"
    return {
        "type": "agent_progress",
        "agent": "BacktestRunner",
        "iteration": 1,
        "action": "simulate",
        "message": said + "." * (size - FRAME_SIZE),
        "data": {"done": n, "total": 1_000_000, "at": time.monotonic_ns()},
    }


async def publish(voice: Voice, schedule: Schedule) -> dict[str, Any]:
    window = Window(schedule) if schedule.window else None
    start, said = time.monotonic(), 0
    while said < schedule.events:
        if window:
            await window.wait(said)
        elif schedule.rate:
            await asyncio.sleep(max(0.0, start + said / schedule.rate - time.monotonic()))
        over = bool(schedule.seconds) and time.monotonic() - start > schedule.seconds
        last = over or said >= schedule.events - schedule.jobs
        await voice.say(said % schedule.jobs, event(said, schedule.size), last=last)
        said += 1
        if over:
            break
    stalls = window.stalls if window else 0
    return {"sent": said, "seconds": time.monotonic() - start, "stalls": stalls}


async def hear() -> dict[str, Any]:
    heard: dict[str, Any] = json.loads(await asyncio.to_thread(sys.stdin.readline) or "{}")
    return heard


async def main() -> None:
    asked = await hear()
    voice = VOICES[asked.pop("system")]()
    schedule = Schedule(**asked)
    print(json.dumps({"paths": voice.open(schedule.jobs)}), flush=True)
    await hear()
    print(json.dumps(await publish(voice, schedule)), flush=True)
    await hear()  # a publisher that leaves would take part of the server's work with it


if __name__ == "__main__":
    asyncio.run(main())
