"""The bug that Closing Bell was built for: the old pattern loses the bell, ours never does.

In each round both run behind the same kind of idle time-out, and both saves wait for the same
lock on the same database, which is held for longer than the time-out. In the old system the
time-out was 30 s; here it is scaled down, and so is the heartbeat, which stays below it.
"""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosedError

from tests.delivery.idle_timeout import Ending, IdleTimeout
from tests.stack.conftest import ROOT, RunningSite, free_port, submit

pytestmark = pytest.mark.slow

ROUNDS, CLIENTS = 3, 3
IDLE_TIMEOUT, HEARTBEAT, SAVE_SECONDS = 1.0, "0.25", 1.6
STEPS_OF_OLD = ["agent_complete"] * 4
SAVED_BY_OLD = "SELECT count(*) FROM backtests_job WHERE prompt = 'the old pattern'"
Event = dict[str, Any]


@dataclass
class Client:
    """What one client heard behind the time-out, and how its connection ended."""

    proxy: IdleTimeout
    socket: ClientConnection
    heard: list[Event] = field(default_factory=list)
    last_step: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(self) -> None:
        try:
            async for text in self.socket:
                await self.hear({**json.loads(text), "arrived": time.monotonic()})
        except ConnectionClosedError:
            pass  # without a close frame: the proxy knows why

    async def hear(self, frame: Event) -> None:
        if frame["type"] in ("hello", "heartbeat"):
            return
        self.heard.append(frame)
        if (frame["type"], frame.get("agent")) == ("agent_complete", "Supervisor"):
            self.last_step.set()
        if "seq" in frame:
            await self.socket.send(json.dumps({"type": "ack", "seq": frame["seq"]}))

    @property
    def types(self) -> list[str]:
        return [frame["type"] for frame in self.heard]

    @property
    def ending(self) -> Ending:
        return self.proxy.endings[self.socket.local_address]

    def first(self, kind: str) -> float:
        return float(self.heard[self.types.index(kind)]["arrived"])

    @property
    def end_of_run(self) -> float:
        """When the workflow's last step was heard: from here on there is only the save."""
        return max(f["arrived"] for f in self.heard if f["type"] == "agent_complete")


@dataclass(frozen=True)
class Round:
    """The clients of both, and when the database was locked for their saves."""

    old: list[Client]
    ours: list[Client]
    locked: float
    unlocked: float


@dataclass(frozen=True)
class Told:
    """Everything that happened: with the database locked, and the old pattern with a free one."""

    rounds: list[Round]
    calm: list[Client]
    saved_by_old: int

    @property
    def old(self) -> list[tuple[Round, Client]]:
        return [(each, client) for each in self.rounds for client in each.old]

    @property
    def ours(self) -> list[tuple[Round, Client]]:
        return [(each, client) for each in self.rounds for client in each.ours]


@pytest.fixture(scope="module")
def told() -> Iterator[Told]:
    settings = {"HEARTBEAT_SECONDS": HEARTBEAT, "STEP_DELAY": "0.05", "MAX_ITERATIONS": "1"}
    with tempfile.TemporaryDirectory(prefix="cb-old-") as folder:
        site = RunningSite(Path(folder), settings=settings)
        site.start()
        try:
            with old_server(site.data_dir) as port:
                site.await_ready()
                yield asyncio.run(play(site, port))
        finally:
            site.stop()


@contextmanager
def old_server(data_dir: Path) -> Iterator[int]:
    """The old pattern on the site's own web server and database."""
    port = free_port()
    inherited = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "config.web", "-b", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(
        [*command, "tests.delivery.old_pattern:application"],
        cwd=ROOT,
        env={**inherited, "DATA_DIR": str(data_dir), "SECRET_KEY": "it signs nothing"},
        stderr=subprocess.DEVNULL,
    )
    try:
        yield port
    finally:
        server.terminate()
        server.wait(20)


async def play(site: RunningSite, old_port: int) -> Told:
    async with (
        IdleTimeout(old_port, IDLE_TIMEOUT) as old,
        IdleTimeout(site.port, IDLE_TIMEOUT) as ours,
    ):
        await listening(old_port)
        calm = await play_calmly(old)
        rounds = [await play_round(site, old, ours) for _ in range(ROUNDS)]
        return Told(rounds, calm, await count_saved(site, CLIENTS * (ROUNDS + 1)))


async def listening(port: int) -> None:
    async with asyncio.timeout(30):
        while True:
            try:
                (await asyncio.open_connection("127.0.0.1", port))[1].close()
                return
            except ConnectionRefusedError:
                await asyncio.sleep(0.05)


async def play_calmly(proxy: IdleTimeout) -> list[Client]:
    """The old pattern as its authors saw it: the save takes no time."""
    clients, ended = await run_the_old_way(proxy)
    await ended
    return clients


async def play_round(site: RunningSite, old: IdleTimeout, ours: IdleTimeout) -> Round:
    with site.client() as http:
        job = await asyncio.to_thread(submit, http)
    stream = job["links"]["stream"].replace(f":{site.port}/", f":{ours.port}/")
    watching = await connected(ours, stream)
    ours_ended = asyncio.gather(*(client.listen() for client in watching))
    with locked(site) as since:
        await asyncio.gather(*(client.last_step.wait() for client in watching))
        running, old_ended = await run_the_old_way(old)
        await asyncio.sleep(SAVE_SECONDS)  # how long the save takes: the fault itself
        unlocked = time.monotonic()
    await asyncio.gather(ours_ended, old_ended)
    return Round(running, watching, since, unlocked)


async def run_the_old_way(proxy: IdleTimeout) -> tuple[list[Client], Awaitable[Any]]:
    """Clients that have heard every step, and when they have heard all."""
    clients = await connected(proxy, f"ws://127.0.0.1:{proxy.port}/")
    ended = asyncio.gather(*(client.listen() for client in clients))
    for client in clients:
        await client.socket.send("{}")
    await asyncio.gather(*(client.last_step.wait() for client in clients))
    return clients, ended


async def connected(proxy: IdleTimeout, address: str) -> list[Client]:
    return [Client(proxy, await connect(address)) for _ in range(CLIENTS)]


@contextmanager
def locked(site: RunningSite) -> Iterator[float]:
    """Whoever wants to write has to wait."""
    database = sqlite3.connect(site.data_dir / "db.sqlite3", isolation_level=None)
    try:
        database.execute("BEGIN EXCLUSIVE")
        yield time.monotonic()
        database.execute("ROLLBACK")
    finally:
        database.close()


async def count_saved(site: RunningSite, expected: int) -> int:
    """The old pattern's saves go on when nobody listens any more."""
    database, deadline = sqlite3.connect(site.data_dir / "db.sqlite3"), time.monotonic() + 10
    saved = 0
    while saved < expected and time.monotonic() < deadline:
        await asyncio.sleep(0.02)
        (saved,) = database.execute(SAVED_BY_OLD).fetchone()
    database.close()
    return saved


# The old pattern ---------------------------------------------------------------------------------


def test_the_old_pattern_loses_the_bell_every_time(told: Told) -> None:
    assert len(told.old) == ROUNDS * CLIENTS
    assert [client.types for _, client in told.old] == [STEPS_OF_OLD] * len(told.old)


def test_it_loses_the_bell_to_the_time_out_while_its_save_still_waits(told: Told) -> None:
    for each, client in told.old:
        assert client.ending.by == "idle"
        assert client.ending.at - client.end_of_run > IDLE_TIMEOUT * 0.9
        assert each.locked < client.end_of_run < client.ending.at < each.unlocked


def test_its_saves_succeed_and_yet_nobody_is_told(told: Told) -> None:
    assert told.saved_by_old == len(told.calm) + len(told.old)


def test_it_seems_right_for_as_long_as_the_save_is_quick(told: Told) -> None:
    assert [client.types for client in told.calm] == [[*STEPS_OF_OLD, "complete"]] * CLIENTS
    assert {client.ending.by for client in told.calm} == {"server"}


# Ours --------------------------------------------------------------------------------------------


def test_ours_rings_before_the_time_out_though_the_same_save_waits(told: Told) -> None:
    assert len(told.ours) == ROUNDS * CLIENTS
    for each, client in told.ours:
        assert client.types.count("complete") == 1
        assert each.locked < client.end_of_run, "the lock came too late to be a fault"
        assert client.first("complete") - client.end_of_run < IDLE_TIMEOUT
        assert client.first("complete") < each.unlocked - IDLE_TIMEOUT / 2


def test_ours_says_saved_on_the_same_connection_once_the_save_is_done(told: Told) -> None:
    for each, client in told.ours:
        assert client.ending.by != "idle"
        assert client.types[-1] == "saved"
        assert client.first("saved") > each.unlocked
        assert client.first("saved") - client.first("complete") > IDLE_TIMEOUT


def test_ours_tells_every_client_everything_in_order_and_once(told: Told) -> None:
    for _, client in told.ours:
        seqs = [frame["seq"] for frame in client.heard]
        assert seqs == list(range(1, len(seqs) + 1))
