"""WebSocket addresses."""

from __future__ import annotations

from django.urls import path

from backtests.consumers import JobConsumer

websocket_urlpatterns = [path("ws/jobs/<uuid:job>/", JobConsumer.as_asgi())]
