"""The channel layer: pub/sub, whose messages the event log can send in the step that writes them.

Append, then announce, would be two trips to Redis for each event, one after the other. With any
other layer they are; nothing else changes, for the log is the truth.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from channels_redis.pubsub import RedisPubSubChannelLayer, RedisSingleShardConnection
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

logger = logging.getLogger(__name__)
WAIT, WAIT_AWAY = 0.1, 1.0  # seconds for a message, and between tries while Redis is away


class Shard(RedisSingleShardConnection):  # type: ignore[misc]
    """Connects again under its lock, and nowhere else.

    redis-py would at once, wherever it notices. A group that is left while it shakes hands is then
    unsubscribed before it is subscribed again, for ever, and the answer is taken for the server's
    greeting.
    """

    def __init__(self, host: dict[str, Any], layer: Any) -> None:
        super().__init__({**host, "retry": Retry(NoBackoff(), 0, supported_errors=())}, layer)

    async def _do_receiving(self) -> None:
        while True:
            try:
                await self._receive()
            except Exception as error:
                logger.warning("the channel layer has lost Redis (%r); trying again", error)
                await asyncio.sleep(WAIT_AWAY)

    async def _receive(self) -> None:
        if not (self._pubsub and self._pubsub.subscribed):
            await asyncio.sleep(WAIT)
            return
        if self._lock.locked() or not self._pubsub.connection.is_connected:
            async with self._lock:
                await self._pubsub.connect()
        try:
            message = await self._pubsub.get_message(True, timeout=WAIT)
        except Exception:
            async with self._lock:
                await self._pubsub.connection.disconnect(nowait=True)
            raise
        self._receive_message(message)


class PubSubLayer(RedisPubSubChannelLayer):  # type: ignore[misc]
    """Tells what `group_send` would publish, and where."""

    def __init__(self, *args: Any, prefix: str = "asgi", **options: Any) -> None:
        super().__init__(*args, prefix=prefix, **options)
        self.prefix = prefix

    def announcement(self, group: str, message: dict[str, Any]) -> tuple[str, bytes]:
        """The pub/sub channel of the group (as channels_redis names it), and the message."""
        return f"{self.prefix}__group__{group}", self.serialize(message)

    def _get_layer(self) -> Any:
        known = asyncio.get_running_loop() in self._layers
        layer = super()._get_layer()
        if not known:
            layer._shards = [Shard(shard.host, layer) for shard in layer._shards]
        return layer

    async def group_discard(self, group: str, channel: str) -> None:
        """channels_redis forgets a group and then unsubscribes; what failed there is done again."""
        layer = self._get_layer()
        await layer.group_discard(group, channel)
        name = layer._get_group_channel_name(group)
        if name not in layer.groups:
            await layer._get_shard(name).unsubscribe(name)
