"""How the figures grow: with viewers, with jobs, and with what a job has already said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from benchmarks.delivery.children import Json
from benchmarks.delivery.phases import Phase
from benchmarks.delivery.stand import Stand, tried
from benchmarks.delivery.systems import System

VIEWERS = (1, 3, 10, 30, 100, 300, 1000)
JOBS = (1, 10, 100, 500)
EVENTS = (100, 1_000, 10_000, 100_000)
COMPARED = ("bare", "ours-daphne", "ours-uvicorn")


@dataclass(frozen=True)
class Table:
    """One axis of growth."""

    title: str
    says: str
    head: list[str]
    rows: list[list[float | None]]


def of_viewers(count: int) -> Phase:
    return Phase(f"{count} viewers", "", count, events=24, rate=8 if count < 1000 else 4)


def of_jobs(count: int) -> Phase:
    return Phase(f"{count} jobs", "", count, jobs=count, events=max(200, count), rate=100)


def of_events(count: int) -> Phase:
    return Phase(f"{count} events", "", 1, events=count)


def measure(stand: Stand, systems: Iterable[System]) -> Iterator[Json]:
    """Size by size through all systems, so that a busy moment hits neighbours alike."""
    compared = [system for system in systems if system.name in COMPARED]
    for axis, sizes, shape in (("viewers", VIEWERS, of_viewers), ("jobs", JOBS, of_jobs)):
        for size in sizes:
            for system in compared:
                figures = tried(stand.measure, system, shape(size))
                yield {"axis": axis, "size": size, "system": system.name, **figures}
    for size in EVENTS:
        for system in (system for system in compared if system.has_log):
            figures = tried(stand.replay, system, of_events(size))
            yield {"axis": "events", "size": size, "system": system.name, **figures}


def tables(rows: list[Json]) -> Iterator[Table]:
    for axis, says in (("viewers", "viewers of one job"), ("jobs", "jobs with one viewer each")):
        if chosen := [row for row in rows if row["axis"] == axis]:
            title = f"Growth with {axis}"
            yield Table(title, f"p50 in milliseconds, by number of {says}.", *delays(axis, chosen))
    if chosen := [row for row in rows if row["axis"] == "events"]:
        says = "A job that has said so much: what it cost to say, and to tell a viewer all of it."
        yield Table("Growth with events", says, *histories(chosen))


def delays(axis: str, rows: list[Json]) -> tuple[list[str], list[list[float | None]]]:
    systems = list(dict.fromkeys(row["system"] for row in rows))
    found = {(row["size"], row["system"]): row.get("p50_ms") for row in rows}
    sizes = dict.fromkeys(row["size"] for row in rows)
    return [axis, *systems], [[size, *(found.get((size, s)) for s in systems)] for size in sizes]


def histories(rows: list[Json]) -> tuple[list[str], list[list[float | None]]]:
    systems = list(dict.fromkeys(row["system"] for row in rows))
    head = ["events", "ms to publish one", *(f"{name}: s to replay all" for name in systems)]
    return head, [history(rows, size, systems) for size in dict.fromkeys(r["size"] for r in rows)]


def history(rows: list[Json], size: int, systems: list[str]) -> list[float | None]:
    chosen = {row["system"]: row for row in rows if row["size"] == size}
    costs = [row["publish_ms"] for row in chosen.values() if "publish_ms" in row]
    replays = [chosen[name].get("replay_seconds") for name in systems]
    return [size, median(costs) if costs else None, *replays]
