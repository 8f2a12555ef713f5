"""A django-q2 cluster that survives the death of an idle worker (django-q2 issue 23).

A worker that is killed while it waits for a task dies holding the queue's read lock. The sentinel
is given one more duty: when tasks wait although every worker idles, it frees that lock.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django_q import cluster
from django_q.conf import logger

JAM_SECONDS = 1.5
TIMED_OUT, RECYCLED, IDLE = 0, -2, -1


class Sentinel(cluster.Sentinel):  # type: ignore[misc]
    """Remembers that a worker was killed, and looks for a jam after it."""

    a_worker_was_killed = False
    jammed_since: float | None = None

    def reincarnate(self, process: Any) -> None:
        super().reincarnate(process)
        helpers = (self.monitor, self.pusher)
        if process not in helpers and hasattr(process, "timer"):
            self.a_worker_was_killed |= process.timer.value not in (TIMED_OUT, RECYCLED)

    def free_jam(self) -> None:
        if not self.looks_jammed():
            self.jammed_since = None
            return
        self.jammed_since = self.jammed_since or time.monotonic()
        if time.monotonic() - self.jammed_since > JAM_SECONDS:
            logger.critical("the task queue was jammed by a killed worker: lock released")
            self.task_queue._rlock.release()
            self.jammed_since, self.a_worker_was_killed = None, False

    def looks_jammed(self) -> bool:
        idle = all(worker.is_alive() and worker.timer.value == IDLE for worker in self.pool)
        return self.a_worker_was_killed and idle and self.task_queue.qsize() > 0


class Stat(cluster.Stat):  # type: ignore[misc]
    """Saved in each cycle of the guard: the only hook that a sentinel offers."""

    def __init__(self, sentinel: Sentinel) -> None:
        super().__init__(sentinel)
        self._sentinel = sentinel

    def save(self) -> None:
        sentinel = self.__dict__.pop("_sentinel")  # a stat is pickled: it may not carry locks
        if getattr(sentinel, "pool", None) and getattr(sentinel, "monitor", None):
            sentinel.free_jam()
        super().save()


def run(duty: Callable[[], None] | None = None, every: float = 30) -> None:
    """Run the cluster of `Q_CLUSTER_NAME` until SIGTERM, which lets running tasks finish.

    The `duty` is done at the start and then `every` so many seconds, in the parent's idle thread:
    the guard may not wait for a database.
    """
    cluster.Sentinel, cluster.Stat = Sentinel, Stat
    started = cluster.Cluster()
    started.start()
    while started.sentinel.is_alive():
        if duty:
            duty()
        started.sentinel.join(every)
