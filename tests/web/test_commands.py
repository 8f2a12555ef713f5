"""`backtest` and `rerun_jobs`, with a real queue and a worker that really runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from agents import workflow
from backtests import jobs, tasks
from backtests.downloads import comparison
from backtests.management.commands import backtest
from backtests.market_data import catalogue
from backtests.models import Job
from backtests.viewers import Viewer
from tests.web.conftest import RSI

ROOT = Path(__file__).resolve().parents[2]
NOWHERE = "redis://127.0.0.1:1/0"


@pytest.fixture
def root(db: None) -> User:
    return User.objects.create_superuser("root")


def run(name: str, *args: str, **options: Any) -> str:
    out = StringIO()
    call_command(name, *args, stdout=out, stderr=out, **options)
    return out.getvalue()


def refusal(name: str, *args: str, **options: Any) -> tuple[int, str]:
    with pytest.raises(CommandError) as raised:
        run(name, *args, **options)
    return raised.value.returncode, str(raised.value)


# backtest ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("root", "worker")
def test_a_job_is_told_live_and_ends_with_a_table() -> None:
    shown = run("backtest", RSI)
    assert shown.index("queued") < shown.index("BacktestRunner") < shown.index("buy and hold")
    assert "Max drawdown" in shown
    assert Job.objects.get().user == User.objects.get()


@pytest.mark.usefixtures("root", "worker")
def test_json_is_the_result_and_nothing_else() -> None:
    result = json.loads(run("backtest", RSI, json=True))
    assert result["metrics"]["trades"] == len(result["trades"])


@pytest.mark.usefixtures("redis_url")
def test_the_workflow_runs_here_without_database_and_server(settings: Any) -> None:
    settings.REDIS_URL = NOWHERE
    shown = run("backtest", RSI, local=True)  # pytest-django refuses every query here
    assert "BacktestRunner" in shown
    assert "Total return" in shown


@pytest.mark.usefixtures("redis_url")
def test_the_same_strategy_from_a_file_gives_the_same_trades(tmp_path: Path) -> None:
    first, second = (json.loads(run("backtest", RSI, local=True, json=True)) for _ in range(2))
    assert comparison.differences(first, second) == []
    saved = tmp_path / "strategy.json"
    saved.write_text(json.dumps(first["strategy"]))
    again = run("backtest", strategy=saved, local=True, json=True, max_iterations=1)
    assert json.loads(again)["trades"] == first["trades"]


@pytest.mark.django_db
def test_without_a_server_a_sentence_says_what_to_do(settings: Any) -> None:
    settings.REDIS_URL = NOWHERE
    status, message = refusal("backtest", RSI)
    assert status == 1
    assert "make run" in message
    assert "--local" in message


@pytest.mark.django_db
@pytest.mark.usefixtures("worker")
def test_without_an_administrator_a_sentence_says_what_to_do() -> None:
    status, message = refusal("backtest", RSI)
    assert (status, "make run" in message) == (1, True)


@pytest.mark.usefixtures("root", "redis_url")
def test_nobody_waits_for_a_site_without_workers() -> None:
    assert refusal("backtest", RSI)[0] == 1
    assert not Job.objects.exists()


@pytest.mark.usefixtures("root", "worker")
def test_a_run_that_fails_has_status_1(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(*args: Any, **kwargs: Any) -> Any:
        raise workflow.AgentFailure("no_data", "There are no prices in May.")

    monkeypatch.setattr(workflow, "run", fails)
    assert refusal("backtest", RSI) == (1, "There are no prices in May.")


def test_a_question_shows_choices_and_how_to_answer() -> None:
    status, message = refusal("backtest", "Buy when RSI drops below 30, sell when above 70")
    assert status == 2
    assert "--answer symbol" in message


def test_an_answer_settles_a_question() -> None:
    text = "Buy when RSI drops below 30, sell when RSI goes above 70"
    _, message = refusal("backtest", text)
    name = message.split("--answer ")[1].split("=")[0]
    shown = run("backtest", text, answer=[f"{name}=AAPL"], local=True)
    assert "AAPL" in shown


@pytest.mark.parametrize("text", ["{", "[]", None])
def test_a_file_without_a_strategy_is_refused(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "strategy.json"
    if text is not None:
        path.write_text(text)
    status, message = refusal("backtest", strategy=path, local=True)
    assert (status, str(path) in message) == (2, True)


def test_an_answer_without_a_choice_is_refused() -> None:
    assert refusal("backtest", RSI, answer=["AAPL"]) == (
        2,
        "--answer AAPL: write it as ID=CHOICE.",
    )


@pytest.mark.slow
@pytest.mark.parametrize(("text", "status"), [(RSI, 0), ("", 2)])
def test_the_exit_status_reaches_the_shell(tmp_path: Path, text: str, status: int) -> None:
    dropped = ("DJANGO_SETTINGS_MODULE", "REDIS_URL", "DATABASE_URL")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    ended = subprocess.run(
        [sys.executable, "manage.py", "backtest", text, "--local", "--json"],
        cwd=ROOT,
        env={**kept, "DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert ended.returncode == status, ended.stderr
    assert "Traceback" not in ended.stderr
    if status == 0:
        assert json.loads(ended.stdout)["metrics"]


# rerun_jobs --------------------------------------------------------------------------------------


@pytest.fixture
def origin(viewer: Viewer, redis_url: str) -> Job:
    return complete(jobs.submit(viewer, RSI))


def complete(job: Job) -> Job:
    tasks.run_job(str(job.pk))
    tasks.save_job(str(job.pk))
    job.refresh_from_db()
    return job


def reruns() -> int:
    return Job.objects.exclude(rerun_of=None).count()


def test_a_rerun_is_compared_with_its_origin(origin: Job, worker: None) -> None:
    shown = run("rerun_jobs", str(origin.pk), compare=True)
    again = Job.objects.get(rerun_of=origin)
    assert (again.user, again.strategy) == (origin.user, origin.strategy)
    assert "no difference" in shown
    assert "1 of 1 reruns complete" in shown


def test_what_differs_is_named(origin: Job, worker: None) -> None:
    stored = origin.result
    stored.data = {**stored.data, "engine_version": "0.9", "trades": stored.data["trades"][1:]}
    stored.save()
    tasks.EventLog(tasks.sync_redis()).discard(str(origin.pk))
    shown = run("rerun_jobs", str(origin.pk), compare=True)
    assert "engine version: 0.9 ->" in shown
    assert "number of trades:" in shown


def test_a_dry_run_starts_nothing(origin: Job) -> None:
    assert str(origin.pk) in run("rerun_jobs", str(origin.pk), dry_run=True)
    assert reruns() == 0


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"status": "complete"}, 1),
        ({"status": "error"}, 0),
        ({"symbol": "aapl"}, 1),
        ({"symbol": "MSFT"}, 0),
        ({"symbol": "AAP"}, 0),
        ({"symbol": "A"}, 0),
        ({"since": "2020-01-01"}, 1),
        ({"since": "2999-01-01"}, 0),
    ],
)
def test_jobs_are_chosen_by_what_they_are(origin: Job, filters: dict[str, str], found: int) -> None:
    run("rerun_jobs", **filters)
    assert reruns() == found


def test_a_run_that_is_not_saved_yet_is_chosen_by_what_its_log_says(
    viewer: Viewer, redis_url: str
) -> None:
    job = jobs.submit(viewer, RSI)
    tasks.run_job(str(job.pk))
    assert str(job.pk) in run("rerun_jobs", status="complete", dry_run=True)
    assert run("rerun_jobs", status="queued", dry_run=True) == ""


def test_since_counts_from_the_beginning_of_the_day(origin: Job) -> None:
    origin.created_at = origin.created_at.replace(hour=0, minute=0, second=0, microsecond=0)
    origin.save()
    run("rerun_jobs", since=f"{origin.created_at:%Y-%m-%d}", dry_run=True)
    later = origin.created_at + timedelta(days=1)
    assert run("rerun_jobs", since=f"{later:%Y-%m-%d}", dry_run=True) == ""


@pytest.mark.parametrize("args", [(), ("nonsense",), ("8c5b3f0e-0000-0000-0000-000000000000",)])
@pytest.mark.django_db
def test_a_wrong_choice_starts_nothing(args: tuple[str, ...]) -> None:
    assert refusal("rerun_jobs", *args)[0] == 1


@pytest.mark.django_db
def test_a_day_that_never_was_is_refused() -> None:
    assert "2026-01-31" in refusal("rerun_jobs", since="2026-02-30")[1]


def test_one_failure_makes_the_status_1(
    origin: Job, worker: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*args: Any, **kwargs: Any) -> Any:
        raise workflow.AgentFailure("no_data", "There are no prices in May.")

    monkeypatch.setattr(workflow, "run", fails)
    assert refusal("rerun_jobs", str(origin.pk), wait=True) == (1, "1 of 1 reruns failed.")


def test_nobody_waits_for_reruns_without_workers(origin: Job) -> None:
    assert "make run" in refusal("rerun_jobs", str(origin.pk), wait=True)[1]
    assert reruns() == 0


@pytest.mark.parametrize("options", [{"local": True}, {}])
@pytest.mark.usefixtures("root", "worker")
def test_prices_that_cannot_be_read_have_status_1(
    options: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any) -> None:
        raise catalogue.SourceFailed("The price file is broken.")

    monkeypatch.setattr(catalogue, "check_available", broken)
    assert refusal("backtest", RSI, **options) == (1, "The price file is broken.")


@pytest.mark.parametrize("options", [{"local": True}, {}])
@pytest.mark.usefixtures("root", "worker")
def test_ctrl_c_ends_the_watching_without_a_trace(
    options: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def pressed(*args: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(backtest.Command, "say", pressed)
    status, message = refusal("backtest", RSI, **options)
    assert status == 130
    assert message.startswith("Stopped." if options else "The run goes on: http://")


def test_a_rerun_that_is_refused_makes_the_status_1(origin: Job, settings: Any) -> None:
    settings.MAX_JOBS_PER_USER = 0
    assert refusal("rerun_jobs", str(origin.pk)) == (1, "1 of 1 reruns failed.")
