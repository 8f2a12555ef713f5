"""`python -m tests.drills`: run the drills, print the table, exit with 1 on any violation."""

from __future__ import annotations

import argparse
import secrets
import signal
import sys
from collections.abc import Sequence

from tests.drills import table
from tests.drills.catalogue import DRILLS
from tests.drills.drill import Drill, Size
from tests.drills.outcome import Outcome
from tests.drills.session import Session
from tests.drills.stacks import STACKS, StackName


def main() -> int:
    options = parser().parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stopped either way, all is ended
    print(f"seed {options.seed}\n{table.header()}", flush=True)
    session = Session(options.seed, Size(options.jobs, options.viewers, options.short))
    outcomes: list[Outcome] = []
    try:
        for drill, stack, round_ in plan(options):
            outcomes.append(session.drill(drill, stack, round_))
            print(table.line(outcomes[-1]))
            sys.stdout.writelines(table.details(outcomes[-1], options.seed))
            sys.stdout.flush()
    finally:
        session.close()
        print(table.line(table.total(outcomes)))
    return int(any(outcome.violations for outcome in outcomes))


def plan(options: argparse.Namespace) -> Sequence[tuple[Drill, StackName, int]]:
    stacks = list(STACKS) if options.stack == "both" else [options.stack]
    wanted = set(filter(None, options.only.split(",")))
    chosen = [drill for drill in DRILLS if not wanted or drill.name in wanted]
    return [(drill, s, n) for n in range(options.rounds) for s in stacks for drill in chosen]


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m tests.drills", description=__doc__)
    made.add_argument("--stack", choices=[*STACKS, "both"], default="both")
    made.add_argument("--only", default="", metavar="D5,D10")
    made.add_argument("--rounds", type=int, default=1)
    made.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    made.add_argument("--jobs", type=int, default=20, help="of each drill")
    made.add_argument("--viewers", type=int, default=5, help="of each job")
    made.add_argument("--short", action="store_true", help="shorter faults")
    return made


if __name__ == "__main__":
    sys.exit(main())
