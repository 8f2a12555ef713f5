"""The one rule by which frames reach a viewer: in order, each once, and nothing after a gap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from backtests.delivery.state import Frame


@dataclass(frozen=True)
class Merged:
    """What to send now, which seq comes next, and whether the log must be read to fill a gap."""

    fresh: list[Frame]
    next_seq: int
    gap: bool


def merge(next_seq: int, frames: Iterable[Frame]) -> Merged:
    """Take what continues the sequence; drop repeats; stop where something is missing."""
    fresh: list[Frame] = []
    for frame in frames:
        if frame.seq > next_seq:
            return Merged(fresh, next_seq, gap=True)
        if frame.seq == next_seq:
            fresh.append(frame)
            next_seq += 1
    return Merged(fresh, next_seq, gap=False)
