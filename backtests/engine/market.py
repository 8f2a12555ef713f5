"""What the kernel trades on: prices, and everything that was decided at each close."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from backtests.engine import calendar, indicators, kernel, portfolio
from backtests.engine.bars import FloatArray, TimeArray
from backtests.engine.conditions import Condition, Spec
from backtests.engine.kernel import BoolArray, Market, SideArray
from backtests.engine.metrics import BARS_PER_YEAR
from backtests.engine.signals import Panel, signal
from backtests.engine.simulator import PLAIN, simulate
from backtests.engine.strategy import Atr, Level, Money, Strategy

YEAR = np.timedelta64(365 * 86_400, "s")
NO_SCALES: FloatArray = np.empty((0, 0, 4))
NO_WEIGHTS: FloatArray = np.empty((0, 0))
VOLATILITY_BARS = 20


def market_of(
    strategy: Strategy,
    panels: Sequence[Panel],
    check_cancelled: Callable[[], None] = lambda: None,
) -> Market:
    """The panels are those of the traded symbols, in their order."""
    bars = panels[0].bars
    days = calendar.local_time(bars.time, bars.timezone).astype("datetime64[D]")
    return Market(
        prices=prices(panels),
        orders=orders(strategy, panels, check_cancelled),
        scales=scales(strategy, panels),
        weights=portfolio.weights(strategy, panels, days) if strategy.portfolio else NO_WEIGHTS,
        clock=clock(bars.time, days, strategy.timeframe in ("1d", "1w")),
    )


def prices(panels: Sequence[Panel]) -> FloatArray:
    fields = ("open", "high", "low", "close")
    return np.stack([columns(getattr(one.bars, name) for one in panels) for name in fields], axis=2)


def columns(series: Iterable[FloatArray]) -> FloatArray:
    return np.stack(list(series), axis=1)


def clock(time: TimeArray, days: TimeArray, whole_days: bool) -> FloatArray:
    years = np.diff(time, prepend=time[:1]) / YEAR
    ends = calendar.session_ends(days, whole_days)
    return np.stack([days.astype(np.float64), years, ends], axis=1)


def orders(
    strategy: Strategy, panels: Sequence[Panel], check_cancelled: Callable[[], None]
) -> SideArray:
    """Who wants in on which side, and who wants out; an exit on the same close beats an entry.

    If both sides want in at one close, neither gets in.
    """
    long_in, long_out = sides(strategy.long_rules, panels, check_cancelled)
    short_in, short_out = sides(strategy.short_rules, panels, check_cancelled)
    buys, sells = long_in & ~long_out, short_in & ~short_out
    bits = (
        (buys & ~sells, kernel.BUY),
        (sells & ~buys, kernel.SELL_SHORT),
        (long_out, kernel.LEAVE_LONG),
        (short_out, kernel.LEAVE_SHORT),
    )
    found: SideArray = np.sum([flags * np.int8(bit) for flags, bit in bits], axis=0, dtype=np.int8)
    return found


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


def scales(strategy: Strategy, panels: Sequence[Panel]) -> FloatArray:
    """Distances in money and volatility, as known at each close; no rows if none is needed."""
    levels = (strategy.stop_loss, strategy.take_profit, strategy.trailing_stop)
    if strategy.sizing.volatility is None and not any(isinstance(one, Spec) for one in levels):
        return NO_SCALES
    year = BARS_PER_YEAR[strategy.timeframe]
    found = [columns(gap(level, panel) for panel in panels) for level in levels]
    swing = columns(swings(one.history.close, year)[one.warm_up :] for one in panels)
    return np.stack([*found, swing], axis=2)


def gap(level: Level | None, panel: Panel) -> FloatArray:
    """Fractions of the price are none: they are known without the market."""
    match level:
        case Atr():
            columns, params = panel.history.columns(), {"period": level.period}
            values = indicators.compute("ATR", columns, params)["value"]
            return level.multiple * values[panel.warm_up :]
        case Money():
            return np.full(len(panel.bars), level.distance)
        case _:
            return np.zeros(len(panel.bars))


def swings(close: FloatArray, bars_per_year: int) -> FloatArray:
    known = np.full(len(close), np.nan)
    if len(close) > VOLATILITY_BARS:
        returns = close[1:] / close[:-1] - 1
        window = np.lib.stride_tricks.sliding_window_view(returns, VOLATILITY_BARS)
        known[VOLATILITY_BARS:] = window.std(axis=1, ddof=1) * np.sqrt(bars_per_year)
    return known


def buying_at_once(market: Market) -> Market:
    """The same prices for somebody who buys everything as early as possible and keeps it."""
    orders = np.zeros_like(market.orders)
    orders[0] = kernel.BUY
    return market._replace(orders=orders, scales=NO_SCALES, weights=NO_WEIGHTS)


def empty_market() -> Market:
    """Two bars of one symbol at which nothing happens, to compile the kernel with."""
    return Market(
        prices=np.ones((2, 1, 4)),
        orders=np.zeros((2, 1), np.int8),
        scales=NO_SCALES,
        weights=NO_WEIGHTS,
        clock=np.zeros((2, 3)),
    )


def warm_up() -> None:
    """Compile the kernel, or load it from numba's cache, before workers fork."""
    simulate(empty_market(), PLAIN, 1.0)
