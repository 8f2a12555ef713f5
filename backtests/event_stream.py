"""A job's events as server-sent events: the same log, the same follower, one more way to tell.

`id: SEQ` lets a browser resume; comments are heartbeats; `event: reset` means what the WebSocket's
frame means. A slow reader is waited for: the server asks for the next event when there is room.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping

from django.http import StreamingHttpResponse

from backtests.delivery.catchup import Reset
from backtests.delivery.follower import Beat, UnknownJob
from backtests.delivery.joining import NotNow, find, leave
from backtests.delivery.state import Frame

CONTENT_TYPE = "text/event-stream"
RETRY_MS = 1000
NEVER_MS = 24 * 3600 * 1000  # a browser takes the end of a stream for an accident


def answer(job: str, query: Mapping[str, str]) -> StreamingHttpResponse:
    """The stream of a job from `after` on; it ends behind the trailer."""
    headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
    return StreamingHttpResponse(told(job, query), content_type=CONTENT_TYPE, headers=headers)


async def told(job: str, query: Mapping[str, str]) -> AsyncIterator[bytes]:
    yield f"retry: {RETRY_MS}\n\n".encode()
    try:
        following = await find(job, query)
    except (UnknownJob, NotNow):
        return  # the client comes again, and is then told by the status
    follower = following.join()
    try:
        async for word in follower.tell():
            yield encoded(word)
        yield f"retry: {NEVER_MS}\n\n".encode()
    except UnknownJob:
        return
    finally:
        leave(follower)


def encoded(word: list[Frame] | Reset | Beat) -> bytes:
    match word:
        case list():
            return "".join(f"id: {frame.seq}\ndata: {frame.text}\n\n" for frame in word).encode()
        case Reset():
            data = json.dumps({"type": "reset", "epoch": word.epoch})
            return f"id: 0\nevent: reset\ndata: {data}\n\n".encode()
        case Beat():
            return f": heartbeat {word.last_seq}\n\n".encode()
