"""The reconciler: what a crash has left behind is queued again, and nothing else is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import redis
from django.db import OperationalError
from django.utils import timezone

from backtests import jobs, reconciler, tasks
from backtests.delivery import broker, keys
from backtests.delivery.broker import StreamBroker
from backtests.delivery.connection import sync_redis
from backtests.delivery.log import EventLog
from backtests.delivery.publisher import Publisher
from backtests.models import Job
from backtests.viewers import Viewer
from tests.web.conftest import RSI

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]


@pytest.fixture
def submitted(viewer: Viewer, redis_url: str) -> Job:
    return jobs.submit(viewer, RSI)


def reconcile() -> None:
    """Often enough for what is silent to be silent twice in a row."""
    runs = reconciler.Runs()
    once = (reconciler.Saves(), reconciler.GivenUp(), reconciler.Cancels())
    for keeper in (*once, runs, runs):
        reconciler.attempt(keeper.look_after)


def types(log: EventLog, job: Job) -> list[str]:
    return [frame.type for frame in log.frames(str(job.pk))]


def forgotten(job: Job) -> Job:
    """As if it had been submitted long ago."""
    job.created_at = timezone.now() - timedelta(seconds=reconciler.SUBMISSION_SECONDS + 1)
    job.save()
    return job


def queued(queue: str) -> int:
    return StreamBroker(queue).queue_size()


def test_a_save_that_was_never_queued_is_queued_once(
    submitted: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:  # the worker dies between the bell and the queue
        patch.setattr(tasks, "enqueue", lambda *_: None)
        tasks.run_job(str(submitted.pk))
    for _ in range(2):
        reconcile()
    assert queued("persistence") == 1


def test_a_database_that_is_away_keeps_no_save_from_being_queued(
    submitted: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(tasks, "enqueue", lambda *_: None)
        tasks.run_job(str(submitted.pk))
    monkeypatch.setattr(Job.objects, "filter", _away)
    reconcile()
    assert queued("persistence") == 1


def _away(*args: Any, **kwargs: Any) -> None:
    raise OperationalError("the server closed the connection unexpectedly")


def test_a_run_whose_task_was_lost_is_queued_again(submitted: Job, log: EventLog) -> None:
    forgotten(submitted)
    StreamBroker("workflow").purge_queue()
    for _ in range(2):
        reconcile()
    assert queued("workflow") == 1
    tasks.run_job(str(submitted.pk))
    assert types(log, submitted)[-1] == "complete"


def test_a_run_whose_log_was_lost_starts_again(submitted: Job, log: EventLog) -> None:
    forgotten(submitted)
    sync_redis().flushall()
    reconcile()
    assert types(log, submitted) == ["queued"]
    tasks.run_job(str(submitted.pk))
    assert types(log, submitted)[-1] == "complete"


def test_a_run_whose_worker_is_alive_is_left_to_it(submitted: Job, log: EventLog) -> None:
    forgotten(submitted)
    sync_redis().flushall()  # the task has gone from the queue with everything else
    tasks.open_log(submitted)
    log.begin(str(submitted.pk))
    reconcile()
    assert queued("workflow") == 0
    sync_redis().hset(keys.meta(str(submitted.pk)), "alive", 0)
    reconcile()
    assert queued("workflow") == 1


def test_a_silent_moment_is_nothing(submitted: Job) -> None:
    forgotten(submitted)
    StreamBroker("workflow").purge_queue()
    runs = reconciler.Runs()
    runs.look_after()
    assert queued("workflow") == 0
    log = EventLog(sync_redis())
    log.begin(str(submitted.pk))
    runs.look_after()
    assert queued("workflow") == 0


def test_a_save_that_takes_long_is_told_once(
    submitted: Job, log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks.run_job(str(submitted.pk))
    reconcile()
    assert types(log, submitted)[-1] == "complete"
    monkeypatch.setattr(reconciler, "DELAY_SECONDS", 0)
    reconcile()
    reconcile()  # as another process does it
    assert types(log, submitted)[-2:] == ["complete", "save_delayed"]
    tasks.save_job(str(submitted.pk))
    assert types(log, submitted)[-3:] == ["complete", "save_delayed", "saved"]


def test_a_delay_that_is_told_is_not_told_at_each_look(
    submitted: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(reconciler, "_tell_of_the_delay", lambda log, job_id: told.append(job_id))
    monkeypatch.setattr(reconciler, "DELAY_SECONDS", 0)
    tasks.run_job(str(submitted.pk))
    saves = reconciler.Saves()
    for _ in range(3):
        saves.look_after()
    assert told == [str(submitted.pk)]


def test_what_waits_or_has_ended_is_left_alone(viewer: Viewer, submitted: Job) -> None:
    ended = forgotten(jobs.submit(viewer, RSI))
    forgotten(submitted)
    tasks.run_job(str(ended.pk))
    before = queued("workflow"), queued("persistence")
    reconcile()
    assert (queued("workflow"), queued("persistence")) == before


def test_a_submission_under_way_is_not_taken_for_a_lost_one(submitted: Job) -> None:
    StreamBroker("workflow").purge_queue()
    reconcile()
    assert queued("workflow") == 0


def test_reconciling_waits_for_a_server_that_is_away(submitted: Job, settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    reconcile()
    with pytest.raises(redis.RedisError):
        sync_redis().ping()


# Cancels that are lost ---------------------------------------------------------------------------


def test_a_cancel_that_a_restored_log_has_forgotten_is_asked_again(
    submitted: Job, log: EventLog
) -> None:
    job_id = str(submitted.pk)
    worker = Publisher(log, log.begin(job_id))
    assert jobs.cancel(submitted)
    sync_redis().flushall()
    worker.beat()
    assert log.state(job_id)
    assert not log.cancel_requested(job_id)
    reconcile()
    assert log.cancel_requested(job_id)
    assert types(log, submitted) == ["queued"], "it is its worker who says so"


def test_a_run_that_was_cancelled_as_it_waited_does_not_run_when_all_is_lost(
    submitted: Job, log: EventLog
) -> None:
    assert jobs.cancel(forgotten(submitted))
    sync_redis().flushall()
    reconcile()
    assert types(log, submitted) == ["queued", "cancelled"]
    assert (queued("workflow"), queued("persistence")) == (0, 1)


def test_a_cancelled_run_whose_task_was_lost_is_brought_to_its_end(
    submitted: Job, log: EventLog
) -> None:
    forgotten(submitted)
    log.begin(str(submitted.pk))
    assert jobs.cancel(submitted)
    StreamBroker("workflow").purge_queue()
    sync_redis().hset(keys.meta(str(submitted.pk)), "alive", 0)
    reconcile()
    assert queued("workflow") == 1
    tasks.run_job(str(submitted.pk))
    assert types(log, submitted)[-1] == "cancelled"


def test_a_run_that_ends_before_its_cancel_is_seen_is_complete(
    submitted: Job, log: EventLog
) -> None:
    attempt = log.begin(str(submitted.pk))
    assert jobs.cancel(submitted)
    log.finish(attempt, {"type": "complete"}, {}, after=1)
    reconcile()
    tasks.save_job(str(submitted.pk))
    submitted.refresh_from_db()
    assert submitted.status == "complete"


# Runs that kill their workers --------------------------------------------------------------------


@pytest.fixture
def given_up(submitted: Job, monkeypatch: pytest.MonkeyPatch) -> Job:
    """Delivered ten times; no worker has lived long enough to begin."""
    monkeypatch.setattr(broker, "LEASE_MS", 0)
    monkeypatch.setattr(broker, "BLOCK_MS", 10)
    pusher = StreamBroker("workflow")
    while not pusher.dead_letters():
        pusher.dequeue()
    return forgotten(submitted)


def test_a_run_that_no_worker_survives_ends_with_worker_lost(given_up: Job, log: EventLog) -> None:
    reconcile()
    assert types(log, given_up) == ["queued", "error"]
    tasks.save_job(str(given_up.pk))
    given_up.refresh_from_db()
    assert (given_up.status, (given_up.error or {})["code"]) == ("error", "worker_lost")
    reconcile()
    assert queued("workflow") == 0, "it is not tried for ever"


def test_a_run_that_lives_though_its_task_was_given_up_is_left_alone(
    given_up: Job, log: EventLog
) -> None:
    """Its leases ran out again and again, while Redis stood still."""
    log.begin(str(given_up.pk))
    reconcile()
    assert types(log, given_up) == ["queued"]


def test_a_dead_letter_is_read_once(given_up: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[str] = []
    monkeypatch.setattr(tasks, "give_up", ended.append)
    keeper = reconciler.GivenUp()
    for _ in range(2):
        keeper.look_after()
    assert ended == [str(given_up.pk)]
