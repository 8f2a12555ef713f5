"""One viewer who reads, and many who do not until they are woken.

As `viewers`; after the figures of the reader it hears {expected} again, wakes the silent ones and
says their figures. They come by WebSocket, or with `streams` for server-sent events.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterable
from functools import partial
from typing import Any

import uvloop

from benchmarks.delivery.dialects import DIALECTS
from benchmarks.delivery.frames import StreamedEvents, get, request
from benchmarks.delivery.viewers import Counts, Director, Viewer, connect

SMALL_BUFFER = 4096


class Silent(Viewer):
    """Reads its welcome and then no more, until it is woken; so it never acknowledges either."""

    woken = False

    def converse(self, payload: bytes) -> None:
        super().converse(payload)
        if self.is_ready and not self.woken:
            self.transport.pause_reading()


class SilentStream(Silent):
    """The same for server-sent events."""

    welcome = b"HTTP/1.1 200"

    def __init__(self, *what: Any) -> None:
        super().__init__(*what)
        self.frames = StreamedEvents()


async def fall_silent(counts: Counts, asked: dict[str, Any]) -> list[Silent]:
    viewers = [silent(counts, asked) for _ in range(counts.viewers)]
    loop = asyncio.get_running_loop()
    for viewer in viewers:
        plug = await small_socket(asked["port"])
        await loop.create_connection(lambda viewer=viewer: viewer, sock=plug)
    async with asyncio.timeout(30):
        while counts.ready < counts.viewers:
            await asyncio.sleep(0.01)
    return viewers


def silent(counts: Counts, asked: dict[str, Any]) -> Silent:
    path, port = asked["paths"][0], asked["port"]
    if not asked["streams"]:
        return Silent(counts, DIALECTS[asked["dialect"]], request(path, port))
    job, query = path.removeprefix("/ws/jobs/").split("/?")
    return SilentStream(counts, DIALECTS["streamed"], get(f"/api/jobs/{job}/events?{query}", port))


def wake(viewers: Iterable[Silent]) -> None:
    for viewer in viewers:
        viewer.woken = True
        viewer.transport.resume_reading()


async def small_socket(port: int) -> socket.socket:
    """The kernel shall not read for somebody who does not."""
    plug = socket.socket()
    plug.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
    plug.setblocking(False)
    await asyncio.get_running_loop().sock_connect(plug, ("127.0.0.1", port))
    return plug


async def main() -> None:
    director = Director()
    await director.listen()
    asked = await director.hear()
    reader, counts = Counts(1, asked["pipe"]), Counts(asked["silent"], None)
    await connect(reader, asked)
    viewers = await fall_silent(counts, asked)
    await director.tell_ready(reader.ready + counts.ready)
    await director.tell_figures(reader)
    await director.tell_figures(counts, begin=partial(wake, viewers))
    await director.hear()


if __name__ == "__main__":
    uvloop.run(main())
