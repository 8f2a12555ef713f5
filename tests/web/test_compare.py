"""Runs side by side: rebased on what they have in common, the best marked, nobody else's shown."""

from __future__ import annotations

import html
import math
import re
import uuid
from typing import Any

import numpy as np
import pytest
from django.test import Client

from backtests import drawing, jobs, tasks
from backtests.engine.strategy import Strategy
from backtests.models import Job
from backtests.pages import side_by_side
from backtests.viewers import Viewer

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


# The arithmetic ----------------------------------------------------------------------------------

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


# The page ----------------------------------------------------------------------------------------


@pytest.fixture
def two(viewer: Viewer, redis_url: str) -> list[Job]:
    words = "Buy AAPL when RSI drops below {}, sell when RSI goes above 70, from {} to 2011"
    made = [
        jobs.submit(viewer, words.format(level, start), max_iterations=1)
        for level, start in ((30, 2005), (25, 2007))
    ]
    for job in made:
        tasks.run_job(str(job.pk))
    return made


def text_of(answer: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", html.unescape(text))


def address(runs: list[Job]) -> str:
    return "/compare/?jobs=" + ",".join(str(job.pk) for job in runs)


@pytest.mark.django_db
def test_two_runs_stand_side_by_side(ada_client: Client, two: list[Job]) -> None:
    page = ada_client.get(address(two))
    shown = text_of(page)
    assert page.status_code == 200
    assert "On the common period, 2007-01-03 to 2011-" in shown
    assert "RSI(14) drops below 30 RSI(14) drops below 25" in shown
    assert "✓ best" in shown
    assert "<script>" not in page.content.decode()
    assert not re.search(
        r"<form [^>]*role=|<th[^>]*></th>|<section [^>]*labelledby", page.content.decode()
    )
    assert 'Charts by <a href="https://www.tradingview.com/"' in page.content.decode()
    curves = ada_client.get(html.unescape(page.context["curves"])).json()["curves"]
    assert [(curve["letter"], curve["values"][0][1]) for curve in curves] == [
        ("A", 100),
        ("B", 100),
    ]
    assert curves[0]["values"][-1][0] == curves[1]["values"][-1][0]


@pytest.mark.django_db
def test_a_run_that_never_traded_says_so_where_it_would_win(
    ada_client: Client, viewer: Viewer, two: list[Job]
) -> None:
    never = jobs.submit(viewer, "Buy AAPL when RSI(14) is below 1, sell when RSI(14) is above 70")
    tasks.run_job(str(never.pk))
    page = ada_client.get(address([never, *two])).content.decode()
    row = page.partition(">Max drawdown</th>")[2].partition("</tr>")[0]
    own, *others = row.split("</td>")[:3]
    assert "<small>no trades</small>" in own
    assert sum("✓ best" in cell for cell in others) == 1


@pytest.mark.django_db
def test_without_javascript_the_curves_are_drawn_by_the_site(
    ada_client: Client, two: list[Job]
) -> None:
    page = ada_client.get(f"/compare/?jobs={two[0].pk},{two[1].pk}").content.decode()
    table = page.partition("As a table</summary>")[2].partition("</table>")[0]
    assert re.findall(r'scope="row">([^<]+)', table) == ["2007", "2008", "2009", "2010", "2011"]
    still = page.partition('class="stills"')[2].partition("</figure>")[0]
    assert still.count('<path class="run-') == 2


@pytest.mark.django_db
def test_runs_without_a_day_in_common_say_which_to_leave_out(
    ada_client: Client, viewer: Viewer, two: list[Job]
) -> None:
    words = "Buy AAPL when RSI drops below 30, sell when RSI goes above 70, from 2020 to 2021"
    late = jobs.submit(viewer, words, max_iterations=1)
    tasks.run_job(str(late.pk))
    page = ada_client.get(address([*two, late]))
    shown = text_of(page)
    assert "Without C the others have 2007-01-03 to 2011-" in shown
    assert f'href="{address(two)}">Without C' in html.unescape(page.content.decode())
    assert re.search(r"AAPL, 2005-01-0\d to 2011-12-\d\d, run ", shown)
    assert "Each whole run, over days of its own A B C Return" in shown


@pytest.mark.django_db
def test_a_lost_account_is_said_to_be_lost(
    ada_client: Client, viewer: Viewer, two: list[Job]
) -> None:
    words = "Short AAPL when RSI is above 50 with 5x leverage, cover when RSI is below 5, from 2003"
    ruin = jobs.submit(viewer, words, max_iterations=1)
    tasks.run_job(str(ruin.pk))
    shown = text_of(ada_client.get(address([two[0], ruin])))
    assert re.search(r"account lost on 20\d\d-\d\d-\d\d", shown)
    assert shown.count("account lost") == 2


def test_a_curve_that_is_missing_takes_no_colour_of_another() -> None:
    up = [["2024-01-01", 100], ["2024-01-02", 110]]
    drawn = drawing.curves(up, [], up)
    assert drawn is not None
    assert [bool(path) for path in drawn.paths] == [True, False, True]


def test_ticked_runs_of_the_history_lead_to_one_address(ada_client: Client, two: list[Job]) -> None:
    history = ada_client.get(f"/jobs/?compare={two[0].pk}").content.decode()
    assert re.findall(r'value="([0-9a-f-]{36})"[^>]*checked', history) == [str(two[0].pk)]
    ticked = "&".join(f"jobs={job.pk}" for job in [*two, two[0]])
    answer = ada_client.get(f"/compare/?{ticked}")
    assert (answer.status_code, answer.headers["Location"]) == (302, address(two))


@pytest.mark.django_db
def test_too_few_and_too_many_are_told_what_to_choose(ada_client: Client, two: list[Job]) -> None:
    assert "Tick them in the history" in text_of(ada_client.get("/compare/"))
    one = ada_client.get(address(two[:1]))
    assert (one.status_code, "Choose 2 to 6 runs" in text_of(one)) == (422, True)
    twice = ada_client.get(address([two[0], two[0]]))
    assert "This is one run alone." in text_of(twice)
    assert f'href="/jobs/?compare={two[0].pk}"' in twice.content.decode()
    seven = [*two, *(copy_of(two[0]) for _ in range(5))]
    assert "These are 7" in text_of(ada_client.get(address(seven)))


def copy_of(job: Job) -> Job:
    other = Job.objects.get(pk=job.pk)
    other.pk = uuid.uuid4()
    other.save(force_insert=True)
    return other


@pytest.mark.django_db
def test_a_run_without_a_result_is_left_out_and_said_so(
    ada_client: Client, viewer: Viewer, two: list[Job]
) -> None:
    waiting = jobs.submit(viewer, "Buy IBM when RSI drops below 30, sell above 70")
    page = ada_client.get(address([*two, waiting]))
    assert "Left out, for there is no result (yet)" in text_of(page)
    assert [run.job.pk for run in page.context["runs"]] == [job.pk for job in two]
    assert "1 of the chosen has no result" in text_of(ada_client.get(address([two[0], waiting])))


@pytest.mark.django_db
def test_another_persons_run_cannot_be_compared(two: list[Job], client: Client) -> None:
    assert client.get(address(two)).status_code == 404
    query = address(two).partition("?")[2]
    assert client.get(f"/compare/curves/?{query}").status_code == 404


@pytest.mark.django_db
def test_a_run_that_is_gone_is_left_out_and_looks_like_anothers(
    ada_client: Client, two: list[Job]
) -> None:
    theirs = copy_of(two[0])
    Job.objects.filter(pk=theirs.pk).update(user_id=None, guest="somebody")
    removed = copy_of(two[0])
    Job.objects.filter(pk=removed.pk).update(removed_at=removed.created_at)
    never = Job(pk=uuid.uuid4())
    pages, alone = [], []
    for gone in (theirs, removed, never):
        page = ada_client.get(address([gone, *two]))
        assert (page.status_code, len(page.context["runs"])) == (200, 2)
        pages.append(text_of(page))
        one = ada_client.get(address([two[0], gone]))
        assert one.status_code == 422
        alone.append(text_of(one))
    assert len(set(pages)) == len(set(alone)) == 1
    assert "Left out: 1 of the runs in this address does not exist" in pages[0]
    assert "That leaves one run alone" in alone[0]
    six = [*two, *(copy_of(two[0]) for _ in range(4))]
    assert ada_client.get(address([never, *six])).status_code == 200


def test_what_differs_is_told_in_words() -> None:
    kept = strategy(hold=True, stop_loss=None, fill="close", commission_per_trade=1)
    found = {
        one["label"]: one["texts"]
        for one in side_by_side.differences([LONG, {**LONG, "strategy": kept}])
    }
    assert found["Hold"] == ["no", "to the end"]
    assert found["Fill"] == ["at the next open", "at the close"]
    assert found["Commission per trade"] == ["0", "1"]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["nonsense,more", "1;2,' OR 1", "\x00,a"])
def test_what_is_no_run_does_not_exist(ada_client: Client, text: str) -> None:
    assert ada_client.get("/compare/", {"jobs": text}).status_code == 404
