"""Tasks for a real cluster: each leaves its process id, and may come to grief on its first run."""

from __future__ import annotations

import os
import time
from typing import Literal

from backtests.delivery.connection import sync_redis

Fate = Literal["well", "fails once", "fails always", "hangs once", "takes its time"]


class Misfortune(Exception):
    """A task came to grief, as its test wants it."""


def work(name: str, fate: Fate = "well") -> None:
    run = sync_redis().rpush(begun(name), os.getpid())
    match fate, run:
        case ("fails always", _) | ("fails once", 1):
            raise Misfortune(name)
        case ("hangs once", 1):
            time.sleep(600)
        case ("takes its time", _):
            time.sleep(2)
    sync_redis().rpush(done(name), os.getpid())


def begun(name: str) -> str:
    return f"test:{name}:begun"


def done(name: str) -> str:
    return f"test:{name}:done"


def pids(key: str) -> list[int]:
    return [int(pid) for pid in sync_redis().lrange(key, 0, -1)]
