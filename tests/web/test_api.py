"""The JSON API, call by call, on a real Redis-protocol server."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import redis
from django.contrib.auth.models import User
from django.test import Client

from backtests import history, jobs, schemas, tasks
from backtests.delivery.broker import StreamBroker
from backtests.models import Job
from backtests.viewers import Viewer
from tests.web.conftest import RSI, error_of, post, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]


# Submitting ---------------------------------------------------------------------------------------


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


def test_a_bare_wish_to_buy_is_bought_at_once_and_held_by_default(api_client: Client) -> None:
    job = submitted(api_client, prompt="Buy AAPL", answers="defaults")
    assert job["strategy"]["hold"] is True
    told = [one["text"] for one in job["reading"]["assumptions"]]
    assert "it buys at once, to hold it, as answered" in told


def test_a_question_that_no_default_can_answer_is_named(api_client: Client) -> None:
    prompt = "Buy XQZZY when RSI is below 30, sell above 70"
    answer = post(api_client, "/api/jobs", {"prompt": prompt, "answers": "defaults"})
    assert (answer.status_code, error_of(answer)["code"]) == (422, "needs_answers")
    assert "No default can answer 'ticker-xqzzy'" in error_of(answer)["message"]


def test_a_symbol_without_prices_is_told_with_offers(api_client: Client) -> None:
    prompt = RSI.replace("AAPL", "TSLA")
    answer = post(api_client, "/api/jobs", {"prompt": prompt})
    error = error_of(answer)
    assert (answer.status_code, error["code"], error["symbol"]) == (422, "no_data", "TSLA")
    assert error["offers"]
    assert not Job.objects.exists()


# The same request twice ---------------------------------------------------------------------------


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


# Looking ------------------------------------------------------------------------------------------


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
    files = ("/trades.csv", "/equity.csv", "/strategy.json", "/strategy.py")
    for ending in ("", "/result", "/events", *files):
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


# Cancelling and running again ---------------------------------------------------------------------


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


# Strategies, symbols, description -----------------------------------------------------------------


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
