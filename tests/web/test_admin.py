"""The admin: history to read, to search and to run again."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from backtests import admin, jobs, snapshot, tasks
from backtests.models import ApiToken, Job, JobEvent
from backtests.viewers import Viewer
from tests.web.conftest import RSI

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]
LIST = reverse("admin:backtests_job_changelist")


@pytest.fixture
def owner() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    return client


@pytest.fixture
def job(viewer: Viewer, redis_url: str) -> Job:
    made = jobs.submit(viewer, RSI)
    tasks.run_job(str(made.pk))
    tasks.save_job(str(made.pk))
    made.refresh_from_db()
    return made


def detail(job: Job) -> str:
    return reverse("admin:backtests_job_change", args=[job.pk])


def text(answer: Any) -> str:
    assert answer.status_code == 200
    content: str = answer.content.decode()
    return content


def test_the_list_shows_who_ran_what_and_how_it_went(owner: Client, job: Job) -> None:
    page = text(owner.get(LIST))
    for shown in ("complete", "AAPL", "ada", f"{job.total_return:+.1%}"):
        assert shown in page


def test_a_job_that_is_not_saved_shows_its_live_status(owner: Client, viewer: Viewer) -> None:
    made = jobs.submit(viewer, RSI)
    assert "queued (not saved yet)" in text(owner.get(LIST))
    tasks.run_job(str(made.pk))
    assert "complete (not saved yet)" in text(owner.get(LIST))


def test_above_the_list_stand_the_queues(owner: Client, viewer: Viewer) -> None:
    jobs.submit(viewer, RSI)
    page = text(owner.get(LIST))
    assert "Queues now" in page
    assert "no worker asks for tasks" in page
    assert "Results not saved yet: 0" in page


@pytest.mark.parametrize("query", ["stop loss", "AAPL", "ada"])
def test_jobs_are_found_by_words_symbol_and_user(owner: Client, job: Job, query: str) -> None:
    assert str(job.pk)[:8] in text(owner.get(LIST, {"q": query}))
    assert str(job.pk)[:8] not in text(owner.get(LIST, {"q": query + "bananas"}))


def test_a_job_is_found_by_its_id(owner: Client, job: Job) -> None:
    assert str(job.pk)[:8] in text(owner.get(LIST, {"q": str(job.pk)}))


def test_a_job_shows_its_events_in_order_and_its_verdict(owner: Client, job: Job) -> None:
    page = text(owner.get(detail(job)))
    result = snapshot.result(job) or {}
    assert result["verdict"]["text"].split(".")[0] in page
    messages = [row.payload.get("message", "") for row in JobEvent.objects.order_by("seq")[:2]]
    assert page.index(messages[0]) < page.index(messages[1])


def test_a_long_log_is_capped(owner: Client, job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    assert JobEvent.objects.count() > 2
    monkeypatch.setattr(admin, "MOST_ROWS", 2)
    assert 'name="events-TOTAL_FORMS" value="2"' in text(owner.get(detail(job)))


def test_nothing_can_be_added_changed_or_deleted(owner: Client, job: Job) -> None:
    assert owner.get(reverse("admin:backtests_job_add")).status_code == 403
    assert owner.post(detail(job), {"prompt": "other"}).status_code == 403
    path = reverse("admin:backtests_job_delete", args=[job.pk])
    assert owner.post(path, {"post": "yes"}).status_code == 403
    assert Job.objects.get().prompt == RSI


def test_what_users_wrote_is_shown_as_text(owner: Client, job: Job) -> None:
    Job.objects.update(prompt="<script>alert(1)</script>", symbols="<b>X</b>")
    JobEvent.objects.filter(seq=1).update(payload={"message": "<img src=x onerror=alert(1)>"})
    for page in (text(owner.get(detail(job))), text(owner.get(LIST))):
        assert "<script>alert" not in page
        assert "<b>X</b>" not in page
        assert "<img src=x" not in page


def test_a_job_is_run_again_as_its_owner(owner: Client, job: Job, ada: User) -> None:
    asked = {"action": "run_again", "_selected_action": [str(job.pk)]}
    page = text(owner.post(LIST, asked, follow=True))
    again = Job.objects.get(rerun_of=job)
    assert (again.user, again.strategy) == (ada, job.strategy)
    assert str(again.pk) in page


def test_a_rerun_that_is_refused_is_reported(owner: Client, job: Job, settings: Any) -> None:
    settings.MAX_JOBS_PER_USER = 0
    asked = {"action": "run_again", "_selected_action": [str(job.pk)]}
    assert "was not run again" in text(owner.post(LIST, asked, follow=True))


def test_tokens_can_be_withdrawn_but_not_read(owner: Client, ada: User) -> None:
    token = ApiToken.issue(ada.pk)
    row = ApiToken.objects.get()
    page = text(owner.get(reverse("admin:backtests_apitoken_change", args=[row.pk])))
    assert token not in page
    assert row.digest not in page
    owner.post(reverse("admin:backtests_apitoken_delete", args=[row.pk]), {"post": "yes"})
    assert not ApiToken.objects.exists()
