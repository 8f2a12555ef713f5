"""Reads the worked examples of docs/engine.md: a strategy, bars as a table, and what comes of them.

A block begins with what differs from the usual strategy, as JSON. A table of bars is headed by its
symbol; each line has a day (1 is a Monday) or a date, one price or all, and the signals of its
close. A table of trades, the final account and, where they matter, the number of trades in the
figures and the benchmark's final equity follow.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from backtests.engine.backtest import Backtest, run
from backtests.engine.bars import Bars
from backtests.market_data.columns import Columns, make_bars
from tests.engine.worlds import strategy_of

SIGNALS = {"buy": 1, "sell": 2, "short": 4, "cover": 8}
SHORT_ONLY = {"short": 1, "cover": 2}
MONDAY = np.datetime64("2024-01-01", "s")
DAY = np.timedelta64(86_400, "s")
FULL = ["open", "high", "low", "close"]


@dataclass
class Row:
    """A line of the list of trades; `out` is "open" while it is held."""

    side: str
    symbol: str
    shares: float
    entered: str
    paid: float
    out: str
    got: float
    gain: float


@dataclass
class Worked:
    """One example: what is run, and what it must come to."""

    said: dict[str, Any] = field(default_factory=dict)
    bars: dict[str, Bars] = field(default_factory=dict)
    trades: list[Row] = field(default_factory=list)
    totals: dict[str, float] = field(default_factory=dict)

    def run(self) -> Backtest:
        traded = [self.bars[name] for name in self.said.get("symbols", self.bars)]
        strategy = strategy_of(traded, self.said)
        return run(strategy, [self.bars[name] for name in strategy.needed_symbols])


def worked(block: str) -> Worked:
    found = Worked()
    for part in re.split(r"\n\s*\n", block.strip()):
        if part.startswith("{"):
            found.said = json.loads(part)
        elif part.startswith(("trade", "account")):
            read_outcome(found, part.splitlines())
        else:
            bars = read_bars(part.splitlines(), short=found.said.get("direction") == "short")
            found.bars[bars.symbol] = bars
    return found


def read_bars(lines: list[str], *, short: bool) -> Bars:
    symbol, *header = lines[0].split()
    days, prices, signals = zip(*(read_line(line.split()) for line in lines[1:]), strict=True)
    names = header or ["close"]
    columns = dict(zip(names, np.array(prices).T, strict=True))
    if not header:
        columns = dict.fromkeys(FULL, columns["close"])
    codes = SHORT_ONLY if short else SIGNALS
    volume = [float(sum(codes[word] for word in words)) for words in signals]
    table = Columns(
        time=np.array([moment(day) for day in days]),
        volume=np.array(volume),
        adj_close=columns.pop("adjusted", None),
        **columns,
    )
    return make_bars(table, symbol, "1d", "made up")[0]


def read_line(words: list[str]) -> tuple[str, list[float], list[str]]:
    signals = [word for word in words if word.isalpha()]
    return words[0], [float(word) for word in words[1 : len(words) - len(signals)]], signals


def moment(day: str) -> np.datetime64:
    return MONDAY + (int(day) - 1) * DAY if day.isdecimal() else np.datetime64(day, "s")


def read_outcome(found: Worked, lines: list[str]) -> None:
    for words in (line.split() for line in lines):
        if words[0] in ("account", "trades", "benchmark"):
            found.totals[words[0]] = float(words[1])
        elif words[0] in ("long", "short"):
            side, symbol, shares, entered, paid, out, got, gain = words
            numbers = (float(shares), entered, float(paid), out, float(got), float(gain))
            found.trades.append(Row(side, symbol, *numbers))
