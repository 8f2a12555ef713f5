"""How often noise is called an edge: whole runs on random walks, where nothing can be known.

python benchmarks/false_edges.py [--series 200] [--drift 0.0005] [--family NAME ...]

Each description is read as every other, all of its numbers are free to be refined, and the verdict
is asked whether it claims an edge. The exit status is 1 where a family claims 5% or more.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from agents import workflow
from agents.events import Event
from agents.language import Reading, read
from agents.language.reading import Assumption
from agents.refining.knobs import knobs
from agents.workflow import RunRequest
from backtests.engine.bars import Bars
from backtests.engine.strategy import Strategy

Json = dict[str, Any]

FAMILIES = {
    "reversion": "Buy AAPL when RSI(2) drops below 20, sell when RSI(2) rises above 60.",
    "trend": "Buy AAPL when the close crosses above its 20-day SMA, sell when it crosses below it.",
    "breakout": "Buy AAPL at a new 20-day high, sell at a new 10-day low.",
    "bracket": "Buy AAPL when RSI(2) is below 30, with a 3% stop loss and a 4% take profit.",
    "short": "Short AAPL when RSI(2) is above 80, cover when RSI(2) is below 40.",
    "bands": "Buy AAPL when it closes below the lower Bollinger band, sell at the middle band.",
    "rotation": "Every week hold the best 2 of AAPL, MSFT and IBM by 1-month return.",
    "weights": "60% AAPL 40% MSFT rebalanced monthly.",
    "saving": "Buy $200 of AAPL every month.",
    "sweep": "Buy AAPL when RSI(2) is below 10 to 40 by 5, sell when RSI(2) is over 60 to 80 by 5.",
}
SYMBOLS = ("AAPL", "MSFT", "IBM")
BARS = 1500
ITERATIONS = 5
MOST = 0.05
# What a verdict says where every check that could be made was passed.
CLAIM = "the edge may be real, though"


def noise(seed: int, drift: float = 0.0, *, bars: int = BARS, symbol: str = "AAPL") -> Bars:
    """A random walk with the ranges of days. A drift is no edge: whoever holds has it too."""
    rng = np.random.default_rng(seed)
    close = 100 * np.exp(np.cumsum(rng.normal(drift, 0.02, bars)))
    open_ = close * np.exp(rng.normal(0, 0.005, bars))
    high = np.maximum(open_, close) * (1 + rng.uniform(0, 0.01, bars))
    low = np.minimum(open_, close) * (1 - rng.uniform(0, 0.01, bars))
    days = np.datetime64("2010-01-01", "s") + np.arange(bars) * np.timedelta64(86_400, "s")
    volume = rng.uniform(1e5, 1e6, bars)
    return Bars(symbol, "1d", days, open_, high, low, close, volume, provider="made up")


def unlocked(reading: Reading, strategy: Strategy) -> Reading:
    """Every number as if it had been assumed: refinement has all the freedom that there is."""
    paths = [path for knob in knobs(strategy) for path in knob.paths]
    free = [Assumption(text="free", path=path) for path in paths]
    return reading.model_copy(update={"assumptions": free, "stated": []})


async def tested(text: str, bars: Bars, *others: Bars) -> Json:
    """The result of the whole workflow, on the bars of each symbol."""
    series = {one.symbol: one for one in (bars, *others)}
    reading = read(text)
    assert reading.strategy, f"not read: {text}"
    request = RunRequest(
        reading=unlocked(reading, reading.strategy).model_dump(mode="json"),
        strategy=reading.strategy.model_dump(mode="json"),
        max_iterations=ITERATIONS,
    )

    async def unheard(event: Event) -> None:
        pass

    def load(symbol: str, *_: object) -> tuple[Bars, Json]:
        return series[symbol], {"symbol": symbol, "provider": series[symbol].provider}

    return await workflow.run(request, emit=unheard, load_bars=load, check_cancelled=lambda: None)


def claims_an_edge(result: Json) -> bool:
    return CLAIM in result["verdict"]["text"]


def claims(text: str, seeds: Iterable[int], drift: float = 0.0) -> list[int]:
    """The seeds of the series on which an edge is claimed."""

    def series(seed: int) -> list[Bars]:
        return [noise(seed + 10_000 * at, drift, symbol=one) for at, one in enumerate(SYMBOLS)]

    return [seed for seed in seeds if claims_an_edge(asyncio.run(tested(text, *series(seed))))]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--series", type=int, default=200)
    parser.add_argument("--drift", type=float, default=0.0, help="mean daily log return")
    parser.add_argument("--family", nargs="*", choices=FAMILIES, default=list(FAMILIES))
    options = parser.parse_args()
    worst = 0.0
    for name in options.family:
        found = claims(FAMILIES[name], range(options.series), options.drift)
        worst = max(worst, len(found) / options.series)
        print(f"{name:10} {len(found):3} of {options.series} ({len(found) / options.series:.1%})"
              f"  {found or ''}", flush=True)  # fmt: skip
    return int(worst >= MOST)


if __name__ == "__main__":
    sys.exit(main())
