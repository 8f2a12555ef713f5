"""What only a server with a log can stand: a crowd that returns, and viewers who never read."""

from __future__ import annotations

from dataclasses import replace

import redis

from benchmarks.delivery.children import Json
from benchmarks.delivery.phases import Phase
from benchmarks.delivery.stand import Server, Stand
from benchmarks.delivery.systems import System

COUNTED = ("expected", "received", "disorder", "closed")
STAY_SECONDS = 1.0


def measure(stand: Stand, system: System, phase: Phase) -> Json:
    return endure_silence(stand, system, phase) if phase.silent else take_back(stand, system, phase)


def take_back(stand: Stand, system: System, phase: Phase) -> Json:
    """All viewers are cut off and return together, while their jobs go on speaking."""
    with stand.session(stand.servers[system.name], phase) as session:
        session.open_jobs()
        session.gather_viewers("returning")
        session.begin_to_publish()
        served = session.ask({"stay": STAY_SECONDS, "away": phase.away})
        said = session.end_of_publishing()
        heard = session.count(said["sent"])
    return {**counts(heard), **served}


def endure_silence(stand: Stand, system: System, phase: Phase) -> Json:
    """A fresh server tells one reader everything: first alone, then next to the silent ones."""
    alone = replace(phase, silent=0, events=phase.events // 3)
    with stand.serving(system) as server:
        before = tell_reader(stand, server, alone)
        found = tell_reader(stand, server, phase)
    redis.Redis(port=stand.redis_port).flushall()  # the next ones need the memory
    grown = (found.pop("peak_kib") - before["resident_kib"]) / phase.silent
    return {**found, "kib_per_silent": grown, "alone_per_second": before["per_second"]}


def tell_reader(stand: Stand, server: Server, phase: Phase) -> Json:
    """The server's memory is taken before the silent ones are woken."""
    with stand.session(server, phase) as session:
        session.open_jobs()
        session.gather_viewers("silence", silent=phase.silent, streams=phase.streams)
        said = session.publish()
        heard = session.count(said["sent"])
        memory = {
            "resident_kib": server.child.resident_kib(),
            "peak_kib": server.child.resident_kib("VmHWM"),
        }
        woken = session.wake(said["sent"]) if phase.silent else heard
    found = {**memory, "per_second": heard["received"] / heard["seconds"]}
    told = {"told_mb": phase.size * said["sent"] / 1e6, "woken_seconds": woken["seconds"]}
    both = [counts(heard), *([counts(woken)] if phase.silent else [])]
    return {**{key: sum(one[key] for one in both) for key in COUNTED}, **found, **told}


def counts(heard: Json) -> Json:
    return {key: heard[key] for key in COUNTED}
