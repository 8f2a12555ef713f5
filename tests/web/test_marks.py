"""Stars, tags and notes: one's own, found again, and no part of the run."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.test import Client

from backtests import jobs, tasks
from backtests.models import Job
from backtests.viewers import Viewer
from tests.web.conftest import RSI

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]


@pytest.fixture
def job(viewer: Viewer) -> Job:
    return jobs.submit(viewer, RSI, max_iterations=1)


def found(client: Client, query: str) -> list[Any]:
    return [job.pk for job, _ in client.get(f"/jobs/?{query}").context["rows"]]


def mark(client: Client, job: Job, **fields: str) -> Any:
    return client.post(f"/jobs/{job.pk}/marks/", fields)


def test_a_star_is_given_and_taken_and_filters_the_history(
    ada_client: Client, viewer: Viewer, job: Job
) -> None:
    other = jobs.submit(viewer, RSI)
    given = ada_client.post(f"/jobs/{job.pk}/star/", {"starred": "1", "next": "/jobs/?q=aapl"})
    assert given.headers["Location"] == f"/jobs/?q=aapl#run-{job.pk}"
    assert found(ada_client, "starred=1") == [job.pk]
    assert found(ada_client, "") == [other.pk, job.pk]
    ada_client.post(f"/jobs/{job.pk}/star/", {"starred": "0"})
    assert found(ada_client, "starred=1") == []


def test_tags_are_small_single_words_and_lead_to_their_runs(ada_client: Client, job: Job) -> None:
    mark(ada_client, job, tags="Momentum, to-do momentum  <b>", note="")
    job.refresh_from_db()
    assert job.tags == "momentum to-do b"
    assert found(ada_client, "tag=momentum") == found(ada_client, "tag=TO-DO") == [job.pk]
    assert found(ada_client, "tag=moment") == []


def test_who_keeps_a_note_is_led_back_to_it_and_told(ada_client: Client, job: Job) -> None:
    kept = mark(ada_client, job, tags="", note="Later")
    assert kept.headers["Location"] == f"/jobs/{job.pk}/#notes"
    page = ada_client.get(f"/jobs/{job.pk}/").content.decode()
    assert page.count("Your notes are kept.") == 1
    assert page.index('id="notes"') < page.index("Your notes are kept.")
    mark(ada_client, job, tags="", note="x" * 2001)
    assert "The note is too long" in ada_client.get(f"/jobs/{job.pk}/").content.decode()


def test_a_note_is_found_by_its_words_and_is_text(ada_client: Client, job: Job) -> None:
    mark(ada_client, job, tags="", note="Looks <script>alert(1)</script> too good")
    assert found(ada_client, "q=too+good") == [job.pk]
    for path in ("/jobs/", f"/jobs/{job.pk}/"):
        page = ada_client.get(path).content.decode()
        assert "<script>alert" not in page
        assert "too good" in html.unescape(re.sub(r"<[^>]+>", " ", page))


def test_what_is_too_long_is_not_kept_in_part(ada_client: Client, job: Job) -> None:
    mark(ada_client, job, tags="kept", note="short")
    mark(ada_client, job, tags="lost", note="x" * 2001)
    job.refresh_from_db()
    assert (job.tags, job.note) == ("kept", "short")


def test_what_is_too_much_stays_in_its_field_once(ada_client: Client, job: Job) -> None:
    mark(ada_client, job, tags="before", note="before")
    ada_client.get(f"/jobs/{job.pk}/")
    typed = " ".join(f"tag{n}" for n in range(11))
    mark(ada_client, job, tags=typed, note="a long thought")
    first, later = (ada_client.get(f"/jobs/{job.pk}/").content.decode() for _ in range(2))
    assert "These are 11 tags; a run has at most ten. Nothing was kept yet." in first
    assert "Your notes are kept." not in first
    assert f'value="{typed}"' in first
    assert ">a long thought</textarea>" in first
    assert 'value="before"' in later
    job.refresh_from_db()
    assert (job.tags, job.note) == ("before", "before")
    mark(ada_client, job, tags=typed.removesuffix(" tag10") + " tag1", note="")
    job.refresh_from_db()
    assert len(job.tags.split()) == 10, "one that is said twice counts once"


def test_notes_that_could_not_be_kept_stand_in_the_fields_of_their_own_run_only(
    ada_client: Client, viewer: Viewer, job: Job
) -> None:
    other = jobs.submit(viewer, RSI)
    mark(ada_client, job, tags="", note="x" * 2001)
    assert "xxx" not in ada_client.get(f"/jobs/{other.pk}/").content.decode()
    assert "x" * 2001 in ada_client.get(f"/jobs/{job.pk}/").content.decode()


def test_marks_made_during_a_run_outlive_its_save(ada_client: Client, job: Job) -> None:
    tasks.run_job(str(job.pk))
    mark(ada_client, job, tags="early", note="before the save")
    tasks.save_job(str(job.pk))
    job.refresh_from_db()
    assert (job.saved, job.tags, job.note) == (True, "early", "before the save")


def test_another_persons_run_cannot_be_marked(client: Client, job: Job) -> None:
    for path, fields in (("star/", {"starred": "1"}), ("marks/", {"tags": "x", "note": "y"})):
        assert client.post(f"/jobs/{job.pk}/{path}", fields).status_code == 404
    job.refresh_from_db()
    assert (job.starred, job.tags, job.note) == (False, "", "")


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:x"])
def test_marking_leads_to_no_other_site(ada_client: Client, job: Job, target: str) -> None:
    answer = ada_client.post(f"/jobs/{job.pk}/star/", {"starred": "1", "next": target})
    assert answer.headers["Location"] == f"/jobs/{job.pk}/"
