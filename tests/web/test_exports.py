"""Downloads: what a spreadsheet or another program gets."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client

from backtests import jobs, snapshot, tasks
from backtests.downloads import exports
from backtests.viewers import Viewer
from tests.web.conftest import RSI

TRADE = {
    "symbol": "AAPL",
    "side": "long",
    "quantity": 10.0,
    "entry_time": "2005-01-03T00:00:00Z",
    "entry_price": 10.0,
    "exit_time": None,
    "exit_price": None,
    "pnl": -5.25,
    "return": -0.0525,
    "bars": 3,
    "entry_reason": '=HYPERLINK("http://evil")',
    "exit_reason": "-5% stop",
}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_a_spreadsheet_would_run_is_defused(start: str) -> None:
    assert exports.defused(start + "1+1") == f"'{start}1+1"


@pytest.mark.parametrize("value", [-5.25, -1, 0, None, "AAPL", "RSI(14) 28.4 < 30", ""])
def test_numbers_and_plain_text_stay_as_they_are(value: Any) -> None:
    assert exports.defused(value) == value


def test_a_loss_stays_a_number_and_a_formula_becomes_text() -> None:
    (row,) = rows(exports.trades_csv({"trades": [TRADE]}))
    assert float(row["pnl"]) == -5.25
    assert row["entry_reason"].startswith("'=")
    assert row["exit_reason"] == "'-5% stop"
    assert row["exit_time"] == ""


def test_no_trades_give_a_header_alone() -> None:
    assert exports.trades_csv({"trades": []}) == ",".join(exports.TRADE_COLUMNS) + "\r\n"


def test_equity_stands_beside_buy_and_hold() -> None:
    result = {"equity": [["t1", 1.0], ["t2", 2.0]], "benchmark_equity": [["t1", 1.0], ["t2", 3.0]]}
    assert [row["buy_and_hold"] for row in rows(exports.equity_csv(result))] == ["1.0", "3.0"]


def test_a_file_name_holds_nothing_that_a_shell_would_mind() -> None:
    name = exports.filename(["^GSPC", '"; rm -rf /'], "8c5b3f0e-aaaa", "trades.csv")
    assert name == "closing-bell-GSPC-rmrf-8c5b3f0e-trades.csv"


@pytest.mark.django_db
@pytest.mark.usefixtures("redis_url")
def test_a_complete_job_can_be_downloaded(api_client: Client, viewer: Viewer) -> None:
    job = jobs.submit(viewer, RSI)
    tasks.run_job(str(job.pk))
    result = snapshot.result(job) or {}
    path = f"/api/jobs/{job.pk}"
    trades = api_client.get(path + "/trades.csv")
    assert trades.headers["Content-Disposition"].startswith('attachment; filename="closing-bell-')
    assert len(rows(trades.content.decode())) == len(result["trades"])
    equity = rows(api_client.get(path + "/equity.csv").content.decode())
    assert len(equity) == len(result["equity"])
    strategy = json.loads(api_client.get(path + "/strategy.json").content)
    assert strategy == result["strategy"]


@pytest.mark.django_db
@pytest.mark.usefixtures("redis_url")
def test_only_the_strategy_can_be_downloaded_before_the_end(
    api_client: Client, viewer: Viewer
) -> None:
    job = jobs.submit(viewer, RSI)
    assert api_client.get(f"/api/jobs/{job.pk}/strategy.json").status_code == 200
    for ending in ("trades.csv", "equity.csv"):
        answer = api_client.get(f"/api/jobs/{job.pk}/{ending}")
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_ready")
