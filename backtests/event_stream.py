"""A job's events as server-sent events: the same log, the same follower, one more way to tell.

`id: SEQ` lets a browser resume; comments are the greeting and the heartbeats; `event: reset` means
what the WebSocket's frame means. A slow reader is waited for: the server asks for the next event
when there is room.
Whoever has a ticket is served by `EventStreams`, before Django: with no thread and no database.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Mapping
from contextlib import aclosing
from typing import Any
from urllib.parse import parse_qsl

from asgiref.sync import SyncToAsync
from django.conf import settings
from django.http import StreamingHttpResponse

from backtests.delivery import tickets
from backtests.delivery.catchup import Reset
from backtests.delivery.follower import Beat, UnknownJob
from backtests.delivery.joining import Following, NotNow, find, leave
from backtests.delivery.state import Frame, LogState

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Word = list[Frame] | Reset | Beat
Words = AsyncGenerator[bytes, None]

CONTENT_TYPE = "text/event-stream"
ADDRESS = re.compile("/api/jobs/([^/]+)/events")
HEADERS = {
    "Cache-Control": "no-cache",
    "X-Accel-Buffering": "no",
    "X-Content-Type-Options": "nosniff",
}
AT_ONCE = 16  # events
RETRY_MS = 1000
NEVER_MS = 24 * 3600 * 1000  # a browser takes the end of a stream for an accident
NOT_NOW = f"retry: {RETRY_MS}\n\n".encode()  # whatever ends behind it is asked for again


class EventStreams:
    """Serves whoever may follow a job and has something to hear; all else is for `others`."""

    def __init__(self, others: Application) -> None:
        self.others = others

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            following = await find(*asked(scope))
        except NotNow:
            await stream(nothing(), receive, send)
        except (NotAsked, tickets.BadTicket, UnknownJob):
            await self.others(scope, receive, send)
        else:
            if following.over:
                await self.others(scope, receive, send)
            else:
                await stream(told(following), receive, send)


class NotAsked(Exception):
    """The request is not for a stream, or shows no ticket."""


def asked(scope: Scope) -> tuple[str, dict[str, str]]:
    """The job, and what is known of it. Raises `NotAsked` and `tickets.BadTicket`."""
    address = ADDRESS.fullmatch(scope["path"])
    headers = {name: text.decode("latin-1") for name, text in scope["headers"]}
    query = dict(parse_qsl(scope["query_string"].decode("latin-1")))
    wanted = scope["method"] == "GET" and CONTENT_TYPE in headers.get(b"accept", "")
    if not (address and wanted and "ticket" in query):
        raise NotAsked
    tickets.check(query["ticket"], address[1])
    heard = headers.get(b"last-event-id", "")
    return address[1], query | ({"after": heard} if heard.isdecimal() else {})


async def stream(said: Words, receive: Receive, send: Send) -> None:
    """Until all is said or the client has left."""
    names = {"Content-Type": CONTENT_TYPE, **HEADERS}.items()
    headers = [(name.lower().encode(), text.encode()) for name, text in names]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    telling = asyncio.ensure_future(tell(said, send))
    leaving = asyncio.ensure_future(left(receive))
    try:
        await asyncio.wait({telling, leaving}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        leaving.cancel()
        if not telling.done():
            telling.cancel()
    await asyncio.wait({telling})
    if not telling.cancelled():
        telling.result()


async def tell(said: Words, send: Send) -> None:
    async with aclosing(said) as words:
        async for word in words:
            await send({"type": "http.response.body", "body": word, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def answer(job: str, query: Mapping[str, str]) -> StreamingHttpResponse:
    """The stream of a job from `after` on, for whoever came by a token or a session."""
    return StreamingHttpResponse(found(job, query), content_type=CONTENT_TYPE, headers=HEADERS)


async def found(job: str, query: Mapping[str, str]) -> Words:
    release_thread()
    try:
        said = told(await find(job, query))
    except (UnknownJob, NotNow):
        said = nothing()  # the client comes again, and is then told by the status
    async with aclosing(said) as words:
        async for word in words:
            yield word


def release_thread() -> None:
    """Django keeps the thread of a request until its answer is over, which here may be hours."""
    context = SyncToAsync.thread_sensitive_context.get(None)
    if context and (executor := SyncToAsync.context_to_thread_executor.pop(context, None)):
        executor.shutdown(wait=False)


async def nothing() -> Words:
    yield NOT_NOW


async def told(following: Following) -> Words:
    """It ends behind the trailer."""
    yield NOT_NOW
    yield greeting(following.state)
    follower = following.join()
    try:
        async for word in follower.tell():
            for part in parts(word):
                yield encoded(part)
        yield f"retry: {NEVER_MS}\n\n".encode()
    except UnknownJob:
        return
    finally:
        leave(follower)


def greeting(state: LogState) -> bytes:
    """What the WebSocket's hello says, for who reads comments."""
    hello = {
        "epoch": state.epoch,
        "last_seq": state.last_seq,
        "heartbeat_seconds": settings.HEARTBEAT_SECONDS,
    }
    return f": hello {json.dumps(hello)}\n\n".encode()


def parts(word: Word) -> Iterator[Word]:
    """What is handed to the server may wait there for a reader, so it is never a whole page."""
    if not isinstance(word, list):
        yield word
        return
    for first in range(0, len(word), AT_ONCE):
        yield word[first : first + AT_ONCE]


def encoded(word: Word) -> bytes:
    match word:
        case list():
            return "".join(f"id: {frame.seq}\ndata: {frame.text}\n\n" for frame in word).encode()
        case Reset():
            data = json.dumps({"type": "reset", "epoch": word.epoch})
            return f"id: 0\nevent: reset\ndata: {data}\n\n".encode()
        case Beat():
            return f": heartbeat {word.last_seq}\n\n".encode()
