"""Random bars and cues with what real ones have: gaps, bars without a move, locked limits."""

from functools import cache
from typing import Any

import numpy as np

from backtests.engine.bars import Bars
from backtests.engine.strategy import Strategy
from tests.engine.making import BOTH, BUY, SELL, WAIT, cued, make_bars

SEED = 20260401
LENGTH = 250
SERIES = 300
USUAL, GAP, FLAT, LOCKED = range(4)

# An account that is no multiple of any price: whole shares never hang on the last digit.
CAPITAL = 1_000_000.1
# Exact in binary, so that a bar can touch a level to the last digit, which coarse ticks then do.
STOP, TARGET = 0.0625, 0.125
LIMIT = 0.1
TICK = 0.5


@cache
def random_bars(number: int) -> Bars:
    """The series of this number, whose volume carries the cues; every third moves in ticks."""
    rng = np.random.default_rng([SEED, number])
    chances = [0.85, 0.07, 0.05, 0.03]
    kinds = rng.choice([USUAL, GAP, FLAT, LOCKED], LENGTH, p=chances)
    candles, last = [], rng.uniform(20, 200)
    for kind in kinds:
        candle = random_candle(rng, int(kind), last)
        if number % 3 == 0:
            candle = np.maximum(np.round(candle / TICK), 1) * TICK
        candles.append(tuple(candle.tolist()))
        last = candle[3]
    cues = rng.choice([WAIT, BUY, SELL, BOTH], LENGTH, p=[0.78, 0.12, 0.07, 0.03])
    return make_bars(candles, cues.tolist(), f"S{number}")


def random_candle(rng: np.random.Generator, kind: int, last: float) -> np.ndarray:
    """Open, high, low and close after this last close."""
    if kind == FLAT:
        return np.full(4, last)
    if kind == LOCKED:
        return np.full(4, last * (1 + rng.choice([-LIMIT, LIMIT])))
    open_ = last * np.exp(rng.normal(0, 0.08 if kind == GAP else 0.008))
    close = open_ * np.exp(rng.normal(0, 0.025))
    high = max(open_, close) * np.exp(abs(rng.normal(0, 0.012)))
    low = min(open_, close) * np.exp(-abs(rng.normal(0, 0.012)))
    return np.array([open_, high, low, close])


def random_strategy(*numbers: int, whole: bool, **rules: Any) -> Strategy:
    """What the cues of these series say, by these rules."""
    sizing = {"whole_shares": whole, "fraction": rules.pop("fraction", None)}
    symbols = [f"S{number}" for number in numbers]
    return cued(symbols=symbols, sizing=sizing, initial_capital=CAPITAL, **rules)
