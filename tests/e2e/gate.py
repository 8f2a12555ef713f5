"""A gate between browser and site, as proxies are: it refuses some requests, and cuts for real."""

from __future__ import annotations

import asyncio
import threading
from asyncio import StreamReader, StreamWriter
from collections.abc import Iterator
from contextlib import contextmanager, suppress

UPGRADE, STREAM, POLL = "upgrade: websocket", "accept: text/event-stream", "/events?"
REFUSAL = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Gate:
    """Passes one request a connection on to a port of this machine."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.refused: set[str] = set()  # what the head of a request holds that does not pass
        self.shut = False
        self.passed: list[str] = []  # heads of requests
        self.open: set[StreamWriter] = set()
        self.loop = asyncio.new_event_loop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def listen(self) -> None:
        self.server = await asyncio.start_server(self.accept, "127.0.0.1", 0)
        self.port = int(self.server.sockets[0].getsockname()[1])

    def cut(self) -> None:
        """Every connection ends at once, without a word of farewell."""
        self.loop.call_soon_threadsafe(lambda: [end.transport.abort() for end in set(self.open)])

    def count(self, mark: str) -> int:
        return sum(mark in head for head in self.passed)

    async def accept(self, reader: StreamReader, writer: StreamWriter) -> None:
        self.open.add(writer)
        with suppress(OSError, asyncio.IncompleteReadError):
            await self.serve(reader, writer)
        self.open.discard(writer)
        writer.close()

    async def serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        if self.shut:
            writer.transport.abort()
        elif any(mark in head.lower() for mark in self.refused):
            writer.write(REFUSAL)
            await writer.drain()
        else:
            self.passed.append(head.lower())
            await self.join(alone(head), reader, writer)

    async def join(self, head: str, reader: StreamReader, writer: StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.target)
        far_writer.write(head.encode("latin-1"))
        up = asyncio.ensure_future(pump(reader, far_writer))
        await pump(far_reader, writer)
        up.cancel()
        far_writer.close()


def alone(head: str) -> str:
    """The same request as the only one of its connection, so that each can be judged."""
    return head if UPGRADE in head.lower() else head.replace("keep-alive", "close")


async def pump(reader: StreamReader, writer: StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()


@contextmanager
def gate(target: int) -> Iterator[Gate]:
    made = Gate(target)
    thread = threading.Thread(target=made.loop.run_forever)
    thread.start()
    asyncio.run_coroutine_threadsafe(made.listen(), made.loop).result(10)
    try:
        yield made
    finally:
        made.cut()
        made.loop.call_soon_threadsafe(made.loop.stop)
        thread.join()
