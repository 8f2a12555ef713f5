"""Drives the kernel in chunks of bars, so that a long simulation can report and be cancelled."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from backtests.engine import kernel
from backtests.engine.kernel import BoolArray, FloatArray, Market, Rules, State
from backtests.engine.strategy import Level, Sizing, Strategy

CHUNK = 8192
Progress = Callable[[int, int], None]

PLAIN = Rules(  # all in, without costs, and never out
    stop=0.0,
    target=0.0,
    trail=0.0,
    break_even=0.0,
    max_bars=0,
    max_days=0,
    same_day=False,
    parts=np.empty((0, 2)),
    commission=0.0,
    per_trade=0.0,
    per_share=0.0,
    slippage=0.0,
    borrow=0.0,
    sizing=kernel.FRACTION,
    size=1.0,
    weight=1.0,
    whole_shares=False,
    max_positions=0,
    max_entries=1,
    leverage=1.0,
    stops_from_entry_bar=True,
    at_close=False,
)


@dataclass(frozen=True)
class Simulation:
    """Equity at each close, whether anything was held during the bar, and the trade records.

    The records have the columns `kernel.T_*`, in the order of their exits; what is still open
    comes last, marked at the last close.
    """

    equity: FloatArray
    held: BoolArray
    records: FloatArray


def rules_of(strategy: Strategy) -> Rules:
    way, size = sizing_of(strategy.sizing, strategy.leverage * equal_part(strategy))
    return Rules(
        stop=fraction(strategy.stop_loss),
        target=fraction(strategy.take_profit),
        trail=fraction(strategy.trailing_stop),
        break_even=strategy.break_even or 0.0,
        max_bars=strategy.max_bars or 0,
        max_days=strategy.max_days or 0,
        same_day=strategy.same_day,
        parts=np.array([(one.gain, one.fraction) for one in strategy.partial_exits]).reshape(-1, 2),
        commission=strategy.commission,
        per_trade=strategy.commission_per_trade,
        per_share=strategy.commission_per_share,
        slippage=strategy.slippage,
        borrow=strategy.borrow_cost,
        sizing=way,
        size=size,
        weight=equal_part(strategy),
        whole_shares=strategy.sizing.whole_shares,
        max_positions=strategy.sizing.max_positions or 0,
        max_entries=strategy.sizing.max_entries,
        leverage=strategy.leverage,
        stops_from_entry_bar=strategy.stops_from == "entry_bar",
        at_close=strategy.fill == "close",
    )


def holding(strategy: Strategy, symbols: int) -> Rules:
    """Buy an equal part of each symbol and keep it, at the strategy's costs."""
    return PLAIN._replace(
        commission=strategy.commission,
        per_trade=strategy.commission_per_trade,
        per_share=strategy.commission_per_share,
        slippage=strategy.slippage,
        size=1 / symbols,
        weight=1 / symbols,
        whole_shares=strategy.sizing.whole_shares,
        at_close=strategy.fill == "close",
    )


def fraction(level: Level | None) -> float:
    """Distances in money are in the market's columns instead."""
    return level if isinstance(level, float) else 0.0


def equal_part(strategy: Strategy) -> float:
    """Of the equity. Leverage multiplies a part, but not a swing that is aimed at."""
    return 1 / min(len(strategy.symbols), strategy.sizing.max_positions or len(strategy.symbols))


def sizing_of(sizing: Sizing, share: float) -> tuple[int, float]:
    ways = {
        kernel.FRACTION: sizing.fraction,
        kernel.CASH_AMOUNT: sizing.cash,
        kernel.SHARES: sizing.quantity,
        kernel.RISK: sizing.risk,
        kernel.VOLATILITY: sizing.volatility,
    }
    return next(((way, size) for way, size in ways.items() if size), (kernel.FRACTION, share))


def simulate(
    market: Market,
    rules: Rules,
    capital: float,
    *,
    check_cancelled: Callable[[], None] = lambda: None,
    on_progress: Progress | None = None,
) -> Simulation:
    bars, symbols = market.orders.shape
    state = fresh_state(symbols, capital)
    equity, held = np.empty(bars), np.zeros(bars, np.bool_)
    parts = []
    for first in range(0, bars, CHUNK):
        check_cancelled()
        last = min(first + CHUNK, bars)
        rows = (last - first) * symbols * kernel.most_a_bar(rules)
        trades = np.empty((rows, kernel.TRADE_WIDTH))
        count = kernel.run_bars(market, rules, state, first, last, equity, held, trades)
        parts.append(trades[:count].copy())
        if on_progress:
            on_progress(last, bars)
    return Simulation(equity, held, np.concatenate([*parts, still_open(market, state)]))


def fresh_state(symbols: int, capital: float) -> State:
    return State(
        book=np.zeros((symbols, kernel.BOOK_WIDTH)),
        account=np.array([capital, capital]),
    )


def still_open(market: Market, state: State) -> FloatArray:
    """Open positions as records at the last close, without an exit fee."""
    symbols = np.flatnonzero(state.book[:, kernel.QUANTITY])
    book, close = state.book[symbols], market.prices[-1, symbols, kernel.CLOSE]
    records = np.empty((len(symbols), kernel.TRADE_WIDTH))
    records[:, kernel.T_SYMBOL] = symbols
    records[:, kernel.T_ENTRY_BAR] = book[:, kernel.ENTRY_BAR]
    records[:, kernel.T_EXIT_BAR] = len(market.prices) - 1
    records[:, kernel.T_ENTRY_PRICE] = book[:, kernel.FILL]
    records[:, kernel.T_EXIT_PRICE] = close
    records[:, kernel.T_QUANTITY] = np.abs(book[:, kernel.QUANTITY])
    records[:, kernel.T_SIDE] = np.sign(book[:, kernel.QUANTITY])
    gain = (close - book[:, kernel.FILL]) * book[:, kernel.QUANTITY]
    spent = book[:, kernel.ENTRY_FEE] + book[:, kernel.BORROWED]
    records[:, kernel.T_PNL] = gain - spent
    records[:, kernel.T_COSTS] = book[:, kernel.COSTS] + book[:, kernel.BORROWED]
    records[:, kernel.T_REASON] = kernel.AT_THE_END
    records[:, kernel.T_LOWEST] = np.minimum(book[:, kernel.LOWEST], close)
    records[:, kernel.T_HIGHEST] = np.maximum(book[:, kernel.HIGHEST], close)
    return records
