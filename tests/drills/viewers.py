"""Viewers on the WebSocket: each kind is a steady one with a trouble of its own.

connect -> hello -> events, each acknowledged -> goodbye (1000); anything else: again, with `after`.
"""

from __future__ import annotations

import asyncio
import json
import socket
from collections import Counter
from contextlib import suppress
from random import Random
from typing import Any
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage

from tests.drills.door import Door, Job, back_off
from tests.drills.proxy import Proxy
from tests.drills.received import Received

HEARTBEAT_SECONDS = 1.0
WATCHDOG_SECONDS = 3.5
EVENTS = 20  # of a run, at least
DONE, BAD_TICKET = 1000, 4401
GONE = (OSError, TimeoutError, ConnectionClosed, InvalidHandshake, InvalidMessage)


class Viewer:
    """Whoever follows one job up to its trailer."""

    kind = "viewer"
    counted = True  # is to hear everything

    def __init__(self, job: Job, door: Door, random: Random) -> None:
        self.job, self.door, self.random = job, door, random
        self.received = Received()
        self.codes: Counter[int] = Counter()
        self.finished = False
        self.failures = 0
        self.leader: Viewer | None = None

    async def follow(self) -> None:
        """To the end, however often the connection is lost."""
        while not self.finished:
            await self.attempt()
            if not self.finished:
                await asyncio.sleep(back_off(self.failures, self.random))
                self.failures += 1

    async def attempt(self) -> None:
        raise NotImplementedError

    def leave(self) -> None:
        """Let go of what is held open."""


class Steady(Viewer):
    """Reads and acknowledges everything at once."""

    kind = "steady"

    async def attempt(self) -> None:
        try:
            async with connect(
                self.address(), proxy=None, ping_interval=None, open_timeout=10, close_timeout=1
            ) as connection:
                await self.listen(connection)
        except ConnectionClosed as closed:
            await self.note(closed.rcvd.code if closed.rcvd else 1006)
        except GONE:
            self.codes[0] += 1

    def address(self) -> str:
        return (
            f"{self.job.links['stream']}&after={self.received.last_seq}&epoch={self.received.epoch}"
        )

    async def note(self, code: int) -> None:
        self.codes[code] += 1
        if code == DONE:
            self.finished = self.received.ended
            if not self.finished:
                self.received.problems.append(
                    f"1000 after seq {self.received.last_seq}, no trailer"
                )
        if code == BAD_TICKET:
            self.job.links = (await self.door.job(self.job))["links"]

    async def listen(self, connection: ClientConnection) -> None:
        while True:
            text = await asyncio.wait_for(connection.recv(), WATCHDOG_SECONDS)
            await self.take(json.loads(text), connection)

    async def take(self, frame: dict[str, Any], connection: ClientConnection) -> None:
        match frame:
            case {"seq": seq}:
                self.received.hear(frame)
                await self.acknowledge(seq, connection)
                await self.upon(seq, connection)
            case {"type": "hello", "epoch": epoch}:
                self.failures = 0
                self.received.greet(epoch)
            case {"type": "reset", "epoch": epoch}:
                self.received.forget(epoch)

    async def acknowledge(self, seq: int, connection: ClientConnection) -> None:
        with suppress(ConnectionClosed):  # what has arrived before that is still read
            await connection.send(json.dumps({"type": "ack", "seq": seq}))

    async def upon(self, seq: int, connection: ClientConnection) -> None:
        """Where the other kinds get into trouble."""


class Mute(Steady):
    """Reads everything and never acknowledges."""

    kind = "mute"

    async def acknowledge(self, seq: int, connection: ClientConnection) -> None:
        pass


class Cut(Steady):
    """Its TCP connection is cut, without a word, after a few random events."""

    kind = "cut"

    def __init__(self, job: Job, door: Door, random: Random) -> None:
        super().__init__(job, door, random)
        self.cuts = set(random.sample(range(1, EVENTS), 3))

    async def upon(self, seq: int, connection: ClientConnection) -> None:
        if seq in self.cuts:
            self.cuts.discard(seq)
            connection.transport.abort()


class Blackholed(Steady):
    """Its connection stays open and goes silent; its watchdog notices."""

    kind = "blackholed"

    def __init__(self, job: Job, door: Door, random: Random) -> None:
        super().__init__(job, door, random)
        self.hole = random.randrange(1, EVENTS - 5)

    async def follow(self) -> None:
        async with Proxy(self.door.port) as self.proxy:
            await super().follow()

    def address(self) -> str:
        return super().address().replace(f":{self.door.port}/", f":{self.proxy.port}/", 1)

    async def upon(self, seq: int, connection: ClientConnection) -> None:
        if seq == self.hole:
            self.hole = 0
            self.proxy.swallow()


class Slow(Steady):
    """Does not read for a while."""

    kind = "slow"

    def __init__(self, job: Job, door: Door, random: Random) -> None:
        super().__init__(job, door, random)
        self.naps = set(random.sample(range(1, EVENTS), 2))

    async def upon(self, seq: int, connection: ClientConnection) -> None:
        if seq in self.naps:
            self.naps.discard(seq)
            await asyncio.sleep(self.random.uniform(0.5, 3))  # the length of the fault


class Late(Steady):
    """Joins in mid-run."""

    kind = "late"

    async def follow(self) -> None:
        assert self.leader
        await self.leader.received.until(self.random.randrange(2, EVENTS))
        await super().follow()


class AfterTheEnd(Steady):
    """Joins when all has been said."""

    kind = "after the end"

    async def follow(self) -> None:
        assert self.leader
        while not self.leader.received.ended:
            await self.leader.received.until(self.leader.received.last_seq + 1)
        await super().follow()


class AfterExpiry(AfterTheEnd):
    """Joins when the log has expired and only the database knows."""

    kind = "after expiry"

    async def attempt(self) -> None:
        told = await self.door.ask(self.job.links["events"])
        if told["epoch"] == "archive":
            await super().attempt()


class NeverReads(Viewer):
    """Opens the stream and never reads a byte, nor acknowledges."""

    kind = "never reads"
    counted = False

    def __init__(self, job: Job, door: Door, random: Random) -> None:
        super().__init__(job, door, random)
        self.socket = socket.socket()

    async def follow(self) -> None:
        address = urlsplit(self.job.links["stream"])
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        await asyncio.to_thread(self.socket.connect, (address.hostname, address.port))
        self.socket.sendall(handshake(f"{address.path}?{address.query}", address.netloc))

    def leave(self) -> None:
        self.socket.close()


def handshake(target: str, host: str) -> bytes:
    lines = [
        f"GET {target} HTTP/1.1",
        f"Host: {host}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    ]
    return "\r\n".join([*lines, "", ""]).encode()
