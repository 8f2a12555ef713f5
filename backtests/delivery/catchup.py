"""Catching up: the pure rules by which a follower gets a job's events 1, 2, 3 ... each once.

Frames come from two sides. Announcements are quick, but may be lost, repeated or late; pages of
the log are the truth. hear / ask + read -> queue -> take; a gap or a full queue is mended by
asking again, and another log than the one that is known means: forget everything, begin at 1.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from backtests.delivery.state import Frame, Page

PAGE = 200
QUEUE_LIMIT = 256
UNBOUNDED = 1 << 62


@dataclass(frozen=True)
class Reset:
    """Forget what you have: all follows from seq 1, under this epoch."""

    epoch: str


@dataclass(frozen=True)
class Ask:
    """A look at the log: what follows `after`, `count` frames at most."""

    after: int
    count: int


class CatchUp:
    """How far one follower is; at most `window` events go out that it has not acknowledged."""

    __slots__ = ("acked", "asking", "behind", "epoch", "next_seq", "queue", "untold", "window")

    def __init__(self, epoch: str, after: int = 0, *, window: int = UNBOUNDED) -> None:
        self.epoch = epoch
        self.next_seq, self.acked, self.window = after + 1, after, window
        self.queue: deque[Frame] = deque()
        self.behind = True  # the log holds, or may hold, what was not heard
        self.asking = False
        self.untold = False  # of a new epoch

    # What comes in ----------------------------------------------------------------------------

    def hear(self, epoch: str, frames: Sequence[Frame]) -> None:
        """Announcements; what does not fit the queue is in the log."""
        if epoch == self.epoch and not self.behind:
            free = max(0, QUEUE_LIMIT - len(self.queue))
            self.queue.extend(frames[:free])
            self.behind = len(frames) > free

    def ask(self) -> Ask | None:
        """What to read from the log now; from here on announcements are queued."""
        if not self.behind or self.asking or self.queue or self.untold or self.room <= 0:
            return None
        self.behind, self.asking = False, True
        return Ask(self.next_seq - 1, min(PAGE, self.room))

    def read(self, ask: Ask, page: Page) -> None:
        """The answer of the log; repeats of what was announced meanwhile are dropped by seq."""
        self.asking = False
        if page.epoch != self.epoch:
            self.reset(page.epoch)
        else:
            self.queue.extendleft(reversed(page.frames))
            self.behind |= len(page.frames) >= ask.count

    def fail(self) -> None:
        """The log did not answer."""
        self.asking, self.behind = False, True

    def nudge(self) -> None:
        """Something may have been said that was not heard."""
        self.behind = True

    def reset(self, epoch: str) -> None:
        if epoch != self.epoch:
            self.epoch = epoch
            self.start_over()

    def start_over(self) -> None:
        self.next_seq, self.acked = 1, 0
        self.queue.clear()
        self.behind = self.untold = True

    def ack(self, seq: int) -> None:
        self.acked = max(self.acked, min(seq, self.next_seq - 1))

    # What goes out ----------------------------------------------------------------------------

    def take(self) -> list[Frame] | Reset | None:
        """What is to be told next, if there is something that may be told now."""
        if self.untold:
            self.untold = False
            return Reset(self.epoch)
        if self.asking:
            return None
        frames: list[Frame] = []
        queue, next_seq, last = self.queue, self.next_seq, self.acked + self.window
        while queue and next_seq <= last:
            frame = queue.popleft()
            if frame.seq == next_seq:
                next_seq += 1
                frames.append(frame)
            elif frame.seq > next_seq:
                queue.clear()
                self.behind = True
        self.next_seq = next_seq
        return frames or None

    @property
    def room(self) -> int:
        return self.window - (self.next_seq - 1 - self.acked)

    @property
    def everything_acknowledged(self) -> bool:
        return self.acked == self.next_seq - 1
