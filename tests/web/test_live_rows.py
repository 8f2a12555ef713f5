"""The rows of the history as they stand now, for a page on which runs go on."""

from __future__ import annotations

import re
import uuid

from django.test import Client

from backtests.models import Job
from backtests.viewers import Viewer


def made(viewer: Viewer, **columns: object) -> Job:
    said = {
        "user_id": viewer.user_id,
        "guest": viewer.guest,
        "symbols": "AAPL",
        "prompt": "Buy AAPL",
    }
    return Job.objects.create(**{**said, **columns})


def rows(client: Client, *jobs: Job) -> str:
    answer = client.get("/jobs/rows/", {"jobs": ",".join(str(job.pk) for job in jobs)})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_row_says_how_its_run_stands(ada_client: Client, viewer: Viewer, redis_url: str) -> None:
    job = made(viewer, status="running")
    page = ada_client.get("/jobs/").content.decode()
    assert f'id="run-{job.pk}" data-status="running" data-unsaved' in page
    assert f'data-rows="/jobs/rows/?sort=" data-newest="{job.pk}" data-top></p>' in page
    assert f'id="run-{job.pk}" data-status="running" data-unsaved' in rows(ada_client, job)
    figures = {"total_return": 0.123, "curve": [1, 2, 3], "saved": True, "status": "complete"}
    Job.objects.filter(pk=job.pk).update(**figures)
    fresh = rows(ada_client, job)
    assert f'id="run-{job.pk}" data-status="complete">' in fresh
    assert "+12.3%" in fresh
    assert 'class="spark gain"' in fresh


def test_a_guest_sees_the_rows_of_this_browser_and_no_others(
    guest_client: Client, viewer: Viewer, redis_url: str
) -> None:
    own, anothers = made(Viewer(guest="a-guest")), made(viewer)
    fresh = rows(guest_client, own, anothers, Job(pk=uuid.uuid4()))
    assert f"run-{own.pk}" in fresh
    assert fresh.count("<tr ") == 1


def test_rubbish_is_nobodys_run(ada_client: Client, redis_url: str) -> None:
    for asked in ("", "zz", "%00", "," * 1000):
        answer = ada_client.get("/jobs/rows/", {"jobs": asked})
        assert (answer.status_code, "<tr " in answer.content.decode()) == (200, False)


def test_many_rows_cost_one_question(
    ada_client: Client, viewer: Viewer, redis_url: str, django_assert_max_num_queries: object
) -> None:
    jobs = [made(viewer) for _ in range(20)]
    with django_assert_max_num_queries(3):  # type: ignore[operator]  # session, user, runs
        rows(ada_client, *jobs)


def test_what_has_come_since_stands_before_the_other_rows(
    ada_client: Client, viewer: Viewer, redis_url: str
) -> None:
    old = made(viewer)
    made(Viewer(guest="somebody"))
    two = [made(viewer, prompt=idea).pk for idea in ("Buy IBM", "Buy MSFT")]

    def newer(query: dict[str, str]) -> list[str]:
        page = ada_client.get("/jobs/rows/", query).content.decode()
        return re.findall(r'<tr id="run-([^"]+)', page.split("</tbody>")[0])

    assert newer({"newer": str(old.pk)}) == [str(pk) for pk in reversed(two)]
    assert newer({"newer": str(two[1])}) == newer({"jobs": str(old.pk)}) == []
    assert len(newer({"newer": ""})) == 3, "where there was none, all are new"
    assert newer({"newer": "rubbish"}) == newer({"newer": str(uuid.uuid4())}) == []


def test_only_the_newest_without_a_filter_take_new_rows_in(
    ada_client: Client, viewer: Viewer, redis_url: str
) -> None:
    job = made(viewer)
    assert "data-top" in ada_client.get("/jobs/").content.decode()
    for query in ("sort=-sharpe", "q=aapl", f"before={job.pk}", "removed=1"):
        page = ada_client.get(f"/jobs/?{query}").content.decode()
        assert f'data-newest="{job.pk}"></p>' in page, query
