"""The engine's benchmark counts rightly, and its own part runs from end to end."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from backtests.engine.signals import Panel, signal
from benchmarks.delivery.children import Child, Json
from benchmarks.engine import __main__ as benchmark
from benchmarks.engine import data, jobs, ours, report
from benchmarks.engine.alone import forked
from benchmarks.engine.figures import Figures
from benchmarks.engine.systems import SYSTEMS
from benchmarks.engine.targets import measured


def row(system: str, number: int, ms: float, job: str = "j2", **more: Any) -> Json:
    return {"system": system, "round": number, "job": job, "ms": ms, **more}


def results(rows: list[Json], **more: Any) -> Json:
    machine = {"date": "", "cpu": "", "system": "", "load": 0, "versions": {}}
    nothing: Json = {"starts": [], "memory": [], "growth": [], "left_out": []}
    asked = {"rounds": 1, "seed": 1}
    return {"machine": machine, "asked": asked, "rounds": rows, **nothing, **more}


def test_a_ratio_is_taken_within_a_round() -> None:
    times = [("ours", 1, 1.0), ("vectorbt", 1, 60.0), ("ours", 2, 10.0), ("vectorbt", 2, 600.0)]
    figures = Figures([row(*one) for one in times])
    assert figures.ratio("vectorbt", "j2") == 60
    assert figures.spread("ours", "j2") == (3.25, 5.5, 7.75)
    assert [(target.peer, ratio) for target, ratio in measured(figures)] == [("vectorbt", 60)]


def test_a_system_that_failed_is_named_and_not_counted() -> None:
    failed = {"system": "vectorbt", "round": 1, "job": "j2", "failed": "no memory"}
    page = report.page(results([row("ours", 1, 2.0, equity=3.0, trades=4), failed]))
    assert "| vectorbt | failed | - | - | no memory |" in page
    assert "| ours | 2 (2 to 2) | 1 | 3.00 | 4 |" in page
    assert "## Targets" not in page


def test_targets_are_met_or_missed() -> None:
    rows = [row("ours", 1, 1.0), row("vectorbt", 1, 50.0), row("backtesting.py", 1, 89.0)]
    fork = {"what": "fork", "ms": 10.5, "low_ms": 9.0, "high_ms": 11.0, "worst_ms": 12.0}
    page = report.page(results(rows, starts=[fork]))
    assert "| J2, 3,270 bars, to vectorbt | at least 50 times as fast | 50 | met |" in page
    assert "| at least 90 times as fast | 89 | **missed** |" in page
    assert "| fork, J2, reply | under 10 ms | 10.5 | **missed** |" in page


def test_growth_is_told_for_a_tenfold_size() -> None:
    sizes = ((1, 5.0), (100, 500.0))
    rows = [{"axis": "symbols", "size": size, "ms": ms} for size, ms in sizes]
    page = report.page(results([], growth=rows))
    assert "| 100 | 500 | 5,000 | 10 |" in page


@pytest.mark.parametrize(
    ("name", "equity", "trades"), [("j1", 7_847_726.239, 31), ("j2", 393_041.861, 31)]
)
def test_the_jobs_are_those_of_the_reference(name: str, equity: float, trades: int) -> None:
    said = ours.prepare(jobs.JOBS[name], data.aapl())()
    assert said == {"equity": pytest.approx(equity, abs=1e-3), "trades": trades}


def test_peers_get_the_signals_of_the_engine() -> None:
    columns = data.aapl()
    (bars,) = ours.series(columns, "1d")
    for job in (jobs.JOBS["j1"], jobs.JOBS["j2"]):
        asked, panel = ours.strategy(job, [bars]), Panel(bars)
        entry, exit_ = jobs.signals(job, columns["close"])
        np.testing.assert_array_equal(entry, signal(asked.entry, panel))
        np.testing.assert_array_equal(exit_, signal(asked.exit, panel))


def test_a_worker_answers_with_times_and_memory(tmp_path: Path) -> None:
    files = {"aapl": data.write(tmp_path / "aapl.npz", data.aapl())}
    with benchmark.worker(SYSTEMS["ours"], "", tmp_path) as child:
        said = benchmark.question(child, "j2", files, seconds=0, most=1)
        assert said["runs"] == 1
        assert said["ms"] > 0
        assert benchmark.question(child, "j2", files, weigh=True)["mib"] >= 0


def test_a_worker_that_ends_is_a_failure_in_its_row(tmp_path: Path) -> None:
    with Child("gone", ["false"], {}, tmp_path) as child:
        child.process.wait()
        assert "failed" in benchmark.question(child, "j2", {"aapl": ""}, seconds=0)


def test_a_fork_replies() -> None:
    assert forked(lambda: {"equity": 1}) == {"equity": 1}
