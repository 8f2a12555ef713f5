"""What the kernel trades on: prices, and everything that was decided at each close."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from backtests.engine import calendar, indicators, portfolio
from backtests.engine.bars import FloatArray
from backtests.engine.conditions import Condition
from backtests.engine.kernel import BoolArray, Market, SideArray
from backtests.engine.metrics import BARS_PER_YEAR
from backtests.engine.signals import Panel, signal
from backtests.engine.simulator import PLAIN, simulate
from backtests.engine.strategy import Atr, Level, Money, Strategy

YEAR = np.timedelta64(365 * 86_400, "s")
NOTHING: FloatArray = np.empty((0, 0))
VOLATILITY_BARS = 20


def market_of(
    strategy: Strategy,
    panels: Sequence[Panel],
    check_cancelled: Callable[[], None] = lambda: None,
) -> Market:
    """Arrays of n bars x m symbols; the panels are those of the traded symbols, in their order."""
    time = panels[0].bars.time
    days = calendar.local_time(time, panels[0].bars.timezone).astype("datetime64[D]")
    enter, leave_long, leave_short = decisions(strategy, panels, check_cancelled)
    return Market(
        **prices(panels),
        enter=enter,
        leave_long=leave_long,
        leave_short=leave_short,
        stop_gap=gaps(strategy.stop_loss, panels),
        target_gap=gaps(strategy.take_profit, panels),
        trail_gap=gaps(strategy.trailing_stop, panels),
        volatility=volatilities(strategy, panels),
        weights=portfolio.weights(strategy, panels, days) if strategy.portfolio else NOTHING,
        day=days.astype(np.int64),
        years=np.diff(time, prepend=time[:1]) / YEAR,
        session_end=calendar.session_ends(days, strategy.timeframe in ("1d", "1w")),
    )


def prices(panels: Sequence[Panel]) -> dict[str, FloatArray]:
    fields = ("open", "high", "low", "close")
    return {name: columns(getattr(one.bars, name) for one in panels) for name in fields}


def columns(series: Iterable[FloatArray]) -> FloatArray:
    return np.ascontiguousarray(np.stack(list(series), axis=1))


def decisions(
    strategy: Strategy, panels: Sequence[Panel], check_cancelled: Callable[[], None]
) -> tuple[SideArray, BoolArray, BoolArray]:
    """Who wants in on which side, and who wants out; an exit on the same close beats an entry.

    If both sides want in at one close, neither gets in.
    """
    long_in, long_out = sides(strategy.long_rules, panels, check_cancelled)
    short_in, short_out = sides(strategy.short_rules, panels, check_cancelled)
    enter = (long_in & ~long_out).astype(np.int8) - (short_in & ~short_out).astype(np.int8)
    return enter, long_out, short_out


def sides(
    rules: tuple[Condition | None, Condition | None],
    panels: Sequence[Panel],
    check_cancelled: Callable[[], None],
) -> tuple[BoolArray, BoolArray]:
    found: list[BoolArray] = []
    for rule in rules:
        check_cancelled()
        found.append(np.stack([signal(rule, panel) for panel in panels], axis=1))
    return found[0], found[1]


def gaps(level: Level | None, panels: Sequence[Panel]) -> FloatArray:
    """Distances in money that are known at each close; fractions of the price need none."""
    match level:
        case Atr():
            return columns(level.multiple * atr(panel, level.period) for panel in panels)
        case Money():
            return np.full((len(panels[0].bars), len(panels)), level.distance)
        case _:
            return NOTHING


def atr(panel: Panel, period: int) -> FloatArray:
    values = indicators.compute("ATR", panel.history.columns(), {"period": period})["value"]
    return values[panel.warm_up :]


def volatilities(strategy: Strategy, panels: Sequence[Panel]) -> FloatArray:
    """Annual standard deviation of the last 20 bar returns at each close."""
    if strategy.sizing.volatility is None:
        return NOTHING
    year = BARS_PER_YEAR[strategy.timeframe]
    return columns(swings(panel.history.close, year)[panel.warm_up :] for panel in panels)


def swings(close: FloatArray, bars_per_year: int) -> FloatArray:
    known = np.full(len(close), np.nan)
    if len(close) > VOLATILITY_BARS:
        returns = close[1:] / close[:-1] - 1
        window = np.lib.stride_tricks.sliding_window_view(returns, VOLATILITY_BARS)
        known[VOLATILITY_BARS:] = window.std(axis=1, ddof=1) * np.sqrt(bars_per_year)
    return known


def buying_at_once(market: Market) -> Market:
    """The same prices for somebody who buys everything as early as possible and keeps it."""
    enter = np.zeros_like(market.enter)
    enter[0] = 1
    never = np.zeros_like(market.leave_long)
    return market._replace(
        enter=enter,
        leave_long=never,
        leave_short=never,
        stop_gap=NOTHING,
        target_gap=NOTHING,
        trail_gap=NOTHING,
        volatility=NOTHING,
        weights=NOTHING,
    )


def empty_market() -> Market:
    """Two bars of one symbol at which nothing happens, to compile the kernel with."""
    ones, no = np.ones((2, 1)), np.zeros((2, 1), np.bool_)
    return Market(
        open=ones,
        high=ones,
        low=ones,
        close=ones,
        enter=np.zeros((2, 1), np.int8),
        leave_long=no,
        leave_short=no,
        stop_gap=NOTHING,
        target_gap=NOTHING,
        trail_gap=NOTHING,
        volatility=NOTHING,
        weights=NOTHING,
        day=np.zeros(2, np.int64),
        years=np.zeros(2),
        session_end=np.ones(2, np.bool_),
    )


def warm_up() -> None:
    """Compile the kernel, or load it from numba's cache, before workers fork."""
    simulate(empty_market(), PLAIN, 1.0)
