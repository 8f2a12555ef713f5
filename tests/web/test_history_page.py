"""The page of the history: filters, orders and pages."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from backtests import history, jobs, snapshot, sorting
from backtests.models import Job
from backtests.viewers import Viewer
from tests.web.conftest import RSI, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]


def test_history_is_narrowed_down_and_paged(
    ada_client: Client, viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [jobs.submit(viewer, RSI, symbols=[name]) for name in ("AAPL", "IBM", "MSFT")]
    rows = ada_client.get("/jobs/?symbol=ibm").context["rows"]
    assert [job.pk for job, _ in rows] == [made[1].pk]
    assert "No run fits" in text_of(ada_client.get("/jobs/?status=complete"))
    monkeypatch.setattr(history.page_for, "__kwdefaults__", {**_defaults(), "limit": 2})
    first = ada_client.get("/jobs/")
    assert [job.pk for job, _ in first.context["rows"]] == [made[2].pk, made[1].pk]
    second = ada_client.get(f"/jobs/?after={first.context['next']}")
    assert [job.pk for job, _ in second.context["rows"]] == [made[0].pk]


def _defaults() -> dict[str, Any]:
    return dict(history.page_for.__kwdefaults__ or {})


def test_history_asks_the_database_as_often_for_thirty_runs_as_for_one(
    ada_client: Client, viewer: Viewer, django_assert_num_queries: Callable[..., Any]
) -> None:
    jobs.submit(viewer, RSI)
    with django_assert_num_queries(4):
        ada_client.get("/jobs/")
    for _ in range(29):
        jobs.submit(viewer, RSI)
    with django_assert_num_queries(4):
        assert len(ada_client.get("/jobs/").context["rows"]) == 30


def test_an_empty_history_says_what_will_be_there(guest: Client) -> None:
    assert "No runs yet" in text_of(guest.get("/jobs/"))


def test_history_is_sorted_by_every_figure_and_paged_without_losing_a_run(
    ada_client: Client, viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [jobs.submit(viewer, RSI).pk for _ in range(6)]
    for pk, figure in zip(made, (0.3, 0.1, 0.2, 0.2, 0.2, None), strict=True):
        columns = dict.fromkeys(sorting.SORTS.values(), figure and round(figure * 10))
        Job.objects.filter(pk=pk).update(**columns, saved=True, status="complete")
    monkeypatch.setattr(history.page_for, "__kwdefaults__", {**_defaults(), "limit": 2})
    for name in sorting.SORTS:
        assert _walk(ada_client, f"-{name}") == [made[n] for n in (0, 4, 3, 2, 1, 5)]
        assert _walk(ada_client, name) == [made[n] for n in (1, 2, 3, 4, 0, 5)]


def _walk(client: Client, sort: str) -> list[Any]:
    """All runs of a sorted history, over the links at its foot."""
    found, address = [], f"?sort={sort}&symbol=aapl"
    while address:
        page = client.get(f"/jobs/{address}")
        found += [job.pk for job, _ in page.context["rows"]]
        link = re.search(r'href="([^"]*after=[^"]*)">More runs', page.content.decode())
        address = html.unescape(link[1]) if link else ""
    return found


def test_a_head_of_the_history_sorts_and_turns_round_and_keeps_the_filter(
    ada_client: Client, viewer: Viewer
) -> None:
    jobs.submit(viewer, RSI)
    page = ada_client.get("/jobs/?symbol=aapl&sort=nonsense").content.decode()
    assert 'href="?symbol=aapl&amp;sort=-sharpe"' in page
    assert re.findall(r'aria-sort="descending"><a[^>]*>([^<]+)', page) == ["When (UTC)"]
    Job.objects.update(sharpe=1.0)
    page = ada_client.get("/jobs/?symbol=aapl&sort=-sharpe").content.decode()
    assert 'href="?symbol=aapl&amp;sort=sharpe"' in page
    assert page.count('aria-sort="descending"') == 1


def test_a_saved_run_has_its_curve_in_the_history(ada_client: Client, done: Job) -> None:
    result = snapshot.result(done)
    assert result
    ends = [value for _, value in result["equity"]]
    assert done.curve[-1] == pytest.approx(ends[-1] / ends[0], abs=1e-4)
    assert 'class="spark ' in ada_client.get("/jobs/").content.decode()
