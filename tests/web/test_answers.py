"""Answers stay with a run and can be changed: over the API, on its page, and only by its owner."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from backtests.models import Job
from tests.web.conftest import error_of, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]

PROMPT = "Buy AAPL when RSI drops below 30 since 2010."


def answered(client: Client, answer: str = "after 20 bars", **more: Any) -> dict[str, Any]:
    body = {"prompt": PROMPT, "answers": {"exit": answer}, "max_iterations": 1, **more}
    made = post(client, "/api/jobs", body)
    assert made.status_code == 201, made.content
    job: dict[str, Any] = made.json()
    return job


def again(client: Client, job: dict[str, Any], answers: dict[str, str], **headers: str) -> Any:
    return post(client, f"/api/jobs/{job['id']}/refine", {"answers": answers}, **headers)


def test_a_job_tells_what_was_asked_and_answered(api_client: Client) -> None:
    (one,) = answered(api_client)["reading"]["answered"]
    assert (one["id"], one["text"]) == ("exit", "When should it sell?")
    assert one["given"] == "after 20 bars"
    assert one["given"] in one["choices"]


def test_another_answer_makes_a_new_job_that_says_what_changed(api_client: Client) -> None:
    job = answered(api_client, commission=0.001, start="2011-01-01")
    made = again(api_client, job, {"exit": "after 5 bars"})
    assert made.status_code == 201, made.content
    new = made.json()
    assert new["rerun_of"] == job["id"]
    assert new["strategy"] == {**job["strategy"], "max_bars": 5}
    assert new["reading"]["amended"]["words"] == "When should it sell? after 5 bars"
    (change,) = new["reading"]["amended"]["changes"]
    assert (change["path"], change["from"], change["to"]) == ("max_bars", "20", "5")


def test_an_answer_can_be_changed_again_and_defaults_are_answers(api_client: Client) -> None:
    body = {"prompt": PROMPT, "answers": "defaults"}
    job = post(api_client, "/api/jobs", body).json()
    for bars in (5, 7):
        job = again(api_client, job, {"exit": f"after {bars} bars"}).json()
    assert job["strategy"]["max_bars"] == 7
    assert [one["given"] for one in job["reading"]["answered"]] == ["after 7 bars"]


@pytest.mark.parametrize(
    ("answer", "code"), [("after 20 bars", "not_amended"), ("frobnicate", "needs_answers")]
)
def test_what_changes_nothing_or_is_not_understood_starts_nothing(
    api_client: Client, answer: str, code: str
) -> None:
    job = answered(api_client)
    refused = again(api_client, job, {"exit": answer})
    assert (refused.status_code, error_of(refused)["code"]) == (422, code)
    assert Job.objects.count() == 1


def test_where_nothing_was_asked_there_is_nothing_to_answer(api_client: Client) -> None:
    whole = {"prompt": f"{PROMPT} Sell after 20 days.", "max_iterations": 1}
    job = post(api_client, "/api/jobs", whole).json()
    refused = again(api_client, job, {"exit": "after 5 bars"})
    assert (refused.status_code, error_of(refused)["code"]) == (422, "not_asked")


def said(client: Client, job: dict[str, Any], words: str, **more: str) -> dict[str, Any]:
    made = post(client, f"/api/jobs/{job['id']}/refine", {"words": words, **more})
    assert made.status_code == 201, made.content
    new: dict[str, Any] = made.json()
    return new


def test_words_that_changed_a_run_are_not_lost_to_an_answer(api_client: Client) -> None:
    job = answered(api_client)
    changed = said(api_client, said(api_client, job, "use a 3% stop"), "use a 9% target")
    assert [one["given"] for one in changed["reading"]["answered"]] == ["after 20 bars"]
    made = again(api_client, changed, {"exit": "after 5 bars"})
    assert made.status_code == 201, made.content
    new = made.json()
    assert new["strategy"] == {**changed["strategy"], "max_bars": 5}
    assert [one["path"] for one in new["reading"]["amended"]["changes"]] == ["max_bars"]
    third = again(api_client, new, {"exit": "after 6 bars"}).json()
    assert (third["strategy"]["stop_loss"], third["strategy"]["take_profit"]) == (0.03, 0.09)


def test_words_that_another_answer_leaves_no_place_for_are_named(api_client: Client) -> None:
    job = said(api_client, answered(api_client, "when RSI is above 60"), "sell above 70")
    refused = again(api_client, job, {"exit": "after 5 bars"})
    assert (refused.status_code, error_of(refused)["code"]) == (422, "not_amended")
    assert (
        "With that answer, 'sell above 70' cannot be said any more" in error_of(refused)["message"]
    )


def test_words_and_answers_are_two_changes(api_client: Client) -> None:
    job = answered(api_client)
    body = {"words": "use a 3% stop", "answers": {"exit": "after 5 bars"}}
    assert post(api_client, f"/api/jobs/{job['id']}/refine", body).status_code == 422


def test_one_key_starts_one_change(api_client: Client) -> None:
    job, headers = answered(api_client), {"Idempotency-Key": "once"}
    first, same = (again(api_client, job, {"exit": "after 5 bars"}, **headers).json()
                   for _ in range(2))  # fmt: skip
    assert first["id"] == same["id"]
    assert again(api_client, job, {"exit": "after 6 bars"}, **headers).status_code == 409


def test_the_page_offers_its_answers(api_client: Client, client: Client, ada: User) -> None:
    job = answered(api_client)
    client.force_login(ada)
    page = client.get(f"/jobs/{job['id']}/").content.decode()
    assert 'value="after 20 bars" checked' in page
    given = {"answer-exit": "after 20 bars", "other-exit": "after 9 bars"}
    shown = client.post(f"/jobs/{job['id']}/answers/", given, follow=True).content.decode()
    assert "<q>When should it sell? after 9 bars</q>" in shown
    assert "<del>20</del> <ins>9</ins>" in shown
    assert 'placeholder="after 9 bars"' in shown
    new = Job.objects.exclude(pk=job["id"]).get()
    back = {"answer-exit": "after 20 bars", "other-exit": ""}
    client.post(f"/jobs/{new.pk}/answers/", back)
    assert Job.objects.get(rerun_of=new).strategy["max_bars"] == 20


def test_nobody_answers_for_another(api_client: Client, client: Client) -> None:
    job = answered(api_client)
    client.force_login(User.objects.create_user("eve"))
    answer = client.post(f"/jobs/{job['id']}/answers/", {"answer-exit": "after 5 bars"})
    assert answer.status_code == 404
    assert Job.objects.count() == 1
