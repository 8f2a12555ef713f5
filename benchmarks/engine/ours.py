"""Closing Bell's engine: whole runs with all metrics, trades and the benchmark beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from backtests.engine.backtest import run
from backtests.engine.bars import Bars
from backtests.engine.strategy import Strategy
from backtests.engine.sweep import sweep
from benchmarks.engine.jobs import CAPITAL, FEE, HIGHS, LOWS, PERIODS, STOP, TARGET, Columns, Job

Json = dict[str, Any]
GRID = {
    "entry.left.params.period, exit.left.params.period": list(PERIODS),
    "entry.right.value": list(LOWS),
    "exit.right.value": list(HIGHS),
}


def compare(name: str, period: int, op: str, right: Json) -> Json:
    left = {"kind": "indicator", "name": name, "params": {"period": period}}
    return {"kind": "compare", "left": left, "op": op, "right": right}


def rules(rule: str) -> Json:
    if rule == "cross":
        slow = {"kind": "indicator", "name": "SMA", "params": {"period": 50}}
        return {
            "entry": compare("SMA", 20, "crosses_above", slow),
            "exit": compare("SMA", 20, "crosses_below", slow),
        }
    return {
        "entry": compare("RSI", 14, "<", {"kind": "number", "value": 30}),
        "exit": compare("RSI", 14, ">", {"kind": "number", "value": 70}),
        "stop_loss": STOP,
        "take_profit": TARGET,
        "commission": FEE,
        "stops_from": "next_bar",
    }


def series(columns: Columns, timeframe: str) -> list[Bars]:
    """One for each column of the prices."""
    prices = {name: values for name, values in columns.items() if name != "time"}
    if prices["close"].ndim == 1:
        prices = {name: values[:, None] for name, values in prices.items()}
    return [
        Bars(f"S{n}", timeframe, columns["time"], **{k: v[:, n].copy() for k, v in prices.items()})
        for n in range(prices["close"].shape[1])
    ]


def strategy(job: Job, bars: list[Bars]) -> Strategy:
    """All in, so that whoever signals first gets the shared cash: peers can say that too."""
    return Strategy.model_validate(
        {
            "symbols": [one.symbol for one in bars],
            "timeframe": bars[0].timeframe,
            "initial_capital": CAPITAL,
            "sizing": {"fraction": 1.0},
            **rules(job.rule),
        }
    )


def prepare(job: Job, columns: Columns) -> Callable[[], Json]:
    bars = series(columns, "1m" if job.data == "million" else "1d")
    asked = strategy(job, bars)
    if job.variants:
        return lambda: summed(asked, bars)
    return lambda: alone(asked, bars)


def alone(asked: Strategy, bars: list[Bars]) -> Json:
    done = run(asked, bars)
    return {"equity": done.metrics["final_equity"], "trades": done.metrics["trades"]}


def summed(asked: Strategy, bars: list[Bars]) -> Json:
    done = sweep(asked, bars, GRID)
    return {"equity": float(done.final_equity.mean()), "trades": int(done.trades.sum())}
