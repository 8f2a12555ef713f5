"""The arithmetic of runs side by side: one clock, one period, the best marked; pure."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from backtests import drawing
from backtests.engine.strategy import Strategy
from backtests.pages import side_by_side

RULE = {
    "kind": "compare",
    "left": {"kind": "indicator", "name": "RSI", "params": {"period": 14}},
    "op": "crosses_below",
    "right": {"kind": "number", "value": 30},
}
PLAN = {"symbols": ["AAPL"], "timeframe": "1d", "entry": RULE, "stop_loss": 0.05}


def strategy(**changed: Any) -> dict[str, Any]:
    return Strategy.model_validate({**PLAN, **changed}).model_dump(mode="json")


def equity(first: int, *values: float) -> list[list[Any]]:
    return [[f"2024-01-{first + n:02}T00:00:00Z", value] for n, value in enumerate(values)]


def trade(entered: int, left: int | None, side: str = "long", symbol: str = "AAPL") -> Any:
    out = f"2024-01-{left:02}T00:00:00Z" if left else None
    into = f"2024-01-{entered:02}T00:00:00Z"
    return {"symbol": symbol, "side": side, "entry_time": into, "exit_time": out}


def result(curve: list[list[Any]], *trades: Any, **more: Any) -> dict[str, Any]:
    return {"equity": curve, "trades": list(trades), "metrics": {}, "strategy": strategy(), **more}


LONG = result(equity(1, 100, 200, 300, 600, 300), trade(2, 3), trade(4, None))
SHORT = result(equity(2, 10, 20, 5), trade(2, 3), trade(4, 4, side="short"))
PERIOD = ("2024-01-02T00:00:00Z", "2024-01-04T00:00:00Z")


def test_the_common_period_begins_with_the_last_and_ends_with_the_first() -> None:
    assert side_by_side.common_period([LONG, SHORT]) == PERIOD


@pytest.mark.parametrize("first", [5, 6])
def test_a_single_day_in_common_is_no_period(first: int) -> None:
    assert side_by_side.common_period([LONG, result(equity(first, 1, 2))]) is None


def hours(first: str, *values: float) -> dict[str, Any]:
    curve = [[f"2024-01-{first}T{14 + n}:30:00Z", value] for n, value in enumerate(values)]
    return {**result(curve), "strategy": strategy(timeframe="1h")}


def test_beside_days_hours_are_valued_at_the_end_of_each_day() -> None:
    by_hours = hours("03", 50, 60, 90)
    by_hours["equity"] += [["2024-01-04T14:30:00Z", 120], ["2024-01-05T20:30:00Z", 180]]
    results = side_by_side.on_one_clock([LONG, by_hours])
    period = side_by_side.common_period(results)
    assert period == ("2024-01-03T23:59:59Z", "2024-01-05T23:59:59Z")
    days, within = side_by_side.curves(results, period)
    assert [value for _, value in days] == [100, 200, 100]
    assert [value for _, value in within] == [100, 133.3333, 200]
    assert [time for time, _ in days] == [time for time, _ in within]


def test_beside_weeks_days_are_valued_at_the_end_of_each_week() -> None:
    """A bar of a week has the day of its begin, and the close of its end."""
    days = result(equity(8, *range(100, 105)) + equity(15, *range(105, 110)))
    weeks = {
        **result([["2024-01-08T00:00:00Z", 10], ["2024-01-15T00:00:00Z", 20]]),
        "strategy": strategy(timeframe="1w"),
    }
    results = side_by_side.on_one_clock([days, weeks])
    assert [one["equity"] for one in results] == [
        [["2024-01-12T23:59:59Z", 104], ["2024-01-19T23:59:59Z", 109]],
        [["2024-01-12T23:59:59Z", 10], ["2024-01-19T23:59:59Z", 20]],
    ]
    assert [one["timeframe"] for one in results] == ["1w", "1w"]


def test_beside_days_risk_is_that_of_days() -> None:
    night = [[f"2024-01-{day:02}T20:30:00Z", 100 + day % 3] for day in range(1, 20)]
    results = side_by_side.on_one_clock(
        [{**result(night), "strategy": strategy(timeframe="1h")}, result(night)]
    )
    period = side_by_side.common_period(results)
    rows = side_by_side.matrix(results, period)[0]["rows"]
    (row,) = (row for row in rows if row["label"] == "Volatility a year")
    first, second = (cell["value"] for cell in row["cells"])
    assert first == second > 0


def test_entries_of_one_day_are_shared_where_bars_are_of_several_lengths() -> None:
    early, late = trade(3, 4), {**trade(3, 4), "entry_time": "2024-01-03T15:30:00Z"}
    runs = [result(LONG["equity"], early), {**hours("02", 1, 2), "trades": [late]}]
    runs[1]["equity"] += [["2024-01-04T20:30:00Z", 3]]
    results = side_by_side.on_one_clock(runs)
    (_, cell), _ = side_by_side.overlaps(results, side_by_side.common_period(results))
    assert cell["entries"] == cell["of"] == 1


def test_runs_on_bars_of_a_kind_keep_their_moments() -> None:
    assert side_by_side.on_one_clock([LONG, SHORT]) == [LONG, SHORT]
    assert side_by_side.on_one_clock([hours("03", 1, 2)] * 2) == [hours("03", 1, 2)] * 2


def test_the_run_that_keeps_the_others_apart_is_found() -> None:
    late = result(equity(20, 1, 2))
    assert list(side_by_side.common_without_one([LONG, late, SHORT])) == [(1, PERIOD)]
    assert list(side_by_side.common_without_one([LONG, late])) == []


def test_without_a_common_period_each_return_is_told_and_none_is_the_best() -> None:
    runs = [{**LONG, "metrics": {"total_return": gain}} for gain in (1.0, 2.0)]
    (group,) = side_by_side.matrix(runs, None)
    (row,) = (row for row in group["rows"] if row["label"] == "Return")
    assert [(cell["value"], cell["best"]) for cell in row["cells"]] == [(1, False), (2, False)]


def test_every_curve_starts_at_a_hundred() -> None:
    long, short = side_by_side.curves([LONG, SHORT], PERIOD)
    assert [value for _, value in long] == [100, 150, 300]
    assert [value for _, value in short] == [100, 200, 50]


def test_a_lost_account_has_no_curve_and_no_figures() -> None:
    lost = result(equity(2, 0, 0, 0))
    assert side_by_side.curves([lost], PERIOD) == [[]]
    row = side_by_side.matrix([LONG, lost], PERIOD)[0]["rows"][0]
    assert [(cell["value"], cell["note"]) for cell in row["cells"]] == [
        (2, ""),
        (None, "account lost"),
    ]
    assert side_by_side.lost_on(lost) == "2024-01-02"
    assert side_by_side.lost_on(LONG) is None


def test_the_table_of_the_curves_has_years_or_what_a_short_period_has() -> None:
    years = [
        [f"20{year}-{month:02}-15T00:00:00Z", year] for year in range(10, 14) for month in (3, 9)
    ]
    months = [
        [f"2024-{month:02}-{day}T00:00:00Z", day] for month in range(1, 5) for day in (10, 20)
    ]
    assert side_by_side.in_steps([years, years[4:]]) == [
        {"step": "2010", "values": [10, None]},
        {"step": "2011", "values": [11, None]},
        {"step": "2012", "values": [12, 12]},
        {"step": "2013", "values": [13, 13]},
    ]
    assert [row["step"] for row in side_by_side.in_steps([months])][-1] == "2024-04"
    assert side_by_side.in_steps([months[:2]])[0] == {"step": "2024-01-10", "values": [10]}


def test_curves_far_apart_are_drawn_on_a_logarithmic_scale() -> None:
    flat, high, lost = (equity(1, 100, last) for last in (110, 4020, 0))
    assert side_by_side.is_steep([flat, high])
    assert not side_by_side.is_steep([flat, flat])
    assert not side_by_side.is_steep([high, lost]), "nothing has no logarithm"


@pytest.mark.parametrize(("days", "told"), [(359, False), (360, True)])
def test_rates_of_a_year_are_compared_from_a_year_on(days: int, told: bool) -> None:
    last = np.datetime64("2024-01-01") + days
    run = result([["2024-01-01T00:00:00Z", 100.0], [f"{last}T00:00:00Z", 110.0]])
    period = (run["equity"][0][0], run["equity"][-1][0])
    (curve, _) = side_by_side.matrix([run, run], period)
    labels = {row["label"] for row in curve["rows"]}
    assert ({"Return a year", "Return a year / drawdown"} <= labels) is told
    assert "Return" in labels


def row_of(results: list[Any], label: str) -> Any:
    groups = side_by_side.matrix(results, PERIOD)
    (row,) = (row for group in groups for row in group["rows"] if row["label"] == label)
    return [(cell["value"], cell["best"]) for cell in row["cells"]]


def test_growth_is_that_of_the_common_period_and_the_higher_is_the_better() -> None:
    assert row_of([LONG, SHORT], "Return") == [(2, True), (-0.5, False)]


def test_the_shallower_drawdown_is_the_better() -> None:
    assert row_of([LONG, SHORT], "Max drawdown") == [(0, True), (-0.75, False)]


def test_the_lower_of_costs_is_the_better() -> None:
    dear, cheap = ({**LONG, "metrics": {"costs_paid": costs}} for costs in (9, 2))
    assert row_of([dear, cheap], "Costs paid") == [(9, False), (2, True)]


def test_what_is_equal_or_has_no_better_end_is_not_marked() -> None:
    one, two = ({**LONG, "metrics": {"trades": n, "win_rate": 0.5}} for n in (3, 8))
    assert row_of([one, two], "Trades") == [(3, False), (8, False)]
    assert row_of([one, two], "Win rate") == [(0.5, False), (0.5, False)]


def told_of(results: list[Any], label: str) -> list[str]:
    groups = side_by_side.matrix(results, PERIOD)
    (row,) = (row for group in groups for row in group["rows"] if row["label"] == label)
    return ["best" if one["best"] else "idle" if one["idle"] else "" for one in row["cells"]]


def test_who_does_not_trade_is_never_the_best() -> None:
    calm, wild = (
        result(equity(2, *values), trade(2, 4), metrics={"costs_paid": costs})
        for values, costs in (((100, 95, 99), 2), ((100, 50, 80), 9))
    )
    never = result(equity(2, 100, 100, 100), metrics={"costs_paid": 0})
    for label in ("Return", "Volatility a year", "Max drawdown", "Costs paid"):
        assert told_of([never, calm, wild], label) == ["idle", "best", ""], label
        assert told_of([never, wild], label) == ["idle", ""], f"{label}: no contest among one"
    gained = result(equity(2, 100, 120, 150), trade(2, 4))
    assert told_of([never, gained], "Return") == ["", "best"]
    assert told_of([never, never], "Return") == ["", ""]


def test_a_run_that_never_lost_has_the_best_profit_factor() -> None:
    never, once = (
        {**LONG, "metrics": {"profit_factor": factor, "win_rate": rate}}
        for factor, rate in ((None, 1.0), (1.03, 0.5))
    )
    assert row_of([never, once], "Profit factor") == [(math.inf, True), (1.03, False)]
    none = {**LONG, "metrics": {"profit_factor": None, "win_rate": None}}
    assert row_of([none, once], "Profit factor") == [(None, False), (1.03, False)]


def test_trades_outside_of_the_common_period_do_not_count_there() -> None:
    before = result(equity(1, 90, 100, 100, 100), trade(1, 2))
    swinging = result(equity(2, 100, 95, 99), trade(2, None))
    assert told_of([before, swinging], "Max drawdown") == ["idle", ""]


def test_what_is_shared_is_told_of_days_and_of_entries() -> None:
    (_, one), (other, _) = side_by_side.overlaps([LONG, SHORT], PERIOD)
    assert one == other == {"days": 2 / 4, "entries": 1, "of": 2}


def test_entries_outside_of_the_common_period_are_not_counted() -> None:
    early = result(equity(1, 1, 1, 1, 1), trade(1, 2), trade(3, 4))
    late = result(equity(2, 1, 1, 1), trade(3, 4))
    (_, cell), (other, _) = side_by_side.overlaps([early, late], PERIOD)
    assert cell == other == {"days": pytest.approx(2 / 3), "entries": 1, "of": 1}


def test_the_other_side_and_another_symbol_are_no_overlap() -> None:
    results = [result(LONG["equity"], trade(2, 4, *kind)) for kind in ((), ("short",))]
    results.append(result(LONG["equity"], trade(2, 4, symbol="IBM")))
    cells = [cell for row in side_by_side.overlaps(results, PERIOD) for cell in row if cell]
    assert [(cell["days"], cell["entries"]) for cell in cells] == [(0, 0)] * 6


def test_without_a_position_nothing_is_shared() -> None:
    idle = result(LONG["equity"])
    (_, cell), _ = side_by_side.overlaps([idle, idle], PERIOD)
    assert cell == {"days": None, "entries": 0, "of": 0}


def test_strategies_differ_in_words_and_only_where_they_differ() -> None:
    other = strategy(stop_loss=0.08, entry={**RULE, "right": {"kind": "number", "value": 25}})
    found = side_by_side.differences([LONG, {**LONG, "strategy": other}])
    assert found == [
        {"label": "Entry", "texts": ["RSI(14) drops below 30", "RSI(14) drops below 25"]},
        {"label": "Stop loss", "texts": ["5%", "8%"]},
    ]


def test_prices_from_elsewhere_are_a_difference() -> None:
    first = {**LONG, "data": [{"provider": "one", "symbol": "AAPL"}]}
    second = {**LONG, "data": [{"provider": "two", "symbol": "AAPL"}]}
    assert side_by_side.differences([first, first]) == []
    assert side_by_side.differences([first, second]) == [
        {"label": "Prices from", "texts": ["one", "two"]}
    ]
    both = {**LONG, "data": [*first["data"], {"provider": "two", "symbol": "IBM"}]}
    (row,) = side_by_side.differences([first, both])
    assert row["texts"] == ["one", "one: AAPL; two: IBM"]
    (row,) = side_by_side.differences([first, LONG])
    assert row["texts"] == ["one", "not recorded"]


def test_what_differs_is_told_in_words() -> None:
    kept = strategy(hold=True, stop_loss=None, fill="close", commission_per_trade=1)
    found = {
        one["label"]: one["texts"]
        for one in side_by_side.differences([LONG, {**LONG, "strategy": kept}])
    }
    assert found["Hold"] == ["no", "to the end"]
    assert found["Fill"] == ["at the next open", "at the close"]
    assert found["Commission per trade"] == ["0", "1"]


def test_a_curve_that_is_missing_takes_no_colour_of_another() -> None:
    up = [["2024-01-01", 100], ["2024-01-02", 110]]
    drawn = drawing.curves(up, [], up)
    assert drawn is not None
    assert [bool(path) for path in drawn.paths] == [True, False, True]
