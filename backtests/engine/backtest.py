"""One backtest: align the bars, find the signals, simulate, compare with buy and hold, measure."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from backtests.engine import indicators, kernel, metrics, reasons
from backtests.engine.bars import Bars, FloatArray, TimeArray, align
from backtests.engine.kernel import Market
from backtests.engine.metrics import Figures
from backtests.engine.signals import Panel, signal
from backtests.engine.simulator import Progress, Simulation, rules_of, simulate
from backtests.engine.strategy import Indicator, Strategy, walk

MUCH_WARM_UP = 0.1


class TooFewBars(ValueError):
    """There are fewer than two bars to test; choose a longer range or other symbols."""


class WrongBars(ValueError):
    """The bars are not those of the strategy; give one series per symbol, in declared order."""


@dataclass(frozen=True)
class Trade:
    """One position from its entry to its exit, or to the last close while `is_open`.

    `return_` is the gain after costs over the price paid; `mae` and `mfe` are the worst and the
    best that the position stood at, relative to its entry price.
    """

    symbol: str
    quantity: float
    entry_time: np.datetime64
    entry_price: float
    exit_time: np.datetime64
    exit_price: float
    pnl: float
    return_: float
    bars: int
    entry_reason: str
    exit_reason: str
    is_open: bool
    mae: float
    mfe: float
    costs: float
    side: str = "long"

    @property
    def turnover(self) -> float:
        """The money that changed hands."""
        sold = 0.0 if self.is_open else self.exit_price
        return self.quantity * (self.entry_price + sold)

    def to_dict(self) -> dict[str, Any]:
        data = asdict(self)
        data["return"] = data.pop("return_")
        return {
            **data,
            "entry_time": iso(self.entry_time),
            "exit_time": iso(self.exit_time),
        }


@dataclass(frozen=True)
class Backtest:
    """What came of a strategy, with buy and hold of the same symbols beside it."""

    strategy: Strategy
    time: TimeArray
    equity: FloatArray
    benchmark_equity: FloatArray
    trades: list[Trade]
    metrics: Figures
    benchmark: Figures
    flags: list[str]


def iso(time: np.datetime64) -> str:
    return f"{np.datetime_as_string(time, 's')}Z"


def run(
    strategy: Strategy,
    bars: Sequence[Bars],
    *,
    check_cancelled: Callable[[], None] = lambda: None,
    on_progress: Progress | None = None,
) -> Backtest:
    panels = prepared(strategy, bars)
    market = market_of(strategy, panels, check_cancelled)
    simulation = simulate(
        market,
        rules_of(strategy),
        strategy.initial_capital,
        check_cancelled=check_cancelled,
        on_progress=on_progress,
    )
    trades = [trade_of(record, strategy, panels) for record in simulation.records]
    held = buy_and_hold(strategy, market, check_cancelled)
    figures = measure(strategy, simulation, trades)
    return Backtest(
        strategy=strategy,
        time=panels[0].bars.time,
        equity=simulation.equity,
        benchmark_equity=held.equity,
        trades=trades,
        metrics=figures | versus(strategy, simulation, held),
        benchmark=benchmark_figures(strategy, panels, held),
        flags=[*flags_of(strategy, bars, panels), *warm_up_flags(strategy, panels)],
    )


def prepared(strategy: Strategy, bars: Sequence[Bars]) -> list[Panel]:
    """The strategy's date range of each symbol, on the common calendar.

    What lies before the range warms the indicators up, and is not traded.
    """
    given, wanted = [one.symbol for one in bars], strategy.symbols
    if given != wanted:
        raise WrongBars(f"the strategy needs bars of {', '.join(wanted)}, not {', '.join(given)}")
    series = align([one.between(None, strategy.end) for one in bars])
    tested = len(series[0].between(strategy.start, None))
    if tested < 2:
        raise TooFewBars(
            f"{' and '.join(wanted)} have {tested} bars in common in this range; "
            "a test needs at least 2"
        )
    return [Panel(one, warm_up=len(one) - tested) for one in series]


def market_of(
    strategy: Strategy, panels: Sequence[Panel], check_cancelled: Callable[[], None]
) -> Market:
    entry, exit_ = [], []
    for panel in panels:
        check_cancelled()
        entry.append(signal(strategy.entry, panel))
        exit_.append(signal(strategy.exit, panel))
    bars = [panel.bars for panel in panels]
    return Market(
        open=np.stack([one.open for one in bars], axis=1),
        high=np.stack([one.high for one in bars], axis=1),
        low=np.stack([one.low for one in bars], axis=1),
        close=np.stack([one.close for one in bars], axis=1),
        entry=np.stack(entry, axis=1),
        exit=np.stack(exit_, axis=1),
    )


def buy_and_hold(
    strategy: Strategy, market: Market, check_cancelled: Callable[[], None]
) -> Simulation:
    """An equal share of every symbol, bought as early as the strategy could, at the same costs."""
    entry = np.zeros_like(market.entry)
    entry[0] = True
    rules = rules_of(strategy)._replace(
        stop=0.0, target=0.0, max_bars=0, weight=1 / len(strategy.symbols)
    )
    held = market._replace(entry=entry, exit=np.zeros_like(entry))
    return simulate(held, rules, strategy.initial_capital, check_cancelled=check_cancelled)


def trade_of(record: FloatArray, strategy: Strategy, panels: Sequence[Panel]) -> Trade:
    """A kernel's record as a trade that explains itself."""
    panel = panels[int(record[kernel.T_SYMBOL])]
    first, last = int(record[kernel.T_ENTRY_BAR]), int(record[kernel.T_EXIT_BAR])
    code = int(record[kernel.T_REASON])
    paid, got = float(record[kernel.T_ENTRY_PRICE]), float(record[kernel.T_EXIT_PRICE])
    quantity, pnl = float(record[kernel.T_QUANTITY]), float(record[kernel.T_PNL])
    return Trade(
        symbol=panel.bars.symbol,
        quantity=quantity,
        entry_time=panel.bars.time[first],
        entry_price=paid,
        exit_time=panel.bars.time[last],
        exit_price=got,
        pnl=pnl,
        return_=pnl / (paid * quantity),
        bars=last - first,
        entry_reason=reasons.entry_reason(strategy, panel, first),
        exit_reason=reasons.exit_reason(strategy, panel, last, got, code),
        is_open=code == kernel.AT_THE_END,
        mae=float(record[kernel.T_LOWEST]) / paid - 1,
        mfe=float(record[kernel.T_HIGHEST]) / paid - 1,
        costs=float(record[kernel.T_COSTS]),
    )


def measure(strategy: Strategy, simulation: Simulation, trades: Sequence[Trade]) -> Figures:
    return metrics.figures(
        simulation.equity,
        simulation.held,
        trades,
        capital=strategy.initial_capital,
        timeframe=strategy.timeframe,
    )


def versus(strategy: Strategy, simulation: Simulation, held: Simulation) -> Figures:
    return metrics.relative_figures(simulation.equity, held.equity, strategy.timeframe)


def benchmark_figures(strategy: Strategy, panels: Sequence[Panel], held: Simulation) -> Figures:
    trades = [trade_of(record, strategy, panels) for record in held.records]
    return measure(strategy, held, trades) | versus(strategy, held, held)


def flags_of(strategy: Strategy, bars: Sequence[Bars], panels: Sequence[Panel]) -> list[str]:
    """What a reader must know before believing the figures."""
    flags = [flag for panel in panels for flag in close_only_flags(strategy, panel.bars)]
    for given, panel in zip(bars, panels, strict=True):
        missing = len(given.between(strategy.start, strategy.end)) - len(panel.bars)
        if missing:
            flags.append(
                f"{given.symbol}: {missing} bars were left out, because a price was missing or "
                "another symbol has no bar at that time"
            )
    return flags


def warm_up_flags(strategy: Strategy, panels: Sequence[Panel]) -> list[str]:
    """Where a good part of the bars passes before the entry rule has its window."""
    flags = []
    for panel in panels:
        holds, fails = panel.truth(strategy.entry)
        known = np.flatnonzero(holds | fails)
        if len(known) and known[0] > MUCH_WARM_UP * len(panel.bars):
            first = np.datetime_as_string(panel.bars.time[known[0]], "D")
            flags.append(
                f"{panel.bars.symbol}: the entry rule needs {known[0] + 1} bars, "
                f"so nothing could trade before {first}"
            )
    return flags


def close_only_flags(strategy: Strategy, bars: Bars) -> list[str]:
    if not bars.close_only:
        return []
    note = "only closes are known; orders fill at the next close and stops are checked on closes"
    used = sorted(used_indicators(strategy))
    blind = [name for name in used if indicators.INDICATORS[name].full_bars]
    return [
        f"{bars.symbol}: {note}",
        *(f"{bars.symbol}: {name} needs full bars, which closes are not" for name in blind),
    ]


def used_indicators(strategy: Strategy) -> set[str]:
    comparisons = walk(strategy.entry) + walk(strategy.exit)
    operands = [side for one in comparisons for side in (one.left, one.right)]
    return {operand.name for operand in operands if isinstance(operand, Indicator)}
