"""`python -m benchmarks.delivery`: measure, then write the table and the raw figures."""

from __future__ import annotations

import argparse
import json
import random
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.delivery import growth, machine, product
from benchmarks.delivery.children import ROOT, Failed, Json
from benchmarks.delivery.phases import PHASES
from benchmarks.delivery.report import page
from benchmarks.delivery.stand import Stand, standing
from benchmarks.delivery.systems import SYSTEMS, System
from benchmarks.delivery.telling import line

RESULTS = ROOT / "benchmarks" / "results"
MORE_PHASES = ("product", "growth")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.delivery", description=__doc__)
    phases = [*PHASES, *MORE_PHASES]
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--systems", nargs="+", choices=list(SYSTEMS), default=list(SYSTEMS))
    parser.add_argument("--phases", nargs="+", choices=phases, default=phases)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder of the table")
    return parser.parse_args()


def main() -> None:
    asked = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # nothing may stay behind
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    print(f"seed {asked.seed}", flush=True)
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="cb-bench-") as folder:
        results = measure(Path(folder), asked)
    write(results, asked.results)
    print(f"{asked.results / 'delivery.md'} written after {time.monotonic() - start:.0f} s")


def measure(folder: Path, asked: argparse.Namespace) -> Json:
    results: Json = {
        "machine": machine.describe(),
        "asked": {"rounds": asked.rounds, "seed": asked.seed},
        "left_out": [sentence for name in asked.systems if (sentence := SYSTEMS[name].missing)],
    }
    for sentence in results["left_out"]:
        print(sentence, flush=True)
    systems = [SYSTEMS[name] for name in asked.systems if not SYSTEMS[name].missing]
    results |= compare(folder, systems, asked)
    wanted = "product" in asked.phases
    results["product"] = told(product.measure(folder, asked.rounds)) if wanted else []
    return results


def compare(folder: Path, systems: Sequence[System], asked: argparse.Namespace) -> Json:
    """The systems side by side; each listens from the first round to the last."""
    with standing(folder) as stand:
        for system in systems:
            stand.start(system)
        rows = told(rounds(stand, systems, asked))
        wanted = "growth" in asked.phases
        grown = told(growth.measure(stand, systems)) if wanted else []
    return {"rounds": rows, "growth": grown}


def rounds(stand: Stand, systems: Sequence[System], asked: argparse.Namespace) -> Iterator[Json]:
    """Every phase goes through all systems, in another order each time, before the next begins."""
    dice = random.Random(asked.seed)
    phases = [PHASES[name] for name in asked.phases if name in PHASES]
    for number in range(1, asked.rounds + 1):
        for phase in phases:
            for system in dice.sample(systems, len(systems)):
                row = measured(stand, system, phase.name)
                yield {"round": number, "phase": phase.name, "system": system.name, **row}


def measured(stand: Stand, system: System, phase: str) -> Json:
    """A phase that fails is a result too, and stops no other."""
    try:
        return stand.measure(system, PHASES[phase])
    except Failed as failed:
        return {"failed": str(failed)}


def told(rows: Iterator[Json]) -> list[Json]:
    """The rows, each printed as it comes."""
    kept = []
    for row in rows:
        print(line(row), flush=True)
        kept.append(row)
    return kept


def write(results: Json, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "delivery.md").write_text(page(results))
    (folder / "delivery.json").write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
