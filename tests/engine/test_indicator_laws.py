"""What holds for every indicator of the registry, whatever the prices."""

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backtests.engine.bars import FloatArray
from backtests.engine.indicators import INDICATORS, IndicatorSpec, compute
from backtests.engine.indicators.windows import REMEMBERED, remembers
from tests.engine.making import random_columns

Columns = dict[str, FloatArray]
DOCS = Path(__file__).parents[2] / "docs" / "strategies.md"

OUTPUTS = [(name, output) for name, spec in INDICATORS.items() for output in spec.outputs]
# Which bar is the first to be known with the usual parameters, the first bar being 0.
FIRST = {
    "SMA": 49,
    "EMA": 19,
    "WMA": 19,
    "HMA": 22,
    "RSI": 14,
    "MACD": 33,
    "STOCHASTIC": 17,
    "STOCHRSI k": 29,
    "STOCHRSI d": 31,
    "CCI": 19,
    "WILLIAMS_R": 13,
    "ROC": 12,
    "MOMENTUM": 10,
    "BOLLINGER": 19,
    "KELTNER": 19,
    "DONCHIAN": 19,
    "HIGHEST": 19,
    "LOWEST": 19,
    "ADX adx": 27,
    "ADX plus_di": 14,
    "ADX minus_di": 14,
    "ICHIMOKU conversion": 8,
    "ICHIMOKU base": 25,
    "ICHIMOKU span_a": 51,
    "ICHIMOKU span_b": 77,
    "SAR": 1,
    "ATR": 14,
    "STDDEV": 19,
    "ZSCORE": 19,
    "VOLATILITY": 20,
    "VOLUME_MEAN": 19,
    "OBV": 0,
    "MFI": 14,
    "VWAP": 19,
}
WITHOUT_WINDOW = {"OBV", "SAR"}
RATIOS = {"RSI", "STOCHASTIC", "STOCHRSI", "CCI", "WILLIAMS_R", "ADX", "MFI", "ZSCORE"}
UNKNOWN_WHEN_FLAT = {
    *((name, output) for name, output in OUTPUTS if name in RATIOS or name == "SUPERTREND"),
    ("BOLLINGER", "percent_b"),
}
WILDER = {"RSI", "ADX", "SUPERTREND"}  # what has no window remembers the last move
IN_PRICE_UNITS = {"ATR", "STDDEV", "MOMENTUM", "MACD"}


def flat_columns(length: int, price: float = 100.1) -> Columns:
    prices = {name: np.full(length, price) for name in ("open", "high", "low", "close")}
    return {**prices, "volume": np.full(length, 1000.0)}


def joined(*parts: Columns) -> Columns:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def within_days(columns: Columns) -> Columns:
    length = len(columns["close"])
    session = np.floor(np.arange(length) / 7)
    return {**columns, "session": session, "per_year": np.full(length, 252.0 * 7)}


@st.composite
def params(draw: st.DrawFn, spec: IndicatorSpec, high: float = 12) -> dict[str, float]:
    return {
        name: draw(st.integers(int(one.low), int(min(high, one.high))))
        if one.whole
        else draw(st.floats(one.low, one.high))
        for name, one in spec.params.items()
    }


@pytest.mark.parametrize("name", INDICATORS)
@given(st.data())
@settings(max_examples=25, deadline=None)
def test_later_bars_never_change_earlier_values(name: str, data: st.DataObject) -> None:
    columns = random_columns(80, data.draw(st.integers(0, 2**32 - 1)))
    columns["volume"][data.draw(st.lists(st.integers(0, 79), max_size=3))] = np.nan
    chosen, cut = data.draw(params(INDICATORS[name])), data.draw(st.integers(0, 80))
    for bars in (columns, within_days(columns)):
        whole = compute(name, bars, chosen)
        part = compute(name, {field: values[:cut] for field, values in bars.items()}, chosen)
        for output, values in part.items():
            np.testing.assert_array_equal(values, whole[output][:cut], output)


@pytest.mark.parametrize("name", INDICATORS)
@pytest.mark.parametrize("length", [0, 1, 2, 3, 5, 30])
def test_neither_few_bars_nor_unknown_volume_nor_any_parameter_is_an_error(
    name: str, length: int
) -> None:
    spec, columns = INDICATORS[name], random_columns(length, 1)
    unknown = {**columns, "volume": np.full(length, np.nan)}
    for bars in (columns, within_days(columns), unknown, within_days(unknown)):
        for end in ("low", "default", "high"):
            chosen = {key: getattr(param, end) for key, param in spec.params.items()}
            outputs = compute(name, bars, chosen)
            assert tuple(outputs) == spec.outputs
            assert all(len(values) == length for values in outputs.values())


@pytest.mark.parametrize("name", sorted(set(INDICATORS) - WITHOUT_WINDOW))
@pytest.mark.parametrize("length", [1, 2, 5])
def test_too_few_bars_give_unknown_values(name: str, length: int) -> None:
    outputs = compute(name, random_columns(length, 1), {})
    assert all(np.isnan(values).all() for values in outputs.values())


@pytest.mark.parametrize(("name", "output"), [one for one in OUTPUTS if one[0] != "SUPERTREND"])
def test_values_begin_with_the_first_full_window_and_have_no_gaps(name: str, output: str) -> None:
    values = compute(name, random_columns(120, 3), {})[output]
    first = FIRST.get(name, FIRST.get(f"{name} {output}"))
    assert np.flatnonzero(~np.isnan(values)).tolist() == list(range(int(first or 0), 120))


@pytest.mark.parametrize(("name", "output"), OUTPUTS)
def test_flat_prices_give_no_signal(name: str, output: str) -> None:
    values = compute(name, flat_columns(120), {})[output]
    if (name, output) in UNKNOWN_WHEN_FLAT:
        assert np.isnan(values).all()
    elif INDICATORS[name].over_price(output):
        assert values[100:] == pytest.approx(np.full(20, 100.1), rel=1e-12)
    else:
        expected = 1000 if name in ("OBV", "VOLUME_MEAN") else 0
        assert values[100:] == pytest.approx(np.full(20, expected), abs=1e-12)


@pytest.mark.parametrize(("name", "output"), sorted(UNKNOWN_WHEN_FLAT))
def test_prices_that_stop_moving_give_no_signal_either(name: str, output: str) -> None:
    values = compute(name, joined(random_columns(100, 4), flat_columns(60)), {})[output]
    assert np.isnan(values[-10:]).all() == (name not in WILDER)


@pytest.mark.parametrize("start", [1, 2, 149, 150, 151, 299, 301, 450])
def test_a_standstill_is_noticed_wherever_it_begins(start: int) -> None:
    still = np.full(REMEMBERED + 1, float(start))
    close = np.concatenate((np.arange(start), still, np.arange(start + 1.0, start + 400)))
    forgotten = np.flatnonzero(~remembers(1, close))
    assert forgotten.tolist() == [0, start + REMEMBERED]


@pytest.mark.parametrize(("name", "output"), [one for one in OUTPUTS if one[0] in ("RSI", "ADX")])
@pytest.mark.parametrize("period", [2, 14])
def test_a_long_standstill_keeps_the_value_and_then_loses_it(
    name: str, output: str, period: int
) -> None:
    """TA-Lib ends at an RSI of 0 or a direction of 100 once its means are too small to divide."""
    columns = joined(random_columns(100, 4), flat_columns(1000 * period))
    values = compute(name, columns, {"period": period})[output]
    at_rest = values[100 + 200 * period :]
    assert at_rest[~np.isnan(at_rest)] == pytest.approx(at_rest[0], rel=1e-6)
    assert np.isnan(at_rest[-1])


def test_a_flat_beginning_is_no_weak_trend() -> None:
    moving = random_columns(100, 5)
    first = {name: values[:1].repeat(50) for name, values in moving.items()}
    late = compute("ADX", joined(first, moving), {})
    for output, values in compute("ADX", moving, {}).items():
        np.testing.assert_array_equal(late[output][50:], values)


@pytest.mark.parametrize("output", ["k", "d"])
def test_a_stochastic_is_known_again_once_its_windows_have_moved(output: str) -> None:
    columns = joined(random_columns(50, 6), flat_columns(20), random_columns(50, 7))
    assert not np.isnan(compute("STOCHASTIC", columns, {})[output][-30:]).any()


@pytest.mark.parametrize(("name", "output"), OUTPUTS)
@pytest.mark.parametrize("factor", [1 / 64, 3.7, 1024])
def test_prices_scale_and_ratios_do_not(name: str, output: str, factor: float) -> None:
    columns = random_columns(150, 8)
    scaled = {key: values * (1 if key == "volume" else factor) for key, values in columns.items()}
    priced = INDICATORS[name].over_price(output) or name in IN_PRICE_UNITS
    expected = compute(name, columns, {})[output] * (factor if priced else 1)
    actual = compute(name, scaled, {})[output]
    assert actual == pytest.approx(expected, rel=1e-7, abs=1e-9, nan_ok=True)


@pytest.mark.parametrize("name", [name for name, spec in INDICATORS.items() if spec.scale])
@given(st.integers(0, 2**32 - 1), st.data())
@settings(max_examples=20, deadline=None)
def test_values_keep_to_the_scale(name: str, seed: int, data: st.DataObject) -> None:
    low, high = INDICATORS[name].scale or (0, 0)
    for values in compute(
        name, random_columns(80, seed), data.draw(params(INDICATORS[name]))
    ).values():
        known = values[~np.isnan(values)]
        assert ((known >= low - 1e-9) & (known <= high + 1e-9)).all()


@pytest.mark.parametrize("name", INDICATORS)
def test_prices_alone_decide_unless_it_needs_full_bars(name: str) -> None:
    columns = random_columns(100, 9)
    other = {**columns, "volume": np.full(100, np.nan)}
    same = all(
        np.array_equal(values, compute(name, other, {})[output], equal_nan=True)
        for output, values in compute(name, columns, {}).items()
    )
    assert same == (name not in {"VOLUME_MEAN", "OBV", "MFI", "VWAP"})
    assert same or INDICATORS[name].full_bars


@pytest.mark.parametrize("name", INDICATORS)
def test_the_usual_parameters_are_in_range_and_go_together(name: str) -> None:
    spec = INDICATORS[name]
    assert all(one.low <= one.default <= one.high for one in spec.params.values())
    assert spec.check is None or spec.check(spec.defaults()) is None
    assert set(spec.unpriced) <= set(spec.outputs)


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("MACD", {"fast": 26}, "fast must be shorter than slow"),
        ("ICHIMOKU", {"conversion": 30}, "conversion must be shorter than base"),
        ("ICHIMOKU", {"span": 20}, "base must be shorter than span"),
        ("SAR", {"acceleration": 0.3}, "acceleration must not exceed maximum"),
    ],
)
def test_parameters_that_do_not_go_together_are_named(
    name: str, change: dict[str, float], words: str
) -> None:
    spec = INDICATORS[name]
    assert spec.check is not None
    assert spec.check({**spec.defaults(), **change}) == words


def documented() -> list[list[str]]:
    section = DOCS.read_text().split("## Indicators\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `.*\|$", section, re.MULTILINE)
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def test_the_docs_list_the_registry() -> None:
    expected = [
        [
            f"`{name}`",
            ", ".join(f"{key} {param.default:g}" for key, param in spec.params.items()) or "none",
            ", ".join(spec.outputs),
        ]
        for name, spec in INDICATORS.items()
    ]
    assert [row[:3] for row in documented()] == expected
    assert all(row[3] for row in documented())
