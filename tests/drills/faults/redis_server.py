"""D10: Redis killed, frozen, emptied, and back without its last moments."""

from __future__ import annotations

import asyncio
import os
import signal

from tests.drills.drill import Field


async def killed(field: Field) -> None:
    await field.midway()
    await asyncio.to_thread(field.stack.kill_redis)


async def frozen(field: Field) -> None:
    await field.midway()
    pid = field.stack.redis_pid()
    os.kill(pid, signal.SIGSTOP)
    try:
        await asyncio.sleep(10)  # the length of the fault
    finally:
        os.kill(pid, signal.SIGCONT)


async def flushed(field: Field) -> None:
    await field.midway()
    await asyncio.to_thread(field.stack.redis().flushall)


async def tail_lost(field: Field) -> None:
    """What a power cut takes: killed, and its append-only file cut to what it was a while ago."""
    await field.midway(0.05, 0.4)
    (file,) = field.stack.redis_folder().glob("appendonlydir/*.incr.aof")
    kept = file.stat().st_size
    await field.wave.until(field.wave.heard() + 0.1)
    os.kill(field.stack.redis_pid(), signal.SIGSTOP)
    os.truncate(file, kept)
    await asyncio.to_thread(field.stack.kill_redis)
