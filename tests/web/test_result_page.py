"""The page of a finished run: its verdict, figures, charts and what was tried."""

from __future__ import annotations

import html

import pytest
from django.test import Client

from backtests import jobs, snapshot, tasks
from backtests.downloads import exports
from backtests.engine.glossary import GLOSSARY
from backtests.models import Job
from backtests.templatetags.figures import gain, percent, with_minus_signs
from backtests.viewers import Viewer
from tests.web.conftest import RSI, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]


def test_a_finished_run_shows_its_verdict_figures_trades_and_prices(
    ada_client: Client, done: Job
) -> None:
    page = ada_client.get(f"/jobs/{done.pk}/")
    result, shown = snapshot.result(done), text_of(page)
    assert result is not None
    assert with_minus_signs(result["verdict"]["text"]) in shown
    assert with_minus_signs(result["trades"][0]["entry_reason"]) in shown
    assert f"{result['data'][0]['bars']:,} x 1d" in shown
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
        assert all(with_minus_signs(change["why"]) in tried for change in one["changes"])
    assert tried.count(" kept") == 1
    assert all(warning in page for warning in result["verdict"]["warnings"])
    assert all(flag in page for card in result["data"] for flag in card["flags"])


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
    result = snapshot.result(job)
    assert result
    assert result["explanation"]["nearest"] in result["verdict"]["text"]
    card = html.unescape(page.partition("Why it never traded")[2].partition("</section>")[0])
    assert result["explanation"]["nearest"] not in card, "the verdict says so"
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
    assert all(with_minus_signs(one["changes"][0]["why"]) in table for one in changed)


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


def test_a_refined_result_says_what_it_is_the_result_of(ada_client: Client, viewer: Viewer) -> None:
    job = jobs.submit(viewer, RSI, max_iterations=5)
    tasks.run_job(str(job.pk))
    result = snapshot.result(job)
    assert result
    assert result["best_iteration"] > 1
    assert result["sentence"] in text_of(ada_client.get(f"/jobs/{job.pk}/"))


@pytest.mark.parametrize(
    ("days", "parted"), [({}, True), ({"start": "2020-03-02", "end": "2020-05-29"}, False)]
)
def test_a_period_too_short_to_be_parted_promises_no_unseen_rest(
    ada_client: Client, viewer: Viewer, days: dict[str, str], parted: bool
) -> None:
    job = jobs.submit(viewer, RSI, **days)  # type: ignore[arg-type]
    tasks.run_job(str(job.pk))
    shown = text_of(ada_client.get(f"/jobs/{job.pk}/result/"))
    assert ("is still a test on the rest" in shown) is parted
    assert ("too short to be parted" in shown) is not parted
    assert ("from the first part of the period" in shown) is parted
