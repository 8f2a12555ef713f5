"""A file of prices, CSV or Parquet -> checked columns: read whole, and every bad line is named."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from backtests.engine.bars import FloatArray
from backtests.market_data import parquet
from backtests.market_data.columns import (
    BadColumns,
    Columns,
    as_times,
    moments,
    numbers,
    recognise,
)
from backtests.market_data.decimals import COMMA, POINT, TwoWays, mark_of

SHOWN_PROBLEMS = 10
FIELDS = ("open", "high", "low", "close", "volume", "adj_close")
OPTIONAL = ("volume",)


class BadPrices(ValueError):
    """These prices were not imported; `problems` says why, line by line."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = list(problems)
        more = len(self.problems) - SHOWN_PROBLEMS
        shown = self.problems[:SHOWN_PROBLEMS] + ([f"and {more} more"] if more > 0 else [])
        super().__init__("Nothing was imported. " + "; ".join(shown) + ".")


@dataclass(frozen=True)
class Table:
    """Texts as a file has them; `numbers` say in which of its lines (or rows) they stand."""

    header: list[str]
    rows: list[list[str]]
    numbers: Sequence[int]
    unit: str = "line"
    delimiter: str = COMMA

    def column(self, index: int) -> list[str]:
        return [row[index] if index < len(row) else "" for row in self.rows]


def read(data: bytes) -> Columns:
    """The prices in the bytes of a file, whatever it is called. Raises `BadPrices`."""
    return check(_parquet(data)) if data.startswith(parquet.MAGIC) else parse(_text(data))


def parse(text: str) -> Columns:
    """The prices in a CSV with a header line. Raises `BadPrices`.

    Line ends stay, so that two lines in quotes are not read as one number.
    """
    lines = text.lstrip("\ufeff").splitlines(keepends=True)
    if not text.strip("\ufeff \t\r\n"):
        raise BadPrices(["The file is empty"])
    delimiter = _delimiter(lines)
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        found = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise BadPrices([f"line {reader.line_num}: {error}"]) from error
    rows = [(number, row) for number, row in found[1:] if any(row)]
    header = found[0][1] if found else []
    texts, places = [row for _, row in rows], [number for number, _ in rows]
    return check(Table(header, texts, places, delimiter=delimiter))


def check(table: Table) -> Columns:
    """The columns that hold prices; refuses them all where a single text is none."""
    try:
        where = recognise(table.header)
        texts = table.column(where["time"])
        when = moments(texts)
    except BadColumns as error:
        said = str(error).rstrip(".")
        at = error.row
        raise BadPrices([said] if at is None else _told(table, [(at, said)])) from error
    wrong = [
        (row, f"{text!r} is no date" if text.strip() else "the date is empty")
        for row, (text, moment) in enumerate(zip(texts, when, strict=True))
        if moment is None
    ]
    wrong += [*_future(when), *_overlong(table)]
    values: dict[str, FloatArray] = {}
    columns = {name: table.column(where[name]) for name in FIELDS if name in where}
    mark = _mark_of(table, columns.values())
    for field, column in columns.items():
        values[field], more = _numbers(field, column, mark)
        wrong += more
    if wrong or not table.rows:
        wrong += _doubtful(when, values) if wrong else []
        raise BadPrices(_told(table, wrong) or ["There is no line with prices"])
    return Columns(time=as_times(moment for moment in when if moment), **values)


def _future(when: Sequence[dt.datetime | None]) -> Iterator[tuple[int, str]]:
    """A day of grace, for where it is tomorrow already."""
    tomorrow = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    for row, moment in enumerate(when):
        if moment and moment > tomorrow:
            yield row, f"{moment:%Y-%m-%d} lies in the future"


def _overlong(table: Table) -> Iterator[tuple[int, str]]:
    """Cells without a name: a comma within a number that is not quoted moves all behind it."""
    named = len(table.header)
    advice = "a number with a comma belongs in quotes"
    for row, cells in enumerate(table.rows):
        if any(cell.strip() for cell in cells[named:]):
            yield row, f"it has {len(cells)} cells and the first line names {named}; {advice}"


def _mark_of(table: Table, columns: Iterable[Sequence[str]]) -> str:
    """What stands before the decimals; where commas part the cells, a comma in quotes does not."""
    try:
        return mark_of(text for column in columns for text in column)
    except TwoWays as error:
        if table.delimiter == COMMA:
            return POINT
        row = next(n for n, cells in enumerate(table.rows) if str(error) in map(str.strip, cells))
        said = f"'{error}' can be read in two ways; write a point before decimals, no other mark"
        raise BadPrices(_told(table, [(row, said)])) from error


def _doubtful(
    when: Sequence[dt.datetime | None], values: Mapping[str, FloatArray]
) -> Iterator[tuple[int, str]]:
    """What alone would be taken, with a flag: who mends the file wants to hear of it as well."""
    seen = set[dt.datetime]()
    for row, moment in enumerate(when):
        if moment in seen:
            yield row, "its time stands in a line before; only the last of them would count"
        seen |= {moment} if moment else set()
    if {"high", "low"} <= values.keys():
        for turned in np.flatnonzero(values["high"] < values["low"]):
            yield int(turned), "the high is below the low"


def _told(table: Table, wrong: Iterable[tuple[int, str]]) -> list[str]:
    in_order = sorted(wrong, key=lambda found: found[0])
    return [f"{table.unit} {table.numbers[row]}: {problem}" for row, problem in in_order]


def _numbers(
    field: str, texts: Sequence[str], mark: str
) -> tuple[FloatArray, list[tuple[int, str]]]:
    """The numbers of a column, and by row what is none or cannot be a price."""
    try:
        values, bad = numbers(texts, mark), set[int]()
    except ValueError:
        bad = {row for row, text in enumerate(texts) if not _is_number(text, mark)}
        values = numbers(("" if row in bad else text for row, text in enumerate(texts)), mark)
    outside = values < 0 if field in OPTIONAL else ~((values > 0) & (values < np.inf))
    wrong = [(row, f"{field} {texts[row].strip()!r} is not a number") for row in sorted(bad)]
    below = (int(row) for row in np.flatnonzero(outside))
    return values, wrong + [(row, _outside(field, texts[row])) for row in below if row not in bad]


def _outside(field: str, text: str) -> str:
    if field in OPTIONAL:
        return f"the {field} is below zero"
    if not text.strip():
        return f"{field} is empty"
    return f"{field} {text.strip()!r} is not above zero"


def _is_number(text: str, mark: str) -> bool:
    try:
        numbers([text], mark)
    except ValueError:
        return False
    return True


def _delimiter(lines: Sequence[str]) -> str:
    header = lines[0] if lines else ""
    return max(",;\t", key=header.count)


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadPrices(
            [f"line {line}: this is not text; save the prices as CSV (UTF-8) or Parquet"]
        ) from None
    if found := re.search("\x00", text):
        line = text[: found.start()].count("\n") + 1
        raise BadPrices([f"line {line}: this is not text; save the prices as CSV (UTF-8)"])
    return text


def _parquet(data: bytes) -> Table:
    try:
        header, rows = parquet.read(data, wanted)
    except parquet.BadParquet as error:
        raise BadPrices([str(error)]) from error
    return Table(header, rows, range(1, len(rows) + 1), "row")


def wanted(header: Sequence[str]) -> list[str]:
    """The columns of a file that are prices; of others nothing is read."""
    try:
        return [header[index] for index in dict.fromkeys(recognise(header).values())]
    except BadColumns as error:
        raise BadPrices([str(error).rstrip(".")]) from error
