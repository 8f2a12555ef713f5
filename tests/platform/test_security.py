"""Which pages may open a WebSocket, and what a page may load."""

import pytest
from django.http import HttpRequest, HttpResponse

from config.security import HEADER, ContentSecurityPolicy, origin_allowed

HOSTS = ["127.0.0.1", "[::1]", ".example.org"]


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        (None, True),
        ("http://127.0.0.1:8000", True),
        ("http://[::1]:8000", True),
        ("https://bell.example.org", True),
        ("https://evil.example.com", False),
        ("https://127.0.0.1.evil.example.com", False),
        ("null", False),
        ("", False),
    ],
)
def test_only_pages_of_this_site_open_sockets(origin: str | None, allowed: bool) -> None:
    assert origin_allowed(origin, HOSTS) is allowed


def answer_to(path: str, response: HttpResponse) -> str:
    request = HttpRequest()
    request.path = path
    return ContentSecurityPolicy(lambda _: response)(request).headers[HEADER]  # type: ignore[union-attr]


def test_no_page_may_run_inline_script() -> None:
    for path in ("/", "/admin/", "/api/docs"):
        policy = answer_to(path, HttpResponse())
        assert "default-src 'self'" in policy
        assert "script-src" not in policy
        assert "unsafe-eval" not in policy


def test_a_view_with_a_policy_of_its_own_keeps_it() -> None:
    response = HttpResponse(headers={HEADER: "default-src 'none'"})
    assert answer_to("/api/jobs/1/report.html", response) == "default-src 'none'"
