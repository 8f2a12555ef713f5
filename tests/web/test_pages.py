"""The pages: what they show, to whom, and that nothing typed is lost."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.staticfiles import finders
from django.test import Client

from backtests import history, jobs, orders, snapshot, tasks, viewers
from backtests.delivery.broker import StreamBroker
from backtests.delivery.log import EventLog
from backtests.downloads import exports
from backtests.engine.glossary import GLOSSARY
from backtests.models import Job
from backtests.pages.examples import EXAMPLES
from backtests.templatetags.figures import gain, percent
from backtests.viewers import GUEST_KEY, Viewer
from tests.web.conftest import RSI
from tests.web.test_bad_input import CASES, Bad

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]


@pytest.fixture
def guest() -> Client:
    return Client()


@pytest.fixture
def done(viewer: Viewer) -> Job:
    """A run that has ended and is saved."""
    job = jobs.submit(viewer, RSI, max_iterations=2)
    tasks.run_job(str(job.pk))
    tasks.save_job(str(job.pk))
    job.refresh_from_db()
    return job


def text_of(answer: Any) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))


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


def test_a_finished_run_shows_its_verdict_figures_trades_and_prices(
    ada_client: Client, done: Job
) -> None:
    page = ada_client.get(f"/jobs/{done.pk}/")
    result, shown = snapshot.result(done), text_of(page)
    assert result is not None
    assert result["verdict"]["text"] in shown
    assert result["trades"][0]["entry_reason"] in shown
    assert result["data"][0]["sha256"][:12] in shown
    assert 'data-chart="equity"' in page.content.decode()
    assert page.content.decode().count("<tr>") > len(result["trades"])


def test_the_result_alone_is_there_when_the_bell_has_rung(
    ada_client: Client, viewer: Viewer
) -> None:
    job = jobs.submit(viewer, RSI)
    assert ada_client.get(f"/jobs/{job.pk}/result/").status_code == 404
    tasks.run_job(str(job.pk))
    assert "Verdict" in text_of(ada_client.get(f"/jobs/{job.pk}/result/"))


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


def test_the_result_shows_every_figure_the_months_and_the_deepest_drawdowns(
    ada_client: Client, done: Job
) -> None:
    page, result = text_of(ada_client.get(f"/jobs/{done.pk}/")), snapshot.result(done)
    assert result
    assert all(entry.label in page for entry in GLOSSARY.values())
    assert len(result["yearly_returns"]) == 8
    months = [value for _, value in result["monthly_returns"]]
    assert all((gain(value) if value else " 0 ") in page for value in months)
    assert all(percent(one["depth"]) in page for one in result["worst_drawdowns"])


def test_a_result_is_told_in_the_order_of_what_matters(ada_client: Client, done: Job) -> None:
    result = ada_client.get(f"/jobs/{done.pk}/").content.decode().partition('id="result"')[2]
    place = 0
    for heading in ORDER:
        place = result.find(heading, place)
        assert place >= 0, heading


ORDER = (
    ">Verdict<",
    'class="tiles"',
    ">Charts<",
    ">Months and years<",
    'class="months"',
    'class="years"',
    ">Returns of the trades<",
    ">How far trades stood",
    ">The deepest drawdowns<",
    ">What the trades have in common<",
    "<h2>Trades<",
    ">All as CSV<",
    ">What was tried<",
    ">Is the edge real?<",
    ">The strategy<",
    ">Prices used<",
    ">What next?<",
    ">Change it in words<",
    ">Run again<",
    ">Change the idea<",
    ">Compare<",
    ">Download all<",
)


def test_what_was_tried_and_what_is_to_know_stands_on_the_page(
    ada_client: Client, done: Job
) -> None:
    page, result = text_of(ada_client.get(f"/jobs/{done.pk}/")), snapshot.result(done)
    assert result
    assert len(result["iterations"]) > 1
    tried = page.partition("What was tried")[2].partition("Is the edge real?")[0]
    for one in result["iterations"]:
        assert gain(one["out_of_sample"]["total_return"]) in tried
        assert all(change["why"] in tried for change in one["changes"])
    assert tried.count(" kept") == 1
    assert all(warning in page for warning in result["verdict"]["warnings"])
    assert all(flag in page for card in result["data"] for flag in card["flags"])


def test_who_misses_prices_is_led_to_where_they_are_added(guest: Client) -> None:
    guest.get("/")
    answer = guest.post("/", {"prompt": "Buy NVDA when RSI is below 30, sell above 70"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="/data/#upload">Add prices of NVDA</a>' in page
    assert "import_prices" not in page


def test_every_tile_says_in_plain_words_what_it_is(ada_client: Client, done: Job) -> None:
    page = ada_client.get(f"/jobs/{done.pk}/").content.decode()
    tiles = page.partition('<dl class="tiles">')[2].partition("</dl>")[0]
    assert tiles.count("<dt>") == tiles.count("popovertarget=") == tiles.count(" popover>") == 8
    assert "Above 1 the winners outweigh the losers." in tiles
    assert "What the same money would have made" in tiles


def test_a_run_without_trades_says_why_first_and_shows_nothing_empty(
    ada_client: Client, viewer: Viewer
) -> None:
    job = jobs.submit(viewer, "Buy IBM when RSI(14) is below 1, sell when it is above 70")
    tasks.run_job(str(job.pk))
    page = ada_client.get(f"/jobs/{job.pk}/").content.decode()
    assert page.index("Why it never traded") < page.index('class="tiles"')
    tiles = page.partition('<dl class="tiles">')[2].partition("</dl>")[0]
    assert tiles.count("<dt>") == 3
    for empty in ("All figures", "Months and years", "Is the edge real?", 'id="trades"'):
        assert empty not in page


def test_the_strategy_is_there_as_a_sentence_as_data_and_as_a_script(
    ada_client: Client, done: Job
) -> None:
    page, result = ada_client.get(f"/jobs/{done.pk}/").content.decode(), snapshot.result(done)
    part = html.unescape(page.partition('id="strategy-title"')[2].partition("</section>")[0])
    assert result
    assert result["sentence"] in part
    assert exports.strategy_json(result["strategy"]).strip() in part
    assert f'data-source="/api/jobs/{done.pk}/strategy.py"' in part
    assert part.count("data-copy") == 2


def test_the_table_of_iterations_says_why_each_was_tried(
    ada_client: Client, viewer: Viewer
) -> None:
    job = jobs.submit(viewer, "Buy AAPL when it is oversold, sell when overbought")
    tasks.run_job(str(job.pk))
    result = snapshot.result(job)
    assert result
    changed = [one for one in result["iterations"] if one["changes"]]
    table = text_of(ada_client.get(f"/jobs/{job.pk}/")).partition("What was tried")[2]
    assert changed
    assert all(one["changes"][0]["why"] in table for one in changed)


def test_the_result_shows_what_slightly_different_numbers_returned(
    ada_client: Client, viewer: Viewer
) -> None:
    rising = "Buy AAPL when RSI is above 50, sell when RSI is below 45, from 2004 to 2012"
    job = jobs.submit(viewer, rising, max_iterations=1)
    tasks.run_job(str(job.pk))
    result = snapshot.result(job)
    assert result
    near = result["robustness"]["neighbours"]
    page = text_of(ada_client.get(f"/jobs/{job.pk}/"))
    assert near["moved"]
    assert all(one["label"] in page and gain(one["total_return"]) in page for one in near["moved"])


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


def test_a_refined_result_says_what_it_is_the_result_of(ada_client: Client, viewer: Viewer) -> None:
    job = jobs.submit(viewer, RSI, max_iterations=5)
    tasks.run_job(str(job.pk))
    result = snapshot.result(job)
    assert result
    assert result["best_iteration"] > 1
    assert result["sentence"] in text_of(ada_client.get(f"/jobs/{job.pk}/"))


def test_what_people_write_is_text(ada_client: Client, viewer: Viewer) -> None:
    prompt = f"{RSI} <script>alert('bell')</script>"
    job = jobs.submit(viewer, prompt)
    tasks.run_job(str(job.pk))
    for path in ("/jobs/", f"/jobs/{job.pk}/", f"/?prompt={prompt}"):
        assert "<script>alert" not in ada_client.get(path).content.decode()


def test_a_run_is_called_off_and_run_again(ada_client: Client, viewer: Viewer) -> None:
    job = jobs.submit(viewer, RSI)
    assert ada_client.post(f"/jobs/{job.pk}/cancel/").headers["Location"] == f"/jobs/{job.pk}/"
    tasks.run_job(str(job.pk))
    page = ada_client.get(f"/jobs/{job.pk}/")
    assert page.context["told"]["status"] == "cancelled"
    again = ada_client.post(f"/jobs/{job.pk}/rerun/")
    new = Job.objects.get(rerun_of=job)
    assert again.headers["Location"] == f"/jobs/{new.pk}/"


def test_an_error_is_told_in_its_words(ada_client: Client, viewer: Viewer) -> None:
    job = jobs.submit(viewer, RSI)
    Job.objects.filter(pk=job.pk).update(
        status="error", saved=True, error={"code": "no_data", "message": "The prices are gone."}
    )
    assert "The prices are gone." in text_of(ada_client.get(f"/jobs/{job.pk}/"))


def test_history_is_narrowed_down_and_paged(
    ada_client: Client, viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [jobs.submit(viewer, RSI, symbols=[name]) for name in ("AAPL", "IBM", "MSFT")]
    rows = ada_client.get("/jobs/?symbol=ibm").context["rows"]
    assert [job.pk for job, _ in rows] == [made[1].pk]
    assert "No run fits" in text_of(ada_client.get("/jobs/?status=complete"))
    monkeypatch.setattr(history.page_for, "__kwdefaults__", {**_defaults(), "limit": 2})
    first = ada_client.get("/jobs/")
    assert [job.pk for job, _ in first.context["rows"]] == [made[2].pk, made[1].pk]
    second = ada_client.get(f"/jobs/?after={first.context['next']}")
    assert [job.pk for job, _ in second.context["rows"]] == [made[0].pk]


def _defaults() -> dict[str, Any]:
    return dict(history.page_for.__kwdefaults__ or {})


def test_history_asks_the_database_as_often_for_thirty_runs_as_for_one(
    ada_client: Client, viewer: Viewer, django_assert_num_queries: Callable[..., Any]
) -> None:
    jobs.submit(viewer, RSI)
    with django_assert_num_queries(4):
        ada_client.get("/jobs/")
    for _ in range(29):
        jobs.submit(viewer, RSI)
    with django_assert_num_queries(4):
        assert len(ada_client.get("/jobs/").context["rows"]) == 30


def test_an_empty_history_says_what_will_be_there(guest: Client) -> None:
    assert "No runs yet" in text_of(guest.get("/jobs/"))


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


def test_history_is_sorted_by_every_figure_and_paged_without_losing_a_run(
    ada_client: Client, viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [jobs.submit(viewer, RSI).pk for _ in range(6)]
    for pk, figure in zip(made, (0.3, 0.1, 0.2, 0.2, 0.2, None), strict=True):
        columns = dict.fromkeys(orders.SORTS.values(), figure and round(figure * 10))
        Job.objects.filter(pk=pk).update(**columns, saved=True, status="complete")
    monkeypatch.setattr(history.page_for, "__kwdefaults__", {**_defaults(), "limit": 2})
    for name in orders.SORTS:
        assert _walk(ada_client, f"-{name}") == [made[n] for n in (0, 4, 3, 2, 1)]
        assert _walk(ada_client, name) == [made[n] for n in (1, 2, 3, 4, 0)]


def _walk(client: Client, sort: str) -> list[Any]:
    """All runs of a sorted history, over the links at its foot."""
    found, address = [], f"?sort={sort}&symbol=aapl"
    while address:
        page = client.get(f"/jobs/{address}")
        found += [job.pk for job, _ in page.context["rows"]]
        link = re.search(r'href="([^"]*after=[^"]*)">More runs', page.content.decode())
        address = html.unescape(link[1]) if link else ""
    return found


def test_a_head_of_the_history_sorts_and_turns_round_and_keeps_the_filter(
    ada_client: Client, viewer: Viewer
) -> None:
    jobs.submit(viewer, RSI)
    page = ada_client.get("/jobs/?symbol=aapl&sort=nonsense").content.decode()
    assert 'href="?symbol=aapl&amp;sort=-sharpe"' in page
    assert re.findall(r'aria-sort="descending"><a[^>]*>([^<]+)', page) == ["When (UTC)"]
    Job.objects.update(sharpe=1.0)
    page = ada_client.get("/jobs/?symbol=aapl&sort=-sharpe").content.decode()
    assert 'href="?symbol=aapl&amp;sort=sharpe"' in page
    assert page.count('aria-sort="descending"') == 1


def test_a_saved_run_has_its_curve_in_the_history(ada_client: Client, done: Job) -> None:
    result = snapshot.result(done)
    assert result
    ends = [value for _, value in result["equity"]]
    assert done.curve[-1] == pytest.approx(ends[-1] / ends[0], abs=1e-4)
    assert 'class="spark ' in ada_client.get("/jobs/").content.decode()
