"""The publisher: what it mends by itself, and when it has to be silent."""

import pytest

from backtests.delivery import publisher as module
from backtests.delivery.connection import sync_redis
from backtests.delivery.log import EventLog, Fenced
from backtests.delivery.publisher import Publisher

WARNING = {"type": "warning"}


@pytest.fixture
def log(redis_url: str) -> EventLog:
    return EventLog(sync_redis())


@pytest.fixture
def publisher(log, job) -> Publisher:
    log.open(job, {"type": "queued"}, {})
    return Publisher(log, log.begin(job))


def types(log: EventLog, job: str) -> list[str]:
    return [frame.type for frame in log.frames(job)]


async def test_a_word_whose_answer_was_cut_off_is_found_in_the_log(log, job, publisher):
    log.append(publisher.attempt, {"type": "agent_start"}, after=1)  # a time limit struck here
    await publisher.finish({"type": "error"})
    assert types(log, job) == ["queued", "agent_start", "error"]


@pytest.mark.parametrize("how", ["an event", "a beat", "the end"])
async def test_a_lost_log_is_restored_with_whatever_comes_next(log, job, publisher, how):
    await publisher.publish(WARNING)
    log.client.flushall()
    if how == "an event":
        await publisher.publish(WARNING)
    elif how == "a beat":
        publisher.beat()
    else:
        await publisher.finish({"type": "complete"}, {"n": 1})
    assert types(log, job)[:2] == ["queued", "warning"]
    assert log.state(job).attempt == 1


async def test_a_log_that_is_lost_after_the_end_is_left_to_the_reconciler(log, job, publisher):
    """Restored it would seem to run, and end a second time under the same epoch."""
    await publisher.finish({"type": "complete"}, {"n": 1})
    log.client.flushall()
    publisher.beat()
    assert log.state(job) is None


async def test_who_was_away_for_long_does_not_bring_a_log_back(log, job, publisher, monkeypatch):
    """Another attempt may have ended and been saved, and its log have expired."""
    monkeypatch.setattr(module, "LONGEST_ABSENCE", -1)
    log.client.flushall()
    with pytest.raises(Fenced):
        publisher.beat()
    with pytest.raises(Fenced):
        await publisher.publish(WARNING)
    assert log.state(job) is None
