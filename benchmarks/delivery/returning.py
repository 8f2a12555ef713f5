"""Viewers who are all cut off at once and all come back at once, each for what it has missed.

As `viewers`, but between {ready} and {expected} it hears {stay, away} and says {served, ...}.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Sequence
from typing import Any

import uvloop

from benchmarks.delivery.dialects import DIALECTS
from benchmarks.delivery.frames import request
from benchmarks.delivery.viewers import Counts, Director, Viewer, connect

HELLO = b'{"type": "hello"'
PATIENCE = 20.0


class Returner(Viewer):
    """Knows its log and, once it is back, what it has missed."""

    epoch = ""
    missed_to: int | None = None
    served_at: float | None = None
    was_cut = False

    def converse(self, payload: bytes) -> None:
        if payload.startswith(HELLO):
            hello = json.loads(payload)
            self.epoch, self.missed_to = hello["epoch"], hello["last_seq"]
            self.look()
        super().converse(payload)

    def follow(self, seq: int) -> None:
        super().follow(seq)
        self.look()

    def look(self) -> None:
        """Served is who has everything that the log held as it said hello."""
        if self.served_at is None and self.missed_to is not None and self.seq >= self.missed_to:
            self.served_at = time.monotonic()

    def cut(self) -> None:
        self.was_cut = True
        self.transport.abort()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.was_cut:
            super().connection_lost(error)


async def come_back(gone: Sequence[Viewer], asked: dict[str, Any], counts: Counts) -> Sequence[Any]:
    """All at once, without any of the patience and the jitter of a real page."""
    loop, dialect, port = asyncio.get_running_loop(), DIALECTS[asked["dialect"]], asked["port"]
    back = []
    for n, viewer in enumerate(gone):
        assert isinstance(viewer, Returner)
        path = asked["paths"][n % len(asked["paths"])]
        known = path.replace("after=0", f"after={viewer.seq}&epoch={viewer.epoch}")
        back.append(Returner(counts, dialect, request(known, port)))
        back[-1].seq = viewer.seq
    connecting = (loop.create_connection(lambda one=one: one, "127.0.0.1", port) for one in back)
    await asyncio.gather(*connecting, return_exceptions=True)
    return back


async def cut_and_return(
    viewers: Sequence[Any], asked: dict[str, Any], counts: Counts, break_: dict[str, Any]
) -> dict[str, Any]:
    await asyncio.sleep(break_["stay"])
    had = [viewer.seq for viewer in viewers]
    for viewer in viewers:
        viewer.cut()
    await asyncio.sleep(break_["away"])
    start = time.monotonic()
    back = await come_back(viewers, asked, counts)
    while any(viewer.served_at is None for viewer in back) and time.monotonic() < start + PATIENCE:
        await asyncio.sleep(0.02)
    missed = sorted((b.missed_to or seq) - seq for b, seq in zip(back, had, strict=True))
    waits = sorted(viewer.served_at - start for viewer in back if viewer.served_at)
    return {"missed": missed[len(missed) // 2], **spread(waits, len(back))}


def spread(waits: Sequence[float], wanted: int) -> dict[str, Any]:
    """The worst is infinitely bad, and told as nothing, if somebody was not served at all."""

    def share(part: float) -> float | None:
        at = min(wanted - 1, int(wanted * part))
        return waits[at] if at < len(waits) else None

    served = {"served_p50_s": share(0.5), "served_p99_s": share(0.99), "served_all_s": share(1)}
    return {"unserved": wanted - len(waits), **served}


async def main() -> None:
    director = Director()
    await director.listen()
    asked = await director.hear()
    counts = Counts(asked["viewers"], asked.get("pipe"))
    viewers = await connect(counts, asked, Returner)
    await director.tell_ready(counts.ready)
    if break_ := await director.hear():
        director.tell(await cut_and_return(viewers, asked, counts, break_))
    await director.tell_figures(counts)
    await director.hear()


if __name__ == "__main__":
    uvloop.run(main())
