"""What the page and the report show of buying on a rhythm."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from backtests import jobs, snapshot, tasks
from backtests.viewers import Viewer
from tests.web.conftest import RSI, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]


def test_the_day_on_which_the_money_ran_out_is_shown_beside_the_purchases(
    ada_client: Client, viewer: Viewer
) -> None:
    job = jobs.submit(viewer, "Buy $500 of AAPL every month from 2008 to 2012", max_iterations=1)
    tasks.run_job(str(job.pk))
    result = snapshot.result(job)
    assert result
    (flag,) = [one for one in result["verdict"]["warnings"] if "money ran out" in one]
    page = text_of(ada_client.get(f"/jobs/{job.pk}/"))
    assert flag in page
    assert "It made 20 purchases" in page
    assert re.search(r"Purchases\s+\?\s+20\s", page)
    assert " 1 trade " in page
    assert "20 purchases: all that is bought of a symbol is one position, and has one line." in page
    tasks.save_job(str(job.pk))
    assert re.search(r"\s1\s+bought bit by bit", text_of(ada_client.get("/jobs/")))
    other = jobs.submit(viewer, RSI, max_iterations=1)
    tasks.run_job(str(other.pk))
    compared = ada_client.get(f"/compare/?jobs={job.pk},{other.pk}").content.decode()
    row = compared.partition(">Trades</th>")[2].partition("</tr>")[0]
    assert "1<small>20 purchases</small>" in row
    assert row.count("<small>") == 1
    assert "Win rate" not in page.partition("Drawdowns and all figures")[0]
