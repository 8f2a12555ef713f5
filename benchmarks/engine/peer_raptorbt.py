"""raptorbt: fills at the next open; its batch of many runs uses every core, as it always does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import raptorbt

from benchmarks.engine.jobs import CAPITAL, FEE, STOP, TARGET, VARIANTS, Columns, Job, rsi, signals


def prepare(job: Job, columns: Columns) -> Callable[[], dict[str, Any]]:
    time = columns["time"].astype("datetime64[ns]").astype(np.int64)
    names = ("open", "high", "low", "close", "volume")
    series = [time, *(np.ascontiguousarray(columns[name]) for name in names)]
    return (lambda: variants(job, series)) if job.variants else (lambda: alone(job, series))


def settings(job: Job) -> Any:
    fees = FEE if job.rule == "rsi" else 0.0
    asked = raptorbt.BacktestConfig(initial_capital=CAPITAL, fees=fees, fill_timing="next_bar_open")
    if job.rule == "rsi":
        asked.set_fixed_stop(STOP)
        asked.set_fixed_target(TARGET)
    return asked


def alone(job: Job, series: list[Any]) -> dict[str, Any]:
    entry, exit_ = signals(job, series[4])
    done = raptorbt.run_single_backtest(*series, entry & ~exit_, exit_, config=settings(job))
    return {"equity": done.metrics.end_value, "trades": done.metrics.total_trades}


def variants(job: Job, series: list[Any]) -> dict[str, Any]:
    asked, items = settings(job), []
    for number, variant in enumerate(VARIANTS):
        entry, exit_ = rsi(series[4], *variant)
        items.append(raptorbt.BatchSingleItem(str(number), entry & ~exit_, exit_, config=asked))
    done = [one for _, one in raptorbt.batch_single_backtest(*series, items, asked)]
    equity = float(np.mean([one.metrics.end_value for one in done]))
    return {"equity": equity, "trades": sum(one.metrics.total_trades for one in done)}
