"""A run is changed in words: over the API, on its page, and only by whom it belongs to."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.test import Client

from backtests import tasks
from backtests.models import Job
from tests.web.conftest import error_of, post, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]


def test_words_make_a_new_job_that_says_what_changed(api_client: Client) -> None:
    job = submitted(api_client)
    answer = post(api_client, f"/api/jobs/{job['id']}/refine", {"words": "use a 3% stop"})
    assert answer.status_code == 201, answer.content
    new = answer.json()
    assert new["rerun_of"] == job["id"]
    assert new["strategy"] == {**job["strategy"], "stop_loss": 0.03}
    assert new["prompt"] == job["prompt"]
    amended = new["reading"]["amended"]
    assert (amended["of"], amended["words"]) == (job["id"], "use a 3% stop")
    (change,) = amended["changes"]
    assert (change["path"], change["from"], change["to"]) == ("stop_loss", "5%", "3%")
    assert "stop loss of 3%" in new["reading"]["sentence"]


def test_a_change_is_found_in_the_history_by_its_words(api_client: Client) -> None:
    job = submitted(api_client)
    new = post(api_client, f"/api/jobs/{job['id']}/refine", {"words": "use a 3% stop"}).json()
    found = api_client.get("/api/jobs", {"q": "AAPL 3%"}).json()
    assert [one["id"] for one in found["jobs"]] == [new["id"]]


def test_a_change_can_be_changed_again(api_client: Client) -> None:
    job = submitted(api_client)
    for words in ("use a 3% stop", "test since 2010"):
        job = post(api_client, f"/api/jobs/{job['id']}/refine", {"words": words}).json()
    assert job["strategy"]["stop_loss"] == 0.03
    assert job["strategy"]["start"] == "2010-01-01"


@pytest.mark.parametrize("words", ["frobnicate", "use a stop of 150%", "use a 5% stop", " "])
def test_what_cannot_be_done_starts_nothing(api_client: Client, words: str) -> None:
    job = submitted(api_client)
    answer = post(api_client, f"/api/jobs/{job['id']}/refine", {"words": words})
    assert (answer.status_code, error_of(answer)["code"]) == (422, "not_amended")
    assert Job.objects.count() == 1


def test_without_words_it_is_asked_what_is_to_change(api_client: Client) -> None:
    job = submitted(api_client)
    answer = post(api_client, f"/api/jobs/{job['id']}/refine", {"words": "   "})
    assert (answer.status_code, error_of(answer)["code"]) == (422, "not_amended")
    assert error_of(answer)["message"] == "Say what is to change, such as: use a 3% stop."


def test_one_key_starts_one_change(api_client: Client) -> None:
    job = submitted(api_client)
    headers, body = {"Idempotency-Key": "once"}, {"words": "use a 3% stop"}
    path = f"/api/jobs/{job['id']}/refine"
    first, again = (post(api_client, path, body, **headers).json() for _ in range(2))
    assert first["id"] == again["id"]
    other = post(api_client, path, {"words": "use a 4% stop"}, **headers)
    assert other.status_code == 409


def test_nobody_changes_the_runs_of_another(api_client: Client, client: Client) -> None:
    job = submitted(api_client)
    client.force_login(User.objects.create_user("eve"))
    assert client.post(f"/jobs/{job['id']}/refine/", {"words": "use a 3% stop"}).status_code == 404
    assert Job.objects.count() == 1


def test_the_page_of_a_change_shows_it_and_escapes_the_words(
    api_client: Client, client: Client, ada: User
) -> None:
    job = submitted(api_client, max_iterations=1)
    tasks.run_job(job["id"])
    client.force_login(ada)
    page = client.get(f"/jobs/{job['id']}/").content.decode()
    assert "What next?" in page
    answer = client.post(f"/jobs/{job['id']}/refine/", {"words": "use a 3% stop"}, follow=True)
    shown = answer.content.decode()
    assert "<del>5%</del> <ins>3%</ins>" in shown
    assert "the run before" in shown
    evil = client.post(
        f"/jobs/{job['id']}/refine/", {"words": "use a 4% stop &"}, follow=True
    ).content.decode()
    assert "<q>use a 4% stop &amp;</q>" in evil
    strange = client.post(f"/jobs/{job['id']}/refine/", {"words": "frobnicate"}, follow=True)
    assert "Nothing was changed" in strange.content.decode()


def test_refused_words_go_back_into_their_field_escaped(
    api_client: Client, client: Client, ada: User
) -> None:
    job = submitted(api_client, max_iterations=1)
    tasks.run_job(job["id"])
    client.force_login(ada)
    words = 'frobnicate "><script>alert(1)</script>'
    answer = client.post(f"/jobs/{job['id']}/refine/", {"words": words})
    assert answer.url.startswith(f"/jobs/{job['id']}/?words=frobnicate+")
    assert answer.url.endswith("#refine-words")
    shown = client.get(answer.url).content.decode()
    assert 'value="frobnicate &quot;&gt;&lt;script&gt;' in shown
    assert shown.count("Nothing was changed") == 1
    assert "<script>alert" not in shown


BANDS = "Buy MSFT when it closes below the lower Bollinger band, sell at the middle band"


def test_a_change_starts_from_what_was_read_or_from_what_was_refined(
    api_client: Client, client: Client, ada: User
) -> None:
    job = submitted(api_client, prompt=BANDS, max_iterations=2)
    path, words = f"/api/jobs/{job['id']}/refine", {"words": "use a 7% stop"}
    early = post(api_client, path, words | {"base": "refined"})
    assert (early.status_code, error_of(early)["code"]) == (422, "not_amended")
    tasks.run_job(job["id"])
    result = api_client.get(f"/api/jobs/{job['id']}/result").json()
    assert result["best_iteration"] == 2, "this test needs a run that was refined"
    read, refined = (
        post(api_client, path, words | {"base": base}).json() for base in ("written", "refined")
    )
    assert read["strategy"] == job["strategy"] | {"stop_loss": 0.07}
    assert refined["strategy"] == result["strategy"] | {"stop_loss": 0.07}
    assert refined["reading"]["stated"] == read["reading"]["stated"]
    told = refined["reading"]["amended"]
    assert [one["path"] for one in told["changes"]] == ["stop_loss"]
    assert [one["path"] for one in told["refined"]] == ["entry", "exit"]
    client.force_login(ada)
    page = client.get(f"/jobs/{job['id']}/").content.decode()
    assert 'name="base" value="written" checked' in page
    assert "as it was refined" in client.get(f"/jobs/{refined['id']}/").content.decode()
    assert client.get("/jobs/").content.decode().count("changed: <q>use a 7% stop</q>") == 2
    tasks.run_job(refined["id"])
    beside = client.get(f"/compare/?jobs={job['id']},{refined['id']}").content.decode()
    assert beside.count("changed: <q>use a 7% stop</q>") == 1


ASKED = "Buy MSFT when it closes below the lower Bollinger band"


def test_answers_that_found_numbers_rest_on_are_changed_where_they_were_found(
    api_client: Client, client: Client, ada: User
) -> None:
    """With another answer the numbers that were found might not have been."""
    answers = {"answers": {"exit": "at the middle band"}}
    job = submitted(api_client, prompt=ASKED, max_iterations=2, **answers)
    tasks.run_job(job["id"])
    result = api_client.get(f"/api/jobs/{job['id']}/result").json()
    assert result["best_iteration"] > 1, "this test needs a run that was refined"
    path = f"/api/jobs/{job['id']}/refine"
    goes_on = post(api_client, path, {"words": "use a 7% stop", "base": "refined"}).json()
    refused = post(api_client, f"/api/jobs/{goes_on['id']}/refine",
                   {"answers": {"exit": "after 5 bars"}})  # fmt: skip
    assert (refused.status_code, error_of(refused)["code"]) == (422, "not_asked")
    assert "goes on from numbers that another one has found" in error_of(refused)["message"]
    client.force_login(ada)
    page = client.get(f"/jobs/{goes_on['id']}/").content.decode()
    assert "Its answers belong to the run whose numbers it goes on from" in page


def test_where_nothing_was_refined_there_is_nothing_to_choose(
    api_client: Client, client: Client, ada: User
) -> None:
    job = submitted(api_client, max_iterations=1)
    tasks.run_job(job["id"])
    client.force_login(ada)
    assert 'name="base"' not in client.get(f"/jobs/{job['id']}/").content.decode()


def test_an_idea_runs_at_a_click_or_fills_the_form(
    api_client: Client, client: Client, ada: User
) -> None:
    job = submitted(api_client, max_iterations=1)
    tasks.run_job(job["id"])
    client.force_login(ada)
    idea = api_client.get(f"/api/jobs/{job['id']}/result").json()["suggestions"][0]
    page = client.get(f"/jobs/{job['id']}/").content.decode()
    assert f'name="words" value="{idea["words"]}"' in page
    assert "that of the strategy as read with this change alone" in page
    link = f"?words={quote(idea['words'])}"
    assert f'href="{link}#refine-words"' in page
    filled = client.get(f"/jobs/{job['id']}/{link}").content.decode()
    assert (
        f'required placeholder="use a 3% stop and test since 2005" value="{idea["words"]}"'
        in filled
    )
    evil = client.get(f"/jobs/{job['id']}/?words=%22%3E%3Cscript%3E").content.decode()
    assert "<script>&quot;" not in evil
    assert 'value="&quot;&gt;&lt;script&gt;"' in evil
