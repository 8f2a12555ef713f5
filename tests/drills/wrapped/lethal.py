"""D7: a workflow worker that dies between `complete` and the queueing of the save, once a job."""

from __future__ import annotations

import os
import signal
from typing import Any

from django.apps import AppConfig
from django.conf import settings

from backtests.delivery.queue import enqueue


def enqueue_or_die(queue: Any, func: str, *args: Any) -> None:
    mark = settings.DATA_DIR / f"died-{args[0]}"
    hands_over = queue == "persistence" and os.environ.get("Q_CLUSTER_NAME") == "workflow"
    if hands_over and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    enqueue(queue, func, *args)


class Harm(AppConfig):
    name = "tests.drills.wrapped"

    def ready(self) -> None:
        from backtests import tasks  # models are loaded only now

        tasks.enqueue = enqueue_or_die
