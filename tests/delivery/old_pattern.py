"""The bug of the system that Closing Bell replaces: the run and its save live in the connection.

progress -> the save, awaited -> `complete`. While the save waits, nothing is said; whoever hangs
up on silence cuts the connection, and the bell rings in an empty room.
Served by `python -m config.web ... tests.delivery.old_pattern:application`.
"""

from __future__ import annotations

import os
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()  # the imports below need it

from asgiref.sync import sync_to_async  # noqa: E402
from channels.generic.websocket import AsyncJsonWebsocketConsumer  # noqa: E402
from channels.routing import ProtocolTypeRouter  # noqa: E402
from django.db import connection  # noqa: E402

from backtests.models import Job  # noqa: E402

STEPS = ("Strategist", "BacktestRunner", "InsightsGenerator", "Supervisor")
SAVED_BY = "the old pattern"


class RunInTheConnection(AsyncJsonWebsocketConsumer):
    """Runs a backtest for the client that asks for it, and tells it alone."""

    channel_layer_alias = "none"  # it speaks to nobody else

    async def receive_json(self, content: Any, **_: Any) -> None:
        for agent in STEPS:
            await self.send_json({"type": "agent_complete", "agent": agent})
        # A thread of its own, kinder than the original: no client waits for another's save.
        await sync_to_async(save, thread_sensitive=False)()
        await self.send_json({"type": "complete"})
        await self.close()


def save() -> None:
    try:
        Job.objects.create(prompt=SAVED_BY, status="complete", saved=True)
    finally:
        connection.close()


application = ProtocolTypeRouter({"websocket": RunInTheConnection.as_asgi()})
