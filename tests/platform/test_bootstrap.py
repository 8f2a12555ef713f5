"""What the set-up step decides, without installing anything."""

from pathlib import Path

import pytest

from config import bootstrap


def test_an_old_python_is_told_what_is_needed() -> None:
    assert bootstrap.too_old((3, 11)) is None
    assert "needs Python 3.11 or newer, but this is Python 3.9" in str(bootstrap.too_old((3, 9)))


def test_the_fingerprint_follows_the_files_and_the_python(tmp_path: Path) -> None:
    file = tmp_path / "requirements.txt"
    file.write_text("a==1")
    first = bootstrap.fingerprint([file], (3, 11))
    assert bootstrap.fingerprint([file], (3, 11)) == first
    assert bootstrap.fingerprint([file], (3, 12)) != first
    file.write_text("a==2")
    assert bootstrap.fingerprint([file], (3, 11)) != first


def test_a_second_start_installs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[str] = []
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "usable", lambda python: True)
    monkeypatch.setattr(bootstrap, "install", lambda python, name, option: installed.append(name))
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv-peers").mkdir()
    for name, _ in (*bootstrap.BENCH, *bootstrap.PEERS):
        (tmp_path / name).write_text("a==1")
    bootstrap.main(["--dev"])
    bootstrap.main([])
    assert installed == ["requirements.txt", "requirements-files.txt", "requirements-dev.txt"]
    (tmp_path / "requirements.txt").write_text("a==2")
    bootstrap.main([])
    assert installed[3:] == ["requirements.txt"]
    bootstrap.main(["--bench"])
    bootstrap.main(["--peers"])
    assert installed[4:] == ["requirements-bench.txt", "requirements-peers.txt"]


def test_the_oracles_get_an_environment_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[str, str]] = []
    monkeypatch.setattr(
        bootstrap, "set_up", lambda folder, lists: made.append((folder.name, lists[-1][0]))
    )
    bootstrap.main(["--oracles"])
    assert made == [(".venv-oracles", "requirements-oracles.txt")]


def test_every_requirement_is_pinned_exactly() -> None:
    for name, _ in {*bootstrap.BENCH, *bootstrap.PEERS, *bootstrap.ORACLES}:
        lines = (bootstrap.ROOT / name).read_text().splitlines()
        assert all("==" in line for line in lines if line and not line.startswith("#"))
