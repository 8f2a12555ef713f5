"""The pure modules of the pages, tested by Node's own runner."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NODE = shutil.which("node")
OLDEST = (20, 19)  # from here on a module is known by its syntax


def node_version() -> tuple[int, ...]:
    if NODE is None:
        return (0,)
    shown = subprocess.run([NODE, "--version"], capture_output=True, text=True, check=True).stdout
    return tuple(int(part) for part in shown.strip().lstrip("v").split("."))


@pytest.mark.skipif(node_version() < OLDEST, reason="Node 20.19 or newer is not installed")
def test_the_modules_of_the_pages() -> None:
    assert NODE
    tests = sorted(map(str, (ROOT / "tests/web/js").glob("*.test.mjs")))
    ran = subprocess.run([NODE, "--test", *tests], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
