"""Bars and strategies made by hand, for tests that compute the answer on paper."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from backtests.engine.bars import Bars, FloatArray
from backtests.engine.strategy import Strategy

Candle = tuple[float, float, float, float]
BUY, SELL, BOTH, WAIT = 1, 2, 3, 0


def make_bars(candles: Sequence[Candle], cues: Sequence[int] = (), symbol: str = "X") -> Bars:
    """Bars from (open, high, low, close); the volume of each bar carries the test's cue."""
    open_, high, low, close = np.array(candles, np.float64).T
    volume = np.zeros(len(candles))
    volume[: len(cues)] = cues
    days = np.datetime64("2020-01-01", "s") + np.arange(len(candles)) * np.timedelta64(86_400, "s")
    return Bars(symbol, "1d", days, open_, high, low, close, volume)


def closes(values: Sequence[float], cues: Sequence[int] = (), symbol: str = "X") -> Bars:
    return make_bars([(value, value, value, value) for value in values], cues, symbol)


def cue(*wanted: int) -> dict[str, Any]:
    """A condition that holds on the bars whose cue is one of these."""
    tests = [{"kind": "all", "of": [volume(">=", value), volume("<=", value)]} for value in wanted]
    return {"kind": "any", "of": tests}


def volume(op: str, value: float) -> dict[str, Any]:
    left = {"kind": "price", "field": "volume"}
    return {"kind": "compare", "left": left, "op": op, "right": number(value)}


def number(value: float) -> dict[str, Any]:
    return {"kind": "number", "value": value}


def indicator(name: str, output: str = "", **params: float) -> dict[str, Any]:
    return {"kind": "indicator", "name": name, "output": output, "params": params}


def compare(left: dict[str, Any], op: str, right: dict[str, Any] | float) -> dict[str, Any]:
    other = right if isinstance(right, dict) else number(right)
    return {"kind": "compare", "left": left, "op": op, "right": other}


def cued(**changes: Any) -> Strategy:
    """A strategy that does what the cues say, with 1,000 and no costs unless told otherwise."""
    usual: dict[str, Any] = {
        "symbols": ["X"],
        "entry": cue(BUY, BOTH),
        "exit": cue(SELL, BOTH),
        "initial_capital": 1000,
    }
    return Strategy.model_validate({**usual, **changes})


def random_columns(length: int, seed: int) -> dict[str, FloatArray]:
    """Daily prices that wander, with ranges and volumes of their own."""
    rng = np.random.default_rng(seed)
    close = 100 * np.exp(np.cumsum(rng.normal(0, 0.02, length)))
    open_ = close * np.exp(rng.normal(0, 0.01, length))
    reach = np.exp(np.abs(rng.normal(0, 0.01, (2, length))))
    return {
        "open": open_,
        "high": np.maximum(open_, close) * reach[0],
        "low": np.minimum(open_, close) / reach[1],
        "close": close,
        "volume": rng.uniform(1e4, 1e6, length).round(),
    }
