"""Charts that fit the strategy, and a verdict that claims no more than the test shows."""

from typing import Any

import numpy as np
import pytest

from agents.charting.indicator_panels import indicators_of
from agents.jsonable import drawn, jsonable, series
from agents.language.reading import Unsupported
from backtests.engine import backtest
from backtests.engine.bars import Bars
from backtests.engine.signals import Panel
from backtests.engine.strategy import Strategy
from tests.agents.making import RSI_PATHS, Desk, random_bars, reading_of, rsi_strategy
from tests.engine.making import compare, indicator

CLOSE = {"kind": "price", "field": "close"}


def charts(strategy: Strategy) -> dict[str, dict[str, Any]]:
    bars = random_bars(200)
    return {one["label"]: one for one in indicators_of(strategy, [Panel(bars)])}


def rising(count: int = 400) -> Bars:
    return random_bars(count, drift=0.02)


async def verdict(strategy: Strategy, bars: Bars, **reading: Any) -> dict[str, Any]:
    desk = Desk([bars])
    result = await desk.run(strategy, reading_of(strategy, **reading))
    found: dict[str, Any] = result["verdict"]
    return found


def test_an_oscillator_has_its_own_panel_with_its_limits() -> None:
    (chart,) = charts(rsi_strategy()).values()
    assert (chart["label"], chart["panel"], chart["thresholds"]) == ("RSI(14)", "own", [30, 70])


def test_averages_lie_over_the_price_and_the_plain_close_is_not_drawn_again() -> None:
    strategy = rsi_strategy(
        entry=compare(CLOSE, ">", indicator("SMA", period=50)),
        exit=compare(CLOSE, "<", indicator("EMA", period=20)),
    )
    found = charts(strategy)
    assert {label: one["panel"] for label, one in found.items()} == {
        "SMA(50)": "price",
        "EMA(20)": "price",
    }


def test_a_share_of_the_band_is_not_drawn_over_the_price() -> None:
    strategy = rsi_strategy(entry=compare(indicator("BOLLINGER", "percent_b"), "<", 0))
    assert charts(strategy)["Bollinger %b (20, 2)"]["panel"] == "own"


def test_the_lines_of_one_macd_share_a_panel() -> None:
    strategy = rsi_strategy(
        entry=compare(indicator("MACD"), "crosses_above", indicator("MACD", "signal"))
    )
    found = charts(strategy)
    assert {one["group"] for label, one in found.items() if "MACD" in label} == {"MACD (12, 26, 9)"}


def test_values_before_the_first_window_are_left_out_and_nothing_else() -> None:
    (chart,) = charts(rsi_strategy()).values()
    assert len(chart["values"]) == 200 - 14
    assert chart["values"][0][0] == "2010-01-15T00:00:00Z"


def test_another_symbol_has_panels_by_their_scale() -> None:
    other = {"symbol": "Y"}
    entry = {"kind": "all", "of": [
        compare({**indicator("RSI", period=14), **other}, "<", 40),
        compare({"kind": "price", **other}, ">", {**indicator("SMA", period=50), **other}),
    ]}  # fmt: skip
    strategy = rsi_strategy(entry=entry)
    bars = [random_bars(200), random_bars(200, "Y", 2)]
    found = indicators_of(strategy, backtest.prepared(strategy, bars))
    groups = {one["label"]: (one["panel"], one["group"]) for one in found}
    assert groups["Y's RSI(14)"] == ("own", "Y's RSI(14)")
    assert groups["Y's close"] == groups["Y's SMA(50)"] == ("own", "Y price")


def test_what_a_portfolio_looks_at_lies_over_the_price_of_its_own_symbol() -> None:
    branch = {"when": compare({"kind": "price", "symbol": "X"}, ">",
                              {**indicator("SMA", period=50), "symbol": "X"}),
              "weights": {"X": 1}}  # fmt: skip
    portfolio = {"kind": "allocation", "branches": [branch], "otherwise": {"Y": 1}}
    strategy = Strategy.model_validate({"symbols": ["X", "Y"], "portfolio": portfolio})
    bars = [random_bars(200), random_bars(200, "Y", 2)]
    found = indicators_of(strategy, backtest.prepared(strategy, bars))
    shown = [(one["symbol"], one["label"], one["panel"], one["group"]) for one in found]
    assert shown == [
        ("X", "X's SMA(50)", "price", "price"),
        ("Y", "X's close", "own", "X price"),
        ("Y", "X's SMA(50)", "own", "X price"),
    ]


def test_what_a_portfolio_looks_at_without_a_name_is_drawn_for_its_first_symbol_alone() -> None:
    branch = {"when": compare(indicator("RSI", period=14), ">", 50), "weights": {"X": 1}}
    portfolio = {"kind": "allocation", "branches": [branch], "otherwise": {"Y": 1}}
    strategy = Strategy.model_validate({"symbols": ["X", "Y"], "portfolio": portfolio})
    bars = [random_bars(200), random_bars(200, "Y", 2)]
    found = indicators_of(strategy, backtest.prepared(strategy, bars))
    assert [(one["symbol"], one["label"]) for one in found] == [("X", "RSI(14)")]


async def test_few_trades_are_said_to_be_too_few_to_know() -> None:
    found = await verdict(rsi_strategy(), random_bars(600))
    assert "too few to know" in found["text"]
    assert any(one.startswith("Too few trades to know") for one in found["warnings"])


async def test_worse_than_holding_is_the_first_thing_said() -> None:
    entry = compare(indicator("RSI", period=2), "<", 50)
    found = await verdict(rsi_strategy(entry=entry, exit=None, max_bars=1), rising())
    assert found["text"].startswith("Worse than buy and hold from 2010-01-01 to 2011-02-04: +")


async def test_several_symbols_are_held_in_equal_parts_and_the_verdict_says_so() -> None:
    weights = {"kind": "weights", "weights": {"X": 0.6, "Y": 0.4}}
    plan = {"symbols": ["X", "Y"], "portfolio": weights}
    strategy = Strategy.model_validate(plan)
    result = await Desk([random_bars(300), random_bars(300, "Y", 2)]).run(
        strategy, reading_of(strategy)
    )
    assert "buy and hold in equal parts from 2010-01-01" in result["verdict"]["text"]


async def test_what_could_not_be_tested_is_repeated() -> None:
    gone = [Unsupported(text="when the news is good", why="news is not in the prices")]
    found = await verdict(rsi_strategy(), random_bars(), unsupported=gone)
    assert "Not tested: when the news is good: news is not in the prices." in found["warnings"]


async def test_a_period_beyond_the_prices_is_named() -> None:
    strategy = rsi_strategy(start="2005-01-01", end="2030-01-01")
    warnings = (await verdict(strategy, random_bars()))["warnings"]
    assert "Not tested before 2010-01-01: there are no earlier prices." in warnings
    assert any(one.startswith("Not tested after 2011-08-23") for one in warnings)


@pytest.mark.parametrize(
    ("fill", "who"), [("close", "Orders"), ("close_to_open", "Entries"), ("next_open", "")]
)
async def test_who_fills_at_the_close_of_a_signal_is_warned(fill: str, who: str) -> None:
    warnings = (await verdict(rsi_strategy(fill=fill), random_bars()))["warnings"]
    told = [one for one in warnings if "fill at the close that gave the signal" in one]
    assert [one.split()[0] for one in told] == ([who] if who else [])


async def test_missing_costs_are_named_and_counted_ones_are_not() -> None:
    free = await verdict(rsi_strategy(), random_bars())
    paid = await verdict(rsi_strategy(commission=0.001), random_bars())
    assert any("No commission" in one for one in free["warnings"])
    assert not any("No commission" in one for one in paid["warnings"])


@pytest.mark.parametrize("cost", ["commission_per_trade", "commission_per_share"])
async def test_costs_in_money_are_costs(cost: str) -> None:
    result = await Desk([random_bars()]).run(rsi_strategy(**{cost: 0.01}))
    assert not any("No commission" in one for one in result["verdict"]["warnings"])
    assert not any("commission" in one["words"] for one in result["suggestions"])


async def test_flags_of_the_data_are_repeated_once() -> None:
    desk = Desk([random_bars()], flags=["2 bars moved a lot", "2 bars moved a lot"])
    result = await desk.run(rsi_strategy())
    assert result["verdict"]["warnings"].count("X: 2 bars moved a lot.") == 1


async def test_what_is_true_of_several_symbols_is_said_once_of_all() -> None:
    bars = [random_bars(300, name, seed) for seed, name in enumerate(("X", "Y", "Z"))]
    desk = Desk(bars, flags=["1 bar came late"])
    result = await desk.run(rsi_strategy(symbols=["X", "Y", "Z"]))
    flags = [one for one in result["verdict"]["warnings"] if "came late" in one]
    assert flags == ["X, Y and Z: 1 bar came late."]


async def test_a_refined_result_says_how_many_were_tried_and_what_the_unseen_part_says() -> None:
    strategy = rsi_strategy()
    for seed in range(1, 12):
        desk = Desk([random_bars(1500, seed=seed)])
        result = await desk.run(strategy, reading_of(strategy, RSI_PATHS))
        if result["best_iteration"] > 1:
            break
    tried = len(result["iterations"]) - 1
    late = result["iterations"][result["best_iteration"] - 1]["out_of_sample"]
    assert f"{tried} variants of the assumed numbers were tried" in result["verdict"]["text"]
    assert f"On the rest, from {late['start'][:10]}" in result["verdict"]["text"]
    assert any("flatter the result" in one for one in result["verdict"]["warnings"])


async def test_where_no_variant_did_better_that_is_said_without_a_flattering_figure() -> None:
    strategy = rsi_strategy()
    for seed in range(1, 40):
        desk = Desk([random_bars(1500, seed=seed)])
        result = await desk.run(strategy, reading_of(strategy, RSI_PATHS), max_iterations=2)
        if len(result["iterations"]) > 1 and result["best_iteration"] == 1:
            break
    assert "none did better there" in result["verdict"]["text"]
    assert not any("flatter" in one for one in result["verdict"]["warnings"])


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (np.float64("nan"), None),
        (float("inf"), None),
        (np.int64(3), 3),
        (np.bool_(True), True),
        (np.datetime64("2012-05-17T00:00:00", "s"), "2012-05-17T00:00:00Z"),
        ({"a": (1.5, np.array([1.0, np.nan]))}, {"a": [1.5, [1.0, None]]}),
    ],
)
def test_json_gets_plain_values(value: Any, plain: Any) -> None:
    assert jsonable(value) == plain


def test_a_row_with_an_unknown_value_is_left_out_of_a_series() -> None:
    time = np.array(["2020-01-01", "2020-01-02"], "datetime64[s]")
    assert series(time, np.array([np.nan, 2.0])) == [["2020-01-02T00:00:00Z", 2.0]]


def test_charts_round_to_eight_digits_at_any_size() -> None:
    values = np.array([123456.789123, 0.000012345678912, -5.123456789123, 0.0, np.nan])
    rounded = drawn(values)
    assert rounded[:4].tolist() == pytest.approx([123456.79, 1.2345679e-05, -5.1234568, 0.0])
    assert np.isnan(rounded[4])
