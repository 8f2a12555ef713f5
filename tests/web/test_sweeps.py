"""A sweep over every door: submitted, shown, downloaded, run again, and one variant alone."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from backtests import jobs, snapshot, tasks
from backtests.models import Job
from backtests.viewers import Viewer
from tests.engine.making import compare, indicator
from tests.stack.conftest import until
from tests.web.conftest import error_of, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]
SWEPT: dict[str, Any] = {
    "symbols": ["AAPL"],
    "start": "2005-01-01",
    "end": "2012-12-31",
    "entry": compare(indicator("RSI", period=14), "<", 99),
    "exit": compare(indicator("RSI", period=14), ">", 70),
    "stop_loss": 0.05,
    "ranges": [
        {"path": "entry.right.value", "from": 25, "to": 45, "step": 5},
        {"path": "stop_loss", "values": [0.04, 0.08]},
    ],
}


@pytest.fixture
def swept(viewer: Viewer) -> Job:
    job = jobs.submit(viewer, strategy=SWEPT)
    tasks.run_job(str(job.pk))
    return job


def result_of(job: Job) -> dict[str, Any]:
    return snapshot.result(job) or {}


def test_a_strategy_with_ranges_is_one_job(api_client: Client) -> None:
    answer = post(api_client, "/api/jobs", {"strategy": SWEPT})
    assert answer.status_code == 201
    told = answer.json()
    tasks.run_job(told["id"])
    result = api_client.get(f"/api/jobs/{told['id']}/result").json()
    assert result["sweep"]["count"] == 10
    assert len(result["sweep"]["figures"]["sharpe"]) == 10
    assert result["strategy"]["ranges"] == []
    assert "10 variants" in told["reading"]["sentence"]


def test_the_strategy_is_kept_with_the_first_value_of_each_range(viewer: Viewer) -> None:
    kept = jobs.submit(viewer, strategy=SWEPT).strategy or {}
    assert kept["entry"]["right"]["value"] == 25
    assert kept["stop_loss"] == 0.04
    assert kept["ranges"][0]["to"] == 45


def test_a_range_that_does_not_fit_is_refused_by_name(api_client: Client) -> None:
    wrong = {**SWEPT, "ranges": [{"path": "entry.rigth.value", "values": [20, 30]}]}
    answer = post(api_client, "/api/jobs", {"strategy": wrong})
    assert answer.status_code == 422
    assert "no entry.rigth.value" in error_of(answer)["message"]


def test_a_field_has_one_value_or_several(api_client: Client) -> None:
    ranged = {**SWEPT, "ranges": [{"path": "commission", "values": [0, 0.001]}]}
    answer = post(api_client, "/api/jobs", {"strategy": ranged, "commission": 0.002})
    assert answer.status_code == 422
    assert set(error_of(answer)["fields"]) == {"commission"}


def test_words_make_a_sweep_too(api_client: Client) -> None:
    prompt = "Buy AAPL when RSI is below 20 to 40 by 5, sell above 70, try stops of 3%, 5% and 8%"
    told = post(api_client, "/api/jobs", {"prompt": prompt}).json()
    assert [one["path"] for one in told["strategy"]["ranges"]] == [
        "entry.right.value",
        "stop_loss",
    ]
    assert told["reading"]["sentence"].endswith("stop loss at 3%, 5% or 8%.")


def test_the_schema_knows_ranges(api_client: Client) -> None:
    schema = api_client.get("/api/strategy/schema").json()
    assert set(schema["$defs"]["Range"]["properties"]) >= {"path", "from", "to", "step", "values"}


def test_the_whole_grid_can_be_downloaded(api_client: Client, swept: Job) -> None:
    text = api_client.get(f"/api/jobs/{swept.pk}/sweep.csv").content.decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    grid = result_of(swept)["sweep"]
    assert len(rows) == 10
    assert [row["entry limit of RSI"] for row in rows[:3]] == ["25", "25", "30"]
    assert [row["chosen"] for row in rows].index("yes") == grid["chosen"]
    assert [float(row["total_return"]) for row in rows] == grid["figures"]["total_return"]


def test_a_portfolio_is_swept_shown_and_downloaded(api_client: Client, ada_client: Client) -> None:
    ranges = [
        {"path": "portfolio.top", "values": [1, 2]},
        {"path": "portfolio.rank_by.bars", "values": [21, 63, 126]},
    ]
    rotation = {"kind": "rotation", "rank_by": {"kind": "change", "bars": 21}}
    period = {name: SWEPT[name] for name in ("start", "end")}
    symbols = ["AAPL", "MSFT", "IBM"]
    strategy = {**period, "symbols": symbols, "portfolio": rotation, "ranges": ranges}
    told = post(api_client, "/api/jobs", {"strategy": strategy}).json()
    tasks.run_job(told["id"])
    text = api_client.get(f"/api/jobs/{told['id']}/sweep.csv").content.decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    pairs = [(row["symbols held at once"], row["bars of the change"]) for row in rows]
    assert pairs == [(top, bars) for top in "12" for bars in ("21", "63", "126")]
    assert len({row["total_return"] for row in rows}) == 6
    tasks.save_job(told["id"])
    page = ada_client.get(f"/jobs/{told['id']}/").content.decode()
    assert "data-heat-map" in page
    assert "symbols held at once" in page


def test_the_winner_can_be_had_as_a_script(api_client: Client, swept: Job) -> None:
    answer = api_client.get(f"/api/jobs/{swept.pk}/strategy.py")
    assert answer.status_code == 200
    compile(answer.content, "strategy.py", "exec")


def test_a_run_without_ranges_has_no_grid_to_download(api_client: Client, viewer: Viewer) -> None:
    job = jobs.submit(viewer, strategy={**SWEPT, "ranges": []})
    tasks.run_job(str(job.pk))
    answer = api_client.get(f"/api/jobs/{job.pk}/sweep.csv")
    assert (answer.status_code, error_of(answer)["code"]) == (404, "no_sweep")


def test_a_rerun_keeps_the_ranges_and_finds_the_same(viewer: Viewer, swept: Job) -> None:
    again = jobs.rerun(viewer, swept)
    tasks.run_job(str(again.pk))
    assert result_of(again)["sweep"] == result_of(swept)["sweep"]


def test_the_page_shows_the_grid_with_its_best_and_leads_to_one_alone(
    ada_client: Client, swept: Job
) -> None:
    tasks.save_job(str(swept.pk))
    page = ada_client.get(f"/jobs/{swept.pk}/").content.decode()
    assert "10 variants" in page
    assert "data-heat-map" in page
    assert page.count('name="n"') == 9
    assert result_of(swept)["sweep"]["winner"] in page
    history = ada_client.get("/jobs/").content.decode()
    assert "sweep" in history


def test_a_variant_becomes_a_run_of_its_own(ada_client: Client, swept: Job) -> None:
    answer = ada_client.post(f"/jobs/{swept.pk}/variant/", {"n": "9"})
    alone = Job.objects.exclude(pk=swept.pk).get()
    assert answer.headers["Location"] == f"/jobs/{alone.pk}/"
    strategy = alone.strategy or {}
    assert (strategy["entry"]["right"]["value"], strategy["stop_loss"]) == (45, 0.08)
    assert strategy["ranges"] == []
    tasks.run_job(str(alone.pk))
    assert result_of(alone)["sweep"] is None


@pytest.mark.parametrize("number", ["10", "999999"])
def test_a_variant_that_is_not_there_starts_nothing(
    ada_client: Client, swept: Job, number: str
) -> None:
    page = ada_client.post(f"/jobs/{swept.pk}/variant/", {"n": number}, follow=True)
    assert f"The run has no variant {number}." in page.content.decode()
    assert Job.objects.count() == 1


@pytest.mark.parametrize("number", ["", "-1", "1.5", "x", "9" * 30])
def test_what_is_no_number_is_no_variant(ada_client: Client, swept: Job, number: str) -> None:
    assert ada_client.post(f"/jobs/{swept.pk}/variant/", {"n": number}).status_code == 404


def test_another_ones_sweep_does_not_exist(swept: Job) -> None:
    client = Client()
    client.get("/")
    assert client.post(f"/jobs/{swept.pk}/variant/", {"n": "1"}).status_code == 404


def test_the_terminal_lists_the_best_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "swept.json"
    path.write_text(json.dumps(SWEPT))
    call_command("backtest", strategy=path, local=True)
    said = " ".join(capsys.readouterr().out.split())
    assert "The best 10 of 10 variants, 2005-01-03 to 2010-" in said
    assert "entry limit of RSI stop loss return Sharpe drawdown trades" in said


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("worker")
def test_a_sweep_under_way_is_cancelled_at_once(api_client: Client) -> None:
    many = {"path": "exit.right.value", "from": 50, "to": 90, "step": 0.01}
    told = post(api_client, "/api/jobs", {"strategy": {**SWEPT, "ranges": [many]}}).json()
    path = f"/api/jobs/{told['id']}"

    def events() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = api_client.get(f"{path}/events").json()["events"]
        return found

    def swept() -> list[dict[str, Any]]:
        return [one for one in events() if (one.get("data") or {}).get("total") == 4001]

    until(swept, 60)
    asked = time.monotonic()
    assert post(api_client, f"{path}/cancel").status_code == 202
    until(lambda: events()[-1]["type"] == "cancelled", 10)
    assert time.monotonic() - asked < 2
    assert swept()[-1]["data"]["done"] < 4001
