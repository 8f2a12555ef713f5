"""What the kernel trades on: prices, and everything that was decided at each close."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from backtests.engine import calendar, indicators, portfolio
from backtests.engine.bars import Bars, FloatArray, TimeArray
from backtests.engine.conditions import Condition
from backtests.engine.kernel.layout import (
    BUY,
    LEAVE_LONG,
    LEAVE_SHORT,
    NO_CLOCK,
    NO_ORDERS,
    NO_SCALES,
    NO_WEIGHTS,
    SELL_SHORT,
    Market,
    SideArray,
)
from backtests.engine.kernel.signalling import ask, settle
from backtests.engine.metrics import BARS_PER_YEAR, whole
from backtests.engine.operands import Spec
from backtests.engine.signals import Panel
from backtests.engine.strategy import Atr, Level, Money, Strategy

YEAR = np.timedelta64(365 * 86_400, "s")
VOLATILITY_BARS = 20
CONDITIONS = ("entry", "exit", "short_entry", "short_exit")
SIDES = (BUY, LEAVE_LONG, SELL_SHORT, LEAVE_SHORT)  # what each of them asks for
OUT = (LEAVE_LONG, LEAVE_SHORT)
Sides = tuple[Condition | None, Condition | None, Condition | None, Condition | None]


def market_of(
    strategy: Strategy,
    panels: Sequence[Panel],
    check_cancelled: Callable[[], None] = lambda: None,
) -> Market:
    """The panels are those of the traded symbols, in their order."""
    return quiet(panels)._replace(
        orders=orders(strategy, panels, check_cancelled),
        scales=scales(strategy, panels),
        weights=weights(strategy, panels) if strategy.portfolio else NO_WEIGHTS,
        clock=clock(strategy, panels[0].bars) if needs_clock(strategy) else NO_CLOCK,
    )


def quiet(panels: Sequence[Panel]) -> Market:
    """Prices at which nobody wants anything."""
    return Market(
        open=columns(one.bars.open for one in panels),
        high=columns(one.bars.high for one in panels),
        low=columns(one.bars.low for one in panels),
        close=columns(one.bars.close for one in panels),
        orders=NO_ORDERS,
        scales=NO_SCALES,
        weights=NO_WEIGHTS,
        clock=NO_CLOCK,
    )


def weights(strategy: Strategy, panels: Sequence[Panel]) -> FloatArray:
    return portfolio.weights(strategy, panels, local_days(panels[0].bars))


def columns(series: Iterable[FloatArray]) -> FloatArray:
    """One for each symbol; a single one is looked at where it lies."""
    first, *others = map(whole, series)
    return np.stack([first, *others], axis=1) if others else first.reshape(-1, 1)


def needs_clock(strategy: Strategy) -> bool:
    return bool(strategy.max_days or strategy.same_day or strategy.borrow_cost)


def clock(strategy: Strategy, bars: Bars) -> FloatArray:
    days = local_days(bars)
    years = np.diff(bars.time, prepend=bars.time[:1]) / YEAR
    ends = calendar.session_ends(days, strategy.timeframe in ("1d", "1w"))
    return np.stack([days.astype(np.float64), years, ends], axis=1)


def local_days(bars: Bars) -> TimeArray:
    return calendar.local_time(bars.time, bars.timezone).astype("datetime64[D]")


def orders(
    strategy: Strategy, panels: Sequence[Panel], check_cancelled: Callable[[], None]
) -> SideArray:
    return decided(sides_of(strategy), panels, check_cancelled)


def decided(
    sides: Sides, panels: Sequence[Panel], check_cancelled: Callable[[], None] = lambda: None
) -> SideArray:
    """What the four rules decide together at each close, as bits (n, m).

    Where an exit fills later than an entry of the same close, neither stands in the other's way.
    """
    found = np.zeros((len(panels[0].bars), len(panels)), np.int8)
    for rule, side in zip(sides, SIDES, strict=True):
        check_cancelled()
        if rule is None:
            continue
        for symbol, panel in enumerate(panels):
            known = panel.leaving if side in OUT else panel
            ask(known.truth(rule), side, symbol, found)
    if panels[0].delay == panels[0].delay_out:
        settle(found)
    return found


def sides_of(strategy: Strategy, others: Mapping[str, Any] | None = None) -> Sides:
    """Entry and exit of the long side, then of the short side; `others` are in place of its own."""
    one, two, three, four = (
        others[name] if others and name in others else getattr(strategy, name)
        for name in CONDITIONS
    )
    return (None, None, one, two) if strategy.direction == "short" else (one, two, three, four)


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
