"""One system in a process of its own: it hears a request a line and answers with its times."""

from __future__ import annotations

import importlib
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.engine.jobs import JOBS

Json = dict[str, Any]


def main(module: str) -> None:
    """Whatever a library prints goes to the terminal's side, not into the answers."""
    answers, sys.stdout = sys.stdout, sys.stderr
    system, ready = importlib.import_module(f"benchmarks.engine.{module}"), {}
    for line in sys.stdin:
        asked = json.loads(line)
        name = asked["job"]
        if name not in ready:
            with np.load(asked["file"]) as file:
                ready[name] = system.prepare(JOBS[name], dict(file))
        print(json.dumps(answer(ready[name], asked)), file=answers, flush=True)


def answer(work: Callable[[], Json], asked: Json) -> Json:
    return weighed(work) if asked.get("weigh") else timed(work, asked)


def timed(work: Callable[[], Json], asked: Json) -> Json:
    """The median of so many runs as fit into `seconds`, after one that is not counted."""
    _, said = once(work)
    times: list[float] = []
    end = time.perf_counter() + asked["seconds"]
    while not times or (time.perf_counter() < end and len(times) < asked["most"]):
        times.append(once(work)[0])
    scale = said.pop("scale", 1)
    return {"ms": statistics.median(times) * 1000 * scale, "runs": len(times), **said}


def weighed(work: Callable[[], Json]) -> Json:
    """What a run adds to the memory at most; the mark of the highest is set back before. (Linux)"""
    Path("/proc/self/clear_refs").write_text("5")
    before = resident("VmRSS")
    work()
    return {"mib": (resident("VmHWM") - before) / 1024}


def resident(what: str) -> int:
    status = Path("/proc/self/status").read_text()
    return int(status.partition(f"{what}:")[2].split()[0])


def once(work: Callable[[], Json]) -> tuple[float, Json]:
    start = time.perf_counter()
    said = work()
    return time.perf_counter() - start, said


if __name__ == "__main__":
    main(sys.argv[1])
