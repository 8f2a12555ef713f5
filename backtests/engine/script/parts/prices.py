"""The bars that lie in the script, or in files of one's own."""

import base64
import csv
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np

from backtests.engine.bars import FIELDS, Bars, FloatArray


@dataclass(frozen=True)
class Packed:
    """The bars of one symbol as text; a column that is not there equals the close."""

    symbol: str
    timeframe: str
    timezone: str
    close_only: bool
    provider: str
    sha256: str
    columns: Mapping[str, str]


def unpack(packed: Packed) -> Bars:
    columns = {name: unpacked(text) for name, text in packed.columns.items()}
    bars = bars_of(packed, columns["time"].astype(np.int64).astype("datetime64[s]"), columns)
    if bars.sha256() != packed.sha256:
        raise SystemExit(f"The prices of {packed.symbol} in this script have been changed.")
    return bars


def unpacked(text: str) -> np.ndarray:
    """Bytes of equal weight lie together, which packs better."""
    raw = np.frombuffer(zlib.decompress(base64.b64decode(text)), np.uint8)
    return raw.reshape(8, -1).T.copy().view("<f8").ravel()


def bars_of(like: Packed, time: np.ndarray, columns: Mapping[str, FloatArray]) -> Bars:
    close = columns["close"]
    return Bars(
        symbol=like.symbol,
        timeframe=like.timeframe,
        time=time,
        open=columns.get("open", close),
        high=columns.get("high", close),
        low=columns.get("low", close),
        close=close,
        volume=columns.get("volume", close),
        close_only=like.close_only,
        provider=like.provider,
        timezone=like.timezone,
    )


def read_csv(like: Packed, path: str) -> Bars:
    """Adjusted bars of one's own, in columns time (or date), open, high, low, close, volume.

    Times without an offset are in UTC; without opens, highs and lows, closes are all there is.
    """
    with open(path, newline="", encoding="utf-8-sig") as file:
        rows = [row for row in csv.reader(file) if row]
    table = dict(zip(map(tidy, rows[0]), zip(*rows[1:], strict=True), strict=True)) if rows else {}
    when = table.get("time") or table.get("date")
    if when is None or "close" not in table:
        raise SystemExit(f"{path} needs bars, and a first line with the columns date and close.")
    time = np.array([moment(text) for text in when], "datetime64[s]")
    columns = {name: numbers(table[name]) for name in FIELDS if name in table}
    columns.setdefault("volume", np.full(len(time), np.nan))
    order = np.argsort(time)
    sorted_columns = {name: one[order] for name, one in columns.items()}
    close_only = not {"open", "high", "low"} <= set(columns)
    return replace(bars_of(like, time[order], sorted_columns), close_only=close_only)


def tidy(name: str) -> str:
    return name.strip().lower()


def numbers(texts: Sequence[str]) -> FloatArray:
    return np.array([float(text) if text.strip() else np.nan for text in texts])


def moment(text: str) -> datetime:
    found = datetime.fromisoformat(text.strip())
    return found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found


def series_of(packed: Sequence[Packed], files: Sequence[str]) -> list[Bars]:
    """Of all symbols; `files` are SYMBOL=FILE, or a FILE alone where there is one symbol."""
    own = dict(name_and_path(packed, text) for text in files)
    return [read_csv(one, own[one.symbol]) if one.symbol in own else unpack(one) for one in packed]


def name_and_path(packed: Sequence[Packed], text: str) -> tuple[str, str]:
    symbol, _, path = text.rpartition("=") if len(packed) > 1 else (packed[0].symbol, "", text)
    if symbol not in [one.symbol for one in packed]:
        raise SystemExit(f"Say whose prices these are: --prices SYMBOL=FILE, not {text}")
    return symbol, path
