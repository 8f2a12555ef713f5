"""The event log: numbering, fences, seals and what happens to an answer that is lost."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from backtests.delivery import keys, scripts
from backtests.delivery import log as module
from backtests.delivery.connection import sync_redis
from backtests.delivery.log import (
    TERMINAL_TYPES,
    AlreadyEnded,
    Attempt,
    Behind,
    EventLog,
    Fenced,
    LogLost,
    Sealed,
    StillRunning,
)
from backtests.delivery.state import Frame

QUEUED = {"type": "queued"}


@pytest.fixture
def log(redis_url: str) -> EventLog:
    return EventLog(sync_redis())


@pytest.fixture
def begun(log: EventLog, job: str):
    log.open(job, QUEUED, {"strategy": {"symbols": ["AAPL"]}})
    return log.begin(job)


def say(log: EventLog, attempt: Attempt, event: dict) -> Frame:
    return log.append(attempt, event, after=seq(log, attempt))


def end(log: EventLog, attempt: Attempt, event: dict, result: dict | None = None) -> Frame:
    return log.finish(attempt, event, result, after=seq(log, attempt))


def seq(log: EventLog, attempt: Attempt) -> int:
    state = log.state(attempt.job)
    return state.last_seq if state else 1


def events(log: EventLog, job: str) -> list[dict]:
    return [frame.event() for frame in log.frames(job)]


def test_events_are_numbered_from_one_without_gaps(log, job, begun):
    for number in range(3):
        say(log, begun, {"type": "agent_progress", "data": {"done": number}})
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
        say(log, begun, {"type": "warning"})
    with pytest.raises(Fenced):
        end(log, begun, {"type": "complete"}, {"n": 1})
    assert log.result(job) is None


def test_the_end_stores_the_result_and_seals_the_log(log, job, begun):
    end(log, begun, {"type": "complete"}, {"trades": []})
    assert log.result(job) == {"trades": []}
    assert list(log.unsaved()) == [job]
    assert (log.state(job).status, log.state(job).terminal) == ("complete", True)
    with pytest.raises(Sealed):
        say(log, begun, {"type": "warning"})
    with pytest.raises(Sealed):
        end(log, begun, {"type": "error"})
    with pytest.raises(AlreadyEnded):
        log.begin(job)


def test_only_the_trailer_follows_the_end(log, job, begun):
    with pytest.raises(StillRunning):
        log.saved(job, 60, log.state(job).finished_at)
    end(log, begun, {"type": "cancelled"})
    log.delayed(job, "It takes long.")
    first, again = (
        log.saved(job, 60, log.state(job).finished_at),
        log.saved(job, 60, log.state(job).finished_at),
    )
    assert first == again
    assert [e["type"] for e in events(log, job)] == ["queued", "cancelled", "save_delayed", "saved"]
    with pytest.raises(Sealed):
        log.delayed(job, "It takes long.")


def test_a_saved_log_expires_and_leaves_the_unsaved_index(log, job, begun):
    end(log, begun, {"type": "complete"}, {})
    log.saved(job, 60, log.state(job).finished_at)
    assert log.unsaved() == {}
    for key in (keys.events(job), keys.meta(job), keys.result(job)):
        assert 0 < log.client.ttl(key) <= 60


def test_a_command_sent_twice_speaks_once(log, job, begun, monkeypatch):
    monkeypatch.setattr(module, "now", lambda: "2024-01-01T00:00:00.000Z")  # the very same command
    first, again = (log.append(begun, {"type": "warning"}, after=1) for _ in "ab")
    assert first == again
    bell, echo = (log.finish(begun, {"type": "complete"}, {}, after=2) for _ in "ab")
    assert bell == echo
    assert [e["type"] for e in events(log, job)] == ["queued", "warning", "complete"]


def test_only_the_first_of_two_who_want_the_word_gets_it(log, job):
    log.open(job, QUEUED, {})
    assert log.begin(job, before=0).number == 1
    with pytest.raises(Fenced):
        log.begin(job, before=0)
    assert [e["type"] for e in events(log, job)] == ["queued"]


def test_an_answer_that_was_cut_off_is_not_taken_for_another(log, job, begun):
    log.append(begun, {"type": "agent_start"}, after=1)  # a time limit struck right here
    with pytest.raises(Behind):
        log.finish(begun, {"type": "error"}, after=1)


def test_a_begin_sent_twice_raises_the_attempt_once(log, job):
    log.open(job, QUEUED, {})
    args = ["token", "2024-01-01", '"type":"retrying"}', 0]
    replies = [log.client.eval(scripts.BEGIN, 4, *keys.of(job), *args) for _ in "ab"]
    assert replies[0] == replies[1]
    assert log.state(job).attempt == 1


def test_a_discarded_job_leaves_nothing(log, job, begun):
    end(log, begun, {"type": "complete"}, {})
    log.discard(job)
    assert log.state(job) is None
    assert log.client.keys() == [] or log.unsaved() == {}
    with pytest.raises(LogLost):
        log.begin(job)


def test_a_cancel_is_kept_until_the_run_asks(log, job, begun):
    assert not log.cancel_requested(job)
    assert log.cancel(job) is None
    assert log.cancel_requested(job)
    end(log, begun, {"type": "cancelled"})
    with pytest.raises(Sealed):
        log.cancel(job)


def test_a_run_that_waits_is_cancelled_at_once(log, job):
    log.open(job, QUEUED, {})
    frame = log.cancel(job)
    assert (frame.seq, frame.type) == (2, "cancelled")
    assert (log.state(job).status, log.unsaved()) == (
        "cancelled",
        {job: pytest.approx(time.time(), abs=5)},
    )
    with pytest.raises(AlreadyEnded):
        log.begin(job)
    with pytest.raises(Sealed):
        log.cancel(job)


def test_a_run_without_a_log_cannot_be_cancelled(log, job):
    with pytest.raises(LogLost):
        log.cancel(job)


@pytest.mark.parametrize("lost", ["all", "tail", "attempt"])
def test_a_writer_whose_words_are_lost_is_told_so(log, job, begun, lost):
    for _ in "ab":
        say(log, begun, {"type": "warning"})
    lose(log, job, lost)
    with pytest.raises(LogLost):
        log.append(begun, {"type": "warning"}, after=3)
    with pytest.raises(LogLost):
        log.finish(begun, {"type": "complete"}, {}, after=3)
    with pytest.raises(LogLost):
        log.beat(begun, after=3)


@pytest.mark.parametrize("lost", ["all", "tail", "attempt"])
def test_what_was_lost_is_restored_under_a_new_epoch(log, job, begun, lost):
    for _ in "ab":
        say(log, begun, {"type": "warning"})
    said = log.frames(job)
    lose(log, job, lost)
    fresh = log.reseed(begun, said, {"n": 1})
    assert fresh.epoch != begun.epoch
    assert log.frames(job) == said
    assert (log.state(job).attempt, log.request(job)) == (1, {"n": 1})
    assert log.append(fresh, {"type": "warning"}, after=3).seq == 4
    with pytest.raises(Fenced):
        log.append(begun, {"type": "warning"}, after=3)


def test_a_log_that_another_attempt_has_opened_is_not_restored(log, job, begun):
    said = log.frames(job)
    log.client.flushall()
    log.open(job, QUEUED, {})
    with pytest.raises(Fenced):
        log.reseed(begun, said, {})


def lose(log: EventLog, job: str, what: str) -> None:
    """As a server that comes back from its last snapshot."""
    if what == "all":
        log.client.flushall()
    elif what == "tail":
        log.client.xdel(keys.events(job), "3-0")
        log.client.hset(keys.meta(job), "seq", 2)
    else:
        log.client.hset(keys.meta(job), "attempt", 0)


def restart(log: EventLog, job: str) -> None:
    """As if the server that holds the log were another process than the one that was told."""
    log.client.hset(keys.meta(job), "server", "the one before")


def test_after_a_restart_who_cannot_tell_what_was_lost_speaks_under_a_new_epoch(log, job, begun):
    restart(log, job)
    second = log.begin(job)
    assert second.epoch != begun.epoch
    end(log, second, {"type": "complete"}, {})
    known = log.state(job).epoch
    assert log.delayed(job, "It takes long.")
    assert log.state(job).epoch == known
    restart(log, job)
    log.saved(job, 60, log.state(job).finished_at)
    assert log.state(job).epoch != known


def test_a_cancel_after_a_restart_speaks_under_a_new_epoch(log, job):
    epoch = log.open(job, QUEUED, {})
    restart(log, job)
    assert log.cancel(job)
    assert log.state(job).epoch != epoch


def test_a_save_speaks_only_for_the_run_that_it_saved(log, job, begun):
    with pytest.raises(StillRunning):
        log.saved(job, 60, "2024-01-01T00:00:00.000Z")
    end(log, begun, {"type": "complete"}, {})
    with pytest.raises(Fenced):
        log.saved(job, 60, "2024-01-01T00:00:00.000Z")
    assert list(log.unsaved()) == [job]


def test_what_no_database_can_hold_is_left_out(log, job, begun):
    text = "a NUL \0, a backslash \\u0000 and \\\0"
    frame = say(log, begun, {"type": "warning", "message": text})
    assert frame.event()["message"] == text.replace("\0", "\ufffd")
    end(log, begun, {"type": "complete"}, {"text": text})
    assert log.result(job) == {"text": text.replace("\0", "\ufffd")}


def test_a_silent_attempt_says_that_it_is_alive(log, job, begun):
    log.client.hset(keys.meta(job), "alive", 0)
    assert log.silent_for(log.state(job)) > 1e6
    log.beat(begun, after=1)
    assert log.silent_for(log.state(job)) < 5


def test_an_event_that_is_not_json_is_refused_before_it_is_said(log, job, begun):
    with pytest.raises(ValueError, match="JSON"):
        say(log, begun, {"type": "agent_complete", "data": {"sharpe": float("nan")}})
    assert log.state(job).last_seq == 1


@pytest.mark.parametrize("begun", [True, False])
def test_a_cancel_and_an_end_at_once_make_one_end(log, begun):
    """The same moment, again and again: whichever comes first is the end."""
    kinds = set()
    with ThreadPoolExecutor(2) as pool:
        for _ in range(100):
            name = str(uuid.uuid4())
            log.open(name, QUEUED, {})
            attempt = log.begin(name) if begun else None
            cancelling = pool.submit(log.cancel, name)
            with suppress(Sealed):
                attempt = attempt or log.begin(name)
                log.finish(attempt, {"type": "complete"}, {}, after=1)
            with suppress(Sealed):
                cancelling.result()
            ends = [e["type"] for e in events(log, name) if e["type"] in TERMINAL_TYPES]
            assert len(ends) == 1
            kinds |= set(ends)
    assert kinds <= {"complete", "cancelled"}
