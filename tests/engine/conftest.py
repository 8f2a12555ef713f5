"""Real prices for the engine's tests."""

import csv
import gzip
import importlib.util
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from backtests.engine.bars import Bars
from backtests.engine.warming import warm_up

NUMBERS = ("Open", "High", "Low", "Close", "Volume", "Adj Close")


@pytest.fixture(scope="session", autouse=True)
def compiled() -> None:
    """No test waits for the compiler, whose time Hypothesis would count."""
    warm_up()


@pytest.fixture(scope="session")
def stocks() -> dict[str, Bars]:
    """Daily bars from 2000-03-01 to 2013-03-01, adjusted without rounding."""
    rows: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    with gzip.open(stocks_file(), "rt", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["Ticker"]].append(row)
    return {symbol: adjusted(symbol, rows[symbol]) for symbol in ("AAPL", "MSFT", "IBM")}


def stocks_file() -> Path:
    spec = importlib.util.find_spec("bokeh_sampledata")
    assert spec
    assert spec.origin
    return Path(spec.origin).parent / "_data" / "stocks.csv.gz"


def adjusted(symbol: str, rows: list[dict[str, str]]) -> Bars:
    raw = {name: np.array([float(row[name]) for row in rows]) for name in NUMBERS}
    factor = raw["Adj Close"] / raw["Close"]
    return Bars(
        symbol,
        "1d",
        np.array([row["Date"] for row in rows], "datetime64[s]"),
        raw["Open"] * factor,
        raw["High"] * factor,
        raw["Low"] * factor,
        raw["Close"] * factor,
        raw["Volume"],
        provider="bokeh_sampledata",
    )
