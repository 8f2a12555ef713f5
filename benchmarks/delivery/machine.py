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

CHANNELS = ("Django", "channels", "channels_redis", "daphne", "Twisted")
PACKAGES = (*CHANNELS, "uvicorn", "uvloop", "websockets")


def describe() -> Json:
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "cpu": f"{processor()}, {os.cpu_count()} cores",
        "load": round(os.getloadavg()[0], 2),
        "system": platform.system(),
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
    found |= {name: version(name) for name in PACKAGES} | {"redis-py": version("redis")}
    found["Redis-protocol server"] = server_version(said_by(find_server(), "--version"))
    if shutil.which("node"):
        found["Node"] = said_by("node", "--version").lstrip("v")
    return found | node_packages()


def node_packages() -> dict[str, str]:
    """Named so that Node's client of Redis does not pass for Python's."""
    package = json.loads((NODE_FOLDER / "package.json").read_text())
    names = {"redis": "node-redis"}
    return {names.get(name, name): number for name, number in package["dependencies"].items()}


def server_version(said: str) -> str:
    """Out of `Valkey server v=9.1.2 sha=...`, or Redis's like."""
    name, _, rest = said.partition(" ")
    return f"{name} {rest.partition('v=')[2].partition(' ')[0]}"


def said_by(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
