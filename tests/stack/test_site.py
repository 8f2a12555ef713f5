"""One job's way through the real processes."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import Any

import httpx
import pytest
import redis
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from tests.stack.conftest import ROOT, Event, RunningSite, ending, submit, until, watch

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


def test_the_first_page_answers_with_its_policy(site: RunningSite) -> None:
    answer = httpx.get(site.url + "/")
    assert answer.status_code == 200
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def test_what_does_not_exist_is_told_by_the_site_and_not_by_its_framework(
    site: RunningSite,
) -> None:
    page = httpx.get(f"{site.url}/nowhere/")
    assert (page.status_code, "This page does not exist" in page.text) == (404, True)
    assert "<style" not in page.text, "which the policy of the site forbids"
    assert httpx.get(f"{site.url}/api/nowhere").json()["error"]["code"] == "not_found"


def test_texts_are_sent_packed_and_events_are_not(site: RunningSite) -> None:
    for path in ("/", "/static/backtests/style.css", "/static/vendor/lightweight-charts.js"):
        assert httpx.get(site.url + path).headers["Content-Encoding"] == "gzip"
    with site.client() as client:
        address = f"/api/jobs/{submit(client)['id']}/events"
        heads = {"Accept": "text/event-stream"}
        with client.stream("GET", address, headers=heads) as events:
            assert "Content-Encoding" not in events.headers
            assert events.headers["Content-Type"] == "text/event-stream"


def test_every_part_is_ready(site: RunningSite) -> None:
    answer = until(lambda: well(httpx.get(site.url + "/readyz")), 20).json()
    assert answer["status"] == "ok"
    assert set(answer["parts"]) >= {"database", "redis", "workflow", "persistence"}
    assert 'closing_bell_up{part="redis"} 1' in httpx.get(site.url + "/metrics").text


def well(answer: httpx.Response) -> httpx.Response | None:
    return answer if answer.status_code == 200 else None


def test_a_job_is_told_event_by_event_and_saved(site: RunningSite) -> None:
    with site.client() as client:
        job = submit(client)
        said = watch(job["links"]["stream"])
        assert [event["seq"] for event in said] == list(range(1, len(said) + 1))
        assert [said[0]["type"], ending(said)["type"], said[-1]["type"]] == [
            "queued",
            "complete",
            "saved",
        ]
        result = client.get(job["links"]["result"]).json()
        assert result["metrics"]["trades"] == len(result["trades"])
        assert client.get(job["links"]["self"]).json()["saved"] is True


def test_head_of_a_large_answer_leaves_the_connection_usable(site: RunningSite) -> None:
    with site.client() as client:
        job = submit(client)
        watch(job["links"]["stream"])
        headers = {"Authorization": client.headers["Authorization"]}
    connection = HTTPConnection("127.0.0.1", site.port, timeout=20)
    lengths = []
    for method in ("HEAD", "GET"):
        connection.request(method, f"/api/jobs/{job['id']}/result", headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        lengths.append((int(answer.headers["Content-Length"]), len(body)))
    connection.close()
    (stated, sent), (length, _) = lengths
    assert (stated, sent) == (length, 0)
    assert length > 2**16  # more than one part


def closed_with(stream: str, message: str = "") -> int | None:
    """The close code that a client gets, who may first say something."""
    with connect(stream) as connection:
        try:
            if message:
                connection.send(message)
            while True:
                connection.recv(timeout=20)
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else None


def test_a_closed_socket_says_why(site: RunningSite) -> None:
    with site.client() as client:
        stream = submit(client)["links"]["stream"]
        watch(stream)
        address = stream.partition("?")[0]
        assert closed_with(stream) == 1000
        assert closed_with(address) == 4401
        assert closed_with(f"{address}?ticket=%ff&after=%ff") == 4401
        assert closed_with(stream, "x" * 5_000) == 1009
        assert closed_with(stream, "x" * 1_100_000) == 1009
        with pytest.raises(InvalidStatus) as refused, connect(f"ws://127.0.0.1:{site.port}/ws/"):
            pass
        assert refused.value.response.status_code == 403


def test_a_client_without_token_is_refused(site: RunningSite) -> None:
    answer = httpx.post(site.url + "/api/jobs", json={"prompt": "Buy AAPL"})
    assert answer.status_code == 401
    assert set(answer.json()["error"]) >= {"code", "message"}


def test_a_hundred_jobs_at_once_all_complete_and_are_saved(site: RunningSite) -> None:
    with site.client() as client, ThreadPoolExecutor(100) as pool:
        jobs = list(pool.map(lambda _: submit(client), range(100)))
        told = list(pool.map(lambda job: watch(job["links"]["stream"], seconds=200), jobs))
        for said in told:
            assert ending(said)["type"] == "complete"
            assert [event["seq"] for event in said] == list(range(1, len(said) + 1))
        assert all(client.get(job["links"]["self"]).json()["saved"] for job in jobs)


def test_whoever_comes_late_gets_the_same_events(make_site: Callable[..., RunningSite]) -> None:
    site = make_site(EVENT_RETENTION_HOURS="0.001")
    with site.client() as client:
        job = submit(client)
        watched = facts(watch(job["links"]["stream"]))
        assert facts(watch(job["links"]["stream"])) == watched, "from the log, after the end"
        store = redis.Redis(unix_socket_path=str(site.data_dir / "redis.sock"))
        until(lambda: not list(store.scan_iter(f"*{job['id']}*")), 20)
        assert facts(watch(job["links"]["stream"])) == watched, "from the database"
        assert facts(client.get(job["links"]["events"]).json()["events"]) == watched


def facts(said: list[Event]) -> list[Event]:
    return [{key: value for key, value in event.items() if key != "arrived"} for event in said]


def test_server_sent_events_and_polling_tell_the_same(site: RunningSite) -> None:
    with site.client() as client:
        job = submit(client)
        stream = follow_sse(job["links"]["sse"])
        polled = facts(client.get(job["links"]["events"]).json()["events"])
    assert stream == polled == facts(watch(job["links"]["stream"]))
    assert [event["type"] for event in stream][-2:] == ["complete", "saved"]
    resumed = follow_sse(job["links"]["sse"], **{"Last-Event-ID": "3"})
    assert resumed == stream[3:]
    ended = {"Accept": "text/event-stream", "Last-Event-ID": str(stream[-1]["seq"])}
    assert httpx.get(job["links"]["sse"], headers=ended).status_code == 204
    assert httpx.get(job["links"]["events"]).status_code == 401
    assert httpx.get(job["links"]["sse"].replace(job["id"], "0" * 8)).status_code == 401


def follow_sse(url: str, **headers: str) -> list[Event]:
    """The events of a stream up to its end, without any token but the ticket."""
    headers["Accept"] = "text/event-stream"
    said: list[Event] = []
    with httpx.stream("GET", url, headers=headers, timeout=30) as answer:
        assert answer.headers["Content-Type"] == "text/event-stream"
        for line in answer.iter_lines():
            name, _, value = line.partition(": ")
            if name == "data":
                said.append(json.loads(value))
            elif name == "id":
                assert int(value) == (said[-1]["seq"] if said else int(value) - 1) + 1
    return said


def test_a_child_that_is_killed_comes_back_and_serve_json_says_so(site: RunningSite) -> None:
    before = site.pids()
    os.kill(before["web"], signal.SIGKILL)
    until(lambda: site.pids().get("web", before["web"]) != before["web"], 20)
    until(lambda: answers(site), 30)
    assert {**site.pids(), "web": 0} == {**before, "web": 0}


def answers(site: RunningSite) -> bool:
    try:
        return httpx.get(site.url + "/healthz").status_code == 200
    except httpx.TransportError:
        return False


def test_a_taken_port_stops_a_second_site_before_anything_starts(
    site: RunningSite, tmp_path: Any
) -> None:
    changes = {"DATA_DIR": str(tmp_path), "PORT": str(site.port)}
    inherited = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    ended = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env={**inherited, **changes},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert ended.returncode == 1
    assert f"127.0.0.1:{site.port} cannot be used" in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert not (tmp_path / "server").exists()
