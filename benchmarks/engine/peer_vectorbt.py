"""vectorbt: stops on the bar after the fill are what it can do, so that is the job for all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import vectorbt as vbt

from benchmarks.engine.jobs import (
    CAPITAL,
    FEE,
    STOP,
    TARGET,
    VARIANTS,
    Columns,
    Job,
    cross,
    next_bar,
    rsi,
    signals,
)


def prepare(job: Job, columns: Columns) -> Callable[[], dict[str, Any]]:
    index = pd.DatetimeIndex(columns["time"])
    shape = pd.Series if columns["close"].ndim == 1 else pd.DataFrame
    prices = {name: shape(columns[name], index=index) for name in ("open", "high", "low", "close")}
    freq = "1min" if job.data == "million" else "1D"
    if job.variants:
        return lambda: variants(prices, columns)
    if job.shared:
        return lambda: shared(prices, columns)
    return lambda: alone(job, prices, columns, freq)


def alone(job: Job, prices: dict[str, Any], columns: Columns, freq: str) -> dict[str, Any]:
    entry, exit_ = map(next_bar, signals(job, columns["close"]))
    held = {"price": prices["open"], "init_cash": CAPITAL, "freq": freq}
    if job.rule == "rsi":
        held |= stops(columns, exit_)
    done = vbt.Portfolio.from_signals(prices["close"], entry & ~exit_, exit_, **held)
    said = done.stats()
    return {"equity": float(said["End Value"]), "trades": int(said["Total Trades"])}


def stops(columns: Columns, exit_: Any) -> dict[str, Any]:
    """A bar that is left at its open can no longer touch a stop."""
    opened, high, low = (
        columns[name] if exit_.ndim == 1 else columns[name][:, None]
        for name in ("open", "high", "low")
    )
    return {
        "open": opened,
        "high": np.where(exit_, opened, high),
        "low": np.where(exit_, opened, low),
        "sl_stop": STOP,
        "tp_stop": TARGET,
        "stop_entry_price": "fillprice",
        "fees": FEE,
    }


def variants(prices: dict[str, Any], columns: Columns) -> dict[str, Any]:
    """The figures that a sweep of ours gives, for all columns at once."""
    pairs = [rsi(columns["close"], *variant) for variant in VARIANTS]
    entry, exit_ = (next_bar(np.stack([pair[side] for pair in pairs], axis=1)) for side in (0, 1))
    done = vbt.Portfolio.from_signals(
        prices["close"],
        entry & ~exit_,
        exit_,
        price=prices["open"],
        init_cash=CAPITAL,
        freq="1D",
        **stops(columns, exit_),
    )
    done.total_return(), done.sharpe_ratio(), done.max_drawdown()
    return {"equity": float(done.final_value().mean()), "trades": int(done.trades.count().sum())}


def shared(prices: dict[str, Any], columns: Columns) -> dict[str, Any]:
    pairs = [cross(np.ascontiguousarray(column)) for column in columns["close"].T]
    entry, exit_ = (next_bar(np.stack([pair[side] for pair in pairs], axis=1)) for side in (0, 1))
    done = vbt.Portfolio.from_signals(
        prices["close"],
        entry & ~exit_,
        exit_,
        price=prices["open"],
        val_price=prices["open"],
        init_cash=CAPITAL,
        cash_sharing=True,
        group_by=True,
        call_seq="auto",
        freq="1D",
    )
    said = done.stats()
    return {"equity": float(said["End Value"]), "trades": int(said["Total Trades"])}
