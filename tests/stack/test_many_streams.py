"""Server-sent events for many at once: no thread is held for as long as a stream lasts."""

import socket
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.stack.conftest import RunningSite, submit, until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(180),
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]
STREAMS = 150  # of each kind


def threads(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/task").iterdir()))


def stream(site: RunningSite, link: str, *headers: str) -> socket.socket:
    """Asks, and reads nothing yet."""
    target = urlsplit(link)
    lines = [
        f"GET {target.path}?{target.query} HTTP/1.1",
        f"Host: 127.0.0.1:{site.port}",
        "Accept: text/event-stream",
        *headers,
    ]
    opened = socket.create_connection(("127.0.0.1", site.port), timeout=60)
    opened.sendall("\r\n".join([*lines, "", ""]).encode())
    return opened


def heard(opened: socket.socket, word: bytes) -> bytes:
    said = b""
    while word not in said:
        said += (more := opened.recv(65536))
        assert more, said
    return said


def test_streams_hold_no_threads_and_all_are_told_to_the_end(
    make_site: Callable[..., RunningSite],
) -> None:
    site = make_site(STEP_DELAY="60")
    with site.client() as client, ExitStack() as held:
        job = submit(client)
        token = f"Authorization: {client.headers['Authorization']}"
        before = threads(site.pids()["web"])
        asked = [(job["links"]["sse"],), (job["links"]["events"], token)] * STREAMS
        opened = [held.enter_context(stream(site, *one)) for one in asked]
        for one in opened:
            assert heard(one, b"id: 1\n").startswith(b"HTTP/1.1 200")
        until(lambda: threads(site.pids()["web"]) < before + 20, 20)
        assert client.post(f"/api/jobs/{job['id']}/cancel").status_code == 202
        for one in opened:
            assert heard(one, b'"type":"saved"').count(b'"type":"cancelled"') == 1
