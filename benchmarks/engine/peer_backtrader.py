"""backtrader: all in at the open it fills at, stop and target as a pair from the next bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import backtrader as bt
import pandas as pd

from benchmarks.engine.jobs import CAPITAL, FEE, STOP, TARGET, VARIANTS, Columns, Job, rsi, signals

SAMPLE = 5
# An order that overdraws the account by a rounding error is refused.
KEPT = 1 - 1e-9
ANALYSERS = (
    bt.analyzers.SharpeRatio,
    bt.analyzers.DrawDown,
    bt.analyzers.TradeAnalyzer,
    bt.analyzers.Returns,
    bt.analyzers.SQN,
)


class Rule(bt.Strategy):
    params = (("entry", None), ("exit", None), ("stops", False), ("fee", 0.0))

    def __init__(self) -> None:
        self.guards: list[Any] = []

    def next_open(self) -> None:
        """Comes before the strategy counts the new bar, whose open it may use for the size."""
        before = len(self) - 1
        if before < 0:
            return
        if self.position and self.p.exit[before]:
            self.drop_guards()
            self.close()
        elif not self.position and self.p.entry[before] and not self.p.exit[before]:
            self.guards = []
            budget = self.broker.get_cash() / (1 + self.p.fee) * KEPT
            self.buy(size=budget / self.data.open[0])

    def next(self) -> None:
        if not (self.position and self.p.stops) or self.guards:
            return
        size, price = self.position.size, self.position.price
        stop = self.sell(exectype=bt.Order.Stop, price=price * (1 - STOP), size=size)
        kind, level = bt.Order.Limit, price * (1 + TARGET)
        self.guards = [stop, self.sell(exectype=kind, price=level, size=size, oco=stop)]

    def drop_guards(self) -> None:
        for guard in self.guards:
            self.cancel(guard)
        self.guards = []


def prepare(job: Job, columns: Columns) -> Callable[[], dict[str, Any]]:
    names = ("open", "high", "low", "close", "volume")
    index = pd.DatetimeIndex(columns["time"])
    frame = pd.DataFrame({name: columns[name] for name in names}, index=index)
    if job.variants:
        return lambda: variants(job, frame, columns)
    return lambda: alone(job, frame, signals(job, columns["close"]))


def alone(job: Job, frame: Any, sides: tuple[Any, Any]) -> dict[str, Any]:
    fee = FEE if job.rule == "rsi" else 0.0
    desk = bt.Cerebro(cheat_on_open=True, stdstats=False)
    desk.broker.setcash(CAPITAL)
    desk.broker.setcommission(commission=fee)
    desk.adddata(bt.feeds.PandasData(dataname=frame))
    desk.addstrategy(Rule, entry=sides[0], exit=sides[1], stops=job.rule == "rsi", fee=fee)
    for analyser in ANALYSERS:
        desk.addanalyzer(analyser, _name=analyser.__name__)
    (done,) = desk.run()
    trades = done.analyzers.TradeAnalyzer.get_analysis()["total"]["total"]
    return {"equity": float(desk.broker.getvalue()), "trades": int(trades)}


def variants(job: Job, frame: Any, columns: Columns) -> dict[str, Any]:
    chosen = VARIANTS[:: len(VARIANTS) // SAMPLE]
    for variant in chosen:
        alone(job, frame, rsi(columns["close"], *variant))
    return {"scale": len(VARIANTS) / len(chosen)}
