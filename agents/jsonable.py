"""Turns figures, dates and series into JSON that every reader accepts: no NaN, no numpy."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from backtests.engine.bars import FloatArray, TimeArray
from backtests.engine.trades import iso

Series = list[list[Any]]
OUTLINE = 2000


def jsonable(value: Any) -> Any:
    """The same, in plain types; what is not a finite number becomes None."""
    match value:
        case Mapping():
            return {str(key): jsonable(item) for key, item in value.items()}
        case list() | tuple():
            return [jsonable(item) for item in value]
        case np.ndarray():
            return [jsonable(item) for item in value]
        case np.datetime64():
            return iso(value)
        case np.generic():
            return jsonable(value.item())
        case float():
            return value if math.isfinite(value) else None
        case dt.date():
            return value.isoformat()
        case _:
            return value


def times(time: TimeArray) -> list[str]:
    return [f"{text}Z" for text in np.datetime_as_string(time, "s").tolist()]


def series(time: TimeArray, *columns: FloatArray) -> Series:
    """Rows of time and values; a row with a value that is not known is left out."""
    known = np.logical_and.reduce([np.isfinite(column) for column in columns])
    values = (column[known].tolist() for column in columns)
    return [list(row) for row in zip(times(time[known]), *values, strict=True)]


def outline(time: TimeArray, values: FloatArray) -> Series:
    """The shape of a curve: the first, the last and so many between them, evenly."""
    seen = np.unique(np.linspace(0, len(time) - 1, min(OUTLINE, len(time))).astype(np.intp))
    return series(time[seen], drawn(values[seen]))


def drawn(values: FloatArray) -> FloatArray:
    """Rounded to eight significant digits: finer than any chart, and half as long in JSON."""
    safe = np.where(np.isfinite(values) & (values != 0), np.abs(values), 1.0)
    digits = np.power(10.0, 7 - np.floor(np.log10(safe)))
    return np.asarray(np.round(values * digits) / digits, np.float64)
