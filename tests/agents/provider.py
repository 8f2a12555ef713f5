"""A provider of language models on this machine: answers in three APIs' forms, or misbehaves."""

from __future__ import annotations

import json
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

Json = dict[str, Any]
Mood = Literal[
    "good", "stall", "drip", "busy", "broken", "rubbish", "cut", "denied", "html", "flood", "bomb",
    "away", "parts", "stream",
]  # fmt: skip
KEY = "sk-of-the-tests-and-nobody-else"
STATUS = {"busy": 429, "broken": 500, "denied": 401}


@dataclass
class Provider:
    """`answers` makes the fields of the wanted form from the text of a request."""

    answers: Callable[[str], Json] = lambda text: {"text": "unasked"}
    moods: list[Mood] = field(default_factory=list)  # of the next requests; then the last one
    retry_after: str = ""
    requests: list[Json] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    sent: int = 0
    port: int = 0
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def environment(self) -> dict[str, str]:
        anthropic = {"ANTHROPIC_BASE_URL": self.url.removesuffix("/v1"), "ANTHROPIC_API_KEY": KEY}
        openai = {"OPENAI_BASE_URL": self.url, "OPENAI_API_KEY": KEY}
        return {**openai, **anthropic, "OLLAMA_BASE_URL": self.url}

    def mood(self) -> Mood:
        if not self.moods:
            return "good"
        return self.moods.pop(0) if len(self.moods) > 1 else self.moods[0]

    def body(self, path: str, asked: Json) -> Json:
        filled = json.dumps(self.answers(json.dumps(asked)))
        if path.endswith("/messages"):
            return message(asked, filled)
        return response(asked, filled) if path.endswith("/responses") else completion(asked, filled)


def completion(asked: Json, filled: str) -> Json:
    """OpenAI's Chat Completions."""
    name = asked["tools"][0]["function"]["name"]
    call = {"id": "call_1", "type": "function", "function": {"name": name, "arguments": filled}}
    said = {"role": "assistant", "content": None, "tool_calls": [call]}
    return {
        "id": "made-up",
        "object": "chat.completion",
        "created": 1,
        "model": asked["model"],
        "choices": [{"index": 0, "finish_reason": "tool_calls", "message": said}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
    }


def response(asked: Json, filled: str) -> Json:
    """OpenAI's Responses."""
    name = asked["tools"][0]["name"]
    call = {"type": "function_call", "id": "fc_1", "call_id": "call_1", "name": name}
    used = {"input_tokens": 100, "output_tokens": 20, "total_tokens": 120}
    details = {
        "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
        "output_tokens_details": {"reasoning_tokens": 0},
    }
    return {
        "id": "made-up",
        "object": "response",
        "created_at": 1,
        "status": "completed",
        "model": asked["model"],
        "output": [{**call, "arguments": filled, "status": "completed"}],
        "parallel_tool_calls": False,
        "tool_choice": "auto",
        "tools": [],
        "usage": {**used, **details},
    }


def message(asked: Json, filled: str) -> Json:
    """Anthropic's Messages."""
    name = asked["tools"][0]["name"]
    call = {"type": "tool_use", "id": "call_1", "name": name, "input": json.loads(filled)}
    return {
        "id": "made-up",
        "type": "message",
        "role": "assistant",
        "model": asked["model"],
        "content": [call],
        "stop_reason": "tool_use",
        "stop_sequence": None,
        "usage": {"input_tokens": 100, "output_tokens": 20},
    }


def handler_of(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            provider.requests.append(asked)
            provider.paths.append(self.path)
            getattr(self, provider.mood())(asked)

        def good(self, asked: Json) -> None:
            self.send(200, json.dumps(provider.body(self.path, asked)))

        def parts(self, asked: Json) -> None:
            """A good answer, a few bytes at a time, whose length nobody knows before."""
            self.head(200, "application/json", "", {})
            told = json.dumps(provider.body(self.path, asked)).encode()
            for at in range(0, len(told), 50):
                self.wfile.write(told[at : at + 50])
                provider.closing.wait(0.002)

        def stream(self, asked: Json) -> None:
            """Events, which nobody has asked for."""
            told = json.dumps(provider.body(self.path, asked))
            self.send(200, f"data: {told[:200]}\n\ndata: [DONE]\n\n", kind="text/event-stream")

        def stall(self, asked: Json) -> None:
            provider.closing.wait(60)

        def drip(self, asked: Json) -> None:
            """A byte now and then: no read ever waits for long, and the end never comes."""
            self.send(200, "", length=1_000_000)
            while not provider.closing.wait(0.05):
                self.wfile.write(b" ")

        def refuse(self, asked: Json) -> None:
            """As providers do: they repeat the key and the question."""
            told = {"message": f"no: key {KEY}, asked {json.dumps(asked)}", "type": "error"}
            self.send(STATUS[self.mood], json.dumps({"error": told}))

        def busy(self, asked: Json) -> None:
            self.mood = "busy"
            self.refuse(asked)

        def broken(self, asked: Json) -> None:
            self.mood = "broken"
            self.refuse(asked)

        def denied(self, asked: Json) -> None:
            self.mood = "denied"
            self.refuse(asked)

        def rubbish(self, asked: Json) -> None:
            self.send(200, '{"id": "x", "choices": [{"mess')

        def html(self, asked: Json) -> None:
            self.send(200, "<html>Welcome to your router</html>", kind="text/html")

        def flood(self, asked: Json) -> None:
            """As much as anybody takes."""
            self.send(200, "", length=10**12)
            while not provider.closing.is_set():
                self.wfile.write(b" " * 65_536)
                provider.sent += 65_536

        def bomb(self, asked: Json) -> None:
            """Some kilobytes that unpack to hundreds of megabytes."""
            packer = zlib.compressobj(9, zlib.DEFLATED, 31)
            packed = b"".join(packer.compress(b" " * 2**20) for _ in range(300)) + packer.flush()
            self.head(200, "application/json", len(packed), {"Content-Encoding": "gzip"})
            self.wfile.write(packed)

        def away(self, asked: Json) -> None:
            """Elsewhere, where it would be answered."""
            self.head(307, "text/plain", 0, {"Location": f"{provider.url}/elsewhere{self.path}"})

        def cut(self, asked: Json) -> None:
            self.connection.close()

        def send(
            self, status: int, body: str, kind: str = "application/json", length: int | None = None
        ) -> None:
            length = len(body.encode()) if length is None else length
            after = {"Retry-After": provider.retry_after} if status >= 400 else {}
            self.head(status, kind, length, after)
            self.wfile.write(body.encode())

        def head(self, status: int, kind: str, length: int | str, more: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": length, **more}.items():
                if value != "":
                    self.send_header(name, str(value))
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    return Handler


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are part of the play."""


@contextmanager
def serving(provider: Provider) -> Iterator[Provider]:
    server = Server(("127.0.0.1", provider.port), handler_of(provider))
    provider.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        provider.closing.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
