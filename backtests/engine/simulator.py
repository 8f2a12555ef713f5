"""Drives the kernel in chunks of bars, so that a long simulation can report and be cancelled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from backtests.engine.kernel import layout
from backtests.engine.kernel.layout import FloatArray, Market, Rules, State
from backtests.engine.kernel.loop import run_bars
from backtests.engine.kernel.orders import record_open
from backtests.engine.kernel.stretches import pass_over
from backtests.engine.strategy import Level, Sizing, Strategy

CHUNK = 65_536  # closes of all symbols
Progress = Callable[[int, int], None]

NO_PARTS: FloatArray = np.empty((0, 2))
PLAIN = Rules(  # all in, without costs, and never out
    stop=0.0,
    target=0.0,
    trail=0.0,
    break_even=0.0,
    max_bars=0,
    max_days=0,
    same_day=False,
    parts=NO_PARTS,
    commission=0.0,
    per_trade=0.0,
    per_share=0.0,
    slippage=0.0,
    borrow=0.0,
    sizing=layout.FRACTION,
    size=1.0,
    weight=1.0,
    whole_shares=False,
    max_positions=0,
    max_entries=1,
    leverage=1.0,
    stops_from_entry_bar=True,
    at_close=False,
    overnight=False,
)


@dataclass(frozen=True)
class Entries:
    """How many were asked for; `cut` are those for which there was only a part of the money, which
    is `granted` of what they were to cost, `missed` those for which there was none, and `broken`
    those that bought less than one whole share.
    """

    asked: int
    cut: int
    missed: int
    granted: float
    broken: int

    @classmethod
    def of(cls, state: State) -> Entries:
        asked, cut, missed, wished, granted, broken = state.account[layout.ASKED :]
        part = float(granted / wished) if wished else 1.0
        return cls(int(asked), int(cut), int(missed), part, int(broken))


@dataclass(frozen=True)
class Simulation:
    """Equity at each close, at how many bars anything was held, the trade records, and what the
    money allowed of the entries.

    The records have the columns `layout.T_*`, in the order of their exits; what is still open
    comes last, marked at the last close.
    """

    equity: FloatArray
    held: int
    records: FloatArray
    entries: Entries


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
        parts=parts_of(strategy),
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
        at_close=strategy.enters_at_close,
        overnight=strategy.enters_at_close and not strategy.leaves_at_close,
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
        at_close=strategy.enters_at_close,
    )


def parts_of(strategy: Strategy) -> FloatArray:
    parts = [(one.gain, one.fraction) for one in strategy.partial_exits]
    return np.array(parts) if parts else NO_PARTS


def fraction(level: Level | None) -> float:
    """Distances in money are in the market's columns instead."""
    return level if isinstance(level, float) else 0.0


def equal_part(strategy: Strategy) -> float:
    """Of the equity. Leverage multiplies a part, but not a swing that is aimed at."""
    return 1 / min(len(strategy.symbols), strategy.sizing.max_positions or len(strategy.symbols))


def sizing_of(sizing: Sizing, share: float) -> tuple[int, float]:
    ways = {
        layout.FRACTION: sizing.fraction,
        layout.CASH_AMOUNT: sizing.cash,
        layout.SHARES: sizing.quantity,
        layout.RISK: sizing.risk,
        layout.VOLATILITY: sizing.volatility,
    }
    return next(((way, size) for way, size in ways.items() if size), (layout.FRACTION, share))


def simulate(
    market: Market,
    rules: Rules,
    capital: float,
    *,
    check_cancelled: Callable[[], None] = lambda: None,
    on_progress: Progress | None = None,
) -> Simulation:
    equity, state = blank(market, rules, capital)
    parts = []
    for last in chunks(market, rules, state, equity, check_cancelled):
        parts.append(recorded(state).copy())
        if on_progress:
            on_progress(last, len(equity))
    records = np.concatenate([*parts, still_open(market, state)])
    return Simulation(equity, held(state), records, Entries.of(state))


def held(state: State) -> int:
    return int(state.account[layout.HELD])


def still_open(market: Market, state: State) -> FloatArray:
    state.account[layout.CLOSED] = 0
    record_open(market.close, state)
    return recorded(state)


def bought_and_kept(market: Market, rules: Rules, capital: float) -> Simulation:
    """Everything is bought as early as possible; after the second bar only the prices change."""
    equity, state = blank(market, rules, capital)
    orders = np.zeros((2, len(state.book)), np.int8)
    orders[0] = layout.BUY
    begun = Market(
        open=market.open[:2],
        high=market.high[:2],
        low=market.low[:2],
        close=market.close[:2],
        orders=orders,
        scales=layout.NO_SCALES,
        weights=layout.NO_WEIGHTS,
        clock=layout.NO_CLOCK,
    )
    run_bars(begun, rules, state, 0, 2, equity)
    idle = not state.book[:, layout.QUANTITY].any()
    pass_over(market, state, idle, 2, len(equity), equity)
    return Simulation(equity, held(state), still_open(market, state), Entries.of(state))


def blank(market: Market, rules: Rules, capital: float) -> tuple[FloatArray, State]:
    """Room for the equity, and an account that has seen no bar; trades of one chunk."""
    bars, symbols = market.close.shape
    rows = min(chunk_of(market), bars) * symbols * layout.most_a_bar(rules)
    state = State(
        book=np.zeros((symbols, layout.BOOK_WIDTH)),
        account=np.array([capital, capital, *[0.0] * (layout.ACCOUNT_WIDTH - 2)]),
        trades=np.empty((rows, layout.TRADE_WIDTH)),
    )
    return np.empty(bars), state


def chunk_of(market: Market) -> int:
    """Bars; of many symbols fewer, so that the trades of a chunk always find room."""
    symbols: int = market.close.shape[1]
    return max(1, CHUNK // symbols)


def chunks(
    market: Market,
    rules: Rules,
    state: State,
    equity: FloatArray,
    check_cancelled: Callable[[], None],
) -> Iterator[int]:
    """Run chunk by chunk; gives how many bars are done, while the state has the chunk's trades."""
    size = chunk_of(market)
    for first in range(0, len(equity), size):
        check_cancelled()
        last = min(first + size, len(equity))
        state.account[layout.CLOSED] = 0
        run_bars(market, rules, state, first, last, equity)
        yield last


def recorded(state: State) -> FloatArray:
    """The records of the trades that the last chunk has closed."""
    return state.trades[: int(state.account[layout.CLOSED])]
