"""Each part of the site is reported for itself."""

import pytest
import redis

from backtests import health


def fail() -> health.Part:
    raise redis.ConnectionError("no server")


def test_a_part_that_fails_says_so_and_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "database", lambda: {"engine": "sqlite"})
    monkeypatch.setattr(health, "redis_server", fail)
    monkeypatch.setattr(health, "workers", lambda name: {"queue_length": 3})
    monkeypatch.setattr(health, "unsaved_results", fail)
    parts = health.examine()
    assert parts["database"] == {"state": "ok", "engine": "sqlite"}
    assert parts["redis"] == {"state": "down", "message": "ConnectionError"}
    assert parts["workflow"] == {"state": "ok", "queue_length": 3}


def test_a_queue_that_no_worker_asks_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = {"queue_length": 7, "running": 0}
    monkeypatch.setattr(health.StreamBroker, "figures", lambda self: figures)
    monkeypatch.setattr(health, "consumers", lambda stream: [{"idle": 60_000}])
    assert health.workers("workflow")["state"] == "down"
    monkeypatch.setattr(health, "consumers", lambda stream: [{"idle": 60_000}, {"idle": 900}])
    assert health.workers("workflow") == figures


def test_prometheus_gets_a_figure_for_every_part() -> None:
    parts = {
        "redis": {"state": "ok"},
        "workflow": {"state": "ok", "queue_length": 2},
        "persistence": {"state": "down", "message": "TimeoutError"},
        "unsaved_results": {"state": "ok", "count": 5},
    }
    lines = health.prometheus(parts).splitlines()
    assert 'closing_bell_up{part="persistence"} 0' in lines
    assert 'closing_bell_queue_length{queue="workflow"} 2' in lines
    assert "closing_bell_unsaved_results 5" in lines
