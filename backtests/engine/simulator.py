"""Drives the kernel in chunks of bars, so that a long simulation can report and be cancelled."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from backtests.engine import kernel
from backtests.engine.kernel import BoolArray, FloatArray, Market, Rules, State
from backtests.engine.strategy import Strategy

CHUNK = 8192
Progress = Callable[[int, int], None]


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
    share = strategy.sizing.fraction
    return Rules(
        stop=float(strategy.stop_loss or 0.0),
        target=float(strategy.take_profit or 0.0),
        max_bars=int(strategy.max_bars or 0),
        commission=float(strategy.commission),
        slippage=float(strategy.slippage),
        weight=float(1 / len(strategy.symbols) if share is None else share),
        whole_shares=strategy.sizing.whole_shares,
        stops_from_entry_bar=strategy.stops_from == "entry_bar",
        at_close=strategy.fill == "close",
    )


def simulate(
    market: Market,
    rules: Rules,
    capital: float,
    *,
    check_cancelled: Callable[[], None] = lambda: None,
    on_progress: Progress | None = None,
) -> Simulation:
    bars, symbols = market.close.shape
    state = fresh_state(symbols, capital)
    equity, held = np.empty(bars), np.zeros(bars, np.bool_)
    parts = []
    for first in range(0, bars, CHUNK):
        check_cancelled()
        last = min(first + CHUNK, bars)
        trades = np.empty(((last - first) * symbols, kernel.TRADE_WIDTH))
        count = kernel.run_bars(market, rules, state, first, last, equity, held, trades)
        parts.append(trades[:count].copy())
        if on_progress:
            on_progress(last, bars)
    return Simulation(equity, held, np.concatenate([*parts, still_open(market, state)]))


def fresh_state(symbols: int, capital: float) -> State:
    return State(
        book=np.zeros((symbols, kernel.BOOK_WIDTH)),
        account=np.array([capital, capital]),
        left=np.zeros(symbols, np.bool_),
    )


def still_open(market: Market, state: State) -> FloatArray:
    """Open positions as records at the last close, without an exit fee."""
    symbols = np.flatnonzero(state.book[:, kernel.QUANTITY] > 0)
    book, close = state.book[symbols], market.close[-1, symbols]
    records = np.empty((len(symbols), kernel.TRADE_WIDTH))
    records[:, kernel.T_SYMBOL] = symbols
    records[:, kernel.T_ENTRY_BAR] = book[:, kernel.ENTRY_BAR]
    records[:, kernel.T_EXIT_BAR] = len(market.close) - 1
    records[:, kernel.T_ENTRY_PRICE] = book[:, kernel.FILL]
    records[:, kernel.T_EXIT_PRICE] = close
    records[:, kernel.T_QUANTITY] = book[:, kernel.QUANTITY]
    gain = (close - book[:, kernel.FILL]) * book[:, kernel.QUANTITY]
    records[:, kernel.T_PNL] = gain - book[:, kernel.ENTRY_FEE]
    records[:, kernel.T_COSTS] = book[:, kernel.COSTS]
    records[:, kernel.T_REASON] = kernel.AT_THE_END
    records[:, kernel.T_LOWEST] = np.minimum(book[:, kernel.LOWEST], close)
    records[:, kernel.T_HIGHEST] = np.maximum(book[:, kernel.HIGHEST], close)
    return records


def warm_up() -> None:
    """Compile the kernel, or load it from numba's cache, before workers fork."""
    prices, no = np.ones((2, 1)), np.zeros((2, 1), np.bool_)
    rules = Rules(0.0, 0.0, 0, 0.0, 0.0, 1.0, False, True, False)
    simulate(Market(prices, prices, prices, prices, no, no), rules, 1.0)
