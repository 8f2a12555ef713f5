"""What a viewer of each system says beside listening: readiness, answers, acknowledgements."""

from __future__ import annotations

from typing import Protocol

ACK_EVERY = 64


class Dialect(Protocol):
    """One system's habits, seen from a viewer."""

    def is_ready(self, payload: bytes) -> bool:
        """The system has said that this viewer misses nothing from here on."""
        ...

    def answer(self, payload: bytes) -> bytes | None: ...

    def acknowledge(self, seq: int) -> bytes | None: ...


class Plain:
    """Listens only."""

    def is_ready(self, payload: bytes) -> bool:
        return payload.startswith(b'{"type": "hello"')

    def answer(self, payload: bytes) -> bytes | None:
        return None

    def acknowledge(self, seq: int) -> bytes | None:
        return None


class Ours(Plain):
    """Acknowledges as the contract says, and is ready once the log's first event was replayed."""

    def is_ready(self, payload: bytes) -> bool:
        return payload.startswith(b'{"seq":1,')

    def acknowledge(self, seq: int) -> bytes | None:
        return b'{"type":"ack","seq":%d}' % seq if seq % ACK_EVERY == 0 else None


class Streamed(Ours):
    """Server-sent events: whoever reads slowly is waited for, so nothing is acknowledged."""

    def acknowledge(self, seq: int) -> bytes | None:
        return None


class SocketIO(Plain):
    """Engine.IO 4 by WebSocket alone: connect, answer pings, be told that the room was joined."""

    def is_ready(self, payload: bytes) -> bool:
        return payload.startswith(b'42["hello"')

    def answer(self, payload: bytes) -> bytes | None:
        if payload.startswith(b"0"):
            return b"40"
        return b"3" if payload == b"2" else None


DIALECTS: dict[str, Dialect] = {
    "plain": Plain(),
    "ours": Ours(),
    "streamed": Streamed(),
    "socketio": SocketIO(),
}
