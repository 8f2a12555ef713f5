"""`python -m benchmarks.delivery`: measure, then write the table and the raw figures."""

from __future__ import annotations

import argparse
import random
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.delivery.children import ROOT, Failed, Json
from benchmarks.delivery.phases import PHASES
from benchmarks.delivery.stand import Stand, standing
from benchmarks.delivery.systems import SYSTEMS, System
from benchmarks.delivery.telling import line

RESULTS = ROOT / "benchmarks" / "results"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.delivery", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--systems", nargs="+", choices=list(SYSTEMS), default=list(SYSTEMS))
    parser.add_argument("--phases", nargs="+", choices=list(PHASES), default=list(PHASES))
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--results", type=Path, default=RESULTS)
    return parser.parse_args()


def present(names: Sequence[str]) -> list[System]:
    for name in names:
        if sentence := SYSTEMS[name].missing:
            print(sentence, flush=True)
    return [SYSTEMS[name] for name in names if not SYSTEMS[name].missing]


def rounds(stand: Stand, systems: list[System], asked: argparse.Namespace) -> list[Json]:
    """Every phase goes through all systems, in another order each time, before the next begins."""
    dice, rows = random.Random(asked.seed), []
    for number in range(1, asked.rounds + 1):
        for phase in (PHASES[name] for name in asked.phases):
            for system in dice.sample(systems, len(systems)):
                row = measured(stand, system, phase.name)
                rows.append({"round": number, "phase": phase.name, "system": system.name, **row})
                print(line(rows[-1]), flush=True)
    return rows


def measured(stand: Stand, system: System, phase: str) -> Json:
    """A phase that fails is a result too, and stops no other."""
    try:
        return stand.measure(system, PHASES[phase])
    except Failed as failed:
        return {"failed": str(failed)}


def main() -> None:
    asked = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # nothing may stay behind
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    print(f"seed {asked.seed}", flush=True)
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="cb-bench-") as folder, standing(Path(folder)) as stand:
        systems = present(asked.systems)
        for system in systems:
            stand.start(system)
        rows = rounds(stand, systems, asked)
    print(f"{len(rows)} measurements in {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
