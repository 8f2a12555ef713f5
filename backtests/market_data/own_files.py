"""Prices of one's own: CSV files that are checked whole, kept whole, and read like any source.

import: read -> check every line -> write `PRICES/TIMEFRAME/SYMBOL.csv` in one step, or nothing.
"""

from __future__ import annotations

import csv
import logging
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import get_args

from backtests.engine.bars import Bars
from backtests.engine.strategy import Timeframe
from backtests.market_data.columns import (
    BadColumns,
    Columns,
    as_times,
    make_bars,
    moments,
    numbers,
    recognise,
)
from backtests.market_data.shelf import Shelf, Table
from backtests.market_data.source import Loaded, SourceFailed

logger = logging.getLogger(__name__)
NAME = "files"
SYMBOL = re.compile(r"[A-Z0-9^][A-Z0-9.^=_-]{0,19}")
TIMEFRAMES: tuple[str, ...] = get_args(Timeframe)
SHOWN_PROBLEMS = 10
FIELDS = ("open", "high", "low", "close", "volume")


class BadPrices(ValueError):
    """These prices were not imported; `problems` says why, line by line."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = list(problems)
        more = len(self.problems) - SHOWN_PROBLEMS
        shown = self.problems[:SHOWN_PROBLEMS] + ([f"and {more} more"] if more > 0 else [])
        super().__init__("Nothing was imported. " + "; ".join(shown) + ".")


@dataclass(frozen=True)
class Cell:
    """A text of the file and the line in which it stands."""

    line: int
    field: str
    text: str

    def problem(self) -> str | None:
        if not self.text.strip() and self.field == "volume":
            return None
        try:
            value = numbers([self.text])[0]
        except ValueError:
            return f"line {self.line}: {self.field} {self.text.strip()!r} is not a number"
        if self.field == "volume":
            return None if value >= 0 else f"line {self.line}: the volume is below zero"
        if not 0 < value < float("inf"):
            return f"line {self.line}: {self.field} {self.text.strip()!r} is not above zero"
        return None


def import_csv(text: str, symbol: str, timeframe: str, folder: Path) -> tuple[Bars, list[str]]:
    """Check the text and keep its bars under `folder`; also says what was left out.

    Raises `BadPrices`; then nothing is kept.
    """
    symbol = symbol.strip().upper()
    if not SYMBOL.fullmatch(symbol):
        raise BadPrices([f"{symbol!r} is no symbol: use up to 20 letters, digits and . ^ = _ -"])
    if timeframe not in TIMEFRAMES:
        raise BadPrices([f"{timeframe!r} is no timeframe; there are {', '.join(TIMEFRAMES)}"])
    bars, notes = make_bars(parse(text), symbol, timeframe, NAME)
    _keep(bars, folder / timeframe / f"{symbol}.csv")
    return bars, notes


def parse(text: str) -> Columns:
    """The columns of a CSV with a header line; every bad line is named. Raises `BadPrices`."""
    lines = text.lstrip("\ufeff").splitlines()
    try:
        table = list(csv.reader(lines, delimiter=_delimiter(lines)))
        where = recognise(table[0] if table else [])
        rows = [(number, row) for number, row in enumerate(table[1:], 2) if any(row)]
        when = moments([_cell(row, where["time"]) for _, row in rows])
    except (BadColumns, csv.Error) as error:
        raise BadPrices([str(error).rstrip(".")]) from error
    fields = [field for field in (*FIELDS, "adj_close") if field in where]
    problems = [
        f"line {number}: {_cell(row, where['time'])!r} is no date"
        for (number, row), moment in zip(rows, when, strict=True)
        if moment is None
    ]
    cells = {
        field: [Cell(number, field, _cell(row, where[field])) for number, row in rows]
        for field in fields
    }
    problems += [p for column in cells.values() for cell in column if (p := cell.problem())]
    if problems or not rows:
        raise BadPrices(sorted(problems, key=_line) or ["There is no line with prices"])
    values = {field: numbers(cell.text for cell in column) for field, column in cells.items()}
    return Columns(time=as_times(moment for moment in when if moment), **values)


def _delimiter(lines: Sequence[str]) -> str:
    header = lines[0] if lines else ""
    return max(",;\t", key=header.count)


def _cell(row: Sequence[str], index: int) -> str:
    return row[index] if index < len(row) else ""


def _line(problem: str) -> int:
    found = re.match(r"line (\d+)", problem)
    return int(found[1]) if found else 0


def _keep(bars: Bars, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerows(_lines(bars))
    os.replace(temporary, path)


def _lines(bars: Bars) -> Iterator[list[str]]:
    fields = ["close", "volume"] if bars.close_only else list(FIELDS)
    yield ["time", *fields]
    columns = bars.columns()
    for index, moment in enumerate(bars.time):
        values = (float(columns[field][index]) for field in fields)
        yield [f"{moment}", *("" if value != value else repr(value) for value in values)]


def source(folder: Path) -> Shelf:
    """The imported prices under `folder` as a source."""
    return Shelf(NAME, lambda: _table(folder), "imported on this site")


def _table(folder: Path) -> Table:
    """All files that can be read; a damaged one is missing, and takes no other with it."""
    table: dict[tuple[str, str], Loaded] = {}
    for path in sorted(folder.glob("*/*.csv")):
        if path.parent.name not in TIMEFRAMES:
            continue
        try:
            table[path.stem, path.parent.name] = _read(path, path.stat().st_mtime_ns)
        except (SourceFailed, FileNotFoundError):  # the latter: it was taken away just now
            logger.exception("%s is left out", path)
    return table


@lru_cache(maxsize=512)
def _read(path: Path, changed: int) -> Loaded:
    """One file; `changed` is its time of change, so that a new import is seen."""
    try:
        bars, notes = make_bars(parse(path.read_text()), path.stem, path.parent.name, NAME)
    except (OSError, BadPrices) as error:
        raise SourceFailed(f"{path.name} cannot be read; import the prices again.") from error
    return Loaded(bars, "as imported", tuple(notes))
