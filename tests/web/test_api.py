"""The JSON API, call by call, on a real Redis-protocol server."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import redis
from django.contrib.auth.models import User
from django.db import OperationalError
from django.test import Client

from backtests import history, jobs, schemas, tasks
from backtests.delivery.broker import StreamBroker
from backtests.models import Job
from backtests.viewers import Viewer
from tests.web.conftest import RSI, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]
NOWHERE = "redis://127.0.0.1:1/0"


def submitted(client: Client, **body: Any) -> dict[str, Any]:
    answer = post(client, "/api/jobs", {"prompt": RSI, **body})
    assert answer.status_code == 201, answer.content
    job: dict[str, Any] = answer.json()
    return job


def error_of(answer: Any) -> dict[str, Any]:
    error: dict[str, Any] = answer.json()["error"]
    assert set(error) >= {"code", "message", "fields"}
    return error


# Submitting --------------------------------------------------------------------------------------


def test_a_prompt_becomes_a_queued_job(api_client: Client, ada: User) -> None:
    job = submitted(api_client)
    assert schemas.Job.model_validate(job).status == "queued"
    assert job["strategy"]["symbols"] == ["AAPL"]
    assert Job.objects.get(pk=job["id"]).user == ada
    assert StreamBroker("workflow").queue_size() == 1


def test_links_lead_to_the_site_as_the_caller_reached_it(api_client: Client) -> None:
    links = submitted(api_client)["links"]
    assert links["self"].startswith("http://testserver/api/jobs/")
    assert links["stream"].startswith("ws://testserver/ws/jobs/")
    assert "?ticket=" in links["stream"]


def test_a_strategy_runs_without_words(api_client: Client) -> None:
    strategy = submitted(api_client)["strategy"]
    job = submitted(api_client, prompt="", strategy=strategy, max_iterations=1)
    assert job["strategy"] == strategy
    assert job["reading"]["sentence"]


def test_options_beside_the_words_count(api_client: Client) -> None:
    job = submitted(api_client, start="2006-01-01", end="2008-12-31", initial_capital=5000)
    assert job["strategy"]["start"] == "2006-01-01"
    assert job["strategy"]["initial_capital"] == 5000


def test_words_and_strategy_together_are_refused(api_client: Client) -> None:
    answer = post(api_client, "/api/jobs", {"prompt": RSI, "strategy": {}})
    assert (answer.status_code, error_of(answer)["code"]) == (422, "invalid")


def test_a_broken_strategy_is_refused_field_by_field(api_client: Client) -> None:
    strategy = {**submitted(api_client)["strategy"], "stop_loss": 1.5}
    answer = post(api_client, "/api/jobs", {"strategy": strategy})
    assert answer.status_code == 422
    assert "stop_loss" in error_of(answer)["fields"]


def test_an_unknown_field_is_named(api_client: Client) -> None:
    answer = post(api_client, "/api/jobs", {"prompt": RSI, "leverage": 3})
    assert answer.status_code == 422
    assert error_of(answer)["fields"] == {"leverage": "there is no such field"}


def test_what_is_vital_and_missing_is_asked(api_client: Client) -> None:
    answer = post(api_client, "/api/jobs", {"prompt": "Buy when RSI drops below 30"})
    assert (answer.status_code, error_of(answer)["code"]) == (422, "needs_answers")
    body = answer.json()
    assert body["questions"] == body["reading"]["questions"]
    assert {"id", "text", "choices", "default"} <= set(body["questions"][0])
    assert not Job.objects.exists()


def test_questions_can_be_answered_with_defaults(api_client: Client) -> None:
    job = submitted(api_client, prompt="Buy AAPL when RSI drops below 30", answers="defaults")
    assert job["status"] == "queued"


def test_a_symbol_without_prices_is_told_with_offers(api_client: Client) -> None:
    prompt = RSI.replace("AAPL", "TSLA")
    answer = post(api_client, "/api/jobs", {"prompt": prompt})
    error = error_of(answer)
    assert (answer.status_code, error["code"], error["symbol"]) == (422, "no_data", "TSLA")
    assert error["offers"]
    assert not Job.objects.exists()


# The same request twice --------------------------------------------------------------------------


def test_the_same_key_gives_the_same_job(api_client: Client) -> None:
    first, second = (
        post(api_client, "/api/jobs", {"prompt": RSI}, **{"Idempotency-Key": "k"}).json()
        for _ in range(2)
    )
    assert first["id"] == second["id"]
    assert StreamBroker("workflow").queue_size() == 1


def test_the_same_key_with_another_request_is_a_conflict(api_client: Client) -> None:
    key = {"Idempotency-Key": "k"}
    post(api_client, "/api/jobs", {"prompt": RSI}, **key)
    answer = post(api_client, "/api/jobs", {"prompt": RSI, "initial_capital": 5}, **key)
    assert (answer.status_code, error_of(answer)["code"]) == (409, "idempotency_conflict")


def test_two_people_may_use_the_same_key(
    api_client: Client, client_of: Callable[[User], Client]
) -> None:
    other = client_of(User.objects.create_user("bob"))
    ids = {
        post(client, "/api/jobs", {"prompt": RSI}, **{"Idempotency-Key": "k"}).json()["id"]
        for client in (api_client, other)
    }
    assert len(ids) == 2


# When a part is away -----------------------------------------------------------------------------


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


# Looking -----------------------------------------------------------------------------------------


def test_a_job_is_found_at_every_stage(api_client: Client) -> None:
    job = submitted(api_client)
    path = f"/api/jobs/{job['id']}"
    tasks.run_job(job["id"])
    ended = api_client.get(path).json()
    assert (ended["status"], ended["saved"]) == ("complete", False)
    assert api_client.get(path + "/result").status_code == 200
    tasks.save_job(job["id"])
    saved = api_client.get(path).json()
    assert {**saved, "links": 0} == {**ended, "saved": True, "links": 0}


def test_result_and_events_outlive_the_log(api_client: Client, redis_url: str) -> None:
    job_id = submitted(api_client)["id"]
    tasks.run_job(job_id)
    tasks.save_job(job_id)
    path = f"/api/jobs/{job_id}"
    before = [api_client.get(path + "/result").json(), api_client.get(path + "/events").json()]
    redis.Redis.from_url(redis_url).flushall()
    after = [api_client.get(path + "/result").json(), api_client.get(path + "/events").json()]
    assert after[0] == before[0]
    assert after[1]["events"] == before[1]["events"]


def test_there_is_no_result_before_the_end(api_client: Client) -> None:
    job = submitted(api_client)
    answer = api_client.get(f"/api/jobs/{job['id']}/result")
    assert (answer.status_code, error_of(answer)["code"]) == (404, "not_ready")


def test_events_come_in_order_and_after(api_client: Client) -> None:
    job = submitted(api_client)
    tasks.run_job(job["id"])
    path = f"/api/jobs/{job['id']}/events"
    told = schemas.Events.model_validate(api_client.get(path).json())
    seqs = [event["seq"] for event in told.events]
    assert seqs == list(range(1, told.last_seq + 1))
    assert told.terminal
    rest = api_client.get(path, {"after": told.last_seq - 1}).json()["events"]
    assert [event["type"] for event in rest] == ["complete"]


def test_another_persons_job_does_not_exist(
    api_client: Client, client_of: Callable[[User], Client]
) -> None:
    job = submitted(api_client)
    tasks.run_job(job["id"])
    other = client_of(User.objects.create_user("bob"))
    path = f"/api/jobs/{job['id']}"
    for ending in ("", "/result", "/events", "/trades.csv", "/equity.csv", "/strategy.json"):
        answer = other.get(path + ending)
        assert (answer.status_code, error_of(answer)["code"]) == (404, "not_found"), ending
    assert post(other, path + "/cancel").status_code == 404
    assert post(other, path + "/rerun").status_code == 404
    assert other.get("/api/jobs").json() == {"jobs": [], "next": None}
    assert other.get("/api/jobs", {"after": job["id"]}).status_code == 404


@pytest.mark.parametrize("job_id", ["nonsense", "1", "5e6c29b4-5b0e-4c4f-9a53-0c3a4f7d1b2e"])
def test_a_job_that_never_was_is_not_found(api_client: Client, job_id: str) -> None:
    answer = api_client.get(f"/api/jobs/{job_id}")
    assert (answer.status_code, error_of(answer)["code"]) == (404, "not_found")


def test_a_page_of_jobs_is_filled_whatever_the_filter(api_client: Client, viewer: Viewer) -> None:
    made = [jobs.submit(viewer, RSI) for _ in range(6)]
    for job in made[::2]:
        tasks.run_job(str(job.pk))
    newest = [str(job.pk) for job in made[::2]][::-1]
    first = history.page_for(viewer, status="complete", limit=2)
    assert [str(job.pk) for job in first.jobs] == newest[:2]
    rest = history.page_for(viewer, status="complete", limit=2, after=first.next or "")
    assert ([str(job.pk) for job in rest.jobs], rest.next) == (newest[2:], None)


def test_lists_can_be_searched(api_client: Client) -> None:
    job = submitted(api_client)
    for query in ({"symbol": "aapl"}, {"q": "stop loss"}, {"status": "queued"}):
        found = api_client.get("/api/jobs", query).json()["jobs"]
        assert [item["id"] for item in found] == [job["id"]], query
    assert api_client.get("/api/jobs", {"q": "bananas"}).json()["jobs"] == []


@pytest.mark.parametrize("query", [{"status": "sleeping"}, {"q": "\0"}, {"q": "x" * 999}])
def test_a_senseless_search_is_refused(api_client: Client, query: dict[str, str]) -> None:
    answer = api_client.get("/api/jobs", query)
    assert answer.status_code == 422
    assert error_of(answer)["fields"]


# Cancelling and running again --------------------------------------------------------------------


def test_a_queued_run_can_be_cancelled(api_client: Client) -> None:
    job = submitted(api_client)
    assert post(api_client, f"/api/jobs/{job['id']}/cancel").status_code == 202
    tasks.run_job(job["id"])
    assert api_client.get(f"/api/jobs/{job['id']}").json()["status"] == "cancelled"
    answer = api_client.get(f"/api/jobs/{job['id']}/result")
    assert error_of(answer)["code"] == "no_result"


def test_cancelling_what_has_ended_changes_nothing(api_client: Client) -> None:
    job = submitted(api_client)
    tasks.run_job(job["id"])
    answer = post(api_client, f"/api/jobs/{job['id']}/cancel")
    assert (answer.status_code, answer.json()["status"]) == (202, "complete")


def test_a_rerun_is_a_new_job_with_the_same_strategy(api_client: Client) -> None:
    job = submitted(api_client, max_iterations=1)
    answer = post(api_client, f"/api/jobs/{job['id']}/rerun")
    again = answer.json()
    assert answer.status_code == 201
    assert again["rerun_of"] == job["id"]
    assert again["id"] != job["id"]
    assert (again["strategy"], again["reading"]) == (job["strategy"], job["reading"])


# Who asks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}])
def test_a_stranger_is_told_how_to_come_in(headers: dict[str, str]) -> None:
    answer = Client(headers=headers).get("/api/jobs")
    assert (answer.status_code, error_of(answer)["code"]) == (401, "not_authenticated")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_request_that_is_sent_again_tomorrow_is_the_same(api_client: Client) -> None:
    key = {"Idempotency-Key": "once"}
    body = {"prompt": "Buy AAPL when RSI drops below 30, sell above 70, in the last ten years"}
    first = post(api_client, "/api/jobs", body, **key)
    job = Job.objects.get(pk=first.json()["id"])
    assert job.strategy
    job.strategy = {**job.strategy, "start": "2010-01-01"}
    job.save()
    again = post(api_client, "/api/jobs", body, **key)
    assert (again.status_code, again.json()["id"]) == (201, str(job.pk))


def test_a_token_that_is_not_valid_is_told_so() -> None:
    answer = Client(headers={"Authorization": "Bearer wrong"}).get("/api/jobs")
    assert error_of(answer)["message"] == "This token is not valid (any more)."


def test_a_user_who_was_locked_out_has_no_token(api_client: Client, ada: User) -> None:
    ada.is_active = False
    ada.save()
    assert api_client.get("/api/jobs").status_code == 401


def test_a_stranger_is_not_made_a_guest() -> None:
    answer = Client().get("/api/jobs")
    assert answer.status_code == 401
    assert not answer.cookies


def test_a_guest_of_a_page_may_look_but_needs_the_csrf_token_to_act(guest_client: Client) -> None:
    assert guest_client.get("/api/jobs").status_code == 200
    answer = post(guest_client, "/api/jobs", {"prompt": RSI})
    assert (answer.status_code, error_of(answer)["code"]) == (403, "forbidden")


def test_a_guest_with_the_csrf_token_may_act(guest_client: Client) -> None:
    token = "a" * 32
    guest_client.cookies["csrftoken"] = token
    answer = post(guest_client, "/api/jobs", {"prompt": RSI}, **{"X-CSRFToken": token})
    assert answer.status_code == 201
    assert Job.objects.get().guest == "a-guest"


def test_guests_are_not_welcome_everywhere(guest_client: Client, settings: Any) -> None:
    settings.GUEST_ACCESS = False
    assert guest_client.get("/api/jobs").status_code == 401


# Every answer is JSON ----------------------------------------------------------------------------


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


# Strategies, symbols, description ----------------------------------------------------------------


def test_a_reading_starts_nothing(api_client: Client) -> None:
    answer = post(api_client, "/api/strategy/read", {"prompt": RSI})
    assert answer.status_code == 200
    assert answer.json()["strategy"]["stop_loss"] == 0.05
    assert not Job.objects.exists()


def test_the_schema_knows_the_fields_of_a_strategy(api_client: Client) -> None:
    assert "stop_loss" in json.dumps(api_client.get("/api/strategy/schema").json())


def test_symbols_say_source_and_dates(api_client: Client) -> None:
    found = api_client.get("/api/symbols", {"q": "AAPL"}).json()["symbols"]
    assert {"symbol", "provider", "timeframes"} <= set(found[0])
    assert found[0]["symbol"] == "AAPL"


def test_the_description_lists_every_call() -> None:
    paths = Client().get("/api/openapi.json").json()["paths"]
    assert {"/api/jobs", "/api/jobs/{job_id}/result", "/api/strategy/read"} <= set(paths)


def test_the_docs_load_nothing_from_elsewhere() -> None:
    answer = Client().get("/api/docs")
    assert answer.status_code == 200
    assert "https://" not in answer.content.decode()
