"""The jobs: rules, costs and variants that every system is asked to compute.

Peers run this in an environment without the product, so it needs NumPy and TA-Lib only. They take
their indicators from TA-Lib as the engine does, within the time that is measured.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import talib

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Columns = Mapping[str, npt.NDArray[Any]]

CAPITAL = 1_000_000.0
STOP, TARGET, FEE = 0.05, 0.10, 0.001
PERIODS, LOWS, HIGHS = range(8, 18), range(21, 31), range(66, 76)


@dataclass(frozen=True)
class Job:
    """`rule` is "cross" (J1: no costs) or "rsi" (J2: costs, stop and target)."""

    name: str
    says: str
    rule: str
    data: str
    variants: bool = False
    shared: bool = False


JOBS = {
    job.name: job
    for job in (
        Job("j1", "J1, 3,270 bars", "cross", "aapl"),
        Job("j2", "J2, 3,270 bars", "rsi", "aapl"),
        Job("variants", "1,000 variants of J2", "rsi", "aapl", variants=True),
        Job("million", "J1, 1,000,000 bars", "cross", "million"),
        Job("shared", "J1, 20 tickers, shared cash", "cross", "twenty", shared=True),
    )
}
VARIANTS = list(itertools.product(PERIODS, LOWS, HIGHS))


def cross(close: Floats) -> tuple[Flags, Flags]:
    """In where the average of 20 closes crosses above that of 50, out where it crosses below."""
    gap = talib.SMA(close, 20) - talib.SMA(close, 50)
    before = np.concatenate(([np.nan], gap[:-1]))
    return (gap > 0) & (before <= 0), (gap < 0) & (before >= 0)


def rsi(close: Floats, period: int = 14, low: float = 30, high: float = 70) -> tuple[Flags, Flags]:
    value = talib.RSI(close, period)
    return value < low, value > high


def signals(job: Job, close: Floats) -> tuple[Flags, Flags]:
    return cross(close) if job.rule == "cross" else rsi(close)


def next_bar(flags: Flags) -> Flags:
    """A signal at a close, at the bar whose open it fills at."""
    return np.concatenate((np.zeros_like(flags[:1]), flags[:-1]))
