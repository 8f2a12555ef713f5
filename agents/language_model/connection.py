"""The connection to a provider of language models: one for each question, that takes in no more
than an answer needs.
"""

from __future__ import annotations

import os
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from typing import Any, cast

import httpx2
from pydantic_ai.models import Model, infer_model
from pydantic_ai.providers import infer_provider_class

LARGEST = 1_000_000  # bytes: many times the longest answer, with all that is told around it
CONNECT_SECONDS = 5.0


class TooLarge(Exception):
    """More came than any answer needs, or it came packed, so that nobody knows how much it is."""


class Bounded(httpx2.AsyncByteStream):
    """A body that ends with an error where it would not end."""

    def __init__(self, body: httpx2.AsyncByteStream) -> None:
        self.body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        left = LARGEST
        async for part in self.body:
            left -= len(part)
            if left < 0:
                raise TooLarge
            yield part

    async def aclose(self) -> None:
        await self.body.aclose()


async def bound(response: httpx2.Response) -> None:
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise TooLarge
    response.stream = Bounded(cast(httpx2.AsyncByteStream, response.stream))


@cache
def trusted() -> ssl.SSLContext:
    """Certificates take a tenth of a second to load, in which nothing else would happen."""
    return httpx2.create_ssl_context()


def client(count: Callable[[], None]) -> httpx2.AsyncClient:
    """Follows no redirect: what a user wrote goes to the provider that was set, and nowhere else.

    The question's own limit ends what takes too long.
    """

    async def counted(request: httpx2.Request) -> None:
        count()

    return httpx2.AsyncClient(
        verify=trusted(),
        headers={"Accept-Encoding": "identity"},
        timeout=httpx2.Timeout(None, connect=CONNECT_SECONDS),
        event_hooks={"request": [counted], "response": [bound]},
    )


@asynccontextmanager
async def connected(model: str | Model, count: Callable[[], None]) -> AsyncIterator[Model]:
    """A client that is kept would belong to another event loop."""
    if isinstance(model, Model):
        yield model
        return
    async with client(count) as http:
        yield reached(model, http)


def reached(name: str, http: httpx2.AsyncClient) -> Model:
    return infer_model(api_of(name), lambda provider: provider_of(provider, http))


def provider_of(name: str, http: httpx2.AsyncClient) -> Any:
    of_this_kind: Any = infer_provider_class(name)
    return of_this_kind(http_client=http)


def api_of(name: str) -> str:
    """Servers that only resemble OpenAI's speak its older API, Chat Completions."""
    elsewhere = os.environ.get("OPENAI_BASE_URL", "https://api.openai.com").rstrip("/")
    if name.startswith("openai:") and "//api.openai.com" not in elsewhere:
        return name.replace("openai:", "openai-chat:", 1)
    return name


def warm_up(name: str) -> None:
    """Load the libraries of a provider, which take a second, before anybody waits for them."""
    reached(name, client(lambda: None))
