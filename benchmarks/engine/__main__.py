"""`python -m benchmarks.engine`: measure, then write the tables and the raw figures."""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.delivery.children import ROOT, Child, Failed, Json
from benchmarks.delivery.machine import processor
from benchmarks.engine import asking, data
from benchmarks.engine.jobs import JOBS
from benchmarks.engine.report import page
from benchmarks.engine.systems import SYSTEMS, System

RESULTS = ROOT / "benchmarks" / "results"
PARTS = (*JOBS, "memory", "starts", "growth")
PEERS_PYTHON = ROOT / ".venv-peers" / "bin" / "python"
PATIENCE = 600
# Of one system in one round, in its own process; a longer job is still done twice.
SECONDS, MOST = 0.5, 100
QUIET = {"TQDM_DISABLE": "1", "RAPTORBT_NO_VERSION_CHECK": "1"}
OWN_PACKAGES = ("numpy", "numba", "TA-Lib", "pydantic")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engine", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--systems", nargs="+", choices=list(SYSTEMS), default=list(SYSTEMS))
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--large", action="store_true", help="grow to the largest sizes too")
    peers_python = PEERS_PYTHON if PEERS_PYTHON.exists() else sys.executable
    parser.add_argument("--peers-python", default=str(peers_python), help="has the peers' packages")
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder of the tables")
    return parser.parse_args()


def main() -> None:
    asked = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # nothing may stay behind
    print(f"seed {asked.seed}", flush=True)
    begun, found = time.monotonic(), peers(asked.peers_python)
    results = first_page(asked, found)
    try:
        with tempfile.TemporaryDirectory(prefix="cb-bench-") as folder:
            measure(Path(folder), asked, found, results)
    finally:
        write(results, asked.results)
    print(f"{asked.results / 'engine.md'} written after {time.monotonic() - begun:.0f} s")


def peers(python: str) -> dict[str, str]:
    """The versions of the peers that this interpreter has."""
    names = [system.package for system in SYSTEMS.values() if system.package]
    code = (
        "import json, sys; from importlib.metadata import distributions as every;"
        "print(json.dumps({d.name.lower(): d.version for d in every()}))"
    )
    said = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
    installed = json.loads(said.stdout)
    return {name: installed[name] for name in names if name in installed}


def first_page(asked: argparse.Namespace, found: dict[str, str]) -> Json:
    absent = [one for one in chosen_systems(asked) if one.package and one.package not in found]
    left_out = [f"{one.name} was left out: it is not installed." for one in absent]
    print(*left_out, sep="\n", end="\n" if left_out else "", flush=True)
    return {
        "machine": describe(found),
        "asked": {"rounds": asked.rounds, "seed": asked.seed},
        "left_out": left_out,
        **{name: [] for name in ("rounds", "starts", "memory", "growth")},
    }


def describe(found: dict[str, str]) -> Json:
    own = {name: version(name) for name in OWN_PACKAGES}
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "cpu": f"{processor()}, {os.cpu_count()} cores",
        "load": round(os.getloadavg()[0], 2),
        "system": platform.system(),
        "versions": {"Python": platform.python_version(), **own, **found},
    }


def chosen_systems(asked: argparse.Namespace) -> list[System]:
    return [SYSTEMS[name] for name in asked.systems]


def measure(folder: Path, asked: argparse.Namespace, found: dict[str, str], results: Json) -> None:
    """All systems side by side, each in a process of its own; then what only ours is asked."""
    files = data.write_all(folder)
    systems = [one for one in chosen_systems(asked) if not one.package or one.package in found]
    with ExitStack() as stack:
        workers = {
            one.name: stack.enter_context(worker(one, asked.peers_python, folder))
            for one in systems
        }
        tell(rounds(workers, asked, files), results["rounds"])
    if "memory" in asked.only:
        tell(memory(systems, asked.peers_python, folder, files), results["memory"])
    if "starts" in asked.only:
        tell(asking.starts(files["aapl"]), results["starts"])
    if "growth" in asked.only:
        tell(asking.growth(files["aapl"], asked.large), results["growth"])


def worker(system: System, peers_python: str, folder: Path) -> Child:
    python = peers_python if system.package else sys.executable
    command = [python, "-m", "benchmarks.engine.worker", system.module]
    return Child(system.name, command, QUIET, folder)


def rounds(
    workers: dict[str, Child], asked: argparse.Namespace, files: dict[str, str]
) -> Iterator[Json]:
    """Every job goes through all systems, in another order each time, before the next begins."""
    dice = random.Random(asked.seed)
    for number in range(1, asked.rounds + 1):
        for job in (JOBS[name] for name in asked.only if name in JOBS):
            able = [name for name in workers if job.name in SYSTEMS[name].jobs]
            for name in dice.sample(able, len(able)):
                said = question(workers[name], job.name, files, seconds=SECONDS, most=MOST)
                yield {"round": number, "job": job.name, "system": name, **said}


def memory(
    systems: list[System], peers_python: str, folder: Path, files: dict[str, str]
) -> Iterator[Json]:
    """In fresh processes: a used one has free memory at hand, which would hide what is needed."""
    for system in systems:
        if "million" in system.jobs:
            with worker(system, peers_python, folder) as fresh:
                question(fresh, "j1", files, seconds=0, most=1)
                yield {"system": system.name, **question(fresh, "million", files, weigh=True)}


def question(child: Child, job: str, files: dict[str, str], **how: object) -> Json:
    try:
        child.say({"job": job, "file": files[JOBS[job].data], **how})
        return child.hear(PATIENCE)
    except (Failed, BrokenPipeError) as error:
        return {"failed": str(error).strip().rpartition("\n")[2]}


def tell(rows: Iterator[Json], kept: list[Json]) -> None:
    """Print and keep each row as it comes, so that a run that is stopped has a page too."""
    for row in rows:
        print("  ".join(f"{key} {shown(value)}" for key, value in row.items()), flush=True)
        kept.append(row)


def shown(value: object) -> str:
    return f"{value:,.3f}" if isinstance(value, float) else str(value)


def write(results: Json, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "engine.md").write_text(page(results))
    (folder / "engine.json").write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
