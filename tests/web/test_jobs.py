"""The door to the queue: what is undone when a step fails, and what each viewer may see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import redis
from django.contrib.auth.models import User
from django.db import OperationalError

from agents import language, workflow
from backtests import history, jobs, snapshot, tasks
from backtests.delivery.broker import StreamBroker
from backtests.delivery.connection import sync_redis
from backtests.delivery.log import EventLog
from backtests.delivery.queue import QueueUnavailable
from backtests.market_data import catalogue
from backtests.models import Job
from backtests.viewers import Viewer
from tests.stack.conftest import until
from tests.web.conftest import RSI

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]
NOWHERE = "redis://127.0.0.1:1/0"


def raises(error: Exception) -> Callable[..., Any]:
    def fails(*args: Any, **kwargs: Any) -> Any:
        raise error

    return fails


# Undoing -----------------------------------------------------------------------------------------


def test_no_half_of_a_job_is_left_when_the_queue_is_full(
    viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "enqueue", raises(QueueUnavailable()))
    with pytest.raises(jobs.Unavailable):
        jobs.submit(viewer, RSI)
    assert not Job.objects.exists()
    assert list(sync_redis().scan_iter("cb:*")) == []


@pytest.mark.django_db(transaction=True)
def test_no_half_of_a_job_is_left_when_queue_and_database_fail_at_once(
    viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "WITHDRAW_SECONDS", 0.05)
    monkeypatch.setattr(tasks, "enqueue", raises(QueueUnavailable()))
    monkeypatch.setattr(EventLog, "discard", failing_once(EventLog.discard, redis.RedisError()))
    monkeypatch.setattr(Job, "delete", raises(OperationalError("the server is gone")))
    with pytest.raises(jobs.Unavailable):
        jobs.submit(viewer, RSI)
    until(lambda: not Job.objects.exists(), 10)
    assert list(sync_redis().scan_iter("cb:*")) == []


def failing_once(done: Callable[..., Any], error: Exception) -> Callable[..., Any]:
    errors = [error]

    def fails_or_does(*args: Any, **kwargs: Any) -> Any:
        if errors:
            raise errors.pop()
        return done(*args, **kwargs)

    return fails_or_does


@pytest.mark.parametrize("step", ["_same_request", "_check_quota", "_start"])
def test_a_database_that_fails_at_any_step_means_unavailable(
    viewer: Viewer, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    monkeypatch.setattr(jobs, step, raises(OperationalError("database is locked")))
    with pytest.raises(jobs.Unavailable):
        jobs.submit(viewer, RSI, idempotency_key="k")
    assert StreamBroker("workflow").queue_size() == 0


def test_prices_that_cannot_be_read_mean_unavailable(
    viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = catalogue.SourceFailed("the file is broken")
    monkeypatch.setattr(catalogue, "check_available", raises(failed))
    with pytest.raises(jobs.Unavailable, match="the file is broken"):
        jobs.submit(viewer, RSI)


def test_the_same_request_twice_at_once_starts_one_job(
    viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = jobs.submit(viewer, RSI, idempotency_key="k")
    look = jobs._same_request
    seen: list[Job | None] = []

    def too_early(job: Job) -> Job | None:
        seen.append(look(job) if seen else None)
        return seen[-1]

    monkeypatch.setattr(jobs, "_same_request", too_early)
    assert jobs.submit(viewer, RSI, idempotency_key="k") == first
    assert Job.objects.count() == StreamBroker("workflow").queue_size() == 1


# Running again -----------------------------------------------------------------------------------


def test_a_rerun_does_not_read_the_words_again(
    viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = jobs.submit(viewer, RSI, max_iterations=2, initial_capital=5000)
    monkeypatch.setattr(language, "read", raises(AssertionError("read again")))
    again = jobs.rerun(viewer, job)
    for name in ("prompt", "options", "strategy", "reading", "answers", "symbols"):
        assert getattr(again, name) == getattr(job, name), name
    asked = EventLog(sync_redis()).request(str(again.pk))
    assert asked == EventLog(sync_redis()).request(str(job.pk))


def test_a_rerun_of_a_strategy_that_is_no_longer_valid_is_refused(viewer: Viewer) -> None:
    job = jobs.submit(viewer, RSI)
    job.strategy = {**(job.strategy or {}), "stop_loss": 2}
    with pytest.raises(ValueError, match="stop_loss"):
        jobs.rerun(viewer, job)


def test_a_rerun_sent_twice_starts_once(viewer: Viewer) -> None:
    job = jobs.submit(viewer, RSI)
    first, second = (jobs.rerun(viewer, job, "again") for _ in range(2))
    assert first == second


# Looking -----------------------------------------------------------------------------------------


def test_a_guest_sees_own_jobs_only(viewer: Viewer) -> None:
    guest, other = Viewer(guest="one"), Viewer(guest="two")
    job = jobs.submit(guest, RSI)
    assert history.get(guest, job.pk) == job
    for stranger in (other, viewer, Viewer()):
        assert history.page_for(stranger).jobs == []
        with pytest.raises(history.NotFound):
            history.get(stranger, job.pk)


def test_each_viewer_has_a_quota_of_his_own(viewer: Viewer, settings: Any) -> None:
    settings.MAX_JOBS_PER_USER = 1
    jobs.submit(viewer, RSI)
    jobs.submit(Viewer(guest="one"), RSI)
    with pytest.raises(jobs.OverQuota):
        jobs.submit(viewer, RSI)


def test_what_went_wrong_is_told_before_and_after_the_save(
    viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = jobs.submit(viewer, RSI)
    failure = workflow.AgentFailure("no_data", "There are no prices.")
    monkeypatch.setattr(workflow, "run", raises(failure))
    tasks.run_job(str(job.pk))
    before = snapshot.describe(job)["error"]
    tasks.save_job(str(job.pk))
    job.refresh_from_db()
    after = snapshot.describe(job)["error"]
    assert before == after == {"code": "no_data", "message": "There are no prices."}


def test_without_redis_a_saved_job_is_told_from_the_database(viewer: Viewer, settings: Any) -> None:
    job = jobs.submit(viewer, RSI)
    tasks.run_job(str(job.pk))
    tasks.save_job(str(job.pk))
    before = snapshot.events(str(job.pk))["events"], snapshot.result(job)
    settings.REDIS_URL = NOWHERE
    assert (snapshot.events(str(job.pk))["events"], snapshot.result(job)) == before
    job.refresh_from_db()
    assert snapshot.describe(job)["status"] == "complete"
    assert [item["status"] for item in snapshot.describe_all([job])] == ["complete"]


def test_without_redis_nothing_is_made_up(viewer: Viewer, settings: Any) -> None:
    job = jobs.submit(viewer, RSI)
    settings.REDIS_URL = NOWHERE
    with pytest.raises(redis.RedisError):
        snapshot.events(str(job.pk))
    with pytest.raises(jobs.Unavailable):
        jobs.cancel(job)
    assert snapshot.describe(job)["status"] == "queued"


def test_pages_follow_each_other_without_gap_or_repeat(viewer: Viewer) -> None:
    made = {str(jobs.submit(viewer, RSI).pk) for _ in range(5)}
    seen: list[str] = []
    after: str | None = ""
    while after is not None:
        page = history.page_for(viewer, limit=2, after=after)
        seen += [str(job.pk) for job in page.jobs]
        after = page.next
    assert len(seen) == 5
    assert set(seen) == made


def test_a_list_asks_the_logs_once(
    viewer: Viewer, monkeypatch: pytest.MonkeyPatch, ada: User
) -> None:
    made = [jobs.submit(viewer, RSI) for _ in range(4)]
    asked: list[int] = []
    states = snapshot.states

    def counted(ids: Any) -> Any:
        asked.append(len(list(ids)))
        return states(ids)

    monkeypatch.setattr(snapshot, "states", counted)
    snapshot.describe_all(made)
    assert asked == [4]


def test_a_symbol_is_found_whole_wherever_it_stands(viewer: Viewer) -> None:
    kept = {
        name: Job.objects.create(user_id=viewer.user_id, symbols=name)
        for name in ("AAPL", "AAPL IBM", "IBM AAPL", "IBM AAPL MSFT", "AAPL2", "XAAPL", "A")
    }
    found = history.page_for(viewer, symbol="aapl").jobs
    assert {job.symbols for job in found} == set(kept) - {"AAPL2", "XAAPL", "A"}
    assert [job.symbols for job in history.page_for(viewer, symbol="A").jobs] == ["A"]
