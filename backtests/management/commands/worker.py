"""`manage.py worker workflow|persistence`: the cluster that runs jobs, or that saves them."""

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from backtests import language_model, reconciler
from backtests.delivery import cluster


class Command(BaseCommand):
    help = "Run the workers of one queue; SIGTERM lets running tasks finish."
    requires_system_checks = []  # a worker serves no pages

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("queue", choices=["workflow", "persistence"])

    def handle(self, *args: Any, queue: str, **options: Any) -> None:
        if os.environ.get("Q_CLUSTER_NAME") != queue:
            self.start_again_as(queue)
        if queue == "workflow":
            language_model.warm_up()  # once, before the workers fork
        cluster.run(beside=reconciler.start if queue == "persistence" else None)

    def start_again_as(self, queue: str) -> None:
        """django-q2 has read its settings before a command can name the cluster."""
        os.environ["Q_CLUSTER_NAME"] = queue
        os.execv(sys.executable, [sys.executable, *sys.argv])
