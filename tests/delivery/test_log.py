"""The event log: numbering, fences, seals and what happens to an answer that is lost."""

import pytest

from backtests.delivery import keys, scripts
from backtests.delivery.connection import sync_redis
from backtests.delivery.log import AlreadyEnded, EventLog, Fenced, LogLost, Sealed, StillRunning

QUEUED = {"type": "queued"}


@pytest.fixture
def log(redis_url: str) -> EventLog:
    return EventLog(sync_redis())


@pytest.fixture
def begun(log: EventLog, job: str):
    log.open(job, QUEUED, {"strategy": {"symbols": ["AAPL"]}})
    return log.begin(job)


def events(log: EventLog, job: str) -> list[dict]:
    return [frame.event() for frame in log.read(job)]


def test_events_are_numbered_from_one_without_gaps(log, job, begun):
    for number in range(3):
        log.append(begun, {"type": "agent_progress", "data": {"done": number}})
    assert [event["seq"] for event in events(log, job)] == [1, 2, 3, 4]
    assert events(log, job)[2] == {
        "seq": 3,
        "attempt": 1,
        "ts": events(log, job)[2]["ts"],
        "type": "agent_progress",
        "data": {"done": 1},
    }


def test_opening_twice_keeps_the_first_log(log, job):
    epoch = log.open(job, QUEUED, {"n": 1})
    assert log.open(job, QUEUED, {"n": 2}) == epoch
    assert log.request(job) == {"n": 1}
    assert log.state(job).last_seq == 1


def test_a_second_attempt_is_announced_and_fences_off_the_first(log, job, begun):
    second = log.begin(job)
    assert second.number == 2
    assert events(log, job)[-1]["type"] == "retrying"
    with pytest.raises(Fenced):
        log.append(begun, {"type": "warning"})
    with pytest.raises(Fenced):
        log.finish(begun, {"type": "complete"}, {"n": 1})
    assert log.result(job) is None


def test_the_end_stores_the_result_and_seals_the_log(log, job, begun):
    log.finish(begun, {"type": "complete"}, {"trades": []})
    assert log.result(job) == {"trades": []}
    assert log.unsaved() == [job]
    assert (log.state(job).status, log.state(job).terminal) == ("complete", True)
    with pytest.raises(Sealed):
        log.append(begun, {"type": "warning"})
    with pytest.raises(Sealed):
        log.finish(begun, {"type": "error"})
    with pytest.raises(AlreadyEnded):
        log.begin(job)


def test_only_the_trailer_follows_the_end(log, job, begun):
    with pytest.raises(StillRunning):
        log.saved(job, 60)
    log.finish(begun, {"type": "cancelled"})
    log.append_trailer(job, {"type": "save_delayed"})
    first, again = log.saved(job, 60), log.saved(job, 60)
    assert first == again
    assert [e["type"] for e in events(log, job)] == ["queued", "cancelled", "save_delayed", "saved"]
    with pytest.raises(Sealed):
        log.append_trailer(job, {"type": "save_delayed"})


def test_a_saved_log_expires_and_leaves_the_unsaved_index(log, job, begun):
    log.finish(begun, {"type": "complete"}, {})
    log.saved(job, 60)
    assert log.unsaved() == []
    for key in (keys.events(job), keys.meta(job), keys.result(job)):
        assert 0 < log.client.ttl(key) <= 60


def test_a_command_sent_twice_speaks_once(log, job, begun):
    args = ["token", begun.epoch, 1, '"type":"warning"}']
    replies = [
        log.client.eval(scripts.PRELUDE + scripts.APPEND, 4, *keys.of(job), *args) for _ in "ab"
    ]
    assert replies[0] == replies[1]
    assert log.state(job).last_seq == 2


def test_a_discarded_job_leaves_nothing(log, job, begun):
    log.finish(begun, {"type": "complete"}, {})
    log.discard(job)
    assert log.state(job) is None
    assert log.client.keys() == [] or log.unsaved() == []
    with pytest.raises(LogLost):
        log.begin(job)


def test_a_cancel_is_kept_until_the_run_asks(log, job, begun):
    assert not log.cancel_requested(job)
    assert log.request_cancel(job)
    assert log.cancel_requested(job)
    log.finish(begun, {"type": "cancelled"})
    assert not log.request_cancel(job)


def test_a_lost_log_is_seeded_again_under_a_new_epoch(log, job, begun):
    log.append(begun, {"type": "warning", "message": "said before"})
    said = log.read(job)
    log.client.flushall()
    with pytest.raises(LogLost):
        log.append(begun, {"type": "warning"})
    fresh = log.reseed(begun, said, {"n": 1})
    assert fresh.epoch != begun.epoch
    assert log.append(fresh, {"type": "warning"}).seq == 3
    assert log.read(job)[:2] == said


def test_an_event_that_is_not_json_is_refused_before_it_is_said(log, job, begun):
    with pytest.raises(ValueError, match="JSON"):
        log.append(begun, {"type": "agent_complete", "data": {"sharpe": float("nan")}})
    assert log.state(job).last_seq == 1
