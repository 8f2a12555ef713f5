"""What a log answers: frames, and how a job stands; the same for live logs and the archive."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

STATE_FIELDS = [
    "epoch",
    "seq",
    "attempt",
    "status",
    "terminal",
    "saved",
    "started_at",
    "finished_at",
    "alive",
]


@dataclass(frozen=True)
class Frame:
    """One event, already encoded as every client gets it."""

    seq: int
    text: str

    @classmethod
    def parse(cls, text: str) -> Frame:
        return cls(json.loads(text)["seq"], text)

    def event(self) -> dict[str, Any]:
        event: dict[str, Any] = json.loads(self.text)
        return event

    @cached_property
    def type(self) -> str:
        return str(self.event()["type"])

    @cached_property
    def is_last(self) -> bool:
        """Nothing follows `saved`; texts without the word need no parsing."""
        return '"saved"' in self.text and self.type == "saved"

    @cached_property
    def message(self) -> dict[str, str]:
        """The ASGI message, made once and shared by all sockets."""
        return {"type": "websocket.send", "text": self.text}


@dataclass(frozen=True)
class Page:
    """Some frames of a log, and the epoch of that log at the moment of reading."""

    epoch: str
    frames: list[Frame]


@dataclass(frozen=True)
class LogState:
    """How a job stands: `terminal` says that it has ended, `saved` that its trailer is written.

    `alive` is when a worker last said that it is at work, in seconds of the server's clock.
    """

    epoch: str
    last_seq: int
    attempt: int
    status: str
    terminal: bool
    saved: bool
    started_at: str | None
    finished_at: str | None
    alive: float = 0.0


def parse_page(rows: Any) -> list[Frame]:
    """The entries of a stream; an entry's id is the frame's seq."""
    return [parse_entry(entry, fields[b"frame"]) for entry, fields in rows]


@lru_cache(maxsize=512)
def parse_entry(entry: bytes, frame: bytes) -> Frame:
    """Viewers who return together read the same, and share it from here on."""
    return Frame(int(entry.partition(b"-")[0]), frame.decode())


def parse_state(values: Any) -> LogState | None:
    """The values of STATE_FIELDS; without an epoch there is no log."""
    if values[0] is None:
        return None
    texts = [value.decode() if value is not None else "" for value in values]
    epoch, seq, attempt, status, terminal, saved, started, finished, alive = texts
    return LogState(
        epoch,
        last_seq=int(seq),
        attempt=int(attempt),
        status=status,
        terminal=bool(terminal),
        saved=bool(saved),
        started_at=started or None,
        finished_at=finished or None,
        alive=int(alive or 0) / 1000,
    )
