"""What the kernel reads and writes: columns of plain arrays, and the rules that orders fill by."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
SideArray = npt.NDArray[np.int8]
BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]
Truth = npt.NDArray[np.int8]  # of a condition at each close: one of the three below

# Columns of the book: the open position of each symbol. FILL is the average price paid, STOP and
# TARGET are levels, TRAIL is a distance, BEST the most favourable price of the bars before,
# BOUGHT all that was bought, TAKEN the number of partial exits so far, LEFT
# the side that was left on this bar, GAINED whether a bar has reached the gain after which the stop
# is at the price paid, WANTED the quantity that new weights ask for.
(
    QUANTITY,
    FILL,
    ENTRY_BAR,
    ENTRY_FEE,
    COSTS,
    LOWEST,
    HIGHEST,
    STOP,
    TARGET,
    TRAIL,
    BEST,
    BOUGHT,
    TAKEN,
    ENTRIES,
    BORROWED,
    LEFT,
    GAINED,
    WANTED,
) = range(18)
BOOK_WIDTH = 18

# The last axis of scales (distances in money, annual volatility) and clock (the day as a number,
# years since the bar before, whether the bar is the last of its day).
STOP_GAP, TARGET_GAP, TRAIL_GAP, SWING = range(4)
DAY, YEARS, SESSION_END = range(3)

# What is known of a condition: so "and" is the least, "or" the most, and "not" the negative.
FAILS, UNKNOWN, HOLDS = -1, 0, 1

# Bits of an order.
BUY, SELL_SHORT, LEAVE_LONG, LEAVE_SHORT, EVERY = 1, 2, 4, 8, 15

# Columns of a trade record.
(
    T_SYMBOL,
    T_ENTRY_BAR,
    T_EXIT_BAR,
    T_ENTRY_PRICE,
    T_EXIT_PRICE,
    T_QUANTITY,
    T_PNL,
    T_COSTS,
    T_REASON,
    T_LOWEST,
    T_HIGHEST,
    T_SIDE,
) = range(12)
TRADE_WIDTH = 12

# Why a position was left.
(
    BY_RULE,
    BY_STOP,
    BY_TARGET,
    BY_TIME,
    AT_THE_END,
    BY_TURN,
    BY_TRAIL,
    BY_BREAK_EVEN,
    BY_PARTIAL,
    BY_SESSION,
    BY_WEIGHTS,
    BY_RUIN,
) = range(12)
STEP = 16  # Of the partial exits the reason is BY_PARTIAL + STEP x which of them, counted from 0.

# How an entry is sized.
FRACTION, CASH_AMOUNT, SHARES, RISK, VOLATILITY = range(5)

# Columns of the account; CLOSED is how many trades have been recorded, HELD at how many bars
# there was a position. Of the entries: how many were ASKED for, of how many the money allowed only
# a part (CUT; WISHED and GRANTED are what those were to cost and did) or nothing (MISSED), and of
# how many it was less than a whole share (BROKEN).
CASH, EQUITY, CLOSED, HELD, ASKED, CUT, MISSED, WISHED, GRANTED, BROKEN = range(10)
ACCOUNT_WIDTH = 10

# Less than this share of the equity is rounding dust, not a budget.
DUST = 1e-9
# An entry that gets less than this part of what it was to cost was cut.
WHOLE = 0.99


class Market(NamedTuple):
    """Prices and what was decided at each close, of n bars and m symbols.

    Prices are (n, m). The others have no rows where a strategy does not need them: `orders` (n, m)
    with the bits of who wants in and out, `scales` (n, m, 4), `weights` (n, m) with the new shares
    of the equity (NaN: no change), and `clock` (n, 3).
    """

    open: FloatArray
    high: FloatArray
    low: FloatArray
    close: FloatArray
    orders: SideArray
    scales: FloatArray
    weights: FloatArray
    clock: FloatArray


# What a strategy does not need has no rows.
NO_ORDERS: SideArray = np.empty((0, 0), np.int8)
NO_SCALES: FloatArray = np.empty((0, 0, 4))
NO_WEIGHTS: FloatArray = np.empty((0, 0))
NO_CLOCK: FloatArray = np.empty((0, 3))


class Rules(NamedTuple):
    """How orders fill; 0 switches a stop, a target or a time limit off.

    `stop`, `target` and `trail` are fractions of the price paid; `parts` are the partial exits
    (k, 2): gain and fraction. Orders fill at the next open, or `at_close` at the close of their
    signal; `overnight` only entries do.
    """

    stop: float
    target: float
    trail: float
    break_even: float
    max_bars: int
    max_days: int
    same_day: bool
    parts: FloatArray
    commission: float
    per_trade: float
    per_share: float
    slippage: float
    borrow: float
    sizing: int
    size: float
    weight: float
    whole_shares: bool
    max_positions: int
    max_entries: int
    leverage: float
    stops_from_entry_bar: bool
    at_close: bool
    overnight: bool


class State(NamedTuple):
    """What one bar hands to the next: the open positions, the money, and the trades so far.

    `trades` needs `most_a_bar` rows for each bar and symbol.
    """

    book: FloatArray
    account: FloatArray
    trades: FloatArray


def most_a_bar(rules: Rules) -> int:
    """How many trades one symbol can close on a bar: one at the open, one after it, all parts."""
    return 2 + len(rules.parts)
