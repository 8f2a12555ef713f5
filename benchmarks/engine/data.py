"""The bars: real ones of AAPL, made-up ones where there are not enough real ones."""

from __future__ import annotations

import csv
import gzip
import importlib.util
from pathlib import Path

import numpy as np

from benchmarks.engine.jobs import Columns

PRICES = ("open", "high", "low", "close")
# So many days would leave the range of dates, so from here on the bars are minutes.
MINUTES = 10_000


def write_all(folder: Path) -> dict[str, str]:
    """One file a data set, which every process loads."""
    sets = {"aapl": aapl(), "million": walk(1_000_000), "twenty": walk(3_270, 20)}
    return {name: write(folder / f"{name}.npz", columns) for name, columns in sets.items()}


def write(path: Path, columns: Columns) -> str:
    np.savez(path, **dict(columns))
    return str(path)


def aapl() -> Columns:
    """3,270 daily bars, adjusted without rounding; the package's code is not imported."""
    spec = importlib.util.find_spec("bokeh_sampledata")
    assert spec
    assert spec.origin
    with gzip.open(Path(spec.origin).parent / "_data" / "stocks.csv.gz", "rt", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Ticker"] == "AAPL"]
    raw = {name: np.array([float(row[name.title()]) for row in rows]) for name in PRICES}
    factor = np.array([float(row["Adj Close"]) for row in rows]) / raw["close"]
    return {
        "time": np.array([row["Date"] for row in rows], "datetime64[s]"),
        **{name: raw[name] * factor for name in PRICES},
        "volume": np.array([float(row["Volume"]) for row in rows]),
    }


def walk(bars: int, symbols: int = 1, seed: int = 7) -> Columns:
    """A random walk with full bars; the same for the same size and seed."""
    dice = np.random.default_rng(seed)
    shape = (bars, symbols)
    close = 100 * np.exp(np.cumsum(dice.normal(0, 0.002, shape), axis=0))
    before = np.vstack([np.full(symbols, 100.0), close[:-1]])
    open_ = before * np.exp(dice.normal(0, 0.0005, shape))
    above, below = (np.abs(dice.normal(0, 0.001, shape)) for _ in range(2))
    start = np.datetime64("2000-01-03", "s")
    columns = {
        "open": open_,
        "high": np.maximum(open_, close) * (1 + above),
        "low": np.minimum(open_, close) * (1 - below),
        "close": close,
        "volume": np.full(shape, 1e6),
    }
    step = 86_400 if bars < MINUTES else 60
    columns = {name: values[:, 0] if symbols == 1 else values for name, values in columns.items()}
    return {"time": start + np.arange(bars) * np.timedelta64(step, "s"), **columns}
