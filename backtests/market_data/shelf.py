"""A source whose bars lie in files: what it has as read, and what can be made of that."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace

from backtests.market_data.names import name_of
from backtests.market_data.resample import MADE_OF, resample
from backtests.market_data.source import Covered, Loaded, SymbolInfo, covered

Table = Mapping[tuple[str, str], Loaded]


class Shelf:
    """A `BarSource`; `read` gives all that lies there by symbol and timeframe, empty if nothing."""

    def __init__(self, name: str, read: Callable[[], Table], note: str = "") -> None:
        self.name, self.note = name, note
        self._read, self._reading = read, threading.Lock()

    def read(self) -> Table:
        """One at a time: the first reads the files, and whoever comes meanwhile finds them read."""
        with self._reading:
            return self._read()

    def listing(self) -> list[SymbolInfo]:
        symbols = dict.fromkeys(symbol for symbol, _ in self.read())
        return [self._info(symbol) for symbol in symbols]

    def load(self, symbol: str, timeframe: str) -> Loaded | None:
        table = self.read()
        if found := table.get((symbol, timeframe)):
            return found
        base = table.get((symbol, MADE_OF.get(timeframe, "")))
        if base is None:
            return None
        bars = resample(base.bars, timeframe)
        return replace(base, bars=bars, flags=(*base.flags, f"made of {MADE_OF[timeframe]} bars"))

    def _info(self, symbol: str) -> SymbolInfo:
        loaded = {name: self.load(symbol, name) for name in self._timeframes(symbol)}
        there = {name: one.bars for name, one in loaded.items() if one}
        covers: dict[str, Covered] = {name: covered(bars) for name, bars in there.items()}
        close_only = any(bars.close_only for bars in there.values())
        return SymbolInfo(symbol, name_of(symbol), self.name, covers, close_only, self.note)

    def _timeframes(self, symbol: str) -> list[str]:
        own = {timeframe for name, timeframe in self.read() if name == symbol}
        made = {timeframe for timeframe, base in MADE_OF.items() if base in own}
        order = ("1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w")
        return [timeframe for timeframe in order if timeframe in own | made]
