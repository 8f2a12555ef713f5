"""WebSocket addresses."""

from __future__ import annotations

from channels.security.websocket import WebsocketDenier
from django.urls import path, re_path

from backtests.consumers import JobConsumer

websocket_urlpatterns = [
    path("ws/jobs/<job>/", JobConsumer.as_asgi()),
    re_path("", WebsocketDenier.as_asgi()),
]
