"""A whole run as one zip."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from backtests import tasks
from backtests.downloads import bundle, reproduction
from tests.web.conftest import RSI, error_of, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_url")]


@pytest.fixture
def path(api_client: Client) -> str:
    job = submitted(api_client, max_iterations=1)
    tasks.run_job(job["id"])
    return f"/api/jobs/{job['id']}"


def files(answer: Any) -> dict[str, str]:
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_it_holds_what_the_single_downloads_hold(api_client: Client, path: str) -> None:
    found = files(api_client.get(f"{path}/all.zip"))
    for name in ("report.html", "trades.csv", "equity.csv", "strategy.json", "strategy.py"):
        assert found[name] == api_client.get(f"{path}/{name}").content.decode(), name
    assert json.loads(found["result.json"]) == api_client.get(f"{path}/result").json()
    events = [json.loads(line) for line in found["events.jsonl"].splitlines()]
    assert events == api_client.get(f"{path}/events").json()["events"]
    assert events[-1]["type"] == "complete"


def test_the_readme_names_each_file_and_what_was_asked(api_client: Client, path: str) -> None:
    found = files(api_client.get(f"{path}/all.zip"))
    readme = found.pop("README.txt")
    assert RSI in readme
    assert {line.split()[0] for line in readme.splitlines()[6:]} == set(found)


def test_it_is_the_same_from_the_database_and_whenever_it_is_asked_for(
    api_client: Client, path: str
) -> None:
    before = files(api_client.get(f"{path}/all.zip"))
    tasks.save_job(path.split("/")[-1])
    after = [api_client.get(f"{path}/all.zip") for _ in range(2)]
    assert after[0].content == after[1].content
    assert files(after[0])["trades.csv"] == before["trades.csv"]
    assert '"type": "saved"' in files(after[0])["events.jsonl"]


def test_a_sweep_brings_its_variants(api_client: Client) -> None:
    prompt = "Buy AAPL when RSI is below 20 to 40 by 10, sell above 70, from 2005 to 2008"
    job = submitted(api_client, prompt=prompt, answers="defaults")
    tasks.run_job(job["id"])
    found = files(api_client.get(f"/api/jobs/{job['id']}/all.zip"))
    assert len(found["sweep.csv"].splitlines()) == 4
    assert "sweep.csv" in found["README.txt"]


def test_without_its_prices_the_rest_is_given_and_the_script_is_missed(
    api_client: Client, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: Any) -> str:
        raise reproduction.OtherPrices("prices_gone", "The prices of AAPL are gone.")

    monkeypatch.setattr(bundle.reproduction, "script_of", gone)
    found = files(api_client.get(f"{path}/all.zip"))
    assert "strategy.py" not in found
    assert "left out: The prices of AAPL are gone." in found["README.txt"]
    assert found["trades.csv"]


def test_it_is_nobody_elses_and_waits_for_the_result(
    api_client: Client, path: str, client_of: Callable[[User], Client]
) -> None:
    other = client_of(User.objects.create_user("grace"))
    assert other.get(f"{path}/all.zip").status_code == 404
    waiting = submitted(api_client)["id"]
    refused = api_client.get(f"/api/jobs/{waiting}/all.zip")
    assert (refused.status_code, error_of(refused)["code"]) == (404, "not_ready")
