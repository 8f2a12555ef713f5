"""The product's cluster in a process of its own, with short leases so that tests are quick.

`python -m tests.delivery.cluster_process '{"broker": {"LEASE_MS": 900}, "conf": {"RECYCLE": 2}}'`
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import django

django.setup()  # the imports below need it

import django_q.cluster  # noqa: E402
import django_q.worker  # noqa: E402
from django_q import queues  # noqa: E402
from django_q.conf import Conf  # noqa: E402

from backtests.delivery import broker, cluster  # noqa: E402
from backtests.delivery.connection import sync_redis  # noqa: E402

# Set, each kills the next worker that comes to its place, once.
WITH_A_TASK, WITH_HALF_A_MESSAGE = "test:doom:task", "test:doom:half"


def die_if(doom: str) -> None:
    if sync_redis().delete(doom):
        os.kill(os.getpid(), signal.SIGKILL)


def before_taking_over(as_usual: Callable[[], None]) -> None:
    """Here a worker has a task in its hands and has not yet said so."""
    die_if(WITH_A_TASK)
    as_usual()


class Queue(queues.Queue):  # type: ignore[misc]
    """A message comes in two reads: its length, then the rest; a kill may fall between them."""

    def __init__(self, maxsize: int = 0) -> None:
        super().__init__(maxsize)
        self.of_tasks = maxsize > 0  # results are not limited

    def get(self, *args: Any, **options: Any) -> Any:
        if self.of_tasks and sync_redis().exists(WITH_HALF_A_MESSAGE):
            with self._rlock:
                os.read(self._reader.fileno(), 4)
                die_if(WITH_HALF_A_MESSAGE)
        return super().get(*args, **options)


def main(overrides: dict[str, dict[str, int]]) -> None:
    for owner, values in ((broker, overrides["broker"]), (Conf, overrides["conf"])):
        for name, value in values.items():
            assert hasattr(owner, name), name
            setattr(owner, name, value)
    as_usual = django_q.worker.close_old_django_connections
    django_q.worker.close_old_django_connections = partial(before_taking_over, as_usual)
    django_q.cluster.Queue = Queue
    cluster.run()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
