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
from functools import partial
from pathlib import Path

from benchmarks.delivery import growth, hardship, machine, product
from benchmarks.delivery.children import ROOT, Json
from benchmarks.delivery.phases import PHASES
from benchmarks.delivery.report import page
from benchmarks.delivery.stand import Stand, standing, tried
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
    start, results = time.monotonic(), first_page(asked)
    try:
        with tempfile.TemporaryDirectory(prefix="cb-bench-") as folder:
            measure(Path(folder), asked, results)
    finally:
        write(results, asked.results)
    print(f"{asked.results / 'delivery.md'} written after {time.monotonic() - start:.0f} s")


def first_page(asked: argparse.Namespace) -> Json:
    left_out = [sentence for name in asked.systems if (sentence := SYSTEMS[name].missing)]
    print(*left_out, sep="\n", end="\n" if left_out else "", flush=True)
    said = {"rounds": asked.rounds, "seed": asked.seed}
    nothing: Json = {"rounds": [], "growth": [], "product": []}
    return {"machine": machine.describe(), "asked": said, "left_out": left_out, **nothing}


def measure(folder: Path, asked: argparse.Namespace, results: Json) -> None:
    """The systems side by side, each listening from first to last; then the product alone."""
    systems = [SYSTEMS[name] for name in asked.systems if not SYSTEMS[name].missing]
    with standing(folder) as stand:
        for system in systems:
            stand.start(system)
        tell(rounds(stand, systems, asked), results["rounds"])
        if "growth" in asked.phases:
            tell(growth.measure(stand, systems), results["growth"])
    if "product" in asked.phases:
        tell(product.measure(folder, asked.rounds), results["product"])


def rounds(stand: Stand, systems: Sequence[System], asked: argparse.Namespace) -> Iterator[Json]:
    """Every phase goes through all systems, in another order each time, before the next begins."""
    dice = random.Random(asked.seed)
    phases = [PHASES[name] for name in asked.phases if name in PHASES]
    for number in range(1, asked.rounds + 1):
        for phase in phases:
            able = [one for one in systems if one.has_log or not phase.needs_log]
            measure = partial(hardship.measure, stand) if phase.needs_log else stand.measure
            for system in dice.sample(able, len(able)):
                row = tried(measure, system, phase)
                yield {"round": number, "phase": phase.name, "system": system.name, **row}


def tell(rows: Iterator[Json], kept: list[Json]) -> None:
    """Print and keep each row as it comes, so that a run that is stopped has a page too."""
    for row in rows:
        print(line(row), flush=True)
        kept.append(row)


def write(results: Json, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "delivery.md").write_text(page(results))
    (folder / "delivery.json").write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
