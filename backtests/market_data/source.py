"""What a source of prices is, and how it says no: empty means none, a failure raises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from agents.errors import AgentFailure
from backtests.engine.bars import Bars


@dataclass(frozen=True)
class Covered:
    """The days that a source has, both inclusive, and how many bars they hold."""

    start: dt.date
    end: dt.date
    bars: int


@dataclass(frozen=True)
class SymbolInfo:
    """A symbol as one source has it."""

    symbol: str
    name: str
    provider: str
    timeframes: Mapping[str, Covered]
    close_only: bool = False
    note: str = ""

    @property
    def finest(self) -> str:
        """The timeframe of which the others can be made."""
        return next(iter(self.timeframes))


@dataclass(frozen=True)
class Loaded:
    """Bars as a source gives them, with what has to be said about them."""

    bars: Bars
    adjustment: str
    flags: tuple[str, ...] = ()


class BarSource(Protocol):
    """A provider of bars; `load` gives None for what does not exist and raises `SourceFailed`."""

    name: str

    def listing(self) -> list[SymbolInfo]: ...

    def load(self, symbol: str, timeframe: str) -> Loaded | None: ...


class NoData(AgentFailure):
    """There are no such prices; `offers` are the nearest symbols that do have some."""

    def __init__(self, message: str, symbol: str, offers: list[str] | None = None) -> None:
        super().__init__("no_data", message)
        self.message, self.symbol, self.offers = message, symbol, offers or []


class SourceFailed(AgentFailure):
    """The prices exist, but could not be read."""

    def __init__(self, message: str) -> None:
        super().__init__("source_failed", message)
        self.message = message


def covered(bars: Bars) -> Covered:
    """First and last day; the bars may not be empty."""
    return Covered(day(bars, 0), day(bars, -1), len(bars))


def day(bars: Bars, index: int) -> dt.date:
    moment: dt.date = bars.time[index].astype("datetime64[D]").item()
    return moment
