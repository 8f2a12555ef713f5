"""An event loop that ends when its work has ended, whatever its threads still wait for."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


class Unwaited(ThreadPoolExecutor):
    """Names are looked up in threads, and a name server that hangs holds them for half a minute."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        super().shutdown(wait=False, cancel_futures=cancel_futures)


def run(work: Coroutine[Any, Any, T]) -> T:
    """`asyncio.run`, which would wait for every thread."""
    with asyncio.Runner() as runner:
        runner.get_loop().set_default_executor(Unwaited())
        return runner.run(work)
