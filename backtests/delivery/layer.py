"""The channel layer: pub/sub, whose messages the event log can send in the step that writes them.

Append, then announce, would be two trips to Redis for each event, one after the other. With any
other layer they are; nothing else changes, for the log is the truth.
"""

from __future__ import annotations

from typing import Any

from channels_redis.pubsub import RedisPubSubChannelLayer


class PubSubLayer(RedisPubSubChannelLayer):  # type: ignore[misc]
    """Tells what `group_send` would publish, and where."""

    def __init__(self, *args: Any, prefix: str = "asgi", **options: Any) -> None:
        super().__init__(*args, prefix=prefix, **options)
        self.prefix = prefix

    def announcement(self, group: str, message: dict[str, Any]) -> tuple[str, bytes]:
        """The pub/sub channel of the group (as channels_redis names it), and the message."""
        return f"{self.prefix}__group__{group}", self.serialize(message)

    async def group_discard(self, group: str, channel: str) -> None:
        """channels_redis forgets a group and then unsubscribes; what failed there is done again."""
        layer = self._get_layer()
        await layer.group_discard(group, channel)
        name = layer._get_group_channel_name(group)
        if name not in layer.groups:
            await layer._get_shard(name).unsubscribe(name)
