"""Asks fresh interpreters: the parts of the benchmark in which the engine has no peers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.delivery.children import ROOT, Json

SIZES = {
    "bars": (1_000, 10_000, 100_000, 1_000_000, 10_000_000),
    "symbols": (1, 5, 20, 100, 500),
    "variants": (1, 10, 100, 1_000, 10_000, 100_000),
}
# Ten million bars want several GB, and a hundred thousand variants a minute on a slow machine.
LARGE = {"bars": 10_000_000, "variants": 100_000}


def ask(environment: Mapping[str, str], *words: str) -> tuple[float, Json]:
    """The answer, and how long the interpreter lived."""
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.engine.alone", *words],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    lived = time.perf_counter() - begun
    if done.returncode:
        return lived, {"failed": done.stderr.strip().splitlines()[-1:]}
    said: Json = json.loads(done.stdout)
    return lived, said


def starts(file: str) -> Iterator[Json]:
    """The first run ever, which compiles; then one that finds what was compiled; then forks."""
    with tempfile.TemporaryDirectory(prefix="cb-numba-") as folder:
        kept = {"NUMBA_CACHE_DIR": str(Path(folder))}
        for cache in ("empty", "filled"):
            lived, said = ask(kept, "start", file)
            yield {"what": f"start, {cache} cache", "lived_ms": lived * 1000, **said}
        yield {"what": "fork", **ask(kept, "fork", file)[1]}


def growth(file: str, large: bool) -> Iterator[Json]:
    for axis, sizes in SIZES.items():
        for size in sizes:
            if large or size < LARGE.get(axis, size + 1):
                yield {"axis": axis, "size": size, **ask({}, axis, file, str(size))[1]}
