"""A small TCP proxy that can swallow a connection: open on both ends, and silent."""

from __future__ import annotations

import asyncio
from asyncio import StreamReader, StreamWriter
from contextlib import suppress
from types import TracebackType


class Proxy:
    """Passes bytes on to a port of this machine until told to swallow what is connected."""

    def __init__(self, port: int) -> None:
        self.target = port
        self.swallowed = 0  # connections up to this number pass nothing on any more
        self.accepted = 0
        self.tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Proxy:
        self.server = await asyncio.start_server(self.accept, "127.0.0.1", 0)
        self.port = int(self.server.sockets[0].getsockname()[1])
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.server.close()
        for task in list(self.tasks):
            task.cancel()

    def swallow(self) -> None:
        self.swallowed = self.accepted

    async def accept(self, reader: StreamReader, writer: StreamWriter) -> None:
        self.accepted += 1
        number = self.accepted
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.transport.abort()
            return
        for source, target in ((reader, far_writer), (far_reader, writer)):
            task = asyncio.ensure_future(self.pump(number, source, target))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def pump(self, number: int, source: StreamReader, target: StreamWriter) -> None:
        with suppress(OSError):
            while data := await source.read(65536):
                if number <= self.swallowed:
                    await asyncio.Event().wait()  # until the proxy is closed
                target.write(data)
                await target.drain()
        if number > self.swallowed:
            target.close()
