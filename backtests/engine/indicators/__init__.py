"""Indicators: one registry, which the schema, the reader, the docs and the charts all use.

    registry.py     every indicator by name: its parameters, outputs and how it is drawn
    spec.py         what such an entry says
    averages.py, oscillators.py, bands.py, trend.py, dispersion.py, volume.py
                    the formulas by family, each with its source
    windows.py      what they share: windows, and what counts as flat or unknown

Laws that hold for all of them, each with a test: unknown is NaN and never satisfies a condition;
bars before the first full window are unknown; a ratio of nothing to nothing (an oscillator over
flat prices) is unknown; later bars never change earlier values.
"""

from backtests.engine.indicators.registry import INDICATORS, compute, jsonable
from backtests.engine.indicators.spec import FloatArray, IndicatorSpec, Param

__all__ = ["INDICATORS", "FloatArray", "IndicatorSpec", "Param", "compute", "jsonable"]
