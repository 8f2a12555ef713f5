"""A django-q2 cluster that survives the death of an idle worker (django-q2 issue 23).

A worker that is killed while it waits for a task dies holding the queue's read lock. The sentinel
is given one more duty: when tasks wait although every worker idles, it frees that lock.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

import redis
from django_q import cluster
from django_q.conf import logger

from backtests.delivery.connection import sync_redis

JAM_SECONDS = 1.5
GIVE_UP_SECONDS = 10
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


class Cluster(cluster.Cluster):  # type: ignore[misc]
    """Lets running tasks finish, but not wait for a Redis that has gone with the whole site."""

    def stop(self) -> bool:
        if os.getpgrp() == os.getpid():  # else the group is not ours alone
            threading.Thread(target=end_without_redis, daemon=True).start()
        return bool(super().stop())


def end_without_redis() -> None:
    """Nothing is lost: the leases run out, and the next cluster takes the tasks over."""
    last_answer = time.monotonic()
    while time.monotonic() - last_answer < GIVE_UP_SECONDS:
        time.sleep(1)
        try:
            sync_redis().ping()
            last_answer = time.monotonic()
        except redis.RedisError:
            continue
    logger.critical("Redis has gone while this cluster stops: ended without it")
    os.killpg(os.getpgrp(), signal.SIGKILL)


def run(beside: Callable[[], None] | None = None) -> None:
    """Run the cluster of `Q_CLUSTER_NAME` until SIGTERM, which lets running tasks finish.

    What runs `beside` it does so in this idle parent, and starts after the fork.
    """
    cluster.Sentinel, cluster.Stat = Sentinel, Stat
    started = Cluster()
    started.start()
    if beside:
        beside()
    started.sentinel.join()
