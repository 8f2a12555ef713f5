"""A channel layer that loses every second announcement."""

from __future__ import annotations

import random
from typing import Any

from channels_redis.pubsub import RedisPubSubLoopLayer
from django.conf import settings

from backtests.delivery.layer import PubSubLayer


def lost() -> bool:
    if random.random() < 0.5:
        return False
    with (settings.DATA_DIR / "announcements-lost").open("a") as mark:
        mark.write(".")
    return True


class LossyLoop(RedisPubSubLoopLayer):  # type: ignore[misc]
    async def group_send(self, group: str, message: Any) -> None:
        if not lost():
            await super().group_send(group, message)


class Lossy(PubSubLayer):
    """Loses without a word, as a layer at capacity or a lost connection does."""

    def announcement(self, group: str, message: dict[str, Any]) -> tuple[str, bytes]:
        return ("", b"") if lost() else super().announcement(group, message)

    def _get_layer(self) -> Any:
        layer = super()._get_layer()
        layer.__class__ = LossyLoop
        return layer
