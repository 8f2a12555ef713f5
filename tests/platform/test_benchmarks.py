"""The delivery benchmark counts rightly, and measures a bare server from end to end."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks.delivery import machine, report
from benchmarks.delivery.figures import Figures
from benchmarks.delivery.frames import TEXT, Frames, StreamedEvents
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


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_streamed_events_are_whole_however_the_bytes_arrive(size: int) -> None:
    said = [b"retry: 1000\n\n", b': heartbeat 1\n\nid: 1\ndata: {"seq":1}\n', b"\n"]
    data = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in said)
    events = StreamedEvents()
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    found = [event for piece in pieces for event in events.feed(piece)]
    assert found == [(TEXT, b'{"seq":1}')]


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


def test_whoever_was_not_served_is_told() -> None:
    pytest.importorskip("uvloop", reason="make setup-bench installs it")
    from benchmarks.delivery.returning import spread

    assert spread([0.1, 0.2, 0.3], 3) == {
        "unserved": 0,
        "served_p50_s": 0.2,
        "served_p99_s": 0.3,
        "served_all_s": 0.3,
    }
    served = spread([0.1, 0.2], 3)
    assert (served["served_p50_s"], served["served_all_s"]) == (0.2, None)
    assert faults(row("ours-daphne", 1, 1.0, **served)) == ["1 not served"]


def test_hardships_have_tables_of_their_own() -> None:
    found = {"missed": 60, "served_p50_s": 1.5, "served_p99_s": 3, "served_all_s": 4, "unserved": 0}
    figures = Figures([{**row("ours-daphne", 1, 1.0), **found, "phase": "return"}])
    _, _, told = report.returned(figures)
    assert "| ours-daphne | 1,000 viewers of one job | 60 | 1.5 | 3 | 4 | 0 |" in told
    assert report.silent(figures) == []
    assert "at most 5 | 4 | met" in report.target_table(figures)


def test_the_client_of_node_is_not_taken_for_that_of_python() -> None:
    assert "node-redis" in machine.node_packages()
    assert "redis" not in machine.node_packages()


def test_a_bare_server_is_measured_from_end_to_end(tmp_path: Path) -> None:
    pytest.importorskip("uvloop", reason="make setup-bench installs it")
    from benchmarks.delivery.stand import standing

    with standing(tmp_path) as stand:
        stand.start(SYSTEMS["bare"])
        found = stand.measure(SYSTEMS["bare"], Phase("two", "", 2, events=10, rate=200))
    assert (found["expected"], found["received"], faults(found)) == (20, 20, [])
    assert 0 < found["p50_ms"] <= found["p99_ms"]


def test_viewers_return_and_fall_silent_from_end_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("uvloop", reason="make setup-bench installs it")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings")
    from benchmarks.delivery import hardship
    from benchmarks.delivery.stand import standing

    ours = SYSTEMS["ours-daphne"]
    back = Phase("", "", 4, jobs=2, events=80, rate=50, away=0.2)
    shape = {"events": 900, "window": 32, "size": 2048, "silent": 2}
    with standing(tmp_path) as stand:
        stand.start(ours)
        returned = hardship.measure(stand, ours, back)
        silent = [
            hardship.measure(stand, ours, Phase("", "", 1, streams=streams, **shape))
            for streams in (False, True)
        ]
    assert (returned["received"], returned["unserved"], faults(returned)) == (160, 0, [])
    assert [(one["received"], faults(one)) for one in silent] == [(2700, []), (2700, [])]
