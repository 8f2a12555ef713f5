"""Real prices out of installed packages, which are found and read but never imported."""

from __future__ import annotations

import csv
import gzip
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from backtests.market_data.columns import Columns, as_times, make_bars, moments, numbers
from backtests.market_data.shelf import Shelf, Table
from backtests.market_data.source import Loaded, SourceFailed

ADJUSTED = "splits and dividends (adjusted close / close)"
AS_GIVEN = "as the package gives them"
NONE = "none needed"
UNDOCUMENTED = "the package does not say where these prices come from"
Rows = list[dict[str, str]]


def find(package: str, *parts: str) -> Path | None:
    """A file of a package, without importing it; None if there is no such package."""
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        if (path := Path(folder, *parts)).exists():
            return path
    return None


def rows(package: str, *parts: str) -> Rows:
    """The lines of a CSV by header; empty if the package is not installed."""
    path = find(package, *parts)
    if path is None:
        return []
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
        return list(csv.DictReader(text.splitlines()))
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, csv.Error) as error:
        raise SourceFailed(f"The prices of {package} cannot be read; install it again.") from error


def column(table: Sequence[dict[str, str]], name: str) -> np.ndarray:
    return numbers(row[name] for row in table)


def full(table: Rows, time: str, names: Iterable[str]) -> Columns:
    """Columns of full bars; `names` are open, high, low, close, volume and, if any, adj_close."""
    fields = ("open", "high", "low", "close", "volume", "adj_close")
    found = {field: column(table, name) for field, name in zip(fields, names, strict=False)}
    return Columns(time=times(table, time), **found)


def times(table: Rows, name: str) -> np.ndarray:
    return as_times(moment for moment in moments([row[name] for row in table]) if moment)


def loaded(columns: Columns, symbol: str, timeframe: str, provider: str, how: str) -> Loaded:
    bars, notes = make_bars(columns, symbol, timeframe, provider)
    return Loaded(bars, how, tuple(notes))


@cache
def bokeh() -> Table:
    """AAPL, MSFT, IBM, GOOG, FB, daily, 2000 to 2013, in the public domain."""
    source, by_symbol = "bokeh_sampledata", dict[str, Rows]()
    for row in rows(source, "_data", "stocks.csv.gz"):
        by_symbol.setdefault(row["Ticker"], []).append(row)
    names = ("Open", "High", "Low", "Close", "Volume", "Adj Close")
    return {
        (symbol, "1d"): loaded(full(table, "Date", names), symbol, "1d", source, ADJUSTED)
        for symbol, table in by_symbol.items()
    }


@cache
def mintalib() -> Table:
    """AAPL daily from 1980, hourly over two years, by the minute over four days."""
    files = (
        ("daily", "date", "1d"),
        ("hourly", "datetime", "1h"),
        ("minute", "datetime", "1m"),
    )
    read = ((*file, rows("mintalib", "samples", f"{file[0]}-prices.csv")) for file in files)
    return {
        ("AAPL", timeframe): _sample(table, time, timeframe)
        for _, time, timeframe, table in read
        if table
    }


def _sample(table: Rows, time: str, timeframe: str) -> Loaded:
    columns = full(table, time, ("open", "high", "low", "close", "volume"))
    bars, notes = make_bars(columns, "AAPL", timeframe, "mintalib")
    bars = replace(bars, timezone="UTC" if timeframe == "1d" else "America/New_York")
    return Loaded(bars, AS_GIVEN, (UNDOCUMENTED, *notes))


@cache
def skfolio() -> Table:
    """Daily closes of 20 stocks from 1990 to 2022, of five factor ETFs, and of the S&P 500."""
    names = ("sp500_dataset.csv.gz", "factors_dataset.csv.gz", "sp500_index.csv.gz")
    return {key: one for name in names for key, one in _closes_of(name)}


def _closes_of(name: str) -> Iterator[tuple[tuple[str, str], Loaded]]:
    table = rows("skfolio", "datasets", "data", name)
    if not table:
        return
    when = times(table, "Date")
    for header in list(table[0])[1:]:
        symbol = {"SP500": "^GSPC"}.get(header, header)
        columns = Columns(time=when, close=column(table, header))
        yield (symbol, "1d"), loaded(columns, symbol, "1d", "skfolio", AS_GIVEN)


@cache
def arch() -> Table:
    """S&P 500 and Nasdaq Composite, daily, 1999 to 2018; closes of the VIX and of WTI crude."""
    indices = {"^GSPC": "sp500", "^IXIC": "nasdaq"}
    closes = {"^VIX": ("vix", "vix"), "WTI": ("wti", "DCOILWTICO")}
    found = {(symbol, "1d"): _index(symbol, name) for symbol, name in indices.items()}
    found |= {(symbol, "1d"): _closes(symbol, *where) for symbol, where in closes.items()}
    return {key: one for key, one in found.items() if len(one.bars)}


def _index(symbol: str, name: str) -> Loaded:
    table = rows("arch", "data", name, f"{name}.csv.gz")
    names = ("Open", "High", "Low", "Close", "Volume", "Adj Close")
    return loaded(full(table, "Date", names), symbol, "1d", "arch", NONE)


def _closes(symbol: str, name: str, header: str) -> Loaded:
    table = rows("arch", "data", name, f"{name}.csv.gz")
    columns = Columns(time=times(table, "Date"), close=column(table, header))
    return loaded(columns, symbol, "1d", "arch", NONE)


SHELVES = (
    Shelf("bokeh_sampledata", bokeh),
    Shelf("mintalib", mintalib, UNDOCUMENTED),
    Shelf("skfolio", skfolio),
    Shelf("arch", arch),
)
