"""The WebSocket of a run page: hello, replay, follow, heartbeat, goodbye.

No message passes through the database thread: a locked database may not silence a live run.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

import redis
from channels.consumer import get_handler_name
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings

from backtests.delivery import tickets
from backtests.delivery.cancelling import cancel
from backtests.delivery.catchup import Reset
from backtests.delivery.follower import Follower, UnknownJob
from backtests.delivery.joining import Following, NotNow, find, leave
from backtests.delivery.log import LogLost, now
from backtests.delivery.state import LogState

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
ACK_EVERY = 64
WINDOW = 512
TRAILER_PATIENCE = 5.0
SLOW_PATIENCE = 300.0
LARGEST_MESSAGE = 4096
DONE, TOO_BIG, RESTARTING, BAD_TICKET, UNKNOWN_JOB, TOO_SLOW = 1000, 1009, 1012, 4401, 4404, 4408
RESET_REASON = "This log is not the one that you know: forget it, all follows from seq 1."


class JobConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """Follows one job for one viewer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.follower: Follower | None = None
        self.telling: asyncio.Task[None] | None = None
        self.cancelling: asyncio.Task[None] | None = None

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """As channels does it, without what nobody here needs: a channel of this socket's own (the
        hub listens for all), a task for each message, and a look at the database connections.
        """
        self.scope, self.base_send = scope, send
        with suppress(StopConsumer):
            while True:
                message = await receive()
                await getattr(self, get_handler_name(message))(message)

    async def websocket_disconnect(self, message: dict[str, Any]) -> None:
        self.leave()
        raise StopConsumer

    async def connect(self) -> None:
        await self.accept()  # first, for a browser sees the close code of an open socket only
        self.job = self.scope["url_route"]["kwargs"]["job"]
        asked = parse_qs(self.scope["query_string"].decode("latin-1"))
        query = {name: values[0] for name, values in asked.items()}
        try:
            tickets.check(query.get("ticket", ""), self.job)
            following = await find(self.job, query)
        except tickets.BadTicket:
            await self.close(BAD_TICKET)
        except NotNow:
            await self.close(RESTARTING)
        except UnknownJob:
            await self.close(UNKNOWN_JOB)
        else:
            await self.follow(following)

    async def follow(self, following: Following) -> None:
        self.follower = following.join(window=WINDOW)
        await self.hello(following.state)
        self.telling = asyncio.ensure_future(self.tell(self.follower))

    async def hello(self, state: LogState) -> None:
        hello = control(
            "hello",
            job=self.job,
            epoch=state.epoch,
            last_seq=state.last_seq,
            status=state.status,
            heartbeat_seconds=settings.HEARTBEAT_SECONDS,
            ack_every=ACK_EVERY,
            window=WINDOW,
        )
        await self.base_send(hello)

    async def tell(self, follower: Follower) -> None:
        try:
            await self.pass_on(follower)
        except UnknownJob:  # it was deleted
            await self.close(UNKNOWN_JOB)
        if follower.done:
            await follower.acknowledged(TRAILER_PATIENCE)
            await self.close(DONE)

    async def pass_on(self, follower: Follower) -> None:
        async for word in follower.tell():
            if isinstance(word, list):
                for frame in word:
                    await self.base_send(frame.message)
            elif isinstance(word, Reset):
                await self.base_send(control("reset", epoch=word.epoch, reason=RESET_REASON))
                if self.cancelling:  # this log may not know of it
                    self.ask_to_stop()
            else:
                await self.base_send(control("heartbeat", last_seq=word.last_seq, ts=now()))
                if follower.paused_for > SLOW_PATIENCE:
                    await self.close(TOO_SLOW)
                    return

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        size = len(text_data or bytes_data or "")
        if size > LARGEST_MESSAGE:
            await self.close(TOO_BIG)
        elif self.follower:
            await self.obey(self.follower, parse(text_data))

    async def obey(self, follower: Follower, message: dict[str, Any]) -> None:
        match message:
            case {"type": "ack", "seq": int(seq)}:
                follower.ack(seq)
            case {"type": "ping"}:
                follower.ping()
            case {"type": "cancel"}:
                self.ask_to_stop()
            case _:
                problem = "Send ack with a seq, ping or cancel, as a JSON object."
                await self.base_send(control("problem", message=problem))

    def ask_to_stop(self) -> None:
        if self.cancelling is None or self.cancelling.done():
            self.cancelling = asyncio.ensure_future(self.cancel())

    async def cancel(self) -> None:
        try:
            await cancel(self.job)
        except (redis.RedisError, LogLost):
            problem = "The run was not reached: please cancel again."
            await self.base_send(control("problem", message=problem))

    def leave(self) -> None:
        if self.telling:
            self.telling.cancel()
        if self.follower:
            leave(self.follower)


def control(type_: str, **fields: Any) -> dict[str, Any]:
    """A control frame, which has no seq."""
    return {"type": "websocket.send", "text": json.dumps({"type": type_, **fields})}


def parse(text: str | None) -> dict[str, Any]:
    """The client's message; what is no JSON object is an empty one."""
    try:
        message = json.loads(text or "")
    except (ValueError, RecursionError):
        return {}
    return message if isinstance(message, dict) else {}
