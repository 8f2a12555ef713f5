"""The charts that are chosen fit the strategy, come in the order of use, and say why."""

from typing import Any

import numpy as np
import pytest

from agents.charting.atr_distances import distances_of
from agents.charting.charts import Chart, charts_of
from agents.charting.held import OTHERS, held_by
from agents.charting.indicator_panels import indicators_of
from agents.insights import candles
from backtests.engine import backtest
from backtests.engine.indicators import compute
from backtests.engine.signals import Panel
from backtests.engine.strategy import Strategy
from tests.agents.making import Desk, random_bars, rsi_strategy
from tests.engine.making import closes, compare, indicator

Json = dict[str, Any]
RSI = indicator("RSI", period=2)
OFTEN: Json = {"entry": compare(RSI, "<", 50), "exit": compare(RSI, ">", 50)}
CHANGE = {"kind": "change", "bars": 20}


def chosen(strategy: Strategy, count: int = 900) -> list[Chart]:
    bars = [random_bars(count, one, n) for n, one in enumerate(strategy.needed_symbols)]
    done = backtest.run(strategy, bars)
    return charts_of(done, backtest.prepared(strategy, bars))


def kinds(strategy: Strategy, count: int = 900) -> list[str]:
    return [one.kind for one in chosen(strategy, count)]


def named(charts: list[Chart], kind: str) -> Chart:
    return next(one for one in charts if one.kind == kind)


def portfolio(symbols: str = "XYZ", **of: Any) -> Strategy:
    return Strategy.model_validate({"symbols": list(symbols), "portfolio": of})


def test_few_trades_are_looked_at_one_by_one() -> None:
    strategy = rsi_strategy(entry=compare(RSI, "<", 10), exit=compare(RSI, ">", 90))
    assert kinds(strategy, 300) == [
        "equity", "drawdown", "price", "indicator", "returns", "excursions"
    ]  # fmt: skip


def test_of_many_trades_their_spread_comes_before_the_price_that_they_would_hide() -> None:
    found = kinds(rsi_strategy(**OFTEN), 3000)
    assert found == ["equity", "drawdown", "returns", "excursions", "price", "indicator"]


def test_with_a_stop_how_far_trades_went_comes_first_and_has_the_stop_in_it() -> None:
    charts = chosen(rsi_strategy(**OFTEN, stop_loss=0.04, take_profit=0.1))
    spread = [one.kind for one in charts if one.kind in ("excursions", "returns")]
    assert spread == ["excursions", "returns"]
    assert named(charts, "excursions").more == {"stop": -0.04, "target": 0.1}
    assert "a stop of 4% and a target of 10%" in named(charts, "excursions").why
    assert "the stop loss of 4%" in named(charts, "price").why


def test_of_a_handful_of_trades_no_spread_is_drawn() -> None:
    assert "returns" not in kinds(rsi_strategy(), 60)
    assert "excursions" not in kinds(rsi_strategy(), 60)


def test_without_a_trade_prices_and_rules_come_first_and_no_drawdown() -> None:
    charts = chosen(rsi_strategy(entry=compare(RSI, "<", 0.0001)))
    assert [one.kind for one in charts] == ["price", "indicator", "indicator", "equity"]
    assert "found nothing" in charts[0].why
    assert "nothing was ever held" in charts[-1].why


def test_each_chart_says_why_it_is_there_in_a_sentence() -> None:
    for chart in chosen(rsi_strategy(**OFTEN)):
        assert chart.why.endswith((".", "?"))
        assert chart.title


def test_a_panel_says_which_rules_look_at_it() -> None:
    strategy = rsi_strategy(entry=compare(RSI, "<", 20), exit=compare(CHANGE, ">", 0.02))
    panels = [one for one in chosen(strategy) if one.kind == "indicator"]
    assert [(one.title, one.why, one.more["unit"]) for one in panels] == [
        ("RSI(2)", "The entry looks at it.", ""),
        ("change over 20 bars", "The exit looks at it.", "%"),
    ]


def test_a_panel_that_would_stay_empty_is_not_drawn() -> None:
    strategy, still = rsi_strategy(), [closes([10.0] * 60)]
    found = charts_of(backtest.run(strategy, still), backtest.prepared(strategy, still))
    assert [one.kind for one in found] == ["price", "equity"]


def test_limits_of_the_plain_price_stand_on_the_price_chart() -> None:
    strategy = rsi_strategy(entry=compare({"kind": "price"}, "<", 100), exit=None, max_bars=5)
    price = named(chosen(strategy), "price")
    assert [zone["text"] for zone in price.more["zones"]] == ["buy below 100"]
    assert price.more["thresholds"] == [100]


def test_fixed_weights_are_shown_by_what_was_held_and_what_was_traded() -> None:
    fixed = portfolio("XY", kind="weights", weights={"X": 0.6, "Y": 0.4})
    charts = chosen(fixed)
    assert [one.kind for one in charts] == [
        "equity", "drawdown", "holdings", "turnover", "price"
    ]  # fmt: skip
    held = named(charts, "holdings").more
    assert held["columns"] == ["X", "Y"]
    assert sum(held["rows"][-1][1:]) == pytest.approx(1, abs=0.01)


def test_weights_that_are_never_restored_have_no_turnover_to_show() -> None:
    fixed = portfolio("XY", kind="weights", weights={"X": 0.6, "Y": 0.4}, rebalance="never")
    assert "turnover" not in kinds(fixed)


def test_all_in_one_symbol_for_ever_has_no_holdings_to_show() -> None:
    kept = portfolio("X", kind="weights", weights={"X": 1}, rebalance="never")
    assert kinds(kept) == ["equity", "drawdown", "price"]


def test_a_rotation_shows_the_values_it_ranks_by_in_one_panel() -> None:
    rotation = portfolio(kind="rotation", rank_by=CHANGE, top=2, fallback="Z")
    charts = chosen(rotation)
    assert [one.kind for one in charts] == [
        "equity", "drawdown", "holdings", "ranked", "turnover", "price"
    ]  # fmt: skip
    ranked = named(charts, "ranked")
    assert ranked.more == {"label": "change over 20 bars", "symbols": ["X", "Y"], "unit": "%"}
    panels = [Panel(random_bars(200, symbol)) for symbol in "XYZ"]
    labels = {one["label"] for one in indicators_of(rotation, panels)}
    assert ranked.more["label"] in labels, "its lines are found by their label"
    assert ranked.why == "The highest 2 of these were held."


def test_lines_that_nobody_could_tell_apart_are_not_drawn() -> None:
    wide = portfolio("ABCDEFGHIJ", kind="rotation", rank_by=CHANGE, top=2)
    charts = chosen(wide, 300)
    assert "ranked" not in [one.kind for one in charts]
    held = named(charts, "holdings").more
    assert (len(held["columns"]), held["columns"][-1]) == (6, OTHERS)
    assert all(sum(row[1:]) <= 1.001 for row in held["rows"])


def test_an_allocation_shows_what_decides() -> None:
    branch = {"when": compare(indicator("RSI", period=14), ">", 50), "weights": {"X": 1}}
    charts = chosen(portfolio("XY", kind="allocation", branches=[branch], otherwise={"Y": 1}))
    assert "It decides what is held." in [one.why for one in charts]


def test_a_price_that_decides_comes_before_one_that_only_shows_the_trades() -> None:
    above = compare({"kind": "price", "symbol": "X"}, ">",
                    {**indicator("SMA", period=50), "symbol": "X"})  # fmt: skip
    branch = {"when": above, "weights": {"X": 1}}
    charts = chosen(portfolio("XY", kind="allocation", branches=[branch], otherwise={"Y": 1}))
    assert [one.kind for one in charts] == [
        "equity", "drawdown", "holdings", "price", "turnover"
    ]  # fmt: skip
    assert named(charts, "price").why == "Where it bought and sold, and what decided it."


def test_buying_bit_by_bit_is_shown_by_money_put_in_against_its_worth() -> None:
    strategy = rsi_strategy(
        entry={"kind": "calendar", "month_day": 1}, exit=None, hold=True,
        sizing={"cash": 500, "max_entries": 10_000},
    )  # fmt: skip
    charts = chosen(strategy)
    assert [one.kind for one in charts] == ["equity", "drawdown", "invested", "price"]
    paid = [row[1] for row in named(charts, "invested").more["rows"]]
    assert paid[0] == pytest.approx(500)
    assert paid == sorted(paid)
    assert named(charts, "price").more["paid"]["X"]


def test_several_symbols_show_how_much_was_in_which() -> None:
    strategy = rsi_strategy(symbols=["X", "Y"], **OFTEN)
    assert "holdings" in kinds(strategy)
    assert "holdings" not in kinds(rsi_strategy(**OFTEN))


def test_a_short_position_is_a_negative_share() -> None:
    strategy = rsi_strategy(symbols=["X", "Y"], direction="short", **OFTEN)
    bars = [random_bars(300, "X"), random_bars(300, "Y", 2)]
    rows = held_by(strategy, backtest.prepared(strategy, bars)).shares()["rows"]
    assert min(part for row in rows for part in row[1:]) < -0.2


def test_a_stop_in_atr_is_known_for_each_trade_as_it_was_decided() -> None:
    strategy = rsi_strategy(**OFTEN, stop_loss={"kind": "atr", "multiple": 2, "period": 10})
    bars = random_bars(300)
    done, panels = backtest.run(strategy, [bars]), backtest.prepared(strategy, [bars])
    found = distances_of(done, panels)
    atr = compute("ATR", bars.columns(), {"period": 10})["value"]
    entered = np.searchsorted(bars.time, [trade.entry_time for trade in done.trades])
    assert [one[0] for one in found] == pytest.approx((2 * atr[entered - 1]).tolist())
    assert {one[1:] for one in found} == {(None, None)}
    stopped = [n for n, one in enumerate(done.trades) if one.exit_reason.startswith("stop loss")]
    gaps = [done.trades[n].entry_price - done.trades[n].exit_price for n in stopped]
    assert all(gap >= (found[n][0] or 0) - 1e-6 for n, gap in zip(stopped, gaps, strict=True))
    assert stopped


def test_levels_that_the_page_can_compute_are_not_repeated() -> None:
    strategy = rsi_strategy(**OFTEN, stop_loss=0.05)
    bars = [random_bars(300)]
    done = backtest.run(strategy, bars)
    assert distances_of(done, backtest.prepared(strategy, bars)) == []


async def test_the_result_and_the_event_name_the_same_charts() -> None:
    desk = Desk([random_bars(900)])
    result = await desk.run(rsi_strategy(**OFTEN), max_iterations=1)
    (said,) = (one.data for one in desk.said if one.agent == "InsightsGenerator" and one.data)
    assert said["charts"] == [one.get("group", one["kind"]) for one in result["charts"]]
    assert (
        candles(backtest.prepared(rsi_strategy(), [random_bars(900)])[0]) == result["prices"]["X"]
    )


def test_an_indicator_and_its_value_of_a_bar_ago_share_a_panel() -> None:
    now, ago = indicator("OBV"), {**indicator("OBV"), "lag": 1}
    strategy = rsi_strategy(entry=compare(now, ">", ago), exit=compare(now, "<", ago))
    panels = [one for one in chosen(strategy) if one.kind == "indicator"]
    assert [one.title for one in panels] == ["OBV"]


def test_what_looks_at_another_symbol_says_so() -> None:
    other = {**RSI, "symbol": "SPY"}
    found = chosen(rsi_strategy(entry=compare(other, "<", 30), exit=compare(RSI, ">", 70)))
    told = {one.title: one.more["elsewhere"] for one in found if one.kind == "indicator"}
    assert told == {"SPY's RSI(2)": True, "RSI(2)": False}
