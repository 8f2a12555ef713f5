"""The delivery benchmark counts rightly, and measures a bare server from end to end."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks.delivery import report
from benchmarks.delivery.figures import Figures
from benchmarks.delivery.frames import Frames
from benchmarks.delivery.phases import Phase
from benchmarks.delivery.systems import SYSTEMS
from benchmarks.delivery.targets import Target
from benchmarks.delivery.telling import faults


def row(system: str, number: int, p50: float, **more: Any) -> dict[str, Any]:
    counts = {"expected": 10, "received": 10, "disorder": 0, "closed": 0}
    return {"system": system, "phase": "1", "round": number, "p50_ms": p50, **counts, **more}


@pytest.mark.parametrize("size", [5, 200, 70_000])
def test_frames_are_whole_however_the_bytes_arrive(size: int) -> None:
    payload = b"x" * size
    length = {5: b"\x05", 200: b"\x7e\x00\xc8", 70_000: b"\x7f" + size.to_bytes(8, "big")}[size]
    data = (b"\x81" + length + payload) * 2
    frames = Frames()
    pieces = [data[at : at + 997] for at in range(0, len(data), 997)] if size > 5 else [data]
    found = [frame for piece in pieces for frame in frames.feed(piece)]
    assert found == [(1, payload)] * 2


def test_a_ratio_is_taken_within_a_round() -> None:
    rows = [row("bare", 1, 1.0), row("ours-daphne", 1, 2.0)]
    rows += [row("bare", 2, 10.0), row("ours-daphne", 2, 20.0)]
    figures = Figures(rows)
    assert figures.ratio("ours-daphne", "1", "p50_ms") == 2
    assert figures.median("bare", "1", "p50_ms") == 5.5
    assert figures.ratio("ours-daphne", "fan", "per_second") is None


def test_a_target_is_a_bound_from_above_or_below() -> None:
    slow = Target("", "ours-daphne", "1", "p50_ms", 1.6)
    fast = Target("", "ours-daphne", "fan", "per_second", 0.55, at_least=True)
    assert slow.is_met(1.5)
    assert not slow.is_met(1.7)
    assert fast.is_met(0.6)
    assert not fast.is_met(0.5)


def test_losses_are_told_and_shown() -> None:
    lossy = row("channels-core", 1, 3.0, received=8, closed=2)
    assert faults(lossy) == ["2 lost", "2 closed"]
    assert faults(row("bare", 1, 1.0)) == []
    page = report.comparison(Figures([row("bare", 1, 1.0), lossy]))
    assert "| channels-core | 10 | 8 | phase 1, round 1: 2 lost, 2 closed |" in page[-1]


def test_a_bare_server_is_measured_from_end_to_end(tmp_path: Path) -> None:
    pytest.importorskip("uvloop", reason="make setup-bench installs it")
    from benchmarks.delivery.stand import standing

    with standing(tmp_path) as stand:
        stand.start(SYSTEMS["bare"])
        found = stand.measure(SYSTEMS["bare"], Phase("two", "", 2, events=10, rate=200))
    assert (found["expected"], found["received"], faults(found)) == (20, 20, [])
    assert 0 < found["p50_ms"] <= found["p99_ms"]
