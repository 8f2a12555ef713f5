"""Reading a log from the event loop."""

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
