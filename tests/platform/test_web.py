"""What the web server adds to daphne."""

import asyncio
from typing import Any

import pytest

from config import web
from config.web import Pace, PacedServer, Socket, framed, write_now


@pytest.mark.parametrize("state", [Socket.STATE_CLOSING, Socket.STATE_CLOSED])
def test_what_is_said_to_a_viewer_who_has_left_is_no_error(state: int) -> None:
    socket = Socket()
    socket.state = state
    socket.serverSend("too late")
    socket.sendClose(1012)
    assert socket.state == state


class Transport:
    """Takes so many bytes at once; what is left goes into the buffer."""

    connected, disconnecting, TLS = True, False, False

    def __init__(self, room: int | Exception, waiting: bytes = b"") -> None:
        self.room, self.dataBuffer = room, waiting
        self.sent, self.buffered = b"", b""

    @property
    def _tempDataLen(self) -> int:  # noqa: N802
        return len(self.buffered)

    def writeSomeData(self, data: bytes) -> int | Exception:  # noqa: N802
        if isinstance(self.room, Exception):
            return self.room
        self.sent += data[: self.room]
        return min(len(data), self.room)

    def write(self, data: bytes) -> None:
        self.buffered += data


@pytest.mark.parametrize(
    ("transport", "sent", "buffered"),
    [
        (Transport(room=99), b"event", b""),
        (Transport(room=2), b"ev", b"ent"),
        (Transport(room=0), b"", b"event"),
        (Transport(room=99, waiting=b"before"), b"", b"event"),
        (Transport(room=ConnectionError()), b"", b"event"),
    ],
)
def test_a_socket_with_room_takes_it_at_once_and_in_order(
    monkeypatch: pytest.MonkeyPatch, transport: Transport, sent: bytes, buffered: bytes
) -> None:
    monkeypatch.setattr(web, "Connection", Transport)
    write_now(transport, b"event")
    assert (transport.sent, transport.buffered) == (sent, buffered)


def test_an_event_is_framed_once_as_rfc_6455_wants_it() -> None:
    assert framed("hi") == b"\x81\x02hi"
    assert framed("x" * 300)[:4] == b"\x81\x7e\x01\x2c"
    assert framed("hi") is framed("hi")


async def test_whoever_writes_to_a_slow_reader_waits_until_it_reads() -> None:
    server, reader = PacedServer(lambda: None, endpoints=["none"]), Reader()
    server.connections = {reader: {}}
    message = {"type": "websocket.send", "text": "event"}
    await server.handle_reply(reader, message)
    reader.pace.pauseProducing()
    writing = asyncio.ensure_future(server.handle_reply(reader, message))
    await asyncio.sleep(0)
    assert not writing.done()
    reader.pace.resumeProducing()
    await asyncio.wait_for(writing, 1)
    assert reader.got == [message, message]


class Reader:
    state = Socket.STATE_OPEN

    def __init__(self) -> None:
        self.pace, self.got = Pace(), list[Any]()

    def handle_reply(self, message: Any) -> None:
        self.got.append(message)


def test_a_thousand_may_knock_at_once() -> None:
    assert web.roomy("tcp:port=8000:interface=127.0.0.1").endswith(":backlog=2048")
    assert web.roomy("unix:/run/bell.sock") == "unix:/run/bell.sock"
