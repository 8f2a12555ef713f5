"""A channel layer that loses every second announcement."""

from __future__ import annotations

import random
from typing import Any

from channels_redis.pubsub import RedisPubSubChannelLayer, RedisPubSubLoopLayer
from django.conf import settings


class LossyLoop(RedisPubSubLoopLayer):  # type: ignore[misc]
    async def group_send(self, group: str, message: Any) -> None:
        if random.random() < 0.5:
            await super().group_send(group, message)
            return
        with (settings.DATA_DIR / "announcements-lost").open("a") as mark:
            mark.write(".")


class Lossy(RedisPubSubChannelLayer):  # type: ignore[misc]
    """Loses without a word, as a layer at capacity or a lost connection does."""

    def _get_layer(self) -> Any:
        layer = super()._get_layer()
        layer.__class__ = LossyLoop
        return layer
