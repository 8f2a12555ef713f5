"""Compiled code that is kept between starts must not outlive a change of any file it is made of."""

import subprocess
import sys
from pathlib import Path

import pytest

from backtests.engine.kernel import compiling

OUTER = """
from package.compiling import compiled
from package.inner import part

@compiled
def whole(value):
    return part(value) + 1

print(whole(1.0), sum(whole.stats.cache_hits.values()))
"""
INNER = """
from package.compiling import compiled

@compiled
def part(value):
    return value * {factor}
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    folder.mkdir()
    source = Path(compiling.__file__).read_text()
    (folder / "compiling.py").write_text(source)
    (folder / "outer.py").write_text(OUTER)
    return folder


def said(package: Path, factor: int) -> str:
    (package / "inner.py").write_text(INNER.format(factor=factor))
    command = [sys.executable, "-B", "-m", "package.outer"]  # no bytecode, which knows seconds only
    done = subprocess.run(command, cwd=package.parent, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_what_is_kept_is_used_until_an_inner_file_changes(package: Path) -> None:
    answers = [said(package, 2), said(package, 2), said(package, 5)]
    assert answers == ["3.0 0", "3.0 1", "6.0 0"]
