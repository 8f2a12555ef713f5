"""Where the figures come from: processor, load and versions."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.delivery.children import Json
from benchmarks.delivery.systems import NODE_FOLDER
from config.runner import find_server

PACKAGES = ("Django", "channels", "channels_redis", "daphne", "Twisted", "uvicorn", "uvloop")
MORE_PACKAGES = ("websockets", "redis")


def describe() -> Json:
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "cpu": f"{processor()}, {os.cpu_count()} cores",
        "load": round(os.getloadavg()[0], 2),
        "system": f"{platform.system()} {platform.release()}",
        "versions": versions(),
    }


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def versions() -> dict[str, str]:
    found = {"Python": platform.python_version()}
    found |= {name: version(name) for name in (*PACKAGES, *MORE_PACKAGES)}
    found["Redis-protocol server"] = said_by(find_server(), "--version").split(" sha=")[0]
    if shutil.which("node"):
        found["Node"] = said_by("node", "--version").lstrip("v")
    package = json.loads((NODE_FOLDER / "package.json").read_text())
    return found | package["dependencies"]


def said_by(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
