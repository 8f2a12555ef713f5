"""The pages: what they show, to whom, and that nothing typed is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.staticfiles import finders
from django.test import Client

from backtests import jobs, tasks, viewers
from backtests.delivery.broker import StreamBroker
from backtests.delivery.log import EventLog
from backtests.models import Job
from backtests.pages.examples import EXAMPLES
from backtests.viewers import GUEST_KEY, Viewer
from tests.web.conftest import RSI, text_of
from tests.web.test_bad_input import CASES, Bad

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]


def test_a_guest_starts_a_run_and_is_led_to_it(guest: Client) -> None:
    guest.get("/")
    answer = guest.post("/", {"prompt": RSI})
    job = Job.objects.get()
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/jobs/{job.pk}/"
    assert job.guest == guest.session[GUEST_KEY]
    page = guest.get(answer.headers["Location"])
    assert page.context["told"]["status"] == "queued"
    assert "ticket=" in page.content.decode()


@pytest.mark.parametrize("example", EXAMPLES.values())
def test_every_example_of_the_first_page_can_be_run(guest: Client, example: str) -> None:
    assert guest.post("/", {"prompt": example}).status_code == 302
    assert Job.objects.get().reading["unsupported"] == []


def test_a_post_of_a_page_needs_its_csrf_token() -> None:
    client = Client(enforce_csrf_checks=True)
    client.get("/")
    assert client.post("/", {"prompt": RSI}).status_code == 403
    token = client.cookies["csrftoken"].value
    answer = client.post("/", {"prompt": RSI, "csrfmiddlewaretoken": token})
    assert answer.status_code == 302


def test_where_guests_are_not_welcome_the_pages_lead_to_the_login(
    guest: Client, settings: Any
) -> None:
    settings.GUEST_ACCESS = False
    for page in ("/", "/jobs/"):
        assert guest.get(page).headers["Location"] == f"/accounts/login/?next={page}"
    assert "Log in" in text_of(guest.get("/accounts/login/"))


def test_fields_beside_the_text_are_taken_and_percentages_are_per_cent(guest: Client) -> None:
    beside = {"symbols": "msft, ibm", "commission": "0.1", "start": "2005-01-03", "as_read": "on"}
    guest.post("/", {"prompt": RSI, **beside})
    job = Job.objects.get()
    assert job.strategy["symbols"] == ["MSFT", "IBM"]
    assert job.strategy["commission"] == pytest.approx(0.001)
    assert job.strategy["start"] == "2005-01-03"
    assert job.options["max_iterations"] == 1


@pytest.mark.parametrize("bad", CASES.values(), ids=CASES.keys())
def test_bad_input_is_answered_kindly_and_nothing_is_lost_or_queued(
    guest: Client, bad: Bad
) -> None:
    answer = guest.post("/", {"prompt": bad.text, "end": "2012-12-31"})
    assert answer.status_code == 422
    assert answer.context["form"]["prompt"].value() == bad.text
    assert answer.context["form"]["end"].value() == "2012-12-31"
    shown = text_of(answer)
    assert bad.told in shown
    assert answer.context["form"].errors or answer.context["questions"]
    assert "Traceback" not in shown
    assert not Job.objects.exists()
    assert StreamBroker("workflow").queue_size() == 0


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("initial_capital", "-5", "must be above 0"),
        ("commission", "90", "commission"),
        ("start", "2030-01-01", "must be before the end"),
        ("timeframe", "7d", "not one of the available choices"),
        ("symbols", "ZZZZZ", "no prices of ZZZZZ"),
    ],
)
def test_a_bad_field_is_answered_beside_it(
    guest: Client, field: str, value: str, says: str
) -> None:
    answer = guest.post("/", {"prompt": RSI, "end": "2012-12-31", field: value})
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert answer.context["form"][field].value() == value
    assert not Job.objects.exists()


def test_what_is_missing_is_asked_for_and_the_answers_start_the_run(guest: Client) -> None:
    typed = {"prompt": "Buy when RSI drops below 30, sell when RSI goes above 70"}
    asked = guest.post("/", typed)
    questions = asked.context["questions"]
    assert [question["text"] in text_of(asked) for question in questions] == [True]
    name = f"other-{questions[0]['id']}"
    assert guest.post("/", {**typed, name: "IBM"}).status_code == 302
    assert Job.objects.get().strategy["symbols"] == ["IBM"]


def test_an_answer_in_ones_own_words_starts_the_run(guest: Client) -> None:
    guest.post("/", {"prompt": "Buy AAPL when RSI is below 30", "other-exit": "after 12 days"})
    assert Job.objects.get().strategy["max_bars"] == 12


@pytest.mark.parametrize("beside", [{}, {"symbols": "SPY"}])
def test_what_is_answered_stays_when_something_else_is_missing(
    guest: Client, beside: dict[str, str]
) -> None:
    said = {"prompt": "Buy when RSI is below 30", "other-exit": "after 12 days", **beside}
    answer = guest.post("/", said)
    assert answer.status_code == 422
    kept = 'type="checkbox" name="answer-exit" value="after 12 days" data-given="exit" checked'
    assert answer.content.decode().count(kept) == 1


def test_the_examples_are_folded_where_there_is_a_text(guest: Client) -> None:
    unfolded = '<details class="examples" open>'
    assert unfolded in guest.get("/").content.decode()
    assert unfolded not in guest.get("/", {"prompt": RSI}).content.decode()


def test_suggested_answers_can_be_taken_at_once(guest: Client) -> None:
    typed = {"prompt": "Buy when RSI drops below 30, sell above 70", "use-defaults": "1"}
    assert guest.post("/", typed).status_code == 302


def test_an_offer_is_one_click_away_and_keeps_the_rest(guest: Client) -> None:
    typed = {"prompt": "Buy SPY when RSI drops below 30, sell above 70", "symbols": ""}
    refused = guest.post("/", typed)
    offer = refused.context["offers"][0]
    assert f'name="instead" value="{offer["symbols"]}"' in refused.content.decode()
    assert guest.post("/", {**typed, "instead": offer["symbols"]}).status_code == 302
    assert Job.objects.get().strategy["symbols"] == ["^GSPC"]


def test_without_javascript_a_run_under_way_shows_its_steps(
    ada_client: Client, viewer: Viewer, log: EventLog
) -> None:
    job = jobs.submit(viewer, RSI)
    begun = log.begin(str(job.pk))
    log.append(
        begun,
        {"type": "warning", "agent": "strategist", "message": "Reading the idea."},
        after=1,
    )
    page = ada_client.get(f"/jobs/{job.pk}/")
    assert page.context["told"]["status"] == "running"
    fallback = page.content.decode().partition('id="steps-fallback"')[2]
    assert "Reading the idea." in fallback
    assert "<title>Running: AAPL · Closing Bell</title>" in page.content.decode()


def test_without_javascript_the_steps_of_a_run_tell_state_and_duration(
    ada_client: Client, done: Job
) -> None:
    page = ada_client.get(f"/jobs/{done.pk}/").content.decode()
    steps = page.partition('id="steps-fallback"')[2].partition("</ol>")[0]
    iteration = r'class="iteration" data-state="done">.*Iteration 1 .*>done in [\d.]+ m?s<'
    assert re.search(iteration, steps)
    assert "<title>Done: AAPL" in page


def test_who_misses_prices_is_led_to_where_they_are_added(guest: Client) -> None:
    guest.get("/")
    answer = guest.post("/", {"prompt": "Buy NVDA when RSI is below 30, sell above 70"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="/data/#upload">Add prices of NVDA</a>' in page
    assert "import_prices" not in page


def test_another_persons_run_does_not_exist(guest: Client, done: Job) -> None:
    guest.get("/")
    for path in ("", "result/"):
        assert guest.get(f"/jobs/{done.pk}/{path}").status_code == 404
    for path in ("cancel/", "rerun/"):
        assert guest.post(f"/jobs/{done.pk}/{path}").status_code == 404
    assert str(done.pk) not in guest.get("/jobs/").content.decode()


def test_a_guest_who_logs_in_keeps_the_runs(guest: Client, ada: User) -> None:
    guest.post("/", {"prompt": RSI})
    job = Job.objects.get()
    guest.post("/accounts/login/", {"username": "ada", "password": "enchantress"})
    job.refresh_from_db()
    assert (job.user, job.guest) == (ada, "")
    assert guest.get(f"/jobs/{job.pk}/").status_code == 200
    assert guest.session.get_expiry_age() < viewers.GUEST_SECONDS
    guest.post("/accounts/logout/")
    assert guest.get(f"/jobs/{job.pk}/").status_code == 404


def test_a_guest_comes_back_after_months(guest: Client) -> None:
    guest.get("/")
    assert guest.session.get_expiry_age() == viewers.GUEST_SECONDS


def test_what_people_write_is_text(ada_client: Client, viewer: Viewer) -> None:
    prompt = f"{RSI} <script>alert('bell')</script>"
    job = jobs.submit(viewer, prompt)
    tasks.run_job(str(job.pk))
    for path in ("/jobs/", f"/jobs/{job.pk}/", f"/?prompt={prompt}"):
        assert "<script>alert" not in ada_client.get(path).content.decode()


def test_a_run_is_called_off_and_run_again(ada_client: Client, viewer: Viewer) -> None:
    job = jobs.submit(viewer, RSI)
    assert ada_client.post(f"/jobs/{job.pk}/cancel/").headers["Location"] == f"/jobs/{job.pk}/"
    assert "The run stops at its next step." in text_of(ada_client.get(f"/jobs/{job.pk}/"))
    tasks.run_job(str(job.pk))
    page = ada_client.get(f"/jobs/{job.pk}/")
    assert page.context["told"]["status"] == "cancelled"
    ada_client.post(f"/jobs/{job.pk}/cancel/")
    assert "The run had already ended." in text_of(ada_client.get(f"/jobs/{job.pk}/"))
    again = ada_client.post(f"/jobs/{job.pk}/rerun/")
    new = Job.objects.get(rerun_of=job)
    assert again.headers["Location"] == f"/jobs/{new.pk}/"


def test_an_error_is_told_in_its_words_with_the_ways_on(ada_client: Client, viewer: Viewer) -> None:
    job = jobs.submit(viewer, RSI)
    Job.objects.filter(pk=job.pk).update(
        status="error", saved=True, error={"code": "no_data", "message": "The prices are gone."}
    )
    page = ada_client.get(f"/jobs/{job.pk}/")
    assert "The prices are gone." in text_of(page)
    ways = page.content.decode().split('<p class="ways-on"')[1].split("</p>")[0]
    for way in (f'href="/?of={job.pk}"', 'href="/data/"', 'form="rerun-form"'):
        assert way in ways


def test_the_chart_library_comes_out_of_its_package() -> None:
    found = finders.find("vendor/lightweight-charts.js")
    assert isinstance(found, str)
    assert found.endswith("js/lightweight-charts.js")
    assert finders.find("vendor/index.html") is None


def test_a_missing_page_is_told_kindly(guest: Client) -> None:
    answer = guest.get("/nowhere/")
    assert answer.status_code == 404
    assert "This page does not exist" in text_of(answer)


def test_pages_answer_head_too(ada_client: Client, done: Job) -> None:
    for path in ("/", "/jobs/", f"/jobs/{done.pk}/", f"/jobs/{done.pk}/result/"):
        assert ada_client.head(path).status_code == 200
