"""The WebSocket of a run page: hello, replay, follow, heartbeat, goodbye.

No message passes through the database thread: a locked database may not silence a live run.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Coroutine
from typing import Any
from urllib.parse import parse_qs

import redis
from channels.consumer import get_handler_name
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings

from backtests.delivery import tickets
from backtests.delivery.archive import Archive
from backtests.delivery.cancelling import cancel
from backtests.delivery.follower import ACK_EVERY, WINDOW, Follower, control
from backtests.delivery.hub import hub
from backtests.delivery.log import LogLost, now
from backtests.delivery.reader import Reader, Source
from backtests.delivery.state import LogState

TRAILER_PATIENCE = 5.0
SLOW_PATIENCE = 300.0
LARGEST_MESSAGE = 4096
DONE, TOO_BIG, RESTARTING, BAD_TICKET, UNKNOWN_JOB, TOO_SLOW = 1000, 1009, 1012, 4401, 4404, 4408


class JobConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """Follows one job for one viewer."""

    channel_layer_alias = "hub-only"  # not configured: the hub listens for all sockets

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.follower: Follower | None = None
        self.tasks: set[asyncio.Task[None]] = set()
        self.cancelling: asyncio.Task[None] | None = None

    async def dispatch(self, message: dict[str, Any]) -> None:
        """As channels does it, without closing database connections that nobody here opens."""
        await getattr(self, get_handler_name(message))(message)

    async def websocket_disconnect(self, message: dict[str, Any]) -> None:
        self.leave()
        raise StopConsumer

    async def connect(self) -> None:
        await self.accept()  # first, for a browser sees the close code of an open socket only
        self.job = self.scope["url_route"]["kwargs"]["job"]
        self.query = parse_qs(self.scope["query_string"].decode("latin-1"))
        try:
            tickets.check(self.asked("ticket"), self.job)
            source, state = await find(self.job)
        except tickets.BadTicket:
            await self.close(BAD_TICKET)
        except redis.RedisError:
            await self.close(RESTARTING)
        except UnknownJob:
            await self.close(UNKNOWN_JOB)
        else:
            await self.follow(source, state)

    def asked(self, name: str) -> str:
        return str(self.query.get(name, [""])[0])

    async def follow(self, source: Source, state: LogState) -> None:
        """Join the group, then replay, then follow."""
        after = self.after(state)
        self.source = source
        self.follower = Follower(source, self.job, after or 0, self.base_send)
        if isinstance(source, Reader):
            await hub().add(self.job, self.follower)
        await self.hello(state)
        if after is None:
            reason = "This log is not the one that you know."
            await self.base_send(control("reset", epoch=state.epoch, reason=reason))
        self.follower.begin(state)
        for work in (self.follower.run(), self.beat(), self.say_goodbye()):
            self.start(work)

    def after(self, state: LogState) -> int | None:
        """Where to go on; None if the client knows another log."""
        asked = self.asked("after")
        after = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
        known = self.asked("epoch") in ("", state.epoch)
        return after if known and after <= state.last_seq else None

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

    async def beat(self) -> None:
        while True:
            await asyncio.sleep(settings.HEARTBEAT_SECONDS)
            await self.heartbeat()
            paused = self.follower.paused_since if self.follower else None
            if paused and time.monotonic() - paused > SLOW_PATIENCE:
                await self.close(TOO_SLOW)

    async def heartbeat(self) -> None:
        """Say how far the log is, and catch up with it."""
        if self.follower is None:
            return
        try:
            state = await self.source.state(self.job)
        except redis.RedisError:
            state = None
        last_seq = state.last_seq if state else self.follower.next_seq - 1
        if last_seq >= self.follower.next_seq:
            self.follower.nudge()
        await self.base_send(control("heartbeat", last_seq=last_seq, ts=now()))

    async def say_goodbye(self) -> None:
        assert self.follower
        await self.follower.ended.wait()
        try:
            async with asyncio.timeout(TRAILER_PATIENCE):
                await self.follower.acknowledged.wait()
        except TimeoutError:
            pass
        await self.close(DONE)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        size = len(text_data or bytes_data or "")
        if size > LARGEST_MESSAGE:
            await self.close(TOO_BIG)
        elif self.follower:
            await self.obey(parse(text_data))

    async def obey(self, message: dict[str, Any]) -> None:
        match message:
            case {"type": "ack", "seq": int(seq)} if self.follower:
                self.follower.ack(seq)
            case {"type": "ping"}:
                await self.heartbeat()
            case {"type": "cancel"}:
                if self.cancelling is None or self.cancelling.done():
                    self.cancelling = self.start(self.cancel())
            case _:
                problem = "Send ack with a seq, ping or cancel, as a JSON object."
                await self.base_send(control("problem", message=problem))

    async def cancel(self) -> None:
        try:
            await cancel(self.job)
        except (redis.RedisError, LogLost):
            problem = "The run was not reached: please cancel again."
            await self.base_send(control("problem", message=problem))

    def start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    def leave(self) -> None:
        for task in list(self.tasks):
            task.cancel()
        if self.follower:
            hub().remove(self.job, self.follower)


class UnknownJob(Exception):
    """Neither the log nor the database knows this job."""


async def find(job: str) -> tuple[Source, LogState]:
    """The live log if there is one, else the archive."""
    sources: tuple[Source, ...] = (Reader(), Archive())
    for source in sources:
        if state := await source.state(job):
            return source, state
    raise UnknownJob(UnknownJob.__doc__)


def parse(text: str | None) -> dict[str, Any]:
    """The client's message; what is no JSON object is an empty one."""
    try:
        message = json.loads(text or "")
    except (ValueError, RecursionError):
        return {}
    return message if isinstance(message, dict) else {}
