"""Several runs at once: compared, exported, run again, removed and brought back."""

from __future__ import annotations

import csv
import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from backtests import jobs, reconciler, removal
from backtests.models import Job, JobEvent
from backtests.viewers import Viewer
from tests.web.conftest import RSI

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]


@pytest.fixture
def runs(viewer: Viewer) -> list[Job]:
    made = [jobs.submit(viewer, RSI) for _ in range(3)]
    Job.objects.update(saved=True, status="complete", sharpe=0.5)
    return made


def do(client: Client, what: str, some: list[Job]) -> Any:
    ids = [str(job.pk) for job in some]
    return client.post("/jobs/bulk/", {"do": what, "jobs": ids}, follow=what != "export")


def undo(client: Client, page: str = "/jobs/") -> Any:
    """Press the button of the bar."""
    bar = re.search(r'<form class="undo".*?</form>', client.get(page).content.decode())
    ids = re.findall(r'name="jobs" value="([^"]+)"', bar[0]) if bar else []
    return client.post("/jobs/bulk/", {"do": "undo", "jobs": ids, "next": page}, follow=True)


def shown(client: Client) -> set[Any]:
    return {job.pk for job, _ in client.get("/jobs/").context["rows"]}


def test_the_ticked_runs_are_compared_at_an_address_to_keep(
    ada_client: Client, runs: list[Job]
) -> None:
    answer = do(ada_client, "compare", runs[:2])
    assert answer.redirect_chain[0][0] == f"/compare/?jobs={runs[0].pk},{runs[1].pk}"


@pytest.mark.parametrize("number", [1, 7])
def test_too_few_or_too_many_to_compare_stay_ticked_in_the_history(
    ada_client: Client, number: int
) -> None:
    ids = [str(uuid.uuid4()) for _ in range(number)]
    posted = {"do": "compare", "jobs": ids, "next": "/jobs/?q=RSI&compare=other"}
    answer = ada_client.post("/jobs/bulk/", posted, follow=True)
    assert answer.redirect_chain == [(f"/jobs/?q=RSI&compare={','.join(ids)}", 302)]
    assert f"2 to 6 runs can be compared; you ticked {number}." in answer.content.decode()


def test_an_export_has_a_line_a_run_and_no_formula(ada_client: Client, runs: list[Job]) -> None:
    Job.objects.filter(pk=runs[0].pk).update(note="=1+1")
    answer = do(ada_client, "export", runs[:2])
    lines = list(csv.DictReader(answer.content.decode().splitlines()))
    assert {line["id"] for line in lines} == {str(job.pk) for job in runs[:2]}
    assert {line["note"] for line in lines} == {"'=1+1", ""}
    assert {line["sharpe"] for line in lines} == {"0.5"}


def test_run_again_starts_each_once(ada_client: Client, runs: list[Job]) -> None:
    do(ada_client, "rerun", runs[:2])
    again = Job.objects.exclude(rerun_of=None).values_list("rerun_of", flat=True)
    assert set(again) == {job.pk for job in runs[:2]}


def test_what_is_removed_is_gone_from_every_door_and_can_be_brought_back(
    ada_client: Client, runs: list[Job], api_client: Client
) -> None:
    page = do(ada_client, "remove", runs[:2])
    assert "2 removed." in page.content.decode()
    assert shown(ada_client) == {runs[2].pk}
    for path in (f"/jobs/{runs[0].pk}/", f"/api/jobs/{runs[0].pk}"):
        assert ada_client.get(path).status_code == 404
    assert len(api_client.get("/api/jobs").json()["jobs"]) == 1
    undo(ada_client)
    assert shown(ada_client) == {job.pk for job in runs}
    assert "removed." not in ada_client.get("/jobs/").content.decode()


def test_what_still_runs_is_not_removed(ada_client: Client, runs: list[Job]) -> None:
    Job.objects.filter(pk=runs[0].pk).update(saved=False)
    page = do(ada_client, "remove", runs[:2])
    assert "was not removed" in page.content.decode()
    assert shown(ada_client) == {runs[0].pk, runs[2].pk}


def test_an_export_tells_in_which_words_a_run_was_changed(
    ada_client: Client, runs: list[Job]
) -> None:
    Job.objects.filter(pk=runs[0].pk).update(changed="use a 3% stop")
    answer = do(ada_client, "export", runs[:2]).content.decode()
    lines = {line["id"]: line["changed"] for line in csv.DictReader(answer.splitlines())}
    assert lines == {str(runs[0].pk): "use a 3% stop", str(runs[1].pk): ""}


def test_nobody_removes_exports_or_brings_back_what_is_anothers(runs: list[Job]) -> None:
    eve = Client()
    eve.force_login(User.objects.create_user("eve"))
    assert str(runs[0].pk) not in do(eve, "export", runs).content.decode()
    for what in ("remove", "rerun"):
        do(eve, what, runs)
    assert Job.objects.filter(removed_at=None).count() == len(runs)
    Job.objects.update(removed_at=timezone.now())
    do(eve, "undo", runs)
    assert Job.objects.filter(removed_at=None).count() == 0
    assert not eve.get("/jobs/?removed=1").context["rows"]


def test_every_removal_of_a_day_can_be_undone_the_last_one_first(
    ada_client: Client, runs: list[Job]
) -> None:
    for job in runs[:2]:
        do(ada_client, "remove", [job])
    Job.objects.filter(pk=runs[2].pk).update(saved=False)
    do(ada_client, "remove", runs[2:])
    undo(ada_client)
    assert shown(ada_client) == {runs[1].pk, runs[2].pk}
    undo(ada_client)
    assert shown(ada_client) == {job.pk for job in runs}


def test_what_was_removed_on_the_last_day_is_listed_and_any_of_it_brought_back(
    ada_client: Client, runs: list[Job]
) -> None:
    for job in runs:
        do(ada_client, "remove", [job])
    Job.objects.filter(pk=runs[2].pk).update(removed_at=timezone.now() - removal.UNDO_TIME)
    page = ada_client.get("/jobs/?removed=1")
    text = page.content.decode()
    assert {job.pk for job, _ in page.context["rows"]} == {runs[0].pk, runs[1].pk}
    assert f'href="/jobs/{runs[0].pk}/"' not in text, "nobody is led to a page that is gone"
    assert ">Bring back</button>" in text
    assert ">Remove</button>" not in text
    do(ada_client, "undo", [runs[0], runs[2]])
    assert shown(ada_client) == {runs[0].pk}


def test_who_removes_runs_stays_where_they_were(ada_client: Client, runs: list[Job]) -> None:
    here = {"next": "/jobs/?sort=oldest&symbol=aapl", "jobs": [str(runs[0].pk)]}
    for what in ("remove", "undo"):
        answer = ada_client.post("/jobs/bulk/", {"do": what, **here})
        assert answer.headers["Location"] == here["next"]
    page = ada_client.get(here["next"]).content.decode()
    bulk = page.partition('action="/jobs/bulk/"')[2]
    assert 'name="next" value="/jobs/?sort=oldest&amp;symbol=aapl"' in bulk


def test_a_page_goes_on_behind_a_run_that_was_removed_since(
    ada_client: Client, runs: list[Job]
) -> None:
    do(ada_client, "remove", runs[1:2])
    rows = ada_client.get(f"/jobs/?after={runs[1].pk}").context["rows"]
    assert [job.pk for job, _ in rows] == [runs[0].pk]


def test_a_removal_is_for_good_after_a_day_though_nobody_comes_by(runs: list[Job]) -> None:
    gone, lately, seen = runs
    now = timezone.now()
    JobEvent.objects.create(job=gone, seq=1, type="queued", ts=now, payload={})
    for job, age in ((gone, timedelta(minutes=1)), (lately, timedelta(minutes=-1))):
        Job.objects.filter(pk=job.pk).update(removed_at=now - removal.UNDO_TIME - age)
    reconciler.Removed().look_after()
    assert set(Job.objects.values_list("pk", flat=True)) == {lately.pk, seen.pk}
    assert not JobEvent.objects.exists()


def test_what_is_cleared_away_is_cleared_a_few_at_a_time(
    runs: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(removal, "PURGED_AT_ONCE", 2)
    Job.objects.update(removed_at=timezone.now() - 2 * removal.UNDO_TIME)
    assert [removal.purge() for _ in range(3)] == [2, 1, 0]


@pytest.mark.parametrize("said", [{}, {"do": "drop"}, {"do": "remove", "jobs": ["x", "' OR 1"]}])
def test_without_a_run_nothing_happens(
    ada_client: Client, runs: list[Job], said: dict[str, Any]
) -> None:
    page = ada_client.post("/jobs/bulk/", said, follow=True)
    assert "Tick the runs first." in page.content.decode()
    assert len(shown(ada_client)) == len(runs)
