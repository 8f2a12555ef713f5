"""The processes of a django-q2 cluster, and which of them holds a task."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from functools import cache

import redis

from tests.drills.stacks import Stack, kill
from tests.stack.conftest import until
from tests.stack.servers import children

GROUP = "cluster"


def sentinel(stack: Stack, cluster: str) -> int:
    """The one child of the cluster's main process; a site answers before its clusters are up."""
    return int(until(lambda: children(stack.site.pids()[cluster]), 20)[0])


def learn(stack: Stack) -> None:
    """Who the helpers are, as long as that can be told."""
    for cluster in ("workflow", "persistence"):
        helpers(stack, cluster)


@cache
def _helpers(sentinel: int, workers: int) -> frozenset[int]:
    until(lambda: len(children(sentinel)) >= workers + 2, 20)
    return frozenset(sorted(children(sentinel))[workers : workers + 2])


def helpers(stack: Stack, cluster: str) -> list[int]:
    """Monitor and pusher: a sentinel starts its workers first, then these.

    Asked for before anything is killed; who replaces them later is not known.
    """
    number = int(stack.settings["WORKFLOW_WORKERS"]) if cluster == "workflow" else 1
    return sorted(_helpers(sentinel(stack, cluster), number))


def monitor(stack: Stack, cluster: str) -> int:
    return helpers(stack, cluster)[0]


def pusher(stack: Stack, cluster: str) -> int:
    return helpers(stack, cluster)[1]


def workers(stack: Stack, cluster: str) -> list[int]:
    """All but the helpers."""
    apart = set(helpers(stack, cluster))
    return [pid for pid in children(sentinel(stack, cluster)) if pid not in apart]


def busy(stack: Stack, cluster: str) -> list[int]:
    """The workers that hold a task now, by the names in which they hold their leases."""
    alive = set(children(sentinel(stack, cluster)))
    try:
        rows = stack.redis().xpending_range(f"cb:queue:{cluster}", GROUP, "-", "+", 1000)
    except redis.RedisError:
        return []
    holders = {row["consumer"].decode() for row in rows}
    pids = {int(holder.rpartition("-")[2]) for holder in holders if holder.startswith("worker")}
    return sorted(pids & alive)


def kill_cluster(stack: Stack, cluster: str) -> None:
    """All its processes at once: the runner gave it a group of its own."""
    with suppress(ProcessLookupError):
        os.killpg(stack.site.pids()[cluster], signal.SIGKILL)


def kill_all(pids: list[int]) -> None:
    for pid in pids:
        kill(pid, signal.SIGKILL)
