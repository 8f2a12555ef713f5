"""What all figures share: their type, the bars of a year, quotients, and sums of values."""

import math

import numpy as np
import numpy.typing as npt

from backtests.engine.kernel import curve as passes
from backtests.engine.kernel.curve import Summary

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
Figures = dict[str, float | None]

BARS_PER_YEAR = {
    "1m": 252 * 390,
    "5m": 252 * 78,
    "15m": 252 * 26,
    "30m": 252 * 13,
    "1h": 252 * 7,
    "4h": 252 * 2,
    "1d": 252,
    "1w": 52,
}

NOTHING = passes.NOTHING

Values = FloatArray | Summary


def ratio(above: float, below: float) -> float | None:
    """A quotient, or None where it is not defined."""
    if not (math.isfinite(above) and math.isfinite(below)) or abs(below) <= NOTHING:
        return None
    result = above / below
    return result if math.isfinite(result) else None


def summary(values: Values) -> Summary:
    """What is summed up already stays as it is."""
    return values if isinstance(values, Summary) else passes.summarise(whole(values))


def whole(values: FloatArray) -> FloatArray:
    """As the compiled passes read them: floats side by side."""
    ready = values.flags.carray and values.dtype == np.float64
    return values if ready else np.require(values, np.float64, ("C", "W"))


def mean(values: Values) -> float | None:
    one = summary(values)
    return one.mean if one.size else None
