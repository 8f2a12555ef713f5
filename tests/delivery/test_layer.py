"""The channel layer while its connection is made again."""

import asyncio

from channels.layers import get_channel_layer

from backtests.delivery.connection import sync_redis
from tests.delivery.test_hub import happens, subscribed

GROUPS = [f"left.{number}" for number in range(60)]


async def test_a_group_that_is_left_as_the_connection_is_made_again_is_left(redis_url: str) -> None:
    layer = get_channel_layer()
    channel = await layer.new_channel()
    for group in GROUPS:
        await layer.group_add(group, channel)
    await happens(lambda: subscribed(GROUPS[-1]))
    connection = layer._get_layer()._get_shard("")._pubsub.connection
    sync_redis().client_kill_filter(_type="pubsub")
    while connection.is_connected:
        await asyncio.sleep(0)
    while not connection.is_connected:
        await asyncio.sleep(0)
    leaving = []
    for group in GROUPS:  # one in each step of the handshake
        leaving.append(asyncio.create_task(layer.group_discard(group, channel)))
        await asyncio.sleep(0)
    await asyncio.gather(*leaving, return_exceptions=True)
    await happens(lambda: subscribed("specific."))
    await happens(lambda: not subscribed("left."))
