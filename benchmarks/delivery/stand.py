"""The stand: one Redis for all, the servers of the compared systems, and what is measured there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.delivery.children import Child, Failed, Json, free_port
from benchmarks.delivery.phases import Phase
from benchmarks.delivery.session import Session
from benchmarks.delivery.systems import System
from config.runner import find_server

WARM_UP = Phase("warm", "a few events before the first round", 1, events=20, rate=50)
FEW = Phase("few", "viewers who come before anything is weighed", 20)


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
        self.redis = Child("redis", [find_server(), *where, *keep], {}, self.folder)
        self.stack.enter_context(self.redis)
        self.redis.await_port(self.redis_port)

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

    def session(self, server: Server, phase: Phase) -> Session:
        system = server.system
        return Session(system, server.port, phase, self.environment(system), self.folder)

    def measure(self, system: System, phase: Phase) -> Json:
        """The figures of the viewers, and the processor time of everyone who took part."""
        if phase.idle_seconds:
            return self.weigh(system, phase)
        server = self.servers[system.name]
        with self.session(server, phase) as session:
            session.open_jobs()
            session.gather_viewers()
            parts = {"server": server.child, "publisher": session.publisher}
            parts |= {"viewers": session.viewers, "redis": self.redis}
            before = cpu_seconds(parts)
            said = session.publish()
            heard = session.count(said["sent"])
            after = cpu_seconds(parts)
        used = {name: after[name] - before[name] for name in parts}
        return {**heard, **summary(phase, heard, said), **shares(used, heard["received"])}

    def replay(self, system: System, phase: Phase) -> Json:
        """First everything is published, then somebody comes who wants it all."""
        with self.session(self.servers[system.name], phase) as session:
            session.open_jobs()
            said = session.publish()
            session.gather_viewers()
            heard = session.count(said["sent"])
        cost = said["seconds"] / said["sent"] * 1000
        counts = {key: heard[key] for key in ("expected", "received", "disorder", "closed")}
        return {**counts, "publish_ms": cost, "replay_seconds": heard["since_connect"]}

    def weigh(self, system: System, phase: Phase) -> Json:
        """What idle viewers cost a fresh server; a few came before, for caches are not theirs."""
        with self.serving(system) as server, self.session(server, FEW) as few:
            few.open_jobs()
            few.gather_viewers()
            base = server.child.resident_kib()
            with self.session(server, phase) as session:
                session.open_jobs()
                session.gather_viewers()
                cpu = watch_idly(server.child, phase.idle_seconds)
                kib = (server.child.resident_kib() - base) / phase.viewers
                heard = session.count(0)
        share = cpu / phase.idle_seconds / phase.viewers
        return {**heard, "kib_per_viewer": kib, "cpu_share_per_viewer": share, "base_kib": base}


def watch_idly(server: Child, seconds: float) -> float:
    """The processor time that nothing costs."""
    before = server.cpu_seconds()
    time.sleep(seconds)
    return server.cpu_seconds() - before


def cpu_seconds(parts: Mapping[str, Child]) -> dict[str, float]:
    return {name: child.cpu_seconds() for name, child in parts.items()}


def tried(measure: Callable[[System, Phase], Json], system: System, phase: Phase) -> Json:
    """A measurement that fails is a result too, and stops no other."""
    try:
        return measure(system, phase)
    except Failed as failed:
        return {"failed": str(failed).splitlines()[-1]}


def summary(phase: Phase, heard: Json, said: Json) -> Json:
    found = {"sent": said["sent"], "stalls": said["stalls"]}
    if phase.window and heard["seconds"]:
        found["per_second"] = heard["received"] / heard["seconds"]
    return found


def shares(used: dict[str, float], received: int) -> Json:
    """CPU seconds for 100,000 deliveries: the server's, and everyone's."""
    for_100k = {name: seconds / max(1, received) * 1e5 for name, seconds in used.items()}
    return {"cpu_per_100k": for_100k["server"], "cpu_of_all_per_100k": for_100k}


@contextmanager
def standing(folder: Path) -> Iterator[Stand]:
    stand = Stand(folder)
    with stand.stack:
        stand.start_redis()
        yield stand
