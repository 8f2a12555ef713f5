"""D12: every task delivered twice."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from tests.drills.drill import Field

STREAMS = ("cb:queue:workflow", "cb:queue:persistence")


async def doubled(field: Field) -> None:
    """Every entry of both queues, also one of before, is written once more as it comes."""
    client = field.stack.async_redis()
    copying = asyncio.ensure_future(copy(client, field))
    while not field.wave.over():
        await field.wave.step()
    copying.cancel()
    with suppress(asyncio.CancelledError):
        await copying
    await client.aclose()


async def copy(client: Any, field: Field) -> None:
    """Also what lies there already; a copy is not copied again."""
    seen: dict[str, str | bytes] = dict.fromkeys(STREAMS, "0")
    copies: set[bytes] = set()
    while True:
        for stream, entries in await client.xread(seen, block=1000):
            for ident, fields in entries:
                seen[stream.decode()] = ident
                if ident not in copies:
                    copies.add(await client.xadd(stream, fields))
