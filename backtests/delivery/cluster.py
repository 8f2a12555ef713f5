"""A django-q2 cluster that survives the death of any of its processes (django-q2 issue 23).

A process that is killed while it reads a queue dies holding that queue's lock, or half a message.
And a stopping cluster hands over what it cannot finish within its grace time.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from multiprocessing.sharedctypes import RawValue
from typing import Any

import redis
from django_q import cluster
from django_q.conf import Conf, logger
from django_q.worker import worker

from backtests.delivery.broker import StreamBroker

GRACE_SECONDS = 10
TIMED_OUT, IDLE, RECYCLED = 0, -1, -2


class Sentinel(cluster.Sentinel):  # type: ignore[misc]
    """Throws the queues between its processes away when one of them was killed.

    Nobody knows what it took with it: a lock, half a message or a whole task. What was fetched
    comes again, for the leases end with the pusher.
    """

    outdated: frozenset[Any] = frozenset()
    pusher: Any
    monitor: Any

    def reincarnate(self, process: Any) -> None:
        helper = process in (self.monitor, self.pusher)
        if helper or (process not in self.outdated and was_killed(process)):
            self.replace_queues()
        if not helper:
            super().reincarnate(process)

    def spawn_worker(self) -> None:
        timer = Timer()
        self.spawn_process(worker, self.task_queue, self.result_queue, timer, self.timeout)

    def replace_queues(self) -> None:
        logger.critical("a process of this cluster was killed: its queues are replaced")
        for helper in (self.pusher, self.monitor):
            helper.kill()
            helper.join()
        self.outdated = frozenset(self.pool)
        self.task_queue = cluster.Queue(maxsize=Conf.QUEUE_LIMIT)
        self.result_queue = cluster.Queue()
        self.event_out = cluster.Event()  # the pusher may have died with its lock
        self.monitor, self.pusher = self.spawn_monitor(), self.spawn_pusher()

    def dismiss_outdated(self) -> None:
        """Workers at the old queues finish what they do, and wait there for nothing."""
        for process in self.pool:
            if process in self.outdated and process.is_alive() and process.timer.value == IDLE:
                process.kill()


class Timer:
    """A worker's time left, shared with its sentinel; without the lock of `multiprocessing.Value`,
    with which a worker that is killed while it holds it would stop the sentinel for ever.
    """

    def __init__(self) -> None:
        self.left = RawValue("f", IDLE)

    @property
    def value(self) -> float:
        return float(self.left.value)

    @value.setter
    def value(self, seconds: float) -> None:
        self.left.value = seconds

    def get_lock(self) -> AbstractContextManager[None]:
        """One float is written in one step."""
        return nullcontext()


def was_killed(process: Any) -> bool:
    return not process.is_alive() and process.timer.value not in (TIMED_OUT, RECYCLED)


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
    os._exit(0)  # nothing may keep this process any longer


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
