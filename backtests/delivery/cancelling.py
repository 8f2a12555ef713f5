"""Cancelling a job: one that waits ends at once, one that runs is asked to stop.

The log settles every race in one step: whichever comes first, the end or the cancel, is the end.
"""

from __future__ import annotations

import asyncio
import logging

from channels.layers import get_channel_layer

from backtests.delivery.connection import sync_redis
from backtests.delivery.log import EventLog, Sealed
from backtests.delivery.publisher import announce
from backtests.delivery.queue import SAVE, QueueUnavailable, enqueue

logger = logging.getLogger(__name__)


async def cancel(job: str) -> bool:
    """False if the job has already ended. Raises `LogLost` and `redis.RedisError`."""
    try:
        bell = await asyncio.to_thread(EventLog(sync_redis()).cancel, job)
    except Sealed:
        return False
    if bell:
        await announce(get_channel_layer(), job, bell)
        try:
            await asyncio.to_thread(enqueue, "persistence", SAVE, job)
        except QueueUnavailable:
            logger.warning("job %s: its save is left to the reconciler", job)
    return True
