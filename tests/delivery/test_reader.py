"""Reading a log from the event loop."""

import asyncio

import pytest

from backtests.delivery.connection import sync_redis
from backtests.delivery.log import EventLog
from backtests.delivery.reader import Reader


async def test_viewers_who_return_together_share_what_they_read(redis_url: str, job: str) -> None:
    log = EventLog(sync_redis())
    log.open(job, {"type": "queued"}, {"strategy": {"symbols": ["AAPL"]}})
    reader = Reader()
    (mine,), (theirs,) = [(await reader.read(job, 0, 10)).frames for _ in range(2)]
    assert mine.type == "queued"
    assert mine is theirs


@pytest.mark.parametrize("ticks", range(1, 30))
async def test_who_reads_for_ever_can_be_ended_at_any_moment(redis_url, job, ticks) -> None:
    """Also as a command has just been written, where Python 3.11's `wait_for` forgets a cancel."""

    async def read_for_ever() -> None:
        while True:
            await Reader().states([job])

    task = asyncio.create_task(read_for_ever())
    await Reader().states([job])  # connections are open
    for _ in range(ticks):
        await asyncio.sleep(0)
    task.cancel()
    done, _ = await asyncio.wait([task], timeout=2)
    task.cancel()
    assert done
