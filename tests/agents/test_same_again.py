"""The same job run twice says the same but for times, and its result is the same, bit for bit."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agents.language import read
from agents.refining.knobs import free_knobs
from tests.agents.making import Desk, random_bars

JOBS = {
    "single rule": ("Buy AAPL when RSI drops below 30, sell when RSI goes above 60.", 1),
    "refined": ("Buy AAPL when it is oversold, sell when it is overbought.", 4),
    "stop and target": ("Buy AAPL on a MACD bullish crossover, 5% stop loss, target 8%.", 4),
    "both ways": ("Buy AAPL when RSI(2) is below 10 and short it when RSI(2) is above 90.", 3),
    "several symbols": ("Buy AAPL and MSFT when RSI(2) is below 20, sell above 60.", 3),
    "signals elsewhere": ("Buy AAPL when MSFT's RSI is below 40, sell after 10 days.", 3),
    "weights": ("60% AAPL 40% MSFT, rebalanced monthly.", 3),
    "rotation": ("Each month hold the best of AAPL, MSFT and IBM by 3-month return.", 3),
    "sweep": ("Buy AAPL when RSI(2) is below 10 to 40 by 5, sell when RSI(2) is above 60.", 3),
    "never trades": ("Buy AAPL when RSI is below 1, sell when RSI is above 99.", 3),
}


async def run_of(text: str, most: int) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """What a job says without its times, and its result."""
    reading = read(text)
    assert reading.strategy, reading.sentence
    bars = [random_bars(900, name, seed) for seed, name in enumerate(("AAPL", "MSFT", "IBM"))]
    desk = Desk(bars)
    result = await desk.run(reading.strategy, reading, max_iterations=most)
    said = [event.to_dict() for event in desk.said]
    return [{k: v for k, v in one.items() if k != "duration_ms"} for one in said], result


@pytest.mark.parametrize("job", JOBS)
async def test_the_same_job_says_and_finds_the_same_again(job: str) -> None:
    first, again = [await run_of(*JOBS[job]) for _ in range(2)]
    assert json.dumps(first) == json.dumps(again)


def test_there_are_jobs_with_and_without_refinement() -> None:
    free = {name for name, (text, most) in JOBS.items() if most > 1 and frees(text)}
    assert {"refined", "both ways"} & free
    assert "single rule" not in free


def frees(text: str) -> bool:
    reading = read(text)
    return bool(reading.strategy and free_knobs(reading.strategy, reading))


def elsewhere(seed: str) -> Iterator[str]:
    """The jobs in a worker of its own, in which sets have another order."""
    command = [sys.executable, "-m", "tests.agents.test_same_again"]
    root = Path(__file__).resolve().parents[2]
    told = subprocess.run(
        command, cwd=root, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    yield from told.stdout.splitlines()


def test_another_worker_comes_to_the_same() -> None:
    for one, other in zip(elsewhere("1"), elsewhere("2"), strict=True):
        assert one == other


if __name__ == "__main__":
    for text, most in JOBS.values():
        print(json.dumps(asyncio.run(run_of(text, most))))
