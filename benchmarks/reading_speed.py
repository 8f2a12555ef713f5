"""How long the reader takes for 2,000 characters, beside Python's own compiler.

python -m benchmarks.reading_speed [--rounds 9]

The texts are descriptions of the tests' corpus in a row, cut at 2,000 characters. The peer compiles
the standard library's `typing`, some 3,400 lines, in the same run.
"""

from __future__ import annotations

import argparse
import statistics
import time
import typing
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.agents.language.test_fuzz import lines_run, read_or_none, two_thousand_characters

TEXTS = 12
PEER = Path(str(typing.__file__)).read_text()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    texts = [two_thousand_characters(seed) for seed in range(TEXTS)]
    peer = statistics.median(milliseconds(compiled) for _ in range(rounds))
    print(f"Compiling `typing`: {peer:.1f} ms\n")
    print("| text | lines of code run | median | of the compiler |\n|---|---|---|---|")
    for number, text in enumerate(texts, start=1):
        reads = partial(read_or_none, text)
        took = statistics.median(milliseconds(reads) for _ in range(rounds))
        print(f"| {number} | {lines_run(text):,} | {took:.1f} ms | {took / peer:.2f} |", flush=True)


def compiled() -> None:
    compile(PEER, "typing.py", "exec")


def milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
