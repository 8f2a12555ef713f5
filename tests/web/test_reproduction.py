"""The download that runs by itself, and when there is none."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from backtests import jobs, snapshot, tasks
from backtests.market_data import own_files
from backtests.models import Job
from backtests.viewers import Viewer
from tests.engine.making import compare, indicator, random_columns
from tests.engine.script.played import KINDS, printed
from tests.web.conftest import RSI, error_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]
ACME = {
    "symbols": ["ACME"],
    "entry": compare(indicator("RSI"), "<", 40),
    "exit": compare(indicator("RSI"), ">", 60),
}
HOSTILE = (
    "Buy AAPL when RSI drops below 30, sell when RSI goes above 70, from 2005 to 2012\n"
    "import os\r\n\"\"\" ''' \\ \u2028raise SystemExit('broken out')\u0085# coding: utf-7"
)


def complete(viewer: Viewer, prompt: str = RSI, **options: Any) -> Job:
    job = jobs.submit(viewer, prompt, **options)
    tasks.run_job(str(job.pk))
    return job


def path_of(job: Job) -> str:
    return f"/api/jobs/{job.pk}/strategy.py"


def told_by(text: str, folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(printed(text, folder, "--json"))
    return told


@pytest.fixture
def acme(settings: Any, tmp_path: Path) -> Callable[[int], None]:
    """Imports so many bars of ACME, or takes the prices away."""
    settings.DATA_DIR = tmp_path / "site"
    columns = random_columns(400, 4)

    def keep(bars: int) -> None:
        shutil.rmtree(settings.DATA_DIR / "prices", ignore_errors=True)
        if bars:
            own_files.import_prices(
                lines(columns, bars).encode(), "ACME", "1d", settings.DATA_DIR / "prices"
            )

    return keep


def lines(columns: dict[str, Any], bars: int) -> str:
    start = dt.date(2020, 1, 6)
    rows = [
        ",".join([str(start + dt.timedelta(bar)), *(repr(float(columns[c][bar])) for c in columns)])
        for bar in range(bars)
    ]
    return "\n".join([",".join(["date", *columns]), *rows])


def test_the_script_makes_the_trades_of_the_run(
    api_client: Client, viewer: Viewer, tmp_path: Path
) -> None:
    """Its kept iteration, before it is saved; nothing of the site is imported."""
    job = complete(viewer)
    result = snapshot.result(job) or {}
    answer = api_client.get(path_of(job))
    assert answer.headers["Content-Type"] == "text/x-python; charset=utf-8"
    assert answer.headers["Content-Disposition"].endswith('-strategy.py"')
    told = told_by(answer.content.decode(), tmp_path)
    same = ("symbol", "side", "entry_time", "exit_time", "bars")
    assert [[one[name] for name in same] for one in told["trades"]] == [
        [one[name] for name in same] for one in result["trades"]
    ]
    for name in ("quantity", "entry_price", "exit_price", "pnl", "return"):
        ours, theirs = ([one[name] for one in rows] for rows in (told["trades"], result["trades"]))
        assert ours == pytest.approx(theirs, rel=1e-6, abs=1e-6)
    for ours, theirs in zip(told["trades"], result["trades"], strict=True):
        begins = [word for start, word in KINDS.items() if theirs["exit_reason"].startswith(start)]
        assert ours["exit"] == (begins or ["rule"])[0]
    assert told["final_equity"] == pytest.approx(result["equity"][-1][1], rel=1e-6)


def test_words_of_a_user_cannot_break_out_of_the_script(
    api_client: Client, viewer: Viewer, tmp_path: Path
) -> None:
    job = complete(viewer)
    Job.objects.filter(pk=job.pk).update(prompt=HOSTILE)
    text = api_client.get(path_of(job)).content.decode()
    lines = [line for line in text.splitlines() if "import os" in line or "broken out" in line]
    assert lines
    assert all(line.startswith("# ") for line in lines)
    assert told_by(text, tmp_path)["trades"]


def test_a_saved_run_can_be_downloaded_too(api_client: Client, viewer: Viewer) -> None:
    job = complete(viewer)
    before = api_client.get(path_of(job)).content
    tasks.save_job(str(job.pk))
    assert api_client.get(path_of(job)).content == before


def test_there_is_no_script_before_there_is_a_result(api_client: Client, viewer: Viewer) -> None:
    job = jobs.submit(viewer, RSI)
    answer = api_client.get(path_of(job))
    assert (answer.status_code, error_of(answer)["code"]) == (404, "not_ready")


def test_prices_that_have_gone_on_are_cut_where_they_ended(
    api_client: Client, viewer: Viewer, acme: Callable[[int], None]
) -> None:
    acme(300)
    job = complete(viewer, "", strategy=ACME)
    before = api_client.get(path_of(job)).content
    acme(400)
    assert api_client.get(path_of(job)).content == before


@pytest.mark.parametrize(("left", "code"), [(200, "prices_changed"), (0, "prices_gone")])
def test_other_prices_are_said_and_give_no_other_script(
    api_client: Client, viewer: Viewer, acme: Callable[[int], None], left: int, code: str
) -> None:
    acme(300)
    job = complete(viewer, "", strategy=ACME)
    acme(left)
    answer = api_client.get(path_of(job))
    error = error_of(answer)
    assert (answer.status_code, error["code"]) == (409, code)
    assert "ACME" in error["message"]
    assert "files" in error["message"]


def test_the_page_offers_the_script(client_of: Any, ada: User, viewer: Viewer) -> None:
    job = complete(viewer)
    client = Client()
    client.force_login(ada)
    assert f'href="{path_of(job)}"' in client.get(f"/jobs/{job.pk}/").content.decode()


def test_the_api_describes_the_script(api_client: Client) -> None:
    paths = api_client.get("/api/openapi.json").json()["paths"]
    assert set(paths["/api/jobs/{job_id}/strategy.py"]["get"]["responses"]) >= {"200", "404", "409"}
