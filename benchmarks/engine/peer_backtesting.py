"""backtesting.py: whole shares, stops set on the first bar after the fill."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import pandas as pd
from backtesting import Backtest, Strategy

from benchmarks.engine.jobs import CAPITAL, FEE, STOP, TARGET, VARIANTS, Columns, Job, rsi, signals

# A thousand take minutes: so many are timed, and the time is scaled up.
SAMPLE = 10


def prepare(job: Job, columns: Columns) -> Callable[[], dict[str, Any]]:
    warnings.filterwarnings("ignore")
    names = ("open", "high", "low", "close", "volume")
    index = pd.DatetimeIndex(columns["time"])
    frame = pd.DataFrame({name.title(): columns[name] for name in names}, index=index)
    if job.variants:
        return lambda: variants(job, frame, columns)
    return lambda: alone(job, frame, signals(job, columns["close"]))


def rule(job: Job, entry: Any, exit_: Any) -> type[Strategy]:
    class Rule(Strategy):
        def init(self) -> None: ...

        def next(self) -> None:
            bar = len(self.data) - 1
            if job.rule == "rsi":
                for trade in self.trades:
                    if trade.sl is None:
                        trade.sl = trade.entry_price * (1 - STOP)
                        trade.tp = trade.entry_price * (1 + TARGET)
            if self.position:
                if exit_[bar]:
                    self.position.close()
            elif entry[bar] and not exit_[bar]:
                self.buy()

    return Rule


def alone(job: Job, frame: Any, sides: tuple[Any, Any]) -> dict[str, Any]:
    fee = FEE if job.rule == "rsi" else 0.0
    test = Backtest(frame, rule(job, *sides), cash=CAPITAL, commission=fee, finalize_trades=False)
    said = test.run()
    still_open = len(said["_strategy"].trades)
    return {"equity": float(said["Equity Final [$]"]), "trades": int(said["# Trades"]) + still_open}


def variants(job: Job, frame: Any, columns: Columns) -> dict[str, Any]:
    chosen = VARIANTS[:: len(VARIANTS) // SAMPLE]
    for variant in chosen:
        alone(job, frame, rsi(columns["close"], *variant))
    return {"scale": len(VARIANTS) / len(chosen)}
