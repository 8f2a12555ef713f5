"""One backtest: align the bars, find the signals, simulate, compare with buy and hold, measure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

import numpy as np

from backtests.engine import indicators, kernel, metrics
from backtests.engine.bars import Bars, FloatArray, TimeArray, align, flat, priced
from backtests.engine.describe import name_of
from backtests.engine.kernel import Market
from backtests.engine.market import buying_at_once, market_of
from backtests.engine.metrics import Figures
from backtests.engine.positions import excursions, positions_of
from backtests.engine.reasons import Reasons
from backtests.engine.signals import Panel
from backtests.engine.simulator import Progress, Simulation, holding, rules_of, simulate
from backtests.engine.strategy import Indicator, Strategy
from backtests.engine.windows import window_of

MUCH_WARM_UP = 0.1
BENCHMARK = {
    "portfolio": None,
    "entry": None,
    "exit": None,
    "short_entry": None,
    "short_exit": None,
    "stop_loss": None,
    "take_profit": None,
    "trailing_stop": None,
}


class TooFewBars(ValueError):
    """There are fewer than two bars to test; choose a longer range or other symbols."""


class Ranged(ValueError):
    """The strategy has ranges, so it is many tests; sweep it, or give each number one value."""


class WrongBars(ValueError):
    """The bars are not those of the strategy; give a series for each of its `needed_symbols`."""


@dataclass(frozen=True)
class Trade:
    """One position, or a part of it, from its entry to its exit, or to the last close (`is_open`).

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
    is_open: bool
    mae: float
    mfe: float
    costs: float
    side: Literal["long", "short"]
    why: Reasons = field(repr=False, compare=False)

    @property
    def entry_reason(self) -> str:
        return self.why.entry()

    @property
    def exit_reason(self) -> str:
        return self.why.exit()

    @property
    def turnover(self) -> float:
        """The money that changed hands."""
        sold = 0.0 if self.is_open else self.exit_price
        return self.quantity * (self.entry_price + sold)

    def to_dict(self) -> dict[str, Any]:
        data = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "why"}
        data["return"] = data.pop("return_")
        return {
            **data,
            "entry_reason": self.entry_reason,
            "exit_reason": self.exit_reason,
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

    @property
    def positions(self) -> int:
        """How many times something was bought or sold short; one left in parts counts once."""
        return len(positions_of(self.trades))


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
    long_enough(strategy, panels)
    market = market_of(strategy, panels, check_cancelled)
    simulation = simulate(
        market,
        rules_of(strategy),
        strategy.initial_capital,
        check_cancelled=check_cancelled,
        on_progress=on_progress,
    )
    trades = [trade_of(record, strategy, panels) for record in simulation.records]
    held = buy_and_hold(strategy, bars, panels, market, check_cancelled)
    figures = measure(strategy, simulation, trades)
    return Backtest(
        strategy=strategy,
        time=panels[0].bars.time,
        equity=simulation.equity,
        benchmark_equity=held.equity,
        trades=trades,
        metrics=figures | versus(strategy, simulation, held),
        benchmark=benchmark_figures(strategy, panels, held),
        flags=[
            *flags_of(strategy, bars, panels),
            *warm_up_flags(strategy, panels),
            *account_flags(strategy, simulation),
        ],
    )


def prepared(strategy: Strategy, bars: Sequence[Bars]) -> list[Panel]:
    """The strategy's date range of each traded symbol, on their common calendar.

    What lies before the range warms the indicators up, and is not traded. Symbols that are only
    looked at keep their own bars, so that none of them takes away a day of trading.
    """
    if strategy.ranges:
        raise Ranged(str(Ranged.__doc__))
    given, wanted = [one.symbol for one in bars], strategy.needed_symbols
    if given != wanted:
        raise WrongBars(f"the strategy needs bars of {', '.join(wanted)}, not {', '.join(given)}")
    series = [one.between(None, strategy.end) for one in bars]
    others = {one.symbol: Panel(priced(flat(one))) for one in series}
    traded = align(series[: len(strategy.symbols)])
    tested = len(traded[0].between(strategy.start, None))
    if tested < 2:
        raise TooFewBars(
            f"{' and '.join(strategy.symbols)} have {tested} bars in common in this range; "
            "a test needs at least 2"
        )
    delay = 0 if strategy.fill == "close" else 1
    return [Panel(one, len(one) - tested, delay, others) for one in traded]


def long_enough(strategy: Strategy, panels: Sequence[Panel]) -> None:
    """Refuse a window that is longer than the data, which could never be full."""
    for operand in strategy.operands:
        for panel in panels:
            looked_at = panel.looks_at(operand)
            if window_of(operand) > len(looked_at):
                raise TooFewBars(
                    f"{name_of(operand)} needs {window_of(operand)} bars, and "
                    f"{looked_at.symbol} has only {len(looked_at)}; choose a shorter one, or a "
                    "longer time"
                )


def buy_and_hold(
    strategy: Strategy,
    bars: Sequence[Bars],
    panels: Sequence[Panel],
    market: Market,
    check_cancelled: Callable[[], None],
) -> Simulation:
    """An equal share of every symbol, bought as early as the strategy could, at the same costs.

    A benchmark of its own is bought instead; between its bars its last price counts.
    """
    if strategy.benchmark:
        there = next(one for one in bars if one.symbol == strategy.benchmark)
        alone = as_of(priced(flat(there)), panels[0].bars.time)
        market = market_of(strategy.model_copy(update=BENCHMARK), [Panel(alone)])
    rules = holding(strategy, market.orders.shape[1])
    return simulate(
        buying_at_once(market), rules, strategy.initial_capital, check_cancelled=check_cancelled
    )


def as_of(bars: Bars, time: TimeArray) -> Bars:
    """The latest bar at each of these times; before the first one, the first."""
    at = np.maximum(np.searchsorted(bars.time, time, side="right") - 1, 0)
    return replace(
        bars,
        time=time,
        open=bars.open[at],
        high=bars.high[at],
        low=bars.low[at],
        close=bars.close[at],
        volume=bars.volume[at],
    )


def trade_of(record: FloatArray, strategy: Strategy, panels: Sequence[Panel]) -> Trade:
    """A kernel's record as a trade that explains itself."""
    panel = panels[int(record[kernel.T_SYMBOL])]
    first, last = int(record[kernel.T_ENTRY_BAR]), int(record[kernel.T_EXIT_BAR])
    code, side = int(record[kernel.T_REASON]), int(record[kernel.T_SIDE])
    paid, got = float(record[kernel.T_ENTRY_PRICE]), float(record[kernel.T_EXIT_PRICE])
    quantity, pnl = float(record[kernel.T_QUANTITY]), float(record[kernel.T_PNL])
    extremes = (float(record[kernel.T_LOWEST]), float(record[kernel.T_HIGHEST]))
    worst, best = extremes if side > 0 else extremes[::-1]
    return Trade(
        symbol=panel.bars.symbol,
        side="long" if side > 0 else "short",
        quantity=quantity,
        entry_time=panel.bars.time[first],
        entry_price=paid,
        exit_time=panel.bars.time[last],
        exit_price=got,
        pnl=pnl,
        return_=pnl / (paid * quantity),
        bars=last - first,
        why=Reasons(strategy, panel, first, last, got, code, side),
        is_open=code == kernel.AT_THE_END,
        mae=side * (worst / paid - 1),
        mfe=side * (best / paid - 1),
        costs=float(record[kernel.T_COSTS]),
    )


def measure(strategy: Strategy, simulation: Simulation, trades: Sequence[Trade]) -> Figures:
    """`parts` counts the lines of the list of trades; all other figures count positions."""
    positions = positions_of(trades)
    figures = metrics.figures(
        simulation.equity,
        simulation.held,
        positions,
        capital=strategy.initial_capital,
        timeframe=strategy.timeframe,
    )
    return {**figures, **excursions(positions), "parts": len(trades)}


def versus(strategy: Strategy, simulation: Simulation, held: Simulation) -> Figures:
    return metrics.relative_figures(simulation.equity, held.equity, strategy.timeframe)


def benchmark_figures(strategy: Strategy, panels: Sequence[Panel], held: Simulation) -> Figures:
    trades = [trade_of(record, strategy, panels) for record in held.records]
    return measure(strategy, held, trades) | versus(strategy, held, held)


def flags_of(strategy: Strategy, bars: Sequence[Bars], panels: Sequence[Panel]) -> list[str]:
    """What a reader must know before believing the figures."""
    flags = [flag for panel in panels for flag in close_only_flags(strategy, panel.bars)]
    for given, panel in zip(bars[: len(panels)], panels, strict=True):
        missing = len(given.between(strategy.start, strategy.end)) - len(panel.bars)
        if missing:
            flags.append(
                f"{given.symbol}: {missing} bars were left out, because a price was missing or "
                "another symbol has no bar at that time"
            )
    return flags


def account_flags(strategy: Strategy, simulation: Simulation) -> list[str]:
    """What became of the account, where that is not told by the figures alone."""
    flags = []
    if strategy.leverage > 1:
        flags.append("money that is borrowed for leverage costs nothing in this test")
    if bool(np.any(simulation.records[:, kernel.T_REASON] == kernel.BY_RUIN)):
        flags.append("the account was lost: everything was closed, and nothing traded any more")
    return flags


def warm_up_flags(strategy: Strategy, panels: Sequence[Panel]) -> list[str]:
    """Where a good part of the bars passes before the entry rule has its window."""
    flags = []
    if strategy.entry is None:
        return []
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
    return {operand.name for operand in strategy.operands if isinstance(operand, Indicator)}
