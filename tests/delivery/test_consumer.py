"""The consumer behind the real ASGI application, over a real server."""

import asyncio
import json
import time
from datetime import UTC, datetime

import pytest
from asgiref.sync import sync_to_async
from channels.layers import get_channel_layer
from channels.testing import WebsocketCommunicator
from django.core import signing

from backtests import consumers
from backtests.delivery import tickets
from backtests.delivery.connection import sync_redis
from backtests.delivery.log import EventLog
from backtests.delivery.publisher import Publisher, announce
from backtests.models import Job, JobEvent
from config.asgi import application

PATIENCE = 5


@pytest.fixture
def log(redis_url: str, settings) -> EventLog:
    settings.HEARTBEAT_SECONDS = 30
    return EventLog(sync_redis())


@pytest.fixture
def publisher(log, job) -> Publisher:
    log.open(job, {"type": "queued"}, {})
    return Publisher(log, log.begin(job))


def socket(job: str, after: int = 0, epoch: str = "", ticket: str | None = None):
    ticket = tickets.issue(job, "guest:a") if ticket is None else ticket
    path = f"/ws/jobs/{job}/?after={after}&epoch={epoch}&ticket={ticket}"
    origin = [(b"origin", b"http://127.0.0.1:8000"), (b"host", b"127.0.0.1:8000")]
    return WebsocketCommunicator(application, path, headers=origin)


async def connected(job: str, **query) -> WebsocketCommunicator:
    client = socket(job, **query)
    assert (await client.connect(PATIENCE))[0]
    return client


async def frames(client: WebsocketCommunicator, count: int) -> list[dict]:
    return [await client.receive_json_from(PATIENCE) for _ in range(count)]


async def seqs(client: WebsocketCommunicator, count: int) -> list[int]:
    return [frame["seq"] for frame in await frames(client, count)]


async def close_code(client: WebsocketCommunicator) -> int:
    message = await client.receive_output(PATIENCE + 3)
    assert message["type"] == "websocket.close"
    return message["code"]


async def test_hello_comes_first_and_then_every_event_in_order(log, job, publisher):
    client = await connected(job)
    hello = await client.receive_json_from(PATIENCE)
    assert hello == {
        "type": "hello",
        "job": job,
        "epoch": publisher.attempt.epoch,
        "last_seq": 1,
        "status": "running",
        "heartbeat_seconds": 30,
        "ack_every": 64,
        "window": 512,
    }
    for number in range(20):
        await publisher.publish({"type": "agent_progress", "data": {"done": number}})
    assert await seqs(client, 21) == list(range(1, 22))
    await client.disconnect()


async def test_a_returning_client_gets_only_what_it_missed(log, job, publisher):
    for _ in range(9):
        await publisher.publish({"type": "warning"})
    client = await connected(job, after=7, epoch=publisher.attempt.epoch)
    await frames(client, 1)
    assert await seqs(client, 3) == [8, 9, 10]
    await client.disconnect()


def write(publisher: Publisher) -> None:
    """What is in the log, but was announced to nobody."""
    frame = publisher.log.append(publisher.attempt, {"type": "warning"}, after=publisher.last_seq)
    publisher.said.append(frame)


async def test_what_was_never_announced_arrives_all_the_same(log, job, publisher):
    client = await connected(job)
    await frames(client, 2)
    write(publisher)
    assert await seqs(client, 1) == [2]
    write(publisher)
    await publisher.publish({"type": "warning"})
    assert await seqs(client, 2) == [3, 4]
    await client.disconnect()


@pytest.mark.parametrize("query", [{"epoch": "another"}, {"after": 99}])
async def test_a_client_that_knows_another_log_is_reset(log, job, publisher, query):
    client = await connected(job, **query)
    hello, reset, first = await frames(client, 3)
    assert (hello["type"], reset["type"], first["seq"]) == ("hello", "reset", 1)
    assert reset["epoch"] == hello["epoch"] == publisher.attempt.epoch
    await client.disconnect()


async def test_a_lost_log_is_restored_by_its_worker_and_watchers_are_reset(log, job, publisher):
    client = await connected(job)
    await frames(client, 2)
    log.client.flushall()
    await publisher.publish({"type": "warning"})
    reset, *events = await frames(client, 3)
    assert (reset["type"], reset["epoch"]) == ("reset", publisher.attempt.epoch)
    assert [event["seq"] for event in events] == [1, 2]
    await client.disconnect()


async def test_the_server_pauses_at_the_window_and_goes_on_when_it_hears(
    log, job, publisher, monkeypatch
):
    monkeypatch.setattr(consumers, "WINDOW", 8)
    for _ in range(19):
        await publisher.publish({"type": "warning"})
    client = await connected(job)
    await frames(client, 1)
    assert await seqs(client, 8) == list(range(1, 9))
    assert await client.receive_nothing(0.3)
    await client.send_json_to({"type": "ack", "seq": 8})
    assert await seqs(client, 8) == list(range(9, 17))
    await client.disconnect()


@pytest.mark.parametrize("ticket", ["", "forged"])
async def test_a_bad_ticket_is_refused(log, job, publisher, ticket):
    client = await connected(job, ticket=ticket)
    assert await close_code(client) == 4401
    await client.disconnect()


async def test_a_ticket_for_another_job_is_refused(log, job, publisher):
    other = tickets.issue("0" * 8, "guest:a")
    assert await close_code(await connected(job, ticket=other)) == 4401


@pytest.mark.django_db(transaction=True)
async def test_an_unknown_job_is_refused(log, job):
    assert await close_code(await connected(job)) == 4404


async def test_the_socket_closes_once_the_trailer_is_acknowledged(log, job, publisher):
    client = await connected(job)
    await frames(client, 2)
    await publisher.finish({"type": "complete"}, {"n": 1})
    await announce(get_channel_layer(), job, log.saved(job, 60, log.state(job).finished_at))
    assert [f["type"] for f in await frames(client, 2)] == ["complete", "saved"]
    await client.send_json_to({"type": "ack", "seq": 3})
    assert await close_code(client) == 1000
    await client.disconnect()


async def test_save_delayed_is_not_the_last_word(log, job, publisher):
    client = await connected(job)
    await frames(client, 2)
    await publisher.finish({"type": "complete"}, {})
    log.delayed(job, "It takes long.")
    log.saved(job, 60, log.state(job).finished_at)
    said = [f["type"] for f in await frames(client, 3)]
    assert said == ["complete", "save_delayed", "saved"]
    await client.disconnect()


async def test_a_client_that_has_everything_is_sent_home(log, job, publisher):
    await publisher.finish({"type": "complete"}, {})
    log.saved(job, 60, log.state(job).finished_at)
    client = await connected(job, after=3)
    assert (await frames(client, 1))[0]["status"] == "complete"
    assert await close_code(client) == 1000


async def test_a_heartbeat_says_how_far_the_log_is(log, job, publisher, settings):
    settings.HEARTBEAT_SECONDS = 0.2
    client = await connected(job)
    _, _, beat = await frames(client, 3)
    assert (beat["type"], beat["last_seq"]) == ("heartbeat", 1)
    assert "seq" not in beat
    await client.disconnect()


async def test_ping_cancel_and_nonsense_are_answered(log, job, publisher):
    client = await connected(job)
    await frames(client, 2)
    await client.send_json_to({"type": "ping"})
    assert (await frames(client, 1))[0]["type"] == "heartbeat"
    for nonsense in ("{", "[]", json.dumps({"type": "ack", "seq": "x"}), "[" * 2000):
        await client.send_to(text_data=nonsense)
        assert (await frames(client, 1))[0]["type"] == "problem"
    await client.send_json_to({"type": "cancel"})
    await client.send_json_to({"type": "ping"})
    await frames(client, 1)
    await asked_to_stop(log, job)
    await client.disconnect()


async def test_a_cancel_is_asked_again_of_a_log_that_was_lost(log, job, publisher):
    client = await connected(job)
    await frames(client, 2)
    await client.send_json_to({"type": "cancel"})
    await asked_to_stop(log, job)
    log.client.flushall()
    publisher.beat()
    assert not log.cancel_requested(job)
    assert (await until_type(client, "reset"))[-1]["epoch"] == publisher.attempt.epoch
    await asked_to_stop(log, job)
    await client.disconnect()


async def asked_to_stop(log: EventLog, job: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while not log.cancel_requested(job):
            await asyncio.sleep(0.01)


async def test_a_ticket_of_the_day_before_is_no_leave(log, job, publisher, monkeypatch):
    long_ago = time.time() - tickets.MAX_AGE - 60
    monkeypatch.setattr(signing.time, "time", lambda: long_ago)
    old = tickets.issue(job, "guest:a")
    monkeypatch.undo()
    assert await close_code(await connected(job, ticket=old)) == 4401


async def test_a_message_that_is_too_big_closes_the_socket(log, job, publisher):
    client = await connected(job)
    await frames(client, 2)
    await client.send_to(text_data="x" * 5000)
    assert await close_code(client) == 1009
    await client.disconnect()


async def test_a_stuck_database_thread_delays_no_event(log, job, publisher):
    release = asyncio.Event()
    loop = asyncio.get_running_loop()
    stuck = asyncio.ensure_future(
        sync_to_async(
            lambda: asyncio.run_coroutine_threadsafe(release.wait(), loop).result(),
            thread_sensitive=True,
        )()
    )
    client = await connected(job)
    await publisher.publish({"type": "warning"})
    await frames(client, 1)
    assert await seqs(client, 2) == [1, 2]
    await client.disconnect()
    release.set()
    await stuck


@pytest.mark.django_db(transaction=True)
async def test_a_job_whose_log_has_expired_is_served_from_the_database(log, job):
    await sync_to_async(archived)(job)
    client = await connected(job)
    hello, *events = await frames(client, 4)
    assert (hello["status"], hello["last_seq"]) == ("complete", 3)
    assert [(e["seq"], e["type"]) for e in events] == [(1, "queued"), (2, "complete"), (3, "saved")]
    await client.send_json_to({"type": "ack", "seq": 3})
    assert await close_code(client) == 1000


def archived(job: str) -> None:
    Job.objects.create(pk=job, status="complete", saved=True, attempt=1)
    for seq, kind in enumerate(("queued", "complete"), 1):
        payload = {"seq": seq, "attempt": 1, "ts": "2024-01-01T00:00:00.000Z", "type": kind}
        at = datetime(2024, 1, 1, tzinfo=UTC)
        JobEvent.objects.create(job_id=job, seq=seq, type=kind, ts=at, payload=payload)


@pytest.mark.django_db(transaction=True)
async def test_a_viewer_whose_log_goes_is_served_from_the_database(log, job, publisher, settings):
    settings.HEARTBEAT_SECONDS = 0.2
    client = await connected(job)
    await frames(client, 2)
    await sync_to_async(archived)(job)
    log.client.flushall()
    said = await until_type(client, "saved")
    reset = next(frame for frame in said if frame["type"] == "reset")
    assert [f["seq"] for f in said[said.index(reset) :] if "seq" in f] == [1, 2, 3]
    await client.disconnect()


@pytest.mark.django_db(transaction=True)
async def test_a_run_that_waits_to_be_repeated_asks_to_come_again(log, job):
    await sync_to_async(Job.objects.create)(pk=job)
    assert await close_code(await connected(job)) == 1012


@pytest.mark.django_db(transaction=True)
async def test_a_viewer_of_a_deleted_job_is_sent_home(log, job, publisher, settings):
    settings.HEARTBEAT_SECONDS = 0.2
    client = await connected(job)
    await frames(client, 2)
    log.discard(job)
    async with asyncio.timeout(PATIENCE):
        while (message := await client.receive_output(PATIENCE))["type"] != "websocket.close":
            pass
    assert message["code"] == 4404
    await client.disconnect()


async def until_type(client: WebsocketCommunicator, kind: str) -> list[dict]:
    said = [await client.receive_json_from(PATIENCE)]
    while said[-1]["type"] != kind:
        said.append(await client.receive_json_from(PATIENCE))
    return said
