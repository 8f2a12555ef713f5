"""Texts go packed to whoever can unpack them; events that are told one by one do not."""

from __future__ import annotations

import gzip

import pytest
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client, RequestFactory

from config.compression import Compression

PACKS = {"HTTP_ACCEPT_ENCODING": "gzip, br"}
LONG = b"closing bell " * 1000


def sent(response: HttpResponseBase, **headers: str) -> HttpResponseBase:
    request = RequestFactory().get("/", **(headers or PACKS))
    return Compression(lambda _: response)(request)


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/json", "text/csv"])
def test_a_text_goes_packed(kind: str) -> None:
    answer = sent(HttpResponse(LONG, content_type=kind))
    assert isinstance(answer, HttpResponse)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content) == LONG
    assert len(answer.content) < len(LONG) / 10


def test_who_cannot_unpack_gets_it_plain() -> None:
    answer = sent(HttpResponse(LONG), HTTP_ACCEPT_ENCODING="identity")
    assert isinstance(answer, HttpResponse)
    assert answer.content == LONG


def test_the_length_of_a_page_says_nothing_of_its_secrets() -> None:
    """BREACH guesses a token by how long the packed page is."""
    lengths = {len(sent(HttpResponse(LONG)).content) for _ in range(20)}  # type: ignore[attr-defined]
    assert len(lengths) > 1


@pytest.mark.parametrize(
    "kind", ["text/event-stream", "application/zip", "application/octet-stream"]
)
def test_events_and_what_is_packed_already_pass_by(kind: str) -> None:
    answer = sent(StreamingHttpResponse(iter([LONG]), content_type=kind))
    assert "Content-Encoding" not in answer.headers
    assert isinstance(answer, StreamingHttpResponse)
    assert b"".join(answer) == LONG


def test_a_part_of_a_file_is_counted_in_its_own_bytes() -> None:
    answer = sent(HttpResponse(LONG, status=206, content_type="text/css"))
    assert "Content-Encoding" not in answer.headers


def test_a_file_that_has_not_changed_is_not_sent_again() -> None:
    path = "/static/backtests/style.css"
    client = Client(headers={"Accept-Encoding": "gzip"})
    first = client.get(path)
    assert first.headers["Content-Encoding"] == "gzip"
    again = client.get(path, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert again.status_code == 304
