"""How the API says no: always in JSON, in a sentence, and never with a trace."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from backtests import history, tasks
from backtests.delivery.broker import StreamBroker
from backtests.models import Job
from tests.web.conftest import RSI, error_of, post, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]
NOWHERE = "redis://127.0.0.1:1/0"


def test_without_a_queue_there_is_no_job(api_client: Client, settings: Any) -> None:
    settings.REDIS_URL = NOWHERE
    answer = post(api_client, "/api/jobs", {"prompt": RSI})
    assert (answer.status_code, error_of(answer)["code"]) == (503, "unavailable")
    assert answer.headers["Retry-After"]
    assert not Job.objects.exists()


def test_a_database_that_is_away_is_told_as_such(
    api_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(Job, "save", locked)
    answer = post(api_client, "/api/jobs", {"prompt": RSI}, **{"Idempotency-Key": "k"})
    assert answer.status_code == 503
    assert StreamBroker("workflow").queue_size() == 0


def test_too_many_unfinished_runs_are_refused(api_client: Client, settings: Any) -> None:
    settings.MAX_JOBS_PER_USER = 1
    submitted(api_client)
    answer = post(api_client, "/api/jobs", {"prompt": RSI})
    assert (answer.status_code, error_of(answer)["code"]) == (429, "over_quota")
    assert "1" in error_of(answer)["message"]


def test_what_has_ended_no_longer_counts(api_client: Client, settings: Any) -> None:
    settings.MAX_JOBS_PER_USER = 1
    tasks.run_job(submitted(api_client)["id"])
    submitted(api_client)


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("get", "/api/nothing", 404, "not_found"),
        ("get", "/api/", 404, "not_found"),
        ("post", "/api/nothing/at/all", 404, "not_found"),
        ("delete", "/api/jobs", 405, "method_not_allowed"),
        ("get", "/api/strategy/read", 405, "method_not_allowed"),
    ],
)
def test_wrong_addresses_and_methods_are_told_in_json(
    api_client: Client, method: str, path: str, status: int, code: str
) -> None:
    answer = getattr(api_client, method)(path)
    assert (answer.status_code, error_of(answer)["code"]) == (status, code)


def test_head_is_answered_as_get_without_the_body(api_client: Client) -> None:
    job = submitted(api_client)
    for path in ("/api/jobs", f"/api/jobs/{job['id']}", f"/api/jobs/{job['id']}/events"):
        answer = api_client.head(path)
        assert (answer.status_code, answer.content) == (200, b"")
    assert api_client.head("/api/strategy/read").status_code == 405


def test_a_site_called_by_a_wrong_name_says_so_without_a_trace(settings: Any) -> None:
    settings.DEBUG = True
    answer = Client(headers={"Host": "elsewhere.example"}).get("/api/jobs")
    assert (answer.status_code, error_of(answer)["code"]) == (400, "unknown_host")
    page = Client(headers={"Host": "elsewhere.example"}).get("/")
    assert (page.status_code, page.headers["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert "ALLOWED_HOSTS" in page.content.decode()
    assert page.headers["Content-Security-Policy"]


def test_a_wrong_method_is_told_the_right_ones(api_client: Client) -> None:
    assert api_client.delete("/api/strategy/read").headers["Allow"] == "POST"


@pytest.mark.parametrize("body", ["{", "", "nonsense", "[" * 100_000])
def test_what_is_no_json_is_told_so(api_client: Client, body: str) -> None:
    answer = post(api_client, "/api/jobs", body)
    assert answer.status_code in (400, 422)
    assert error_of(answer)["code"] in ("malformed", "invalid")


@pytest.mark.parametrize("body", [[], "text", 3, None, {"prompt": 3}, {"start": "soon"}])
def test_json_of_the_wrong_shape_is_told_so(api_client: Client, body: Any) -> None:
    answer = post(api_client, "/api/jobs", json.dumps(body))
    assert (answer.status_code, error_of(answer)["code"]) == (422, "invalid")


@pytest.mark.parametrize("answers", ["all of them", 5, ["AAPL"], {"symbol": 5}])
def test_answers_of_the_wrong_shape_are_told_in_one_sentence(
    api_client: Client, answers: Any
) -> None:
    error = error_of(post(api_client, "/api/jobs", {"prompt": RSI, "answers": answers}))
    assert error["fields"] == {
        "answers": 'Send "defaults", or an object with a text for each question'
    }


def nested(depth: int) -> dict[str, Any]:
    condition: dict[str, Any] = {"kind": "compare"}
    for _ in range(depth):
        condition = {"kind": "not", "of": condition}
    return {"symbols": ["AAPL"], "entry": condition}


@pytest.mark.parametrize(
    "body",
    [
        {"prompt": "\ud800"},
        {"prompt": "\u0000"},
        {"prompt": RSI, "answers": {"symbol": "\u0000"}},
        {"prompt": RSI, "answers": {"symbol": "\udc00"}},
        {"prompt": RSI, "answers": "all of them"},
        {"prompt": RSI, "initial_capital": 1e308},
        {"prompt": RSI, "initial_capital": float("nan")},
        {"prompt": RSI, "max_iterations": 10**30},
        {"prompt": RSI, "symbols": ["\u0000"]},
        {"prompt": RSI, "symbols": ["../../etc/passwd"]},
        {"prompt": RSI, "symbols": [""]},
        {"prompt": RSI, "symbols": ["AAPL", "AAPL"]},
        {"prompt": RSI, "start": "0001-01-01", "end": "0001-01-02"},
        {"strategy": {}},
        {"strategy": {"\ud800": 1}},
        {"strategy": {"symbols": ["AAPL"], "entry": None}},
        {"strategy": {"currency": "\u0000"}},
        {"strategy": nested(3)},
        {"strategy": nested(90)},
        {"strategy": nested(400)},
    ],
)
def test_nothing_that_is_sent_breaks_the_site(api_client: Client, body: dict[str, Any]) -> None:
    answer = post(api_client, "/api/jobs", json.dumps(body))
    assert answer.status_code == 422, answer.content[:300]
    assert error_of(answer)["message"]
    assert not Job.objects.exists()
    reading = post(api_client, "/api/strategy/read", json.dumps(body))
    assert reading.status_code in (200, 422)  # a reading needs no prices


def test_too_large_a_body_is_not_read(api_client: Client) -> None:
    answer = post(api_client, "/api/jobs", {"prompt": "x" * 1_000_000})
    assert (answer.status_code, error_of(answer)["code"]) == (413, "too_large")


def test_the_unexpected_is_told_without_its_trace(
    api_client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise ZeroDivisionError("a secret of ours")

    monkeypatch.setattr(history, "page_for", broken)
    answer = api_client.get("/api/jobs")
    assert (answer.status_code, error_of(answer)["code"]) == (500, "internal")
    assert "secret" not in answer.content.decode()
    assert "a secret of ours" in caplog.text
