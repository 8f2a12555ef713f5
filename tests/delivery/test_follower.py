"""One viewer's way: what it is told while the log is slow, or does not answer at all."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from backtests.delivery import follower as module
from backtests.delivery.catchup import CatchUp, Reset
from backtests.delivery.follower import Beat, Follower
from backtests.delivery.state import Frame, LogState, Page

FIRST = Frame(1, '{"seq":1,"type":"queued"}')


class Log:
    """Answers when it is let, or fails."""

    def __init__(self) -> None:
        self.answering = asyncio.Event()
        self.failing = False
        self.asked = 0

    async def read(self, job: str, after: int, count: int) -> Page:
        self.asked += 1
        await self.answering.wait()
        if self.failing:
            raise ConnectionError
        return Page("epoch", [FIRST] if after == 0 else [])

    async def state(self, job: str) -> LogState | None:
        raise NotImplementedError


@pytest.fixture
async def log() -> Log:
    return Log()


@pytest.fixture
async def follower(log: Log, settings) -> AsyncIterator[Follower]:
    settings.HEARTBEAT_SECONDS = 0.02
    follower = Follower(log, "job", CatchUp("epoch"), lambda: 1)
    yield follower
    follower.close()


async def told(follower: Follower) -> list[Frame] | Reset | Beat:
    async with asyncio.timeout(5):
        return await anext(follower.tell())


async def test_a_slow_log_keeps_no_heartbeat_back(log, follower):
    assert [await told(follower) for _ in range(3)] == [Beat(1)] * 3
    assert log.asked == 1
    log.answering.set()
    while (word := await told(follower)) == Beat(1):
        pass
    assert word == [FIRST]


async def test_a_log_that_fails_is_asked_again_amid_heartbeats(log, follower, monkeypatch):
    monkeypatch.setattr(module, "RETRY_SECONDS", 0.05)
    log.failing = True
    log.answering.set()
    assert await told(follower) == Beat(1)
    log.failing = False
    while (word := await told(follower)) == Beat(1):
        pass
    assert word == [FIRST]


async def test_whoever_leaves_reads_no_more(log, follower):
    await told(follower)
    follower.close()
    await asyncio.sleep(0)
    assert follower.reading.cancelled()
