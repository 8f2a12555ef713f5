"""The page on which runs stand side by side: what it says, and nobody else's runs."""

from __future__ import annotations

import html
import re
import uuid
from typing import Any

import pytest
from django.test import Client

from backtests import jobs, tasks
from backtests.models import Job
from backtests.viewers import Viewer


@pytest.fixture
def two(viewer: Viewer, redis_url: str) -> list[Job]:
    words = "Buy AAPL when RSI drops below {}, sell when RSI goes above 70, from {} to 2011"
    made = [
        jobs.submit(viewer, words.format(level, start), max_iterations=1)
        for level, start in ((30, 2005), (25, 2007))
    ]
    for job in made:
        tasks.run_job(str(job.pk))
    return made


def text_of(answer: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", html.unescape(text))


def address(runs: list[Job]) -> str:
    return "/compare/?jobs=" + ",".join(str(job.pk) for job in runs)


@pytest.mark.django_db
def test_two_runs_stand_side_by_side(ada_client: Client, two: list[Job]) -> None:
    page = ada_client.get(address(two))
    shown = text_of(page)
    assert page.status_code == 200
    assert "On the common period, 2007-01-03 to 2011-" in shown
    assert "RSI(14) drops below 30 RSI(14) drops below 25" in shown
    assert "✓ best" in shown
    assert "<script>" not in page.content.decode()
    assert not re.search(
        r"<form [^>]*role=|<th[^>]*></th>|<section [^>]*labelledby", page.content.decode()
    )
    assert 'Charts by <a href="https://www.tradingview.com/"' in page.content.decode()
    curves = ada_client.get(html.unescape(page.context["curves"])).json()["curves"]
    assert [(curve["letter"], curve["values"][0][1]) for curve in curves] == [
        ("A", 100),
        ("B", 100),
    ]
    assert curves[0]["values"][-1][0] == curves[1]["values"][-1][0]


@pytest.mark.django_db
def test_a_run_that_never_traded_says_so_where_it_would_win(
    ada_client: Client, viewer: Viewer, two: list[Job]
) -> None:
    never = jobs.submit(viewer, "Buy AAPL when RSI(14) is below 1, sell when RSI(14) is above 70")
    tasks.run_job(str(never.pk))
    page = ada_client.get(address([never, *two])).content.decode()
    row = page.partition(">Max drawdown</th>")[2].partition("</tr>")[0]
    own, *others = row.split("</td>")[:3]
    assert "<small>no trades</small>" in own
    assert sum("✓ best" in cell for cell in others) == 1


@pytest.mark.django_db
def test_without_javascript_the_curves_are_drawn_by_the_site(
    ada_client: Client, two: list[Job]
) -> None:
    page = ada_client.get(f"/compare/?jobs={two[0].pk},{two[1].pk}").content.decode()
    table = page.partition("As a table</summary>")[2].partition("</table>")[0]
    assert re.findall(r'scope="row">([^<]+)', table) == ["2007", "2008", "2009", "2010", "2011"]
    still = page.partition('class="stills"')[2].partition("</figure>")[0]
    assert still.count('<path class="run-') == 2


@pytest.mark.django_db
def test_runs_without_a_day_in_common_say_which_to_leave_out(
    ada_client: Client, viewer: Viewer, two: list[Job]
) -> None:
    words = "Buy AAPL when RSI drops below 30, sell when RSI goes above 70, from 2020 to 2021"
    late = jobs.submit(viewer, words, max_iterations=1)
    tasks.run_job(str(late.pk))
    page = ada_client.get(address([*two, late]))
    shown = text_of(page)
    assert "Without C the others have 2007-01-03 to 2011-" in shown
    assert f'href="{address(two)}">Without C' in html.unescape(page.content.decode())
    assert re.search(r"AAPL, 2005-01-0\d to 2011-12-\d\d, run ", shown)
    assert "Each whole run, over days of its own A B C Return" in shown


@pytest.mark.django_db
def test_a_lost_account_is_said_to_be_lost(
    ada_client: Client, viewer: Viewer, two: list[Job]
) -> None:
    words = "Short AAPL when RSI is above 50 with 5x leverage, cover when RSI is below 5, from 2003"
    ruin = jobs.submit(viewer, words, max_iterations=1)
    tasks.run_job(str(ruin.pk))
    shown = text_of(ada_client.get(address([two[0], ruin])))
    assert re.search(r"account lost on 20\d\d-\d\d-\d\d", shown)
    assert shown.count("account lost") == 2


def test_ticked_runs_of_the_history_lead_to_one_address(ada_client: Client, two: list[Job]) -> None:
    history = ada_client.get(f"/jobs/?compare={two[0].pk}").content.decode()
    assert re.findall(r'value="([0-9a-f-]{36})"[^>]*checked', history) == [str(two[0].pk)]
    ticked = "&".join(f"jobs={job.pk}" for job in [*two, two[0]])
    answer = ada_client.get(f"/compare/?{ticked}")
    assert (answer.status_code, answer.headers["Location"]) == (302, address(two))


@pytest.mark.django_db
def test_too_few_and_too_many_are_told_what_to_choose(ada_client: Client, two: list[Job]) -> None:
    assert "Tick them in the history" in text_of(ada_client.get("/compare/"))
    one = ada_client.get(address(two[:1]))
    assert (one.status_code, "Choose 2 to 6 runs" in text_of(one)) == (422, True)
    twice = ada_client.get(address([two[0], two[0]]))
    assert "This is one run alone." in text_of(twice)
    assert f'href="/jobs/?compare={two[0].pk}"' in twice.content.decode()
    seven = [*two, *(copy_of(two[0]) for _ in range(5))]
    assert "These are 7" in text_of(ada_client.get(address(seven)))


def copy_of(job: Job) -> Job:
    other = Job.objects.get(pk=job.pk)
    other.pk = uuid.uuid4()
    other.save(force_insert=True)
    return other


@pytest.mark.django_db
def test_a_run_without_a_result_is_left_out_and_said_so(
    ada_client: Client, viewer: Viewer, two: list[Job]
) -> None:
    waiting = jobs.submit(viewer, "Buy IBM when RSI drops below 30, sell above 70")
    page = ada_client.get(address([*two, waiting]))
    assert "Left out, for there is no result (yet)" in text_of(page)
    assert [run.job.pk for run in page.context["runs"]] == [job.pk for job in two]
    assert "1 of the chosen has no result" in text_of(ada_client.get(address([two[0], waiting])))


@pytest.mark.django_db
def test_another_persons_run_cannot_be_compared(two: list[Job], client: Client) -> None:
    assert client.get(address(two)).status_code == 404
    query = address(two).partition("?")[2]
    assert client.get(f"/compare/curves/?{query}").status_code == 404


@pytest.mark.django_db
def test_a_run_that_is_gone_is_left_out_and_looks_like_anothers(
    ada_client: Client, two: list[Job]
) -> None:
    theirs = copy_of(two[0])
    Job.objects.filter(pk=theirs.pk).update(user_id=None, guest="somebody")
    removed = copy_of(two[0])
    Job.objects.filter(pk=removed.pk).update(removed_at=removed.created_at)
    never = Job(pk=uuid.uuid4())
    pages, alone = [], []
    for gone in (theirs, removed, never):
        page = ada_client.get(address([gone, *two]))
        assert (page.status_code, len(page.context["runs"])) == (200, 2)
        pages.append(text_of(page))
        one = ada_client.get(address([two[0], gone]))
        assert one.status_code == 422
        alone.append(text_of(one))
    assert len(set(pages)) == len(set(alone)) == 1
    assert "Left out: 1 of the runs in this address does not exist" in pages[0]
    assert "That leaves one run alone" in alone[0]
    six = [*two, *(copy_of(two[0]) for _ in range(4))]
    assert ada_client.get(address([never, *six])).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["nonsense,more", "1;2,' OR 1", "\x00,a"])
def test_what_is_no_run_does_not_exist(ada_client: Client, text: str) -> None:
    assert ada_client.get("/compare/", {"jobs": text}).status_code == 404
