"""The hub and its groups while the server goes and comes back."""

import asyncio
from collections.abc import Callable, Iterator

import pytest
import redis

from backtests.delivery import keys
from backtests.delivery.connection import sync_redis
from backtests.delivery.hub import Hub
from backtests.delivery.log import EventLog
from tests.conftest import Server


class Idle:
    """A viewer that is not interested."""

    def feed(self, epoch: str, frames: list) -> None: ...

    def nudge(self) -> None: ...

    def reset(self, epoch: str) -> None: ...


@pytest.fixture
def server(settings) -> Iterator[Server]:
    """One that may be killed."""
    own = Server()
    settings.REDIS_URL = own.url
    layer = settings.CHANNEL_LAYERS["default"]
    hosts = [{"address": own.url, "socket_timeout": None}]
    settings.CHANNEL_LAYERS = {"default": {**layer, "CONFIG": {"hosts": hosts}}}
    own.start()
    yield own
    own.remove()


async def happens(true: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not true():
            await asyncio.sleep(0.05)


def subscribed(of: str) -> bool:
    try:
        return any(of.encode() in name for name in sync_redis().pubsub_channels())
    except redis.RedisError:
        return False


async def test_a_group_that_is_left_while_redis_is_away_is_left_for_good(server, job):
    EventLog(sync_redis()).open(job, {"type": "queued"}, {})
    hub, viewer, group = Hub(), Idle(), keys.group(job)
    hub.add(job, viewer)
    await happens(lambda: subscribed(group))
    server.kill()
    hub.remove(job, viewer)
    await happens(lambda: not hub.feeds or not hub.feeds[job].joined)
    await asyncio.sleep(1.5)  # what leaving takes while nobody answers
    server.start()
    await happens(lambda: subscribed("specific."))  # the layer has found its way back
    await happens(lambda: not hub.feeds)
    await happens(lambda: not subscribed(group))
