"""A proxy that hangs up on silence, as load balancers and WebSocket servers do.

It passes bytes both ways, and ends a connection on which the server has said nothing for a while.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Literal, Self

Address = tuple[str, int]


@dataclass(frozen=True)
class Ending:
    """Who ended a connection, and when; `idle` is the proxy itself."""

    by: Literal["idle", "server", "client"]
    at: float


class IdleTimeout:
    """Stands in front of a port of this machine; every connection's ending is kept."""

    def __init__(self, port: int, patience: float) -> None:
        self.behind, self.patience = port, patience
        self.endings: dict[Address, Ending] = {}

    async def __aenter__(self) -> Self:
        self.server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = int(self.server.sockets[0].getsockname()[1])
        return self

    async def __aexit__(self, *_: object) -> None:
        self.server.close()

    async def _serve(self, client: asyncio.StreamReader, answer: asyncio.StreamWriter) -> None:
        server, ask = await asyncio.open_connection("127.0.0.1", self.behind)
        asking = asyncio.ensure_future(pass_on(client, ask))
        answering = asyncio.ensure_future(pass_on(server, answer, self.patience))
        await asyncio.wait({asking, answering}, return_when=asyncio.FIRST_COMPLETED)
        by = answering.result() if answering.done() else "client"
        self.endings[answer.get_extra_info("peername")] = Ending(by, time.monotonic())
        asking.cancel()
        answering.cancel()
        ask.close()
        answer.close()


async def pass_on(
    source: asyncio.StreamReader, target: asyncio.StreamWriter, patience: float | None = None
) -> Literal["idle", "server"]:
    """Until the source ends, or says nothing for longer than the patience."""
    while True:
        try:
            async with asyncio.timeout(patience):
                said = await source.read(65536)
        except TimeoutError:
            return "idle"
        except ConnectionResetError:
            return "server"
        if not said:
            return "server"
        target.write(said)
        await target.drain()
