"""The yardstick: an asyncio WebSocket server that broadcasts what Redis pub/sub says, no more."""

from __future__ import annotations

import os
import sys
from collections import defaultdict

import redis.asyncio
import uvloop
from redis.asyncio.client import PubSub
from websockets.asyncio.server import ServerConnection, broadcast, serve

viewers: defaultdict[str, set[ServerConnection]] = defaultdict(set)


async def follow(connection: ServerConnection, pubsub: PubSub) -> None:
    assert connection.request
    job = connection.request.path.rpartition("/")[2]
    is_first = not viewers[job]
    viewers[job].add(connection)
    if is_first:
        await pubsub.subscribe(f"live:{job}")
    await connection.send('{"type": "hello"}')
    await connection.wait_closed()
    viewers[job].discard(connection)


async def listen(pubsub: PubSub) -> None:
    while True:
        message = await pubsub.get_message(ignore_subscribe_messages=True, timeout=None)
        if message:
            broadcast(viewers[message["channel"][5:].decode()], message["data"].decode())


async def main(port: int) -> None:
    client = redis.asyncio.Redis.from_url(os.environ["REDIS_URL"], socket_timeout=None)
    pubsub = client.pubsub()
    await pubsub.subscribe("live:")
    async with serve(lambda one: follow(one, pubsub), "127.0.0.1", port, compression=None):
        await listen(pubsub)


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1])))
