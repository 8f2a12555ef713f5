"""The door to the two queues: workflow runs jobs, persistence saves them."""

from __future__ import annotations

import os
from functools import cache
from typing import Any, Literal

import redis
from django_q.tasks import async_task

from backtests.delivery.broker import StreamBroker

QueueName = Literal["workflow", "persistence"]
# What the clusters run, by its dotted name.
RUN, SAVE = "backtests.tasks.run_job", "backtests.tasks.save_job"


class QueueUnavailable(Exception):
    """The queue cannot take the job just now: try again in a moment."""


def enqueue(queue: QueueName, func: str, *args: Any) -> None:
    """Queue a call of `func`, named by its dotted path; nothing is kept of its return value."""
    try:
        async_task(func, *args, save=False, broker=_broker(os.getpid(), queue))
    except redis.RedisError as error:
        raise QueueUnavailable(QueueUnavailable.__doc__) from error


@cache
def _broker(pid: int, queue: QueueName) -> StreamBroker:
    """One broker a process and queue: django-q2 would make one for every call."""
    return StreamBroker(queue)
