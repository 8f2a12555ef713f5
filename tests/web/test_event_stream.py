"""Server-sent events: the same events as on the WebSocket, in the words of another protocol."""

import json

import pytest

from backtests import event_stream, snapshot
from backtests.delivery.connection import sync_redis
from backtests.delivery.hub import hub
from backtests.delivery.log import EventLog
from backtests.delivery.publisher import Publisher


@pytest.fixture
def log(redis_url: str) -> EventLog:
    return EventLog(sync_redis())


@pytest.fixture
def publisher(log, job) -> Publisher:
    log.open(job, {"type": "queued"}, {})
    return Publisher(log, log.begin(job))


async def told(job: str, **query: str) -> list[str]:
    said = b"".join([chunk async for chunk in event_stream.told(job, query)]).decode()
    return [f"{part}\n\n" for part in said.removesuffix("\n\n").split("\n\n")]


def seqs(parts: list[str]) -> list[int]:
    events = [part for part in parts if "\ndata: " in part and "event:" not in part]
    return [json.loads(part.split("data: ")[1])["seq"] for part in events]


async def end(log, job, publisher) -> None:
    await publisher.publish({"type": "warning", "message": "two\nlines"})
    await publisher.finish({"type": "complete"}, {})
    log.saved(job, 60, log.state(job).finished_at)


async def test_a_stream_ends_behind_the_trailer_and_leaves_the_hub(log, job, publisher):
    await end(log, job, publisher)
    parts = await told(job)
    assert seqs(parts) == [1, 2, 3, 4]
    assert parts[0] == "retry: 1000\n\n"
    assert parts[2].startswith("id: 2\ndata: {")
    assert "two\\nlines" in parts[2]
    assert not any(feed.viewers for feed in hub().feeds.values())


async def test_a_stream_goes_on_behind_what_is_known(log, job, publisher):
    await end(log, job, publisher)
    assert seqs(await told(job, after="2")) == [3, 4]
    assert seqs(await told(job, after="2", epoch=publisher.attempt.epoch)) == [3, 4]


@pytest.mark.parametrize("query", [{"after": "99"}, {"after": "2", "epoch": "another"}])
async def test_whoever_knows_another_log_is_reset(log, job, publisher, query):
    await end(log, job, publisher)
    parts = await told(job, **query)
    assert parts[1].startswith("id: 0\nevent: reset\ndata: ")
    assert seqs(parts) == [1, 2, 3, 4]


async def test_a_silent_stream_sends_comments(log, job, publisher, settings):
    settings.HEARTBEAT_SECONDS = 0.05
    stream = event_stream.told(job, {})
    parts = [(await anext(stream)).decode() for _ in range(4)]
    await stream.aclose()
    assert parts[2:] == [": heartbeat 1\n\n"] * 2


def test_who_polls_is_told_of_another_log(log, job, publisher):
    epoch = publisher.attempt.epoch
    assert [e["seq"] for e in snapshot.events(job, 0, epoch)["events"]] == [1]
    assert snapshot.events(job, 1, epoch)["events"] == []
    for after, known in ((1, "another"), (9, epoch)):
        answer = snapshot.events(job, after, known)
        assert (answer["reset"], answer["epoch"]) == (True, epoch)
        assert [event["seq"] for event in answer["events"]] == [1]
