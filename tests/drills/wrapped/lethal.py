"""D7: a workflow worker that dies between `complete` and the queueing of the save, once a job."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

from django.apps import AppConfig
from django.conf import settings

Enqueue = Callable[..., None]


def or_die(enqueue: Enqueue) -> Enqueue:
    def enqueue_or_die(queue: str, func: str, *args: Any) -> None:
        mark = settings.DATA_DIR / f"died-{args[0]}"
        hands_over = queue == "persistence" and os.environ.get("Q_CLUSTER_NAME") == "workflow"
        if hands_over and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        enqueue(queue, func, *args)

    return enqueue_or_die


class Harm(AppConfig):
    name = "tests.drills.wrapped"

    def ready(self) -> None:
        from backtests import tasks  # models are there only now

        tasks.enqueue = or_die(tasks.enqueue)  # type: ignore[attr-defined]
