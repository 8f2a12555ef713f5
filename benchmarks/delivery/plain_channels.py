"""Channels as its documentation shows it: every socket is a member of its job's group."""

from __future__ import annotations

import os
from typing import Any

import django
from django.conf import settings

LAYERS = {
    "pubsub": "channels_redis.pubsub.RedisPubSubChannelLayer",
    "core": "channels_redis.core.RedisChannelLayer",
}
if not settings.configured:
    host = {"address": os.environ["REDIS_URL"], "socket_timeout": None}
    layer = {"BACKEND": LAYERS[os.environ["BENCH_LAYER"]], "CONFIG": {"hosts": [host]}}
    settings.configure(CHANNEL_LAYERS={"default": layer}, INSTALLED_APPS=["channels"])
    django.setup()

from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.urls import path  # noqa: E402


def group(job: str) -> str:
    return f"job.{job}"


class Viewer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """Sends what its group is told."""

    async def connect(self) -> None:
        self.group = group(self.scope["url_route"]["kwargs"]["job"])
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept()
        await self.send('{"type": "hello"}')

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(self.group, self.channel_name)

    async def job_event(self, message: dict[str, Any]) -> None:
        await self.send(message["text"])


application = ProtocolTypeRouter({"websocket": URLRouter([path("ws/<job>", Viewer.as_asgi())])})
