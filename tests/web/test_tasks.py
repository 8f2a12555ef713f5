"""What the clusters run, on a real event log; faults are put exactly where they may strike."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from django.db import OperationalError

from agents import workflow
from agents.events import AgentStarted
from backtests import jobs, running, saving, snapshot, tasks
from backtests.delivery import archive, publisher
from backtests.delivery.broker import StreamBroker
from backtests.delivery.connection import sync_redis
from backtests.delivery.log import EventLog
from backtests.market_data import catalogue
from backtests.models import Iteration, Job, JobEvent, Result, Trade
from backtests.viewers import Viewer
from tests.web.conftest import RSI

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]


@pytest.fixture
def submitted(viewer: Viewer, redis_url: str) -> Job:
    return jobs.submit(viewer, RSI)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "OBSERVATION_SECONDS", 0.05)


def queued(queue: str) -> int:
    return StreamBroker(queue).queue_size()


def types(log: EventLog, job: Job) -> list[str]:
    return [frame.type for frame in log.frames(str(job.pk))]


def last_error(log: EventLog, job: Job) -> Any:
    return saving.error_in(log.frames(str(job.pk)))


def fails_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    async def run(*args: Any, **kwargs: Any) -> Any:
        raise error

    monkeypatch.setattr(workflow, "run", run)


# Running -----------------------------------------------------------------------------------------


def test_a_run_is_told_from_queued_to_saved(submitted: Job, log: EventLog) -> None:
    tasks.run_job(str(submitted.pk))
    tasks.save_job(str(submitted.pk))
    said = types(log, submitted)
    assert said[:2] == ["queued", "started"]
    assert said[-2:] == ["complete", "saved"]
    assert {"agent_start", "agent_complete", "iteration_start"} <= set(said)


def test_a_run_touches_no_database(
    submitted: Job, log: EventLog, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        tasks.run_job(str(submitted.pk))
    assert types(log, submitted)[-1] == "complete"


def test_the_bell_rings_before_the_save_is_queued(
    submitted: Job, log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[list[str]] = []
    monkeypatch.setattr(tasks, "enqueue", lambda *_: found.append(types(log, submitted)))
    tasks.run_job(str(submitted.pk))
    assert [said[-1] for said in found] == ["complete"]


def test_the_headline_travels_with_the_bell(submitted: Job, log: EventLog) -> None:
    tasks.run_job(str(submitted.pk))
    complete = log.frames(str(submitted.pk))[-1].event()
    result = snapshot.result(submitted) or {}
    assert complete["data"]["verdict"] == result["verdict"]
    assert complete["data"]["metrics"]["total_return"] == result["metrics"]["total_return"]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (workflow.AgentFailure("no_data", "There are no prices."), "no_data"),
        (catalogue.SourceFailed("The file cannot be read."), "source_failed"),
        (ZeroDivisionError("a secret"), "internal"),
        (MemoryError(), "too_large"),
        (SystemExit("django-q's timeout"), "timeout"),
    ],
)
def test_every_failure_ends_in_one_terminal_event(
    submitted: Job, log: EventLog, monkeypatch: pytest.MonkeyPatch, error: Exception, code: str
) -> None:
    fails_with(monkeypatch, error)
    tasks.run_job(str(submitted.pk))
    assert types(log, submitted) == ["queued", "started", "error"]
    assert last_error(log, submitted)["code"] == code
    assert "secret" not in last_error(log, submitted)["message"]
    tasks.save_job(str(submitted.pk))
    assert snapshot.describe(Job.objects.get())["error"]["code"] == code


def test_a_result_that_json_cannot_hold_does_not_cost_the_bell(
    submitted: Job, log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unspeakable(*args: Any, **kwargs: Any) -> Any:
        return {"metrics": {"exposure": float("nan")}}

    monkeypatch.setattr(workflow, "run", unspeakable)
    tasks.run_job(str(submitted.pk))
    assert types(log, submitted)[-1] == "error"
    assert snapshot.result(submitted) is None


def test_a_run_that_is_called_off_says_so(submitted: Job, log: EventLog) -> None:
    assert jobs.cancel(submitted)
    assert types(log, submitted) == ["queued", "cancelled"]
    tasks.run_job(str(submitted.pk))
    assert types(log, submitted) == ["queued", "cancelled"]
    assert not jobs.cancel(submitted)
    tasks.save_job(str(submitted.pk))
    assert Job.objects.get().status == "cancelled"


def test_a_run_under_way_stops_at_its_next_look(
    submitted: Job, log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def long(request: Any, *, emit: Any, check_cancelled: Any, **more: Any) -> Any:
        log.cancel(str(submitted.pk))
        while True:
            check_cancelled()

    monkeypatch.setattr(workflow, "run", long)
    tasks.run_job(str(submitted.pk))
    assert types(log, submitted) == ["queued", "started", "cancelled"]


def test_a_cancel_is_told_although_the_log_is_lost(submitted: Job, log: EventLog) -> None:
    sync_redis().flushall()
    assert jobs.cancel(submitted)
    assert types(log, submitted) == ["queued", "cancelled"]
    assert queued("persistence") == 1


def test_a_second_attempt_says_that_it_is_one(submitted: Job, log: EventLog) -> None:
    log.begin(str(submitted.pk))  # by a worker that died at once
    tasks.run_job(str(submitted.pk))
    said = types(log, submitted)
    assert said[:3] == ["queued", "retrying", "started"]
    assert said.count("complete") == 1
    assert snapshot.describe(submitted)["attempt"] == 2


def test_a_run_that_kills_every_worker_is_given_up(submitted: Job, log: EventLog) -> None:
    for _ in range(running.MOST_ATTEMPTS):
        log.begin(str(submitted.pk))
    tasks.run_job(str(submitted.pk))
    assert types(log, submitted)[-2:] == ["retrying", "error"]
    assert last_error(log, submitted)["code"] == "worker_lost"


def test_a_worker_that_was_thought_dead_cannot_speak(
    submitted: Job, log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def overtaken(request: Any, *, emit: Any, **more: Any) -> Any:
        log.begin(str(submitted.pk))
        await emit(AgentStarted(message="I am still here."))

    monkeypatch.setattr(workflow, "run", overtaken)
    tasks.run_job(str(submitted.pk))
    assert "agent_start" not in types(log, submitted)
    assert StreamBroker("persistence").queue_size() == 0


def test_a_log_that_is_lost_as_the_run_begins_is_not_the_jobs_fault(
    submitted: Job, log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = EventLog.begin

    def begin_and_lose(self: EventLog, job: str, **more: Any) -> Any:
        attempt = begin(self, job, **more)
        self.discard(job)
        return attempt

    monkeypatch.setattr(EventLog, "begin", begin_and_lose)
    tasks.run_job(str(submitted.pk))
    assert types(log, submitted) == []
    monkeypatch.undo()
    tasks.start(submitted)
    tasks.run_job(str(submitted.pk))
    assert types(log, submitted)[-1] == "complete"


def test_running_twice_changes_nothing(submitted: Job, log: EventLog) -> None:
    tasks.run_job(str(submitted.pk))
    before = types(log, submitted)
    tasks.run_job(str(submitted.pk))
    assert types(log, submitted) == before


def test_a_withdrawn_job_is_not_run(submitted: Job, log: EventLog) -> None:
    log.discard(str(submitted.pk))
    tasks.run_job(str(submitted.pk))
    assert log.state(str(submitted.pk)) is None
    assert StreamBroker("persistence").queue_size() == 0


def test_a_log_that_is_lost_in_mid_run_is_restored(
    submitted: Job, log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def flushed(request: Any, *, emit: Any, **more: Any) -> Any:
        await emit(AgentStarted(message="before"))
        sync_redis().flushall()
        await emit(AgentStarted(message="after"))
        return {"strategy": request.strategy}

    monkeypatch.setattr(workflow, "run", flushed)
    tasks.run_job(str(submitted.pk))
    assert types(log, submitted) == ["queued", "started", *["agent_start"] * 2, "complete"]


def test_a_lost_log_is_restored_although_the_run_is_silent(
    submitted: Job, log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def silent(request: Any, **more: Any) -> Any:
        sync_redis().flushall()
        while log.state(str(submitted.pk)) is None:
            await asyncio.sleep(0.01)
        return {"strategy": request.strategy}

    monkeypatch.setattr(publisher, "PULSE_SECONDS", 0.05)
    monkeypatch.setattr(workflow, "run", silent)
    tasks.run_job(str(submitted.pk))
    assert types(log, submitted) == ["queued", "started", "complete"]


def test_a_time_limit_does_not_wait_for_the_engine(
    submitted: Job, log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def endless(request: Any, *, check_cancelled: Any, **more: Any) -> Any:
        def grind() -> None:
            while True:
                check_cancelled()

        working = asyncio.create_task(asyncio.to_thread(grind))
        await asyncio.sleep(0.05)
        raise SystemExit(f"django-q's timeout, with {working}")

    monkeypatch.setattr(workflow, "run", endless)
    tasks.run_job(str(submitted.pk))
    assert last_error(log, submitted)["code"] == "timeout"


# Saving ------------------------------------------------------------------------------------------


def test_a_save_keeps_everything(submitted: Job, log: EventLog) -> None:
    tasks.run_job(str(submitted.pk))
    result = snapshot.result(submitted) or {}
    tasks.save_job(str(submitted.pk))
    job = Job.objects.get()
    assert (job.status, job.saved) == ("complete", True)
    assert job.total_return == result["metrics"]["total_return"]
    assert Result.objects.get().data == result
    assert Trade.objects.count() == job.trade_count == len(result["trades"]) > 0
    assert Iteration.objects.count() == len(result["iterations"])
    told = log.frames(str(submitted.pk))
    kept = JobEvent.objects.order_by("seq")
    assert [row.payload for row in kept] == [frame.event() for frame in told]
    assert log.unsaved() == {}


def test_saving_twice_changes_nothing(submitted: Job, log: EventLog) -> None:
    tasks.run_job(str(submitted.pk))
    tasks.save_job(str(submitted.pk))
    before = list(JobEvent.objects.values_list("pk", "seq", "type"))
    tasks.save_job(str(submitted.pk))
    assert list(JobEvent.objects.values_list("pk", "seq", "type")) == before
    assert types(log, submitted).count("saved") == 1


def test_a_save_waits_for_the_database(
    submitted: Job, log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked_twice(*args: Any, **kwargs: Any) -> bool:
        tried.append(True)
        if len(tried) < 3:
            raise OperationalError("database is locked")
        return save(*args, **kwargs)

    tasks.run_job(str(submitted.pk))
    save, tried = saving.save, list[bool]()
    monkeypatch.setattr(tasks, "LONGEST_PAUSE", 0)
    monkeypatch.setattr(saving, "save", locked_twice)
    tasks.save_job(str(submitted.pk))
    assert len(tried) == 3
    assert types(log, submitted)[-2:] == ["complete", "saved"]
    assert Job.objects.get().saved


def test_a_save_that_has_waited_long_makes_room_for_others(
    submitted: Job, log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks.run_job(str(submitted.pk))
    with monkeypatch.context() as patch:
        patch.setattr(tasks, "DATABASE_PATIENCE", 0)
        patch.setattr(Job, "save", _locked)
        with pytest.raises(OperationalError):
            tasks.save_job(str(submitted.pk))
    tasks.save_job(str(submitted.pk))
    assert types(log, submitted)[-2:] == ["complete", "saved"]


def _locked(*args: Any, **kwargs: Any) -> None:
    raise OperationalError("database is locked")


@pytest.mark.parametrize("when", ["before the commit", "after the commit"])
def test_a_log_that_is_lost_as_it_is_saved_loses_no_job(
    submitted: Job, log: EventLog, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    def save_and_lose(log: EventLog, job_id: str) -> bool:
        if when == "before the commit":
            sync_redis().flushall()
        done = save(log, job_id)
        sync_redis().flushall()
        return done

    tasks.run_job(str(submitted.pk))
    save = saving.save
    monkeypatch.setattr(saving, "save", save_and_lose)
    tasks.save_job(str(submitted.pk))
    assert Job.objects.get().saved is (when == "after the commit")


def test_half_a_save_leaves_nothing(
    submitted: Job, log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks.run_job(str(submitted.pk))
    monkeypatch.setattr(tasks, "DATABASE_PATIENCE", 0)
    monkeypatch.setattr(Job, "save", _locked)
    with pytest.raises(OperationalError):
        tasks.save_job(str(submitted.pk))
    assert not (Result.objects.exists())
    assert not (Trade.objects.exists())
    assert not (JobEvent.objects.exists())
    assert list(log.unsaved()) == [str(submitted.pk)]


def test_the_log_of_a_deleted_job_is_dropped(submitted: Job, log: EventLog) -> None:
    tasks.run_job(str(submitted.pk))
    job_id = str(submitted.pk)
    submitted.delete()
    tasks.save_job(job_id)
    assert log.state(job_id) is None
    assert log.unsaved() == {}


def test_a_saved_log_expires(submitted: Job, settings: Any) -> None:
    settings.EVENT_RETENTION_HOURS = 1
    tasks.run_job(str(submitted.pk))
    tasks.save_job(str(submitted.pk))
    left = [sync_redis().ttl(key) for key in sync_redis().scan_iter("cb:*:job:*")]
    assert left
    assert all(3500 < seconds <= 3600 for seconds in left)


def test_the_archive_tells_the_same_as_the_log(submitted: Job, log: EventLog) -> None:
    job_id = str(submitted.pk)
    tasks.run_job(job_id)
    tasks.save_job(job_id)
    told = [frame.event() for frame in log.frames(job_id)]
    assert [frame.event() for frame in archive.read(job_id, 0, 10_000)] == told


def test_the_trailer_is_announced(submitted: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    async def heard(layer: Any, job: str, frame: Any) -> None:
        told.append(frame.type)

    tasks.run_job(str(submitted.pk))
    monkeypatch.setattr(tasks, "announce", heard)
    tasks.save_job(str(submitted.pk))
    assert told == ["saved"]


def test_a_task_that_is_delivered_twice_runs_once(
    submitted: Job, log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def overlapped(request: Any, **more: Any) -> Any:
        await asyncio.to_thread(tasks.run_job, str(submitted.pk))
        return {"strategy": request.strategy}

    monkeypatch.setattr(publisher, "PULSE_SECONDS", 0.02)
    monkeypatch.setattr(tasks, "OBSERVATION_SECONDS", 0.2)
    monkeypatch.setattr(workflow, "run", overlapped)
    tasks.run_job(str(submitted.pk))
    assert types(log, submitted) == ["queued", "started", "complete"]
    assert snapshot.describe(submitted)["attempt"] == 1


def test_what_was_saved_first_stays(submitted: Job, log: EventLog) -> None:
    """Redis loses the run as it is saved, and the run is repeated."""
    job_id = str(submitted.pk)
    tasks.run_job(job_id)
    saving.save(log, job_id)
    kept = list(JobEvent.objects.values_list("seq", "payload"))
    sync_redis().flushall()
    tasks.start(submitted)
    log.begin(job_id)
    tasks.run_job(job_id)
    tasks.save_job(job_id)
    assert list(JobEvent.objects.values_list("seq", "payload")) == kept
    assert log.state(job_id) is None, "what is told is what was saved"
    assert log.unsaved() == {}
