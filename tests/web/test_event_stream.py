"""Server-sent events: the same events as on the WebSocket, in the words of another protocol."""

import json
from urllib.parse import urlencode

import pytest
from channels.testing import HttpCommunicator

from backtests import event_stream, snapshot
from backtests.delivery import tickets
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
    said = b"".join([chunk async for chunk in event_stream.found(job, query)]).decode()
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
    assert parts[3].startswith("id: 2\ndata: {")
    assert "two\\nlines" in parts[3]
    assert not any(feed.viewers for feed in hub().feeds.values())


async def test_a_stream_greets_with_the_name_of_its_log(log, job, publisher, settings):
    await end(log, job, publisher)
    hello = json.loads((await told(job))[1].removeprefix(": hello "))
    assert hello == {
        "epoch": publisher.attempt.epoch,
        "last_seq": 4,
        "heartbeat_seconds": settings.HEARTBEAT_SECONDS,
    }


async def test_a_stream_goes_on_behind_what_is_known(log, job, publisher):
    await end(log, job, publisher)
    assert seqs(await told(job, after="2")) == [3, 4]
    assert seqs(await told(job, after="2", epoch=publisher.attempt.epoch)) == [3, 4]


@pytest.mark.parametrize("query", [{"after": "99"}, {"after": "2", "epoch": "another"}])
async def test_whoever_knows_another_log_is_reset(log, job, publisher, query):
    await end(log, job, publisher)
    parts = await told(job, **query)
    assert parts[2].startswith("id: 0\nevent: reset\ndata: ")
    assert seqs(parts) == [1, 2, 3, 4]


async def test_a_silent_stream_sends_comments(log, job, publisher, settings):
    settings.HEARTBEAT_SECONDS = 0.05
    stream = event_stream.found(job, {})
    parts = [(await anext(stream)).decode() for _ in range(5)]
    await stream.aclose()
    assert parts[3:] == [": heartbeat 1\n\n"] * 2


def test_who_polls_is_told_of_another_log(log, job, publisher):
    epoch = publisher.attempt.epoch
    assert [e["seq"] for e in snapshot.events(job, 0, epoch)["events"]] == [1]
    assert snapshot.events(job, 1, epoch)["events"] == []
    for after, known in ((1, "another"), (9, epoch)):
        answer = snapshot.events(job, after, known)
        assert (answer["reset"], answer["epoch"]) == (True, epoch)
        assert [event["seq"] for event in answer["events"]] == [1]


# Before Django -----------------------------------------------------------------------------------


async def left_to_django(scope, receive, send) -> None:
    await send({"type": "http.response.start", "status": 418, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def request(job: str, *, accept: str = "text/event-stream", heard: str = "", **query: str):
    query = {"ticket": tickets.issue(job, "guest:a"), **query}
    headers = [(b"accept", accept.encode()), (b"last-event-id", heard.encode())]
    path = f"/api/jobs/{job}/events?{urlencode(query)}"
    return HttpCommunicator(event_stream.EventStreams(left_to_django), "GET", path, headers=headers)


async def test_a_ticket_is_served_without_django(log, job, publisher):
    await end(log, job, publisher)
    answer = await request(job, heard="1", after="0").get_response(5)
    assert answer["status"] == 200
    assert (b"content-type", b"text/event-stream") in answer["headers"]
    assert seqs(answer["body"].decode().split("\n\n")) == [2, 3, 4]


@pytest.mark.parametrize(
    "asked",
    [{"accept": "application/json"}, {"ticket": "forged"}, {"heard": "4"}, {"after": "4"}],
    ids=["who polls", "a bad ticket", "who has everything", "who has everything, once more"],
)
async def test_all_else_is_left_to_django(log, job, publisher, asked):
    await end(log, job, publisher)
    assert (await request(job, **asked).get_response(5))["status"] == 418


@pytest.mark.django_db(transaction=True)
async def test_an_unknown_job_is_left_to_django(redis_url, job):
    assert (await request(job).get_response(5))["status"] == 418


async def test_who_comes_while_redis_is_away_is_asked_to_come_again(job, settings):
    """A browser gives up for ever after a 503."""
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    answer = await request(job).get_response(5)
    assert (answer["status"], answer["body"]) == (200, b"retry: 1000\n\n")


async def test_who_leaves_is_fed_no_more(log, job, publisher):
    client = request(job)
    await client.send_input({"type": "http.request", "body": b""})
    for _ in range(3):
        await client.receive_output(5)
    assert hub().feeds[job].viewers
    await client.send_input({"type": "http.disconnect"})
    await client.wait(5)
    assert not hub().feeds[job].viewers


async def test_a_long_log_is_not_handed_to_the_server_at_once(log, job, publisher) -> None:
    for _ in range(3 * event_stream.AT_ONCE):
        await publisher.publish({"type": "warning", "message": "."})
    await end(log, job, publisher)
    handed = [chunk async for chunk in event_stream.found(job, {})]
    assert 1 <= max(chunk.count(b"\ndata: ") for chunk in handed) <= event_stream.AT_ONCE
