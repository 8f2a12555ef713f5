"""Prices that a viewer brings: theirs alone, within limits, whole or not at all."""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from agents.words import plural
from backtests.engine.bars import Bars
from backtests.engine.describe import TIMEFRAMES
from backtests.market_data import catalogue, own_files, price_files
from backtests.market_data.checks import check
from backtests.market_data.own_files import BadPrices
from backtests.market_data.source import day
from backtests.viewers import Viewer, prices_of

__all__ = ["LARGEST_FILE", "BadPrices", "Upload", "receive", "remove", "too_large"]

LARGEST_FILE = 10 * 2**20
LARGEST_REQUEST = LARGEST_FILE + 64 * 1024  # what a form needs around the file
MOST_FILES = 30
MOST_BYTES = 100 * 2**20
SHOWN_BARS = 3
_one_at_a_time = threading.Lock()  # a large file takes much memory while it is read
Json = dict[str, Any]


@dataclass(frozen=True)
class Upload:
    """What was understood of a file; `kept` says whether it can be tested now."""

    symbol: str
    timeframe: str
    kept: bool
    bars: int
    counted: str
    start: str
    end: str
    close_only: bool
    sha256: str
    flags: list[str]
    first: list[Json]
    last: list[Json]

    @classmethod
    def of(cls, bars: Bars, flags: list[str], *, kept: bool) -> Upload:
        return cls(
            symbol=bars.symbol,
            timeframe=bars.timeframe,
            kept=kept,
            bars=len(bars),
            counted=plural(len(bars), f"{TIMEFRAMES[bars.timeframe]} bar"),
            start=day(bars, 0).isoformat(),
            end=day(bars, -1).isoformat(),
            close_only=bars.close_only,
            sha256=bars.sha256(),
            flags=flags,
            first=_rows(bars, range(min(SHOWN_BARS, len(bars)))),
            last=_rows(bars, range(max(SHOWN_BARS, len(bars) - SHOWN_BARS), len(bars))),
        )

    def plain(self) -> Json:
        return asdict(self)

    @property
    def ask(self) -> str:
        """A first idea on these very prices, for the address of the first page."""
        idea = "Buy when RSI drops below 30, sell when RSI goes above 70"
        beside = {"symbols": self.symbol, "timeframe": self.timeframe, "source": own_files.NAME}
        return urlencode({"prompt": idea, **beside})


def receive(
    viewer: Viewer, data: bytes, symbol: str, timeframe: str, *, preview: bool = False
) -> Upload:
    """Check the bytes of a file, and unless it is a preview keep its prices for this viewer.

    Raises `BadPrices`; then nothing is kept.
    """
    if len(data) > LARGEST_FILE:
        raise too_large()
    with _one_at_a_time:
        bars, notes = own_files.understood(price_files.read(data), symbol, timeframe)
    if not preview:
        folder = prices_of(viewer)
        _check_room(folder, own_files.path_of(folder, bars.symbol, timeframe))
        own_files.keep(bars, folder)
    flags = [
        *notes,
        *alone(bars),
        *check(bars),
        *outdone(bars, viewer.key),
    ]
    return Upload.of(bars, flags, kept=not preview)


def remove(viewer: Viewer, symbol: str, timeframe: str) -> bool:
    """Whether there were such prices of this viewer."""
    folder = prices_of(viewer)
    return own_files.remove(symbol, timeframe, folder)


def alone(bars: Bars) -> list[str]:
    if len(bars) > 1:
        return []
    return ["With a single bar nothing can be tested: rules look at one bar and act at the next"]


def outdone(bars: Bars, owner: str) -> list[str]:
    """A run that names no source takes the best prices, which may be others."""
    found = {
        source.name: loaded.bars
        for source in catalogue.sources(owner=owner)
        if source.name != own_files.NAME and (loaded := source.load(bars.symbol, bars.timeframe))
    }
    name = min(found, key=lambda one: catalogue.rank(found[one]), default="")
    if not name or catalogue.rank(found[name]) >= catalogue.rank(bars):
        return []
    better, taken = f"a longer history of {bars.symbol}", "the longest"
    if bars.close_only and not found[name].close_only:
        better, taken = f"whole bars of {bars.symbol}, not closes alone", "whole bars"
    choose = f"choose the source {own_files.NAME} to test this one"
    return [f"{name} has {better}, and a test takes {taken}: {choose}"]


def too_large() -> BadPrices:
    return BadPrices([f"The file is larger than {LARGEST_FILE // 2**20} MB; split it"])


def _check_room(folder: Path, path: Path) -> None:
    others = [file for file in folder.glob("*/*.csv") if file != path]
    if len(others) >= MOST_FILES:
        raise BadPrices([f"You keep {len(others)} files already; remove one first"])
    if sum(file.stat().st_size for file in others) > MOST_BYTES - LARGEST_FILE:
        most = MOST_BYTES // 2**20
        raise BadPrices([f"There is no room left within your {most} MB; remove a file first"])


def _rows(bars: Bars, indices: range) -> list[Json]:
    """Bars as they were understood, for a person to compare with the file."""
    columns = bars.columns()
    names = ("open", "high", "low", "close", "volume")
    return [
        {"time": f"{bars.time[index]}Z"}
        | {name: _known(float(columns[name][index])) for name in names}
        for index in indices
    ]


def _known(value: float) -> float | None:
    return value if value == value else None
