"""Channel layers that lose announcements, and leave a mark for each that is lost."""

from __future__ import annotations

import logging
import random
from typing import Any

from channels_redis.core import RedisChannelLayer
from channels_redis.pubsub import RedisPubSubLoopLayer
from django.conf import settings

from backtests.delivery.layer import PubSubLayer


def lost() -> bool:
    if random.random() < 0.5:
        return False
    leave_a_mark()
    return True


def leave_a_mark() -> None:
    with (settings.DATA_DIR / "announcements-lost").open("a") as mark:
        mark.write(".")


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


class Tight(RedisChannelLayer):  # type: ignore[misc]
    """channels' own layer with hardly any room; what it drops it says in its log alone."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, capacity=3, **options)
        said = logging.getLogger("channels_redis.core")
        said.setLevel(logging.INFO)
        said.addFilter(mark_what_is_dropped)


def mark_what_is_dropped(record: logging.LogRecord) -> bool:
    """It hides no record; a channel that was full is told of in one."""
    if "over capacity" in record.msg:
        leave_a_mark()
    return True
