"""The stand: one Redis for all, the servers of the compared systems, and one measurement on it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.delivery.children import PYTHON, Child, Failed, Json, free_port
from benchmarks.delivery.phases import Phase
from benchmarks.delivery.systems import System
from config.runner import find_server

WARM_UP = Phase("warm", "a few events before the first round", 1, events=20, rate=50)


@dataclass
class Server:
    """A system that listens."""

    system: System
    port: int
    child: Child


@dataclass
class Stand:
    """Everything that the measurements of one call share."""

    folder: Path
    redis_port: int = field(default_factory=free_port)
    servers: dict[str, Server] = field(default_factory=dict)
    stack: ExitStack = field(default_factory=ExitStack)

    def environment(self, system: System) -> dict[str, str]:
        """One DATA_DIR, so that a ticket is good for every server of ours."""
        url = f"redis://127.0.0.1:{self.redis_port}/0"
        return {"REDIS_URL": url, "DATA_DIR": str(self.folder / "data"), **system.environment}

    def start_redis(self) -> None:
        where = ["--bind", "127.0.0.1", "--port", str(self.redis_port), "--dir", str(self.folder)]
        keep = ["--save", "", "--appendonly", "yes", "--appendfsync", "everysec"]
        child = Child("redis", [find_server(), *where, *keep], {}, self.folder)
        self.stack.enter_context(child)
        child.await_port(self.redis_port)

    @contextmanager
    def serving(self, system: System) -> Iterator[Server]:
        port = free_port()
        command = system.server(str(port))
        with Child(system.name, command, self.environment(system), self.folder) as child:
            child.await_port(port)
            yield Server(system, port, child)

    def start(self, system: System) -> None:
        self.servers[system.name] = self.stack.enter_context(self.serving(system))
        self.measure(system, WARM_UP)

    def measure(self, system: System, phase: Phase) -> Json:
        if phase.idle_seconds:
            return self.weigh(system, phase)
        server = self.servers[system.name]
        with pipe() as (read, write), ExitStack() as stack:
            publisher, viewers = self.gather(server, phase, stack, read, write)
            return deliver(server, phase, publisher, viewers)

    def gather(
        self, server: Server, phase: Phase, stack: ExitStack, read: int, write: int
    ) -> tuple[Child, Child]:
        """A publisher whose jobs are open, and viewers who miss nothing from here on."""
        publisher, paths = self.publisher(server.system, phase, stack, read)
        return publisher, self.viewers(server, phase, stack, paths, write)

    def publisher(
        self, system: System, phase: Phase, stack: ExitStack, read: int
    ) -> tuple[Child, list[str]]:
        environment = self.environment(system)
        child = Child("publisher", system.publisher, environment, self.folder, [read])
        stack.enter_context(child)
        child.say(schedule(system, phase, read))
        return child, child.hear(30)["paths"]

    def viewers(
        self, server: Server, phase: Phase, stack: ExitStack, paths: list[str], write: int
    ) -> Child:
        command = [PYTHON, "-m", "benchmarks.delivery.viewers"]
        child = stack.enter_context(Child("viewers", command, {}, self.folder, [write]))
        asked = {"port": server.port, "dialect": server.system.dialect, "paths": paths}
        told = {"pipe": write} if phase.window else {}
        child.say({**asked, **told, "viewers": phase.viewers})
        ready = child.hear(100)["ready"]
        if ready < phase.viewers:
            raise Failed(f"{ready} of {phase.viewers} viewers got in: {child.last_words()}")
        return child

    def replay(self, system: System, phase: Phase) -> Json:
        """First everything is published, then somebody comes who wants it all."""
        with pipe() as (read, write), ExitStack() as stack:
            publisher, paths = self.publisher(system, phase, stack, read)
            publisher.say({"go": True})
            said = publisher.hear(600)
            viewers = self.viewers(self.servers[system.name], phase, stack, paths, write)
            viewers.say({"expected": said["sent"]})
            heard = viewers.hear(120)
        cost = said["seconds"] / said["sent"] * 1000
        return {**heard, "publish_ms": cost, "replay_seconds": heard["since_connect"]}

    def weigh(self, system: System, phase: Phase) -> Json:
        """What idle viewers cost a fresh server; a few came before, for caches are not theirs."""
        few = Phase("few", "", 20)
        with self.serving(system) as server, ExitStack() as stack, pipe() as (read, write):
            self.gather(server, few, stack, read, write)
            before = server.child.resident_kib()
            _, viewers = self.gather(server, phase, stack, read, write)
            start = server.child.cpu_seconds()
            time.sleep(phase.idle_seconds)
            used = server.child.cpu_seconds() - start
            kib = (server.child.resident_kib() - before) / phase.viewers
            viewers.say({"expected": 0})
            heard = viewers.hear(30)
        share = used / phase.idle_seconds / phase.viewers
        return {**heard, "kib_per_viewer": kib, "cpu_share_per_viewer": share, "base_kib": before}


def schedule(system: System, phase: Phase, read: int) -> Json:
    return {
        "system": system.name,
        "jobs": phase.jobs,
        "events": phase.events,
        "rate": phase.rate,
        "window": phase.window,
        "seconds": phase.seconds,
        "pipe": read,
    }


def deliver(server: Server, phase: Phase, publisher: Child, viewers: Child) -> Json:
    start = server.child.cpu_seconds()
    publisher.say({"go": True})
    said = publisher.hear(120)
    viewers.say({"expected": said["sent"] * phase.viewers // phase.jobs})
    heard = viewers.hear(60)
    used = server.child.cpu_seconds() - start
    received = heard["received"] or 1
    more = {"cpu_per_100k": used / received * 1e5, "stalls": said["stalls"], "sent": said["sent"]}
    rate = {"per_second": received / heard["seconds"]} if phase.window and heard["seconds"] else {}
    return {**heard, **more, **rate}


@contextmanager
def pipe() -> Iterator[tuple[int, int]]:
    read, write = os.pipe()
    try:
        yield read, write
    finally:
        os.close(read)
        os.close(write)


@contextmanager
def standing(folder: Path) -> Iterator[Stand]:
    stand = Stand(folder)
    with stand.stack:
        stand.start_redis()
        yield stand
