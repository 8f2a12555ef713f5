"""Parquet -> texts, read by DuckDB in bounded memory, without leave to touch anything else."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from typing import Any

import duckdb

MAGIC = b"PAR1"
MOST_ROWS = 250_000
BOUNDS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "512MB",
    "threads": 1,
    "autoinstall_known_extensions": False,
}
UNREADABLE = (
    "This Parquet file cannot be read: it is damaged or not whole. "
    "Save it once more, or save the prices as CSV"
)


class BadParquet(ValueError):
    """This file cannot be read; the message says why."""


def read(
    data: bytes, wanted: Callable[[Sequence[str]], list[str]]
) -> tuple[list[str], list[list[str]]]:
    """The wanted columns as texts, row by row."""
    with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
        file.write(data)
        file.flush()
        try:
            return _rows(duckdb.connect(config=BOUNDS), file.name, wanted)
        except (duckdb.Error, UnicodeDecodeError) as error:
            raise BadParquet(UNREADABLE) from error


def _rows(
    connection: Any, path: str, wanted: Callable[[Sequence[str]], list[str]]
) -> tuple[list[str], list[list[str]]]:
    with connection:
        shape = connection.execute("SELECT * FROM read_parquet(?) LIMIT 0", [path])
        names = wanted([name for name, *_ in shape.description])
        count, *_ = connection.execute("SELECT count(*) FROM read_parquet(?)", [path]).fetchone()
        if count > MOST_ROWS:
            raise BadParquet(f"There are {count:,} rows; at most {MOST_ROWS:,} are taken")
        texts = ", ".join(f"CAST({_quoted(name)} AS VARCHAR)" for name in names)
        connection.execute("SET TimeZone = 'UTC'")
        rows = connection.execute(f"SELECT {texts} FROM read_parquet(?)", [path]).fetchall()
    return names, [["" if text is None else text for text in row] for row in rows]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
