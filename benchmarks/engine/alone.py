"""What only the engine itself is asked: starts, forks and growth, each in a fresh interpreter.

`python -m benchmarks.engine.alone QUESTION FILE [MORE]` prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from backtests.engine.backtest import prepared
from backtests.engine.market import market_of
from backtests.engine.simulator import rules_of, simulate
from backtests.engine.sweep import sweep
from backtests.engine.variants import Grid
from benchmarks.engine import data, ours
from benchmarks.engine.jobs import CAPITAL, JOBS

Json = dict[str, Any]
FORKS = 50
RUNS, SECONDS = 7, 2.0
MARKET = ("open", "high", "low", "close", "orders")


def j2(file: str) -> Callable[[], Json]:
    with np.load(file) as columns:
        return ours.prepare(JOBS["j2"], dict(columns))


def start(file: str) -> Json:
    """The first run of an interpreter, and the second; whoever started it times the whole."""
    work = j2(file)
    return {"first_ms": milliseconds(work), "second_ms": milliseconds(work)}


def fork(file: str) -> Json:
    """From a warm process: fork, run J2, and read the reply from a pipe."""
    work = j2(file)
    work()
    times = [milliseconds(lambda: forked(work)) for _ in range(FORKS)]
    low, middle, high = statistics.quantiles(times, n=4)
    return {"ms": middle, "low_ms": low, "high_ms": high, "worst_ms": max(times)}


def forked(work: Callable[[], Json]) -> Json:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, json.dumps(work()).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as reply:
        said: Json = json.loads(reply.read())
    os.waitpid(child, 0)
    return said


def grow_bars(_: str, size: str) -> Json:
    """J2 as a whole run, on a made-up walk of so many bars."""
    work = ours.prepare(JOBS["j2"], data.walk(int(size)))
    return {"ms": usual(work)}


def grow_symbols(_: str, size: str) -> Json:
    """The simulation alone, since a strategy has 20 symbols at most: J1, an equal share each."""
    columns = data.walk(3_270, int(size))
    every = ours.series(columns, "1d")
    asked = ours.strategy(JOBS["j1"], every[:1])
    markets = [market_of(asked, prepared(asked, [one_as(asked, one)]), nothing) for one in every]
    market = markets[0]._replace(
        **{name: np.concatenate([getattr(one, name) for one in markets], axis=1) for name in MARKET}
    )
    rules = rules_of(asked)._replace(size=1 / int(size))
    return {"ms": usual(lambda: simulate(market, rules, CAPITAL))}


def one_as(asked: Any, bars: Any) -> Any:
    return type(bars)(asked.symbols[0], bars.timeframe, bars.time, **bars.columns())


def nothing() -> None: ...


def grow_variants(file: str, size: str) -> Json:
    """Variants of J2: ten periods, and as many stops as it takes."""
    with np.load(file) as columns:
        bars = ours.series(dict(columns), "1d")
    asked, count = ours.strategy(JOBS["j2"], bars), int(size)
    periods = min(10, count)
    grid: Grid = {
        "entry.left.params.period, exit.left.params.period": list(range(8, 8 + periods)),
        "stop_loss": [float(stop) for stop in np.linspace(0.01, 0.3, count // periods)],
    }
    return {"ms": usual(lambda: sweep(asked, bars, grid))}


def usual(work: Callable[[], object]) -> float:
    """The median of a few, after one that is not counted."""
    milliseconds(work)
    times, end = [milliseconds(work)], time.perf_counter() + SECONDS
    while len(times) < RUNS and time.perf_counter() < end:
        times.append(milliseconds(work))
    return statistics.median(times)


def milliseconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


QUESTIONS: dict[str, Callable[..., Json]] = {
    "start": start,
    "fork": fork,
    "bars": grow_bars,
    "symbols": grow_symbols,
    "variants": grow_variants,
}


if __name__ == "__main__":
    print(json.dumps(QUESTIONS[sys.argv[1]](*sys.argv[2:])))
