"""All viewers of one measurement in one process: connect, count, and time every delivery.

It hears {port, dialect, paths, viewers, pipe}, says {ready}, hears {expected} and says figures.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

import uvloop

from benchmarks.delivery.dialects import DIALECTS, Dialect
from benchmarks.delivery.frames import CLOSE, PING, PONG, Frames, StreamedEvents, masked, request

SEQ = re.compile(rb'"seq":(\d+),')
EVENT = re.compile(rb'"seq":(\d+),.*"at":(\d+)')
BATCH = 20
PATIENCE = 90.0
QUIET = 5.0
LONGEST_LINE = 2**20


@dataclass
class Counts:
    """What has arrived, over all viewers."""

    viewers: int
    pipe: int | None
    ready: int = 0
    closed: int = 0
    disorder: int = 0
    start: int = field(default_factory=time.monotonic_ns)
    first: int = 0
    last: int = 0
    delays: list[int] = field(default_factory=list)
    partial: dict[int, int] = field(default_factory=dict)

    def arrived(self, seq: int, sent: int, now: int) -> None:
        self.delays.append(now - sent)
        self.first, self.last = self.first or now, now
        if self.pipe is not None:
            self._tell_publisher(self.pipe, seq)

    def _tell_publisher(self, pipe: int, seq: int) -> None:
        """A byte for each event that every viewer has."""
        count = self.partial[seq] = self.partial.get(seq, 0) + 1
        if count == self.viewers:
            del self.partial[seq]
            os.write(pipe, b".")


class Viewer(asyncio.Protocol):
    """One connection."""

    transport: asyncio.Transport
    welcome = b"HTTP/1.1 101"

    def __init__(self, counts: Counts, dialect: Dialect, opening: bytes) -> None:
        self.counts, self.dialect, self.opening = counts, dialect, opening
        self.frames: Frames | StreamedEvents = Frames()
        self.seq = 0
        self.head: bytes | None = b""
        self.is_ready = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's is not derived from it
        self.transport.write(self.opening)

    def data_received(self, data: bytes) -> None:
        if self.head is not None:
            data = self.shake_hands(self.head + data)
        for code, payload in self.frames.feed(data):
            if code < CLOSE:
                self.take(payload)
            elif code == PING:
                self.transport.write(masked(payload, PONG))
            elif code == CLOSE:
                self.transport.close()

    def shake_hands(self, data: bytes) -> bytes:
        head, end, rest = data.partition(b"\r\n\r\n")
        if not end:
            self.head = data
            return b""
        self.head = None
        if not head.startswith(self.welcome):
            print("refused:", head[:200], file=sys.stderr)
            self.transport.abort()
        return rest

    def take(self, payload: bytes) -> None:
        event = EVENT.search(payload)
        if event:
            seq = int(event[1])
            self.counts.arrived(seq, int(event[2]), time.monotonic_ns())
            self.follow(seq)
        elif other := SEQ.search(payload):
            self.follow(int(other[1]))
        if not event:
            self.converse(payload)

    def follow(self, seq: int) -> None:
        """Events come in order, each once."""
        if seq != self.seq + 1:
            self.counts.disorder += 1
        self.seq = seq
        if answer := self.dialect.acknowledge(seq):
            self.transport.write(masked(answer))

    def converse(self, payload: bytes) -> None:
        if not self.is_ready and self.dialect.is_ready(payload):
            self.is_ready = True
            self.counts.ready += 1
        if answer := self.dialect.answer(payload):
            self.transport.write(masked(answer))

    def connection_lost(self, error: Exception | None) -> None:
        self.counts.closed += 1


async def connect(
    counts: Counts, asked: dict[str, Any], kind: type[Viewer] = Viewer
) -> list[Viewer]:
    """In small batches: the welcome of many at once is another measurement."""
    viewers = []
    loop, dialect, port = asyncio.get_running_loop(), DIALECTS[asked["dialect"]], asked["port"]
    deadline = time.monotonic() + PATIENCE
    for n in range(counts.viewers):
        opening = request(asked["paths"][n % len(asked["paths"])], port)
        make = partial(kind, counts, dialect, opening)
        _, viewer = await loop.create_connection(make, "127.0.0.1", port)
        viewers.append(viewer)
        while counts.ready < n - BATCH and time.monotonic() < deadline:
            await asyncio.sleep(0.005)
    while counts.ready < counts.viewers and time.monotonic() < deadline:
        await asyncio.sleep(0.01)
    return viewers


async def await_all(counts: Counts, expected: int) -> None:
    """Until everything is here, or nothing has come for a while."""
    start = time.monotonic_ns()
    while len(counts.delays) < expected:
        await asyncio.sleep(0.02)
        if time.monotonic_ns() - max(counts.last, start) > QUIET * 1e9:
            return


def figures(counts: Counts, expected: int) -> dict[str, Any]:
    delays = sorted(counts.delays)

    def share(part: float) -> float | None:
        return delays[min(len(delays) - 1, int(len(delays) * part))] / 1e6 if delays else None

    return {
        "viewers": counts.ready,
        "expected": expected,
        "received": len(delays),
        "disorder": counts.disorder,
        "closed": counts.closed,
        "p50_ms": share(0.5),
        "p99_ms": share(0.99),
        "max_ms": share(1),
        "seconds": (counts.last - counts.first) / 1e9,
        "since_connect": (counts.last - counts.start) / 1e9,
    }


class Director:
    """Whoever has started this process: asks in lines of JSON, and is answered so."""

    async def listen(self) -> None:
        self.lines = asyncio.StreamReader(limit=LONGEST_LINE)
        loop = asyncio.get_running_loop()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(self.lines), sys.stdin)

    async def hear(self) -> dict[str, Any]:
        """What is asked; nothing once the measurement is over."""
        heard: dict[str, Any] = json.loads(await self.lines.readline() or "{}")
        return heard

    def tell(self, answer: dict[str, Any]) -> None:
        print(json.dumps(answer), flush=True)

    async def tell_ready(self, ready: int) -> None:
        await asyncio.sleep(0.3)
        gc.freeze()
        gc.disable()
        self.tell({"ready": ready})

    async def tell_figures(self, counts: Counts, begin: Callable[[], None] = lambda: None) -> None:
        if asked := await self.hear():
            begin()
            await await_all(counts, asked["expected"])
            self.tell(figures(counts, asked["expected"]))


async def main() -> None:
    director = Director()
    await director.listen()
    asked = await director.hear()
    counts = Counts(asked["viewers"], asked.get("pipe"))
    await connect(counts, asked)
    await director.tell_ready(counts.ready)
    await director.tell_figures(counts)
    await director.hear()


if __name__ == "__main__":
    uvloop.run(main())
