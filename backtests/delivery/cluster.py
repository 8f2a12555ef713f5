"""A django-q2 cluster that survives the death of an idle worker (django-q2 issue 23).

A worker that is killed while it waits for a task dies holding the queue's read lock. The sentinel
is given one more duty: when tasks wait although every worker idles, it frees that lock.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from typing import Any

import redis
from django_q import cluster
from django_q.conf import Conf, logger

from backtests.delivery.broker import StreamBroker

GRACE_SECONDS = 10
IDLE = -1


class Sentinel(cluster.Sentinel):  # type: ignore[misc]
    """Throws the task queue away when a worker was killed at it.

    Nobody knows what such a worker took with it: the lock, half a message or a whole task. What
    was fetched comes again, for the leases end with the pusher.
    """

    outdated: frozenset[Any] = frozenset()
    pusher: Any

    def reincarnate(self, process: Any) -> None:
        if process in self.pool and process not in self.outdated and died_idle(process):
            self.replace_queue()
        super().reincarnate(process)

    def replace_queue(self) -> None:
        logger.critical("a worker was killed at the task queue: the queue is replaced")
        self.pusher.kill()
        self.pusher.join()
        self.outdated = frozenset(self.pool)
        self.task_queue = cluster.Queue(maxsize=Conf.QUEUE_LIMIT)
        self.event_out = cluster.Event()  # the pusher may have died with its lock
        self.pusher = self.spawn_pusher()

    def dismiss_outdated(self) -> None:
        """Workers at the old queue finish what they do, and wait there for nothing."""
        for worker in self.pool:
            if worker in self.outdated and worker.is_alive() and worker.timer.value == IDLE:
                worker.kill()


def died_idle(worker: Any) -> bool:
    return not worker.is_alive() and worker.timer.value == IDLE


class Stat(cluster.Stat):  # type: ignore[misc]
    """Saved in each cycle of the guard: the only hook that a sentinel offers."""

    def __init__(self, sentinel: Sentinel) -> None:
        super().__init__(sentinel)
        self._sentinel = sentinel

    def save(self) -> None:
        sentinel = self.__dict__.pop("_sentinel")  # a stat is pickled: it may not carry locks
        if getattr(sentinel, "pool", None) and getattr(sentinel, "monitor", None):
            sentinel.dismiss_outdated()
        super().save()


class Cluster(cluster.Cluster):  # type: ignore[misc]
    """Lets running tasks finish within a grace time; the next cluster takes over the others."""

    def stop(self) -> bool:
        done = threading.Event()
        if os.getpgrp() == os.getpid():  # else the group is not ours alone
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, signal.SIG_IGN)
            threading.Thread(target=hand_over_unless, args=[done]).start()
        try:
            return bool(super().stop())
        finally:
            done.set()


def hand_over_unless(done: threading.Event) -> None:
    """Only when nobody is at work any more may others take over what was at work."""
    if done.wait(GRACE_SECONDS):
        return
    logger.critical("tasks are still at work after %s s: handed over", GRACE_SECONDS)
    os.killpg(os.getpgrp(), signal.SIGTERM)  # this parent ignores it
    try:
        StreamBroker().hand_over(os.getpgrp())
    except redis.RedisError:
        logger.critical("Redis does not answer: the leases are left to run out")


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
