"""How long a run may take, and what is left out in time so that there is a result.

The pauses of a demonstration do not count: nothing is computed in them.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from agents.errors import AgentFailure

Clock = Callable[[], float]
CheckCancelled = Callable[[], None]

SECONDS = 600
# The doubts, charts and ideas that follow the last iteration take about as long as so many of them.
AFTERWARDS = 15
# A slow step is cancelled within it.
LONGEST_PAUSE = 0.25
USED_UP = "The run has used up its ten minutes. Try fewer symbols, a shorter period or larger bars."


class OutOfTime(AgentFailure):
    """Raised by a check whose part of the time is over."""

    def __init__(self, message: str = USED_UP) -> None:
        super().__init__("timeout", message)


class Budget:
    """Raises `Cancelled`, or `OutOfTime`, when asked whether the run may go on."""

    def __init__(self, check_cancelled: CheckCancelled, clock: Clock = time.monotonic) -> None:
        self.check_cancelled, self.clock = check_cancelled, clock
        self.began, self.paused = clock(), 0.0

    def __call__(self) -> None:
        self.until(1.0)()

    def until(self, part: float) -> CheckCancelled:
        """A check for what may use the time up to a part of it, and no more."""

        def check() -> None:
            self.check_cancelled()
            if self.spent > part * SECONDS:
                raise OutOfTime

        return check

    @property
    def spent(self) -> float:
        """In seconds, without pauses."""
        return self.clock() - self.began - self.paused

    def allows(self, seconds: float) -> bool:
        """Whether something as long as this fits in, and what must follow it as well."""
        return self.spent + seconds * (1 + AFTERWARDS) <= SECONDS

    async def pause(self, seconds: float) -> None:
        """The moment between two steps to be slow, if asked for, and to be cancelled."""
        self()
        while seconds > 0:
            began = self.clock()
            await asyncio.sleep(min(seconds, LONGEST_PAUSE))
            self.paused += self.clock() - began
            self()
            seconds -= LONGEST_PAUSE
