"""The web server: daphne, which also says why it closes a WebSocket, and answers HEAD rightly.

`python -m config.web -b 127.0.0.1 -p 8001 config.asgi:application`, with all of daphne's options.
"""

from __future__ import annotations

from typing import Any

from daphne import http_protocol
from daphne.cli import CommandLineInterface
from daphne.server import WebSocketFactory
from daphne.ws_protocol import WebSocketProtocol

# RFC 6455, section 7.4.1, and the IANA registry: going away, too big, internal error, restarting.
SERVER_CODES = frozenset({1001, 1009, 1011, 1012})


class Protocol(WebSocketProtocol):  # type: ignore[misc]
    """Closes with a frame, not by dropping the connection: the client must know what to do."""

    failByDrop = False  # noqa: N815

    def sendClose(self, code: int | None = None, reason: str | None = None) -> None:  # noqa: N802
        """autobahn leaves an application 1000 and the private codes only."""
        if code in SERVER_CODES:
            self.sendCloseFrame(code=code)
        else:
            super().sendClose(code, reason)

    def serverSend(self, content: str | bytes, binary: bool = False) -> None:  # noqa: N802
        """What is said to a viewer who has just left is not an error."""
        if self.state not in (self.STATE_CLOSING, self.STATE_CLOSED):
            super().serverSend(content, binary)


class Request(http_protocol.WebRequest):  # type: ignore[misc]
    """Answers HEAD without a body: daphne leaves out the first part only, and sends the rest."""

    def handle_reply(self, message: dict[str, Any]) -> None:
        bodiless = self.method == b"HEAD" and message.get("type") == "http.response.body"
        super().handle_reply({**message, "body": b""} if bodiless else message)


def main() -> None:
    WebSocketFactory.protocol = Protocol
    http_protocol.WebRequest = Request
    CommandLineInterface.entrypoint()


if __name__ == "__main__":
    main()
