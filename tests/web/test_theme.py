"""Light, dark, or as the system has it: right from the first paint, with no script."""

from __future__ import annotations

import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]


def dark_when(client: Client, path: str = "/") -> str:
    page = client.get(path).content.decode()
    found = re.search(r'id="dark" [^>]*media="([^"]*)"', page)
    assert found
    return found[1]


def test_without_a_choice_the_system_decides(client: Client) -> None:
    assert dark_when(client) == "screen and (prefers-color-scheme: dark)"


@pytest.mark.parametrize(("chosen", "media"), [("dark", "screen"), ("light", "not all")])
def test_a_choice_is_kept_and_holds_on_every_page(client: Client, chosen: str, media: str) -> None:
    answer = client.post("/theme/", {"theme": chosen, "next": "/data/?q=ibm"})
    assert answer.headers["Location"] == "/data/?q=ibm"
    for path in ("/", "/jobs/", "/data/", "/accounts/login/", "/nowhere/"):
        assert dark_when(client, path) == media
    pressed = re.findall(r'value="(\w+)" aria-pressed="true"', client.get("/").content.decode())
    assert pressed == [chosen]


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_it_leads_nowhere_else_and_keeps_nothing_odd(client: Client, elsewhere: str) -> None:
    answer = client.post("/theme/", {"theme": '"><script>', "next": elsewhere})
    assert answer.headers["Location"] == "/"
    assert "theme" not in answer.cookies
    client.cookies["theme"] = '"><script>'
    assert dark_when(client) == "screen and (prefers-color-scheme: dark)"


def test_it_needs_its_csrf_token() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/theme/", {"theme": "dark"}).status_code == 403
