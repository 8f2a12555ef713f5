"""WebSocket frames with as little work as possible: the client must not be what is measured."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


def request(path: str, port: int) -> bytes:
    key = base64.b64encode(os.urandom(16)).decode()
    lines = (
        f"GET {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Origin: http://127.0.0.1:{port}",
        f"Sec-WebSocket-Key: {key}",
        "Sec-WebSocket-Version: 13",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def masked(payload: bytes, code: int = TEXT) -> bytes:
    """A client's frame; the mask is zero, so the payload stays as it is."""
    size = len(payload)
    if size < 126:
        return bytes((0x80 | code, 0x80 | size)) + b"\0\0\0\0" + payload
    return bytes((0x80 | code, 0xFE)) + size.to_bytes(2, "big") + b"\0\0\0\0" + payload


def get(path: str, port: int) -> bytes:
    """Asks for server-sent events."""
    lines = (f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Accept: text/event-stream")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


class Frames:
    """Takes a server's bytes as they come and gives whole frames."""

    def __init__(self) -> None:
        self.rest = b""

    def feed(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """One loop without calls: this runs for every delivery that is measured."""
        data = self.rest + data if self.rest else data
        at, end = 0, len(data)
        while end - at >= 2:
            size, head = data[at + 1] & 127, 2
            if size == 126:
                size, head = int.from_bytes(data[at + 2 : at + 4], "big"), 4
            elif size == 127:
                size, head = int.from_bytes(data[at + 2 : at + 10], "big"), 10
            if end - at < head + size:
                break
            yield data[at] & 15, data[at + head : at + head + size]
            at += head + size
        self.rest = data[at:]


class StreamedEvents:
    """Takes the bytes of a chunked answer as they come and gives the data of its events."""

    def __init__(self) -> None:
        self.rest = self.text = b""

    def feed(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        *events, self.text = (self.text + b"".join(self._chunks(data))).split(b"\n\n")
        for event in events:
            if told := event.partition(b"data: ")[2]:
                yield TEXT, told

    def _chunks(self, data: bytes) -> Iterator[bytes]:
        data, at = self.rest + data, 0
        while (line := data.find(b"\r\n", at)) > 0:
            end = line + 2 + int(data[at:line], 16)
            if len(data) < end + 2:
                break
            yield data[line + 2 : end]
            at = end + 2
        self.rest = data[at:]
