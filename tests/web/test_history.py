"""The history of many runs: each order has its index, and no filter loses or repeats a run."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backtests import history, jobs, sorting, tasks, terminal, tries
from backtests.downloads import exports
from backtests.models import Job
from backtests.pages.history_views import what_was_removed
from backtests.viewers import Viewer
from tests.web.conftest import RSI, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]
GUEST = Viewer(guest="somebody")
OF_THE_CONTRACT = (
    "total_return", "cagr", "volatility", "sharpe", "sortino", "calmar", "max_drawdown",
    "exposure", "trades", "win_rate", "profit_factor", "expectancy",
)  # fmt: skip
DAY = date(2024, 5, 17)


@pytest.fixture(params=["user", "guest"])
def owner(request: pytest.FixtureRequest, viewer: Viewer) -> tuple[str, Viewer]:
    return request.param, viewer if request.param == "user" else GUEST


def made(viewer: Viewer, n: int, **columns: Any) -> list[Job]:
    """Saved runs, newest first, a minute apart."""
    said = {"user_id": viewer.user_id, "guest": viewer.guest, "saved": True, "status": "complete"}
    now = timezone.now()
    rows = [
        Job(**{**said, "prompt": RSI, **columns, "created_at": now - timedelta(minutes=age)})
        for age in range(n)
    ]
    return Job.objects.bulk_create(rows)


def plans(ask: Any) -> list[str]:
    """How the database would find what is asked for."""
    with CaptureQueriesContext(connection) as asked:
        ask()
    with connection.cursor() as cursor:
        found = []
        for query in asked.captured_queries:
            cursor.cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            found.append("; ".join(row[3] for row in cursor.fetchall()))
    return found


@pytest.mark.parametrize("sort", [*sorting.SORTS, *(f"-{name}" for name in sorting.SORTS)])
def test_each_order_comes_out_of_its_index(owner: tuple[str, Viewer], sort: str) -> None:
    name, viewer = owner
    column = sorting.SORTS[sort.removeprefix("-")]
    last = made(viewer, 3, **{column: 1})[1]
    first, others, _, second, more = plans(
        lambda: [history.page_for(viewer, sort=sort, after=after) for after in ("", str(last.pk))]
    )
    for plan in (first, second):
        assert f"USING INDEX job_{name}_{column} " in plan
    for plan in (first, others, second, more):
        assert "TEMP B-TREE" not in plan
    assert f"{column}>? AND {column}<?" in second or f"{column}>?)" in second


@pytest.mark.parametrize(
    ("wish", "indexes"),
    [
        ({"status": "error"}, ["unsaved", "status"]),
        ({"q": "zebra"}, ["words"]),
        ({"q": "zebra horse"}, ["words"]),
        ({"q": "größer"}, ["words"]),
        ({"symbol": "ZZZ"}, ["words"]),
        ({"tag": "zebra"}, ["words"]),
        ({"starred": True}, ["starred"]),
        ({"since": DAY}, ["words"]),
        ({"since": DAY, "until": DAY}, ["words"]),
        ({"until": DAY, "status": "error"}, ["unsaved", "status"]),
    ],
)
def test_each_filter_has_an_index(
    owner: tuple[str, Viewer], wish: dict[str, Any], indexes: list[str]
) -> None:
    name, viewer = owner
    found = plans(lambda: history.page_for(viewer, **wish))
    for plan, index in zip(found, indexes, strict=True):
        assert f"INDEX job_{name}_{index} " in plan
        assert "TEMP B-TREE" not in plan
        assert ("created_at>" in plan) == ("since" in wish)
        assert ("created_at<" in plan) == ("until" in wish)


def test_the_oldest_come_out_of_an_index(owner: tuple[str, Viewer]) -> None:
    viewer = owner[1]
    last = made(viewer, 3)[1]
    first, _, second = plans(
        lambda: [history.page_for(viewer, sort="oldest", after=a) for a in ("", str(last.pk))]
    )
    assert "TEMP B-TREE" not in first + second
    assert "created_at>?" in second


def test_what_was_removed_has_an_index(owner: tuple[str, Viewer]) -> None:
    name, viewer = owner
    (plan,) = plans(lambda: what_was_removed(viewer))
    assert f"INDEX job_{name}_removed " in plan
    assert "TEMP B-TREE" not in plan


def test_a_deep_page_starts_where_the_last_one_ended(owner: tuple[str, Viewer]) -> None:
    viewer = owner[1]
    last = made(viewer, 3)[1]
    _, plan = plans(lambda: history.page_for(viewer, after=str(last.pk)))
    assert "created_at<?" in plan


def test_what_a_start_asks_of_the_history_has_an_index(owner: tuple[str, Viewer]) -> None:
    name, viewer = owner
    job = Job(user_id=viewer.user_id, guest=viewer.guest, symbols="AAPL", strategy={"a": 1})
    for plan in plans(lambda: tries.earlier(job)):
        assert f"INDEX job_{name}_symbols (" in plan
    unsaved = Job.objects.filter(viewer.owns, saved=False)
    assert f"job_{name}_unsaved" in plans(lambda: list(unsaved.values_list("pk")))[0]


def test_the_reconciler_looks_only_at_what_is_not_saved() -> None:
    silent = Job.objects.filter(saved=False, created_at__lt=timezone.now())
    assert "job_unsaved" in plans(lambda: list(silent.values_list("pk")))[0]


def test_a_status_holds_what_is_saved_and_what_is_not_in_order(viewer: Viewer) -> None:
    old = made(viewer, 3)
    live = jobs.submit(viewer, RSI)
    tasks.run_job(str(live.pk))
    made(viewer, 1, status="error")
    Job.objects.filter(pk=old[0].pk).update(created_at=timezone.now())
    seen, after = [], ""
    while after is not None:
        page = history.page_for(viewer, status="complete", after=after, limit=2)
        seen += [job.pk for job in page.jobs]
        after = page.next
    assert seen == [old[0].pk, live.pk, old[1].pk, old[2].pk]


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("AAPL RSI", [0, 1]),
        ("rsi aapl", [0, 1]),
        ("IBM later best", [2]),
        ("rsi zebra", []),
        ('"RSI on AAPL"', [1]),
        ('"on AAPL" RSI', [1]),
        ("RSI on AAPL", [0, 1]),
        ('" "', [0, 1, 2]),
        ('"rsi', [0, 1]),
        ("#best", [2]),
    ],
)
def test_all_words_are_sought_in_any_order_in_ideas_notes_and_tags(
    viewer: Viewer, q: str, found: list[int]
) -> None:
    said = [
        {"prompt": "Buy AAPL when RSI drops, on Mondays", "symbols": "AAPL"},
        {"prompt": "RSI on AAPL", "symbols": "AAPL"},
        {"prompt": "Buy at a new high", "symbols": "IBM", "note": "Look later", "tags": "best"},
    ]
    runs = [made(viewer, 1, **columns)[0].pk for columns in said]
    pks = {job.pk for job in history.page_for(viewer, q=q).jobs}
    assert pks == {runs[n] for n in found}


@pytest.mark.parametrize(
    ("note", "q"),
    [
        ("Übertrifft alles", "übertrifft"),
        ("übertrifft alles", "ÜBERTRIFFT"),
        ("IMMER GRÖSSER", "größer"),
        ("immer größer", "GRÖSSER"),
        ("Eine Änderung", '"eine änderung"'),
        ("ПОКУПКА", "покупка"),
        ("ОПАСНО", "п"),
        ("50 % (für *) [a", '"% (für *) [A"'),
    ],
)
def test_capitals_are_not_told_apart_in_any_script(viewer: Viewer, note: str, q: str) -> None:
    (run,) = made(viewer, 1, note=note, tags="größe")
    made(viewer, 1, note="ubertrifft grosser anderung")
    assert [job.pk for job in history.page_for(viewer, q=q).jobs] == [run.pk]
    assert [job.pk for job in history.page_for(viewer, tag="GRÖßE").jobs] == [run.pk]


@pytest.mark.parametrize("rare", [0, 100])
def test_words_find_the_same_with_a_status_or_an_order_however_rare_they_are(
    viewer: Viewer, monkeypatch: pytest.MonkeyPatch, rare: int
) -> None:
    monkeypatch.setattr(history, "RARE", rare)
    zebras = made(viewer, 3, prompt="zebra", sharpe=1.0)
    made(viewer, 2, sharpe=2.0)
    failed = made(viewer, 1, prompt="zebra", status="error")
    for wish, last in (({"status": "complete"}, []), ({"sort": "-sharpe"}, failed)):
        found = history.page_for(viewer, q="zebra", **wish).jobs
        assert [job.pk for job in found] == [job.pk for job in zebras + last], wish


@pytest.mark.parametrize("sort", ["sharpe", "-sharpe"])
def test_runs_without_the_figure_come_last_newest_first(
    ada_client: Client, viewer: Viewer, sort: str
) -> None:
    with_it = made(viewer, 2, sharpe=1.0)
    never_traded, failed = made(viewer, 1)[0], made(viewer, 1, status="error")[0]
    (live,) = made(viewer, 1, status="running", saved=False)
    known = with_it if sort.startswith("-") else with_it[::-1]

    def found(**wish: str) -> list[Any]:
        seen, after = [], ""
        while after is not None:
            page = history.page_for(viewer, sort=sort, after=after, limit=2, **wish)
            seen += [job.pk for job in page.jobs]
            after = page.next
        return seen

    without = [live.pk, failed.pk, never_traded.pk]
    assert found() == [*(job.pk for job in known), *without]
    assert found(status="complete") == [*(job.pk for job in known), never_traded.pk]
    assert found(status="error") == [failed.pk]
    assert found(status="running") == [live.pk]
    page = ada_client.get(f"/jobs/?status=error&sort={sort}").content.decode()
    assert f"run-{failed.pk}" in page
    assert "No run fits" not in page


def test_the_days_from_and_to_belong_to_what_is_shown(ada_client: Client, viewer: Viewer) -> None:
    today, *_ = made(viewer, 1)
    (old,) = made(viewer, 1)
    Job.objects.filter(pk=old.pk).update(created_at=today.created_at - timedelta(days=3))

    def found(query: str) -> list[Any]:
        return [job.pk for job, _ in ada_client.get(f"/jobs/?{query}").context["rows"]]

    day = (today.created_at - timedelta(days=3)).date()
    assert found(f"until={day}") == found(f"since={day}&until={day}") == [old.pk]
    assert found(f"since={day + timedelta(days=1)}") == [today.pk]
    assert found("since=0001-01-01&until=9999-12-31") == [today.pk, old.pk]
    assert found("since=soon&until=2024-99-99") == [today.pk, old.pk]


@pytest.mark.parametrize("said", ["aapl,ibm", "IBM aapl", " ibm , , aapl "])
def test_several_symbols_find_the_runs_of_any_of_them(
    ada_client: Client, viewer: Viewer, said: str
) -> None:
    ibm, both, aapl, _ = (
        made(viewer, 1, symbols=name)[0] for name in ("IBM", "SPY IBM", "AAPL", "MSFT")
    )
    rows = ada_client.get("/jobs/", {"symbol": said}).context["rows"]
    assert {job.pk for job, _ in rows} == {ibm.pk, both.pk, aapl.pk}


def test_days_the_wrong_way_round_are_told_apart_from_words_that_nothing_has(
    ada_client: Client, viewer: Viewer
) -> None:
    made(viewer, 1)
    turned = text_of(ada_client.get("/jobs/?since=2024-02-02&until=2024-02-01"))
    assert "The day in From lies after the one in To." in turned
    assert "Try fewer words, other days" in text_of(ada_client.get("/jobs/?until=2024-02-01"))


def test_what_runs_are_sorted_by_is_shown_and_chosen(ada_client: Client, viewer: Viewer) -> None:
    (run,) = made(viewer, 1, profit_factor=1.75, total_return=0.1)
    page = ada_client.get("/jobs/?sort=-factor").content.decode()
    assert str(run.pk) in page
    assert "Profit factor 1.75</small>" in page
    assert '<option value="-factor" selected>Profit factor</option>' in page


def test_a_run_that_never_lost_is_sorted_above_every_profit_factor_and_says_so(
    ada_client: Client, viewer: Viewer
) -> None:
    idea = "Buy IBM when RSI(14) < 30, sell when RSI > 70, from 2006 to 2010"
    never = jobs.submit(viewer, idea, max_iterations=1)
    tasks.run_job(str(never.pk))
    tasks.save_job(str(never.pk))
    (once,) = made(viewer, 1, profit_factor=9.5)
    (idle,) = made(viewer, 1)
    page = ada_client.get("/jobs/?sort=-factor")
    assert [job.pk for job, _ in page.context["rows"]] == [never.pk, once.pk, idle.pk]
    assert "Profit factor no loss</small>" in page.content.decode()
    behind = history.page_for(viewer, sort="-factor", after=str(never.pk)).jobs
    assert [job.pk for job in behind] == [once.pk, idle.pk]
    assert "inf" not in exports.runs_csv([Job.objects.get(pk=never.pk)])
    shown = text_of(ada_client.get(f"/jobs/{never.pk}/"))
    assert re.search(r"Profit factor\s+\?\s+no loss", shown), "the tile"
    assert re.search(r"Profit factor\s+no loss\s", shown), "the table of all figures"
    told = ada_client.get(f"/api/jobs/{never.pk}/result").json()["metrics"]
    assert (told["profit_factor"], told["win_rate"]) == (None, 1)
    report = ada_client.get(f"/api/jobs/{never.pk}/report.html").content.decode()
    assert "profit factor no loss" in report
    assert re.search(r"Profit factor +no loss +-", "\n".join(terminal.table({"metrics": told})))


def test_every_figure_of_a_result_can_be_sorted_by(viewer: Viewer) -> None:
    job = jobs.submit(viewer, RSI, max_iterations=1)
    tasks.run_job(str(job.pk))
    tasks.save_job(str(job.pk))
    job.refresh_from_db()
    found = job.result.data["metrics"]
    columns = {"trades": "trade_count"}
    for name in OF_THE_CONTRACT:
        column = columns.get(name, name)
        assert getattr(job, column) == found[name] is not None
        assert column in sorting.SORTS.values()


def test_a_run_of_less_than_a_year_has_no_rate_of_a_year_to_be_sorted_by(viewer: Viewer) -> None:
    job = jobs.submit(viewer, RSI, max_iterations=1, start=date(2009, 1, 2), end=date(2009, 6, 30))
    tasks.run_job(str(job.pk))
    tasks.save_job(str(job.pk))
    job.refresh_from_db()
    assert (job.cagr, job.calmar) == (None, None)
    assert job.total_return is not None
    assert job.result.data["metrics"]["cagr"] is not None


def options(page: str) -> dict[str, list[tuple[str, str]]]:
    """The orders that can be chosen, by their groups."""
    groups = re.findall(r'<optgroup label="([^"]+)">(.*?)</optgroup>', page)
    return {
        title: re.findall(r'<option value="([^"]*)"[^>]*>([^<]+)', inside)
        for title, inside in groups
    }


def test_each_order_does_what_its_name_says(ada_client: Client, viewer: Viewer) -> None:
    deep, flat = (made(viewer, 1, max_drawdown=-fall, sharpe=fall)[0] for fall in (0.8, 0.1))

    def first(sort: str) -> Any:
        return ada_client.get(f"/jobs/?sort={sort}").context["rows"][0][0].pk

    shown = options(ada_client.get("/jobs/").content.decode())
    assert dict(shown["Drawdown"]) == {
        "-drawdown": "Smallest drawdown first",
        "drawdown": "Largest drawdown first",
    }
    assert (first("-drawdown"), first("drawdown")) == (flat.pk, deep.pk)
    assert ("-sharpe", "Sharpe") in shown["Highest first"]
    assert (first("-sharpe"), first("sharpe")) == (deep.pk, flat.pk)
    assert dict(shown["Time"]) == {"": "Newest first", "oldest": "Oldest first"}
    assert (first(""), first("oldest")) == (flat.pk, deep.pk)


@pytest.mark.parametrize("status", ["", "complete"])
def test_the_oldest_come_first_page_by_page_also_of_a_status(viewer: Viewer, status: str) -> None:
    old = made(viewer, 3)
    live = jobs.submit(viewer, RSI)
    tasks.run_job(str(live.pk))
    seen, after = [], ""
    while after is not None:
        page = history.page_for(viewer, status=status, sort="oldest", after=after, limit=2)
        seen += [job.pk for job in page.jobs]
        after = page.next
    assert seen == [*(job.pk for job in reversed(old)), live.pk]


@pytest.mark.parametrize("sort", ["", "oldest", "-sharpe"])
def test_pages_lead_back_as_they_lead_on(
    ada_client: Client, viewer: Viewer, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    made(viewer, 3, sharpe=1.0)
    made(viewer, 2)  # which lead from a page of both kinds to one without the figure
    monkeypatch.setitem(history.page_for.__kwdefaults__ or {}, "limit", 2)

    def page(query: str) -> tuple[list[Any], dict[str, str]]:
        answer = ada_client.get(f"/jobs/{query}")
        links = re.findall(r'rel="(prev|next)" href="([^"]+)"', answer.content.decode())
        found = [job.pk for job, _ in answer.context["rows"]]
        return found, {rel: html.unescape(href) for rel, href in links}

    first, ways = page(f"?sort={sort}")
    assert set(ways) == {"next"}
    second, on = page(ways["next"])
    third, last = page(on["next"])
    assert set(last) == {"prev"}
    assert page(last["prev"])[0] == second
    again, ways = page(on["prev"])
    assert (again, set(ways)) == (first, {"next"})
    assert len({*first, *second, *third}) == 5


def test_ticked_runs_outlive_a_filter_and_a_page_that_do_not_show_them(
    ada_client: Client, viewer: Viewer
) -> None:
    hidden, shown = (made(viewer, 1, symbols=name)[0] for name in ("IBM", "AAPL"))
    page = ada_client.get(f"/jobs/?symbol=aapl&compare={hidden.pk},{shown.pk}").content.decode()
    ticked = re.findall(r'name="jobs" value="([^"]+)"[^>]*checked', page)
    assert set(ticked) == {str(hidden.pk), str(shown.pk)}
    assert f'name="compare" value="{hidden.pk},{shown.pk}"' in page, "the next filter keeps them"
    assert f'href="?symbol=aapl&amp;compare={hidden.pk}%2C{shown.pk}&amp;sort=-sharpe"' in page
    assert "not on this page: the buttons below act on these too" in page
    assert "not on this page" not in ada_client.get("/jobs/").content.decode()


def test_a_page_of_which_all_was_removed_gives_way_to_the_first(
    ada_client: Client, viewer: Viewer
) -> None:
    made(viewer, 1, symbols="AAPL")
    last = made(viewer, 1)[0]
    Job.objects.filter(pk=last.pk).update(created_at=timezone.now() - timedelta(days=1))
    answer = ada_client.get(f"/jobs/?symbol=aapl&after={last.pk}")
    assert answer.headers["Location"] == "/jobs/?symbol=aapl"


def test_the_head_of_the_times_turns_them_round(ada_client: Client, viewer: Viewer) -> None:
    made(viewer, 1, sharpe=1.0)

    def head(query: str) -> tuple[str, str]:
        page = ada_client.get(f"/jobs/?{query}").content.decode()
        found = re.search(r'aria-sort="(\w+)"><a href="([^"]*)">When', page)
        assert found
        return found[1], found[2]

    assert head("") == head("sort=nonsense") == ("descending", "?sort=oldest")
    assert head("sort=oldest&q=buy") == ("ascending", "?q=buy")
    assert head("sort=-sharpe") == ("none", "?")
