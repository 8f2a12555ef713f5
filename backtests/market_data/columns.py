"""Columns of text -> bars: headers by their usual names, times as people write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from backtests.engine.bars import Bars, BoolArray, FloatArray, TimeArray
from backtests.market_data.decimals import POINT, number

NAMES: Mapping[str, tuple[str, ...]] = {
    "time": ("time", "date", "datetime", "timestamp", "day", "opentime"),
    "open": ("open", "o", "openprice"),
    "high": ("high", "h", "highprice"),
    "low": ("low", "l", "lowprice"),
    "close": ("close", "c", "closeprice", "last", "price", "closelast"),
    "volume": ("volume", "v", "vol"),
    "adj_close": ("adjclose", "adjustedclose", "adjcloseprice"),
}
TOLD_FROM = 1e-4  # less than a cent of a hundred dollars is rounding
SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?")


class BadColumns(ValueError):
    """These columns cannot be read as prices; the message says why, `row` where, if in one."""

    def __init__(self, message: str, row: int | None = None) -> None:
        super().__init__(message)
        self.row = row


@dataclass(frozen=True)
class Columns:
    """One row a bar, not yet sorted; None where the text has no such column."""

    time: TimeArray
    close: FloatArray
    open: FloatArray | None = None
    high: FloatArray | None = None
    low: FloatArray | None = None
    volume: FloatArray | None = None
    adj_close: FloatArray | None = None

    @property
    def close_only(self) -> bool:
        return self.open is None or self.high is None or self.low is None


def recognise(header: Sequence[str]) -> dict[str, int]:
    """Which column is which, by its usual names."""
    plain = [re.sub(r"[^a-z]", "", name.lower()) for name in header]
    found = {
        field: next(plain.index(name) for name in names if name in plain)
        for field, names in NAMES.items()
        if set(names) & set(plain)
    }
    if "close" not in found and "adj_close" in found:
        found["close"] = found["adj_close"]
    missing = [field for field in ("time", "close") if field not in found]
    if missing:
        shown = ", ".join(name.strip() or "(empty)" for name in header[:12])
        raise BadColumns(
            f"There is no column for the {' and the '.join(missing)}. The first line must name the "
            f"columns (date, open, high, low, close, volume); it says: {shown}."
        )
    return found


def moments(texts: Sequence[str]) -> list[dt.datetime | None]:
    """Times in UTC, None where a text is no time; days without a clock are midnight."""
    slashed = _day_first(texts)
    return [_moment(text.strip(), day_first=slashed) for text in texts]


def _day_first(texts: Sequence[str]) -> bool:
    """Whether 3/4/2020 is in April: one date with a day above 12 decides it for the column."""
    found = ((row, SLASHED.match(text.strip())) for row, text in enumerate(texts))
    dates = [(row, date) for row, date in found if date]
    if any(int(date[1]) > 12 for _, date in dates):
        return True
    if dates and not any(int(date[2]) > 12 for _, date in dates):
        row, date = dates[0]
        raise BadColumns(f"{date[0]} can be read in two ways; write dates as YYYY-MM-DD.", row)
    return False


def _moment(text: str, *, day_first: bool) -> dt.datetime | None:
    try:
        if match := SLASHED.fullmatch(text):
            month, day = (match[2], match[1]) if day_first else (match[1], match[2])
            text = f"{match[3]}-{month:0>2}-{day:0>2} {match[4] or '00:00'}"
        elif re.fullmatch(r"\d{9,10}(\d{3})?(\.\d+)?", text):
            return _since_epoch(float(text))
        found = dt.datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
    return found.astimezone(dt.UTC) if found.tzinfo else found.replace(tzinfo=dt.UTC)


def _since_epoch(number: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(number / 1000 if number > 1e11 else number, dt.UTC)


def as_times(found: Iterable[dt.datetime]) -> TimeArray:
    return np.array([moment.replace(tzinfo=None) for moment in found], dtype="datetime64[s]")


def numbers(texts: Iterable[str], mark: str = POINT) -> FloatArray:
    """Numbers; what is empty or a dot is missing (NaN). Raises ValueError for anything else."""
    return np.array([np.nan if text.strip() in ("", ".") else number(text, mark) for text in texts])


def make_bars(
    columns: Columns, symbol: str, timeframe: str, provider: str
) -> tuple[Bars, list[str]]:
    """Sorted, adjusted bars, and what had to be left out; a repeated time keeps its last row."""
    rows, notes = _kept(columns)
    return _bars(columns, rows, symbol, timeframe, provider), notes


def _kept(columns: Columns) -> tuple[np.ndarray, list[str]]:
    """The rows of the bars by time, and what is left out."""
    order = np.argsort(columns.time, kind="stable")
    time = columns.time[order]
    last = np.append(time[1:] != time[:-1], True) if len(time) else np.ones(0, bool)
    priced = np.isfinite(columns.close[order])
    return order[last & priced], [
        *_repeated(columns.close[order], last),
        *_left_out(int(np.sum(~priced)), "row without a price", "rows without a price"),
    ]


def adjusted(columns: Columns) -> list[str]:
    """That prices are not those of the file, where it has a close that is adjusted."""
    if columns.adj_close is None:
        return []
    rows, _ = _kept(columns)
    factor = columns.adj_close[rows] / columns.close[rows]
    least, most = float(factor.min()), float(factor.max())
    if max(abs(least - 1), abs(most - 1)) < TOLD_FROM:
        return []
    which = "closes were" if columns.close_only else "open, high, low and close were"
    by = f"{least:.4g}" if f"{least:.4g}" == f"{most:.4g}" else f"{least:.4g} to {most:.4g}"
    return [f"{which} multiplied by adjusted close / close, by {by}"]


def _repeated(close: FloatArray, last: BoolArray) -> list[str]:
    """How often a time came again, and how often with another price, of which one must be wrong."""
    kept = close[last][np.cumsum(last)[~last]]
    differ = int(np.sum(np.abs(close[~last] - kept) > 0))  # a missing one differs from none
    some = "" if differ == len(kept) else f"{differ} of them "
    other = f", {some}with another close: the row that comes last in the file counts"
    told = _left_out(len(kept), "repeated time", "repeated times")
    return [f"{one}{other if differ else ''}" for one in told]


def _left_out(number: int, one: str, several: str) -> list[str]:
    return [f"{number} {one if number == 1 else several} left out"] if number else []


def _bars(columns: Columns, rows: np.ndarray, symbol: str, timeframe: str, provider: str) -> Bars:
    close = columns.close[rows]
    factor = np.ones(len(rows))
    if columns.adj_close is not None:
        factor = columns.adj_close[rows] / close
    opened, high, low = (
        close if columns.close_only or field is None else field[rows]
        for field in (columns.open, columns.high, columns.low)
    )
    volume = columns.volume[rows] if columns.volume is not None else np.full(len(rows), np.nan)
    return Bars(
        symbol=symbol,
        timeframe=timeframe,
        time=columns.time[rows],
        open=opened * factor,
        high=high * factor,
        low=low * factor,
        close=close if columns.adj_close is None else columns.adj_close[rows],
        volume=volume,
        close_only=columns.close_only,
        provider=provider,
    )
