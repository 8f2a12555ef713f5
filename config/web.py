"""The web server: daphne, which also waits for slow readers and says why it closes a WebSocket.

`python -m config.web -b 127.0.0.1 -p 8001 config.asgi:application`, with all of daphne's options.
"""

from __future__ import annotations

import asyncio
import os
import time
from functools import lru_cache
from typing import Any

from autobahn.websocket import protocol as autobahn_protocol
from autobahn.websocket.protocol import PreparedMessage
from daphne import http_protocol
from daphne.cli import CommandLineInterface
from daphne.server import Server
from daphne.ws_protocol import WebSocketFactory, WebSocketProtocol
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IPushProducer
from twisted.internet.tcp import Connection
from zope.interface import implementer

# RFC 6455, section 7.4.1, and the IANA registry: going away, too big, internal error, restarting.
SERVER_CODES = frozenset({1001, 1009, 1011, 1012})
RESTARTING, TOO_SLOW = 1012, 4408
FAREWELL_SECONDS = 2.0
BURST_SECONDS = 0.002
BACKLOG = 2048
HANDSHAKE_SECONDS = 20
LINGER_SECONDS = 10
LARGEST_MESSAGE = 4096  # acknowledgements and the like; autobahn closes with 1009
MOST_UNREAD = 256


@implementer(IPushProducer)
class Pace:
    """Stops whoever writes to a connection while its reader does not read.

    daphne hands everything to the transport, which keeps it in memory without a bound.
    """

    paused: asyncio.Future[None] | None = None

    def pauseProducing(self) -> None:  # noqa: N802
        self.paused = self.paused or asyncio.get_running_loop().create_future()

    def resumeProducing(self) -> None:  # noqa: N802
        paused, self.paused = self.paused, None
        if paused and not paused.done():
            paused.set_result(None)

    stopProducing = resumeProducing  # noqa: N815


class Socket(WebSocketProtocol):  # type: ignore[misc]
    """Closes with a frame, not by dropping the connection: the client must know what to do."""

    failByDrop = False  # noqa: N815
    pace: Pace | None = None
    wrote = 0.0

    def onOpen(self) -> None:  # noqa: N802
        super().onOpen()
        self.pace = Pace()
        self.transport.unregisterProducer()  # of the HTTP request that this connection began with
        self.transport.registerProducer(self.pace, True)

    def onMessage(self, payload: bytes, isBinary: bool) -> None:  # noqa: N802, N803
        """Who talks while the application waits for it to read does not listen."""
        if self.application_queue.qsize() < MOST_UNREAD:
            super().onMessage(payload, isBinary)
        else:
            self.sendClose(TOO_SLOW)

    def dropConnection(self, abort: bool = False) -> None:  # noqa: N802
        """What a reader who has left does not read would keep its connection for ever."""
        super().dropConnection(abort)
        if not abort:
            self.factory.reactor.callLater(LINGER_SECONDS, self._abort)

    def _abort(self) -> None:
        if self.transport and self.transport.connected:
            self.transport.abortConnection()

    def onClose(self, wasClean: bool, code: int, reason: str) -> None:  # noqa: N802, N803
        if self.pace:
            self.pace.resumeProducing()
        super().onClose(wasClean, code, reason)

    def sendClose(self, code: int | None = None, reason: str | None = None) -> None:  # noqa: N802
        """autobahn leaves an application 1000 and the private codes only."""
        if code in SERVER_CODES:
            self.sendCloseFrame(code=code)
        else:
            super().sendClose(code, reason)

    def serverSend(self, content: str | bytes, binary: bool = False) -> None:  # noqa: N802
        """What is said to a viewer who has just left is not an error."""
        if self.state == self.STATE_OPEN and isinstance(content, str):
            self.sendData(framed(content))
        elif self.state not in (self.STATE_CLOSING, self.STATE_CLOSED):
            super().serverSend(content, binary)

    def sendData(  # noqa: N802
        self, data: bytes, sync: bool = False, chopsize: int | None = None
    ) -> None:
        """autobahn composes a line for its log at every write, though nobody reads that log.

        Twisted gathers what is written until its loop turns: right for a burst, late for a word.
        """
        before, self.wrote = self.wrote, time.monotonic()
        if sync or chopsize or self.send_queue:
            super().sendData(data, sync, chopsize)
        elif self.wrote - before < BURST_SECONDS:
            self.transport.write(data)
        else:
            write_now(self.transport, data)


def write_now(transport: Any, data: bytes) -> None:
    """Without waiting for the loop, and without its two system calls, if the socket has room."""
    idle = isinstance(transport, Connection) and transport.connected and not transport.TLS
    if idle and not (transport.dataBuffer or transport._tempDataLen or transport.disconnecting):
        sent = transport.writeSomeData(data)
        if sent == len(data):
            return
        data = data[sent:] if isinstance(sent, int) else data  # else the connection is lost
    transport.write(data)


@lru_cache(maxsize=512)
def framed(text: str) -> bytes:
    """An event goes to all its viewers in the same frame, which is made once."""
    message = PreparedMessage(text.encode(), isBinary=False, applyMask=False, doNotCompress=True)
    return bytes(message.payloadHybi)


class Request(http_protocol.WebRequest):  # type: ignore[misc]
    """Answers HEAD without a body: daphne leaves out the first part only, and sends the rest."""

    pace: Pace | None = None

    def handle_reply(self, message: dict[str, Any]) -> None:
        if self.method == b"HEAD" and message.get("type") == "http.response.body":
            message = {**message, "body": b"", "more_body": False}
        super().handle_reply(message)
        if message.get("more_body") and not self.pace and not self.finished and self.channel:
            self.pace = Pace()
            self.registerProducer(self.pace, True)

    def finish(self) -> None:
        if self.pace:
            self.pace.resumeProducing()
            self.unregisterProducer()
        super().finish()

    def connectionLost(self, reason: Any) -> None:  # noqa: N802
        if self.pace:
            self.pace.resumeProducing()
        super().connectionLost(reason)


class PacedServer(Server):  # type: ignore[misc]
    """Waits for slow readers, and says farewell before it ends."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options["websocket_handshake_timeout"] = HANDSHAKE_SECONDS
        for limit in ("websocket_max_message_size", "websocket_max_frame_size"):
            options[limit] = LARGEST_MESSAGE
        super().__init__(*args, **options)
        self.endpoints: list[str] = [roomy(endpoint) for endpoint in self.endpoints]
        self.ports: list[Any] = []

    def listen_success(self, port: Any) -> None:
        self.ports.append(port)
        super().listen_success(port)

    def run(self) -> None:
        super().run()
        os._exit(0)  # a thread that waits for a server that is gone may not keep the process

    async def handle_reply(self, protocol: Any, message: dict[str, Any]) -> None:
        if message["type"] == "websocket.send" and protocol.state == Socket.STATE_OPEN:
            protocol.handle_reply(message)
        else:
            await super().handle_reply(protocol, message)
        if protocol.pace and protocol.pace.paused:
            await protocol.pace.paused

    def kill_all_applications(self) -> Deferred[Any]:
        """At SIGTERM: take nobody new, send viewers elsewhere, and only then end what is left."""
        return Deferred.fromFuture(asyncio.ensure_future(self.say_farewell()))

    async def say_farewell(self) -> None:
        for port in self.ports:
            port.stopListening()
        sockets = [
            one
            for one in self.connections
            if isinstance(one, Socket) and one.state == Socket.STATE_OPEN
        ]
        for socket in sockets:
            socket.sendClose(RESTARTING)
        waiting_until = asyncio.get_running_loop().time() + FAREWELL_SECONDS
        while any(socket.state != Socket.STATE_CLOSED for socket in sockets):
            if asyncio.get_running_loop().time() > waiting_until:
                break
            await asyncio.sleep(0.02)
        await self.end_applications()

    async def end_applications(self) -> None:
        """A request that is being answered gets its answer; what lasts longer is cut."""
        all_of = [details.get("application_instance") for details in self.connections.values()]
        running = [application for application in all_of if application]
        if running:
            await asyncio.wait(running, timeout=FAREWELL_SECONDS)
        for application in running:
            application.cancel()
        if running:
            await asyncio.wait(running, timeout=FAREWELL_SECONDS)


def roomy(endpoint: str) -> str:
    """Where thousands may knock at once: Twisted lets 50 wait, and the others try again later."""
    return f"{endpoint}:backlog={BACKLOG}" if endpoint.startswith("tcp:") else endpoint


def main() -> None:
    # Composing a line for a log that nobody reads would take a fifth of a handshake.
    autobahn_protocol.pformat = repr  # type: ignore[attr-defined,assignment]
    WebSocketFactory.protocol = Socket
    http_protocol.WebRequest = Request
    CommandLineInterface.server_class = PacedServer
    CommandLineInterface.entrypoint()


if __name__ == "__main__":
    main()
