"""An event loop that ends with its work."""

import asyncio
import threading
import time

import pytest

from backtests import loops


async def looked_up(hangs: threading.Event) -> str:
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(asyncio.to_thread(hangs.wait, 30), timeout=0.1)
    return "done"


def test_it_waits_for_no_thread_that_hangs() -> None:
    hangs, began = threading.Event(), time.monotonic()
    assert loops.run(looked_up(hangs)) == "done"
    assert time.monotonic() - began < 5
    hangs.set()
