"""Bars and strategies made by hand, for tests that compute the answer on paper."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from backtests.engine.bars import Bars
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
