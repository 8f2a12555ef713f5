"""A django-q2 broker on Redis Streams: no task is lost with the process that holds it.

Whoever holds a task (the pusher that fetched it, then the worker that runs it) renews a lease.
When a holder dies, the lease runs out and any cluster takes the task over.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from contextlib import suppress
from typing import Any

import redis
from django.dispatch import receiver
from django_q.brokers import Broker
from django_q.conf import Conf
from django_q.signals import post_execute_in_worker, pre_execute

from backtests.delivery.connection import patient_redis, sync_redis

logger = logging.getLogger(__name__)
GROUP = "cluster"
LEASE_MS = 4_000
BLOCK_MS = 1_000
DEAD_LETTERS = 1_000
# A run that kills its worker again and again is given up; a save never is.
MAX_DELIVERIES = {"workflow": 10}
# Once the database is back, no save waits for longer than this many leases.
MAX_BACKOFF = 2
LONG_DEAD_MS = 3_600_000

Task = tuple[str, bytes]

# One step, so that what is taken over meanwhile is not taken back.
RENEW = """
local kept = {}
for i = 3, #ARGV do
  local id = ARGV[i]
  if #redis.call('XPENDING', KEYS[1], ARGV[1], id, id, 1, ARGV[2]) > 0 then
    redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, id, 'JUSTID')
    kept[#kept + 1] = id
  end
end
return kept
"""


class Lease(threading.Thread):
    """Renews the tasks of one holder for as long as its process lives."""

    def __init__(self, stream: str, holder: str) -> None:
        super().__init__(daemon=True, name=f"lease of {holder}")
        self.stream, self.holder, self.owner = stream, holder, os.getpid()
        self.ids: set[str] = set()
        self.changing = threading.Lock()

    def hold(self, ids: set[str]) -> None:
        with self.changing:
            self.ids |= ids

    def release(self) -> None:
        with self.changing:
            self.ids = set()

    def run(self) -> None:
        while True:
            time.sleep(LEASE_MS / 3000)
            try:
                self.renew()
            except redis.RedisError:
                logger.warning("%s: Redis does not answer; trying again", self.name)

    def renew(self) -> None:
        """Renew what is still ours; what another holder has taken over is his."""
        with self.changing:
            held = set(self.ids)
        if not held:
            return
        script = _redis().register_script(RENEW)
        kept = script(keys=[self.stream], args=[GROUP, self.holder, *sorted(held)])
        ours = {ident.decode() for ident in kept}
        with self.changing:
            self.ids -= held - ours


class StreamBroker(Broker):  # type: ignore[misc]
    """One queue: a stream, its consumer group, and a stream of dead letters."""

    def __init__(self, list_key: str | None = None) -> None:
        super().__init__(list_key or Conf.CLUSTER_NAME)
        self.stream = f"cb:queue:{self.list_key}"
        self.dead = f"{self.stream}:dead"
        self.lease: Lease | None = None

    def __getstate__(self) -> str:
        return str(self.list_key)

    def __setstate__(self, state: str) -> None:
        self.__init__(state)  # type: ignore[misc]

    @staticmethod
    def get_connection(list_key: str | None = None) -> Any:
        return _redis()

    def enqueue(self, task: str) -> str:
        return str(_redis().xadd(self.stream, {"task": task}).decode())

    def dequeue(self) -> list[Task] | None:
        """What has lost its holder comes first, then what is new."""
        try:
            lease = self._lease()
            tasks = self._overdue(lease.holder) or self._new(lease.holder)
        except redis.RedisError as error:
            logger.warning("queue %s: %s; trying again", self.list_key, error)
            time.sleep(1)
            self._try_to_make_group()  # it may be gone with the data
            return None
        lease.hold({ident for ident, _ in tasks})
        return tasks

    def acknowledge(self, task_id: str) -> None:
        with _redis().pipeline() as pipe:
            pipe.xack(self.stream, GROUP, task_id)
            pipe.xdel(self.stream, task_id)
            pipe.execute()

    delete = acknowledge

    def fail(self, task_id: str) -> None:
        """Put the task among the dead letters."""
        for _, fields in _redis().xrange(self.stream, task_id, task_id):
            _redis().xadd(self.dead, fields, maxlen=DEAD_LETTERS)
        self.acknowledge(task_id)

    def dead_letters(self, after: str = "0") -> list[Task]:
        """What was given up, behind the dead letter `after`."""
        return [_task(row) for row in _redis().xrange(self.dead, min=f"({after}")]

    def queue_size(self) -> int:
        return int(_redis().xlen(self.stream)) - self.lock_size()

    def lock_size(self) -> int:
        try:
            return int(_redis().xpending(self.stream, GROUP)["pending"])
        except redis.ResponseError:
            return 0  # nobody has read from this queue yet

    def figures(self) -> dict[str, int | float | None]:
        """How the queue stands: what waits and is at work, how often again, since when."""
        client, running = _redis(), self.lock_size()
        first = client.xrange(self.stream, count=1)
        seconds, _ = client.time()
        return {
            "queue_length": int(client.xlen(self.stream)) - running,
            "running": running,
            "retried": sum(row["times_delivered"] > 1 for row in self._pending() if running),
            "oldest_seconds": max(0.0, seconds - _said_at(first[0][0])) if first else None,
            "dead_letters": int(client.xlen(self.dead)),
        }

    def _pending(self) -> list[dict[str, Any]]:
        try:
            rows: list[dict[str, Any]] = _redis().xpending_range(
                self.stream, GROUP, "-", "+", DEAD_LETTERS
            )
        except redis.ResponseError:
            return []  # nobody has read from this queue yet
        return rows

    def purge_queue(self) -> int:
        return int(_redis().delete(self.stream))

    delete_queue = purge_queue

    def ping(self) -> bool:
        return bool(patient_redis().ping())

    def info(self) -> str:
        return f"Redis Streams {_redis().info('server')['redis_version']}"

    def set_stat(self, key: str, value: str, timeout: int) -> None:
        _redis().set(key, value, timeout)

    def get_stat(self, key: str) -> Any:
        return _redis().get(key)

    def get_stats(self, pattern: str) -> list[Any]:
        found = list(_redis().scan_iter(pattern))
        return [value for value in _redis().mget(found) if value] if found else []

    def _lease(self) -> Lease:
        """The pusher's lease: made on first use, which is after the fork."""
        if self.lease is None or self.lease.owner != os.getpid():
            self._make_group()
            self._forget_the_dead()
            self.lease = Lease(self.stream, _holder("pusher"))
            self.lease.start()
        return self.lease

    def hand_over(self, cluster: int) -> None:
        """Let the leases of a cluster that has ended run out at once; `cluster` is its group."""
        client, overdue = _redis(), LEASE_MS * MAX_BACKOFF + 1
        for holder in self._consumers():
            if f"-{socket.gethostname()}-{cluster}-" not in holder["name"]:
                continue
            rows = client.xpending_range(self.stream, GROUP, "-", "+", 1000, holder["name"])
            if held := [row["message_id"] for row in rows]:
                client.xclaim(
                    self.stream, GROUP, holder["name"], 0, held, idle=overdue, justid=True
                )

    def _forget_the_dead(self) -> None:
        """Every process that ever held a task has left its name behind."""
        for holder in self._consumers():
            if not holder["pending"] and holder["idle"] > LONG_DEAD_MS:
                _redis().xgroup_delconsumer(self.stream, GROUP, holder["name"])

    def _consumers(self) -> list[dict[str, Any]]:
        rows = _redis().xinfo_consumers(self.stream, GROUP)
        return [{**row, "name": row["name"].decode()} for row in rows]

    def _make_group(self) -> None:
        try:
            _redis().xgroup_create(self.stream, GROUP, id="0", mkstream=True)
        except redis.ResponseError as error:
            if "BUSYGROUP" not in str(error):
                raise

    def _try_to_make_group(self) -> None:
        with suppress(redis.RedisError):
            self._make_group()

    def _new(self, holder: str) -> list[Task]:
        streams = {self.stream: ">"}
        read = _redis().xreadgroup(GROUP, holder, streams, count=Conf.BULK, block=BLOCK_MS)
        return [_task(row) for row in read[0][1]] if read else []

    def _overdue(self, holder: str) -> list[Task]:
        client = _redis()
        rows = client.xpending_range(self.stream, GROUP, "-", "+", 100, idle=LEASE_MS)
        for row in rows:
            ident, times = row["message_id"].decode(), row["times_delivered"]
            if times >= MAX_DELIVERIES.get(str(self.list_key), times + 1):
                self.fail(ident)
            elif claimed := client.xclaim(self.stream, GROUP, holder, self._wait(times), [ident]):
                return [_task(claimed[0])]
        return []

    def _wait(self, times: int) -> int:
        """A save that fails again and again is tried less and less often."""
        return LEASE_MS if self.list_key in MAX_DELIVERIES else LEASE_MS * min(times, MAX_BACKOFF)


_worker_leases: dict[int, Lease] = {}


@receiver(pre_execute)
def take_over(sender: object, task: dict[str, Any], **_: object) -> None:
    """The worker takes the lease over from the pusher."""
    if ident := task.get("ack_id"):
        lease = _worker_lease()
        try:
            _redis().xclaim(lease.stream, GROUP, lease.holder, 0, [ident], justid=True)
        except redis.RedisError:
            logger.warning("task %s runs without a lease: Redis does not answer", ident)
        lease.hold({ident})  # only now, for a renewal drops what is not claimed


@receiver(post_execute_in_worker)
def let_go(sender: object, task: dict[str, Any], **_: object) -> None:
    """The worker itself says that it is done: nothing is lost on the way through the monitor."""
    lease = _worker_leases.get(os.getpid())
    if lease is None:
        return
    if task["success"] and (ident := task.pop("ack_id", None)):
        try:
            StreamBroker().acknowledge(ident)
        except redis.RedisError:
            logger.warning("task %s comes again: Redis does not answer", ident)
    lease.release()


def _worker_lease() -> Lease:
    pid = os.getpid()
    if pid not in _worker_leases:
        _worker_leases[pid] = Lease(StreamBroker().stream, _holder("worker"))
        _worker_leases[pid].start()
    return _worker_leases[pid]


def _holder(role: str) -> str:
    """The process, and the group of its cluster: `hand_over` knows it by that."""
    return f"{role}-{socket.gethostname()}-{os.getpgrp()}-{os.getpid()}"


def _said_at(ident: bytes) -> float:
    """A stream's ids begin with the time in milliseconds."""
    return int(ident.partition(b"-")[0]) / 1000


def _task(row: Any) -> Task:
    ident, fields = row
    return ident.decode(), fields[b"task"]


def _redis() -> Any:
    """redis-py types an answer as the union of all its modes, of which we use one."""
    return sync_redis()
