"""Redis clients: one a process for writers (made after the fork), one an event loop for readers."""

from __future__ import annotations

import asyncio
import os
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

import redis
import redis.asyncio
from django.conf import settings
from redis.asyncio.client import Pipeline
from redis.asyncio.connection import BlockingConnectionPool
from redis.asyncio.retry import Retry as AsyncRetry
from redis.backoff import ExponentialBackoff
from redis.retry import Retry

# A request gives up soon and is answered with 503; a worker outlives a restart of Redis.
QUICK, PATIENT = 1, 120
# When a thousand viewers come back at once they queue here, not at Redis's door.
READERS, READER_PATIENCE = 16, 30
# So do requests, each in a thread; without a queue the one too many would be told to go away.
WRITERS, WRITER_PATIENCE = 64, 10

_by_loop: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, redis.asyncio.Redis]]
_by_loop = WeakKeyDictionary()


def sync_redis() -> redis.Redis:
    """The client for a web request."""
    return _client(os.getpid(), settings.REDIS_URL, QUICK)


def patient_redis() -> redis.Redis:
    """The client for a worker: the same command is repeated for minutes before it fails."""
    return _client(os.getpid(), settings.REDIS_URL, PATIENT)


def async_redis(of: str = "viewers") -> redis.asyncio.Redis:
    """A client for readers on the running event loop; the hub has one `of` its own."""
    clients = _by_loop.setdefault(asyncio.get_running_loop(), {})
    url, name = settings.REDIS_URL, f"{of} {settings.REDIS_URL}"
    if name not in clients:
        retry = AsyncRetry(ExponentialBackoff(cap=1, base=0.05), QUICK)
        pool = BlockingConnectionPool.from_url(
            url, max_connections=READERS, timeout=READER_PATIENCE, socket_timeout=5, retry=retry
        )
        clients[name] = redis.asyncio.Redis(connection_pool=pool)
    return clients[name]


async def answers(pipe: Pipeline) -> list[Any]:
    """What the server says to a pipeline.

    redis-py writes with `asyncio.wait_for`, which before Python 3.12 forgets a cancel that comes as
    the write ends; whoever reads for ever could then not be ended.
    """
    said: list[Any] = await pipe.execute()
    if (task := asyncio.current_task()) and task.cancelling():
        raise asyncio.CancelledError
    return said


@cache
def _client(pid: int, url: str, retries: int) -> redis.Redis:
    retry = Retry(ExponentialBackoff(cap=2, base=0.05), retries)
    pool = redis.BlockingConnectionPool.from_url(
        url,
        max_connections=WRITERS,
        timeout=WRITER_PATIENCE,
        socket_timeout=5,
        socket_connect_timeout=5,
        retry=retry,
        health_check_interval=30,
    )
    return redis.Redis(connection_pool=pool)
