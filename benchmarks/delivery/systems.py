"""The systems under comparison: how each is started, and how its publisher and viewers speak."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.delivery.children import PYTHON, ROOT

NODE_FOLDER = Path(__file__).with_name("socketio")
APPLICATION = "config.asgi:application"
PLAIN = "benchmarks.delivery.plain_channels:application"


def daphne(module: str, application: str) -> Callable[[str], list[str]]:
    start = [PYTHON, "-m", module, "-v", "0", "-b", "127.0.0.1"]
    return lambda port: [*start, "-p", port, application]


def uvicorn(port: str) -> list[str]:
    options = ["--loop", "uvloop", "--ws", "websockets-sansio", "--lifespan", "off"]
    where = ["--host", "127.0.0.1", "--port", port, "--log-level", "error"]
    return [PYTHON, "-m", "uvicorn", *where, *options, APPLICATION]


@dataclass(frozen=True)
class System:
    """One way to bring events to viewers."""

    name: str
    says: str
    server: Callable[[str], list[str]]
    dialect: str = "plain"
    publisher: tuple[str, ...] = (PYTHON, "-m", "benchmarks.delivery.publisher")
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_log(self) -> bool:
        return self.dialect == "ours"

    @property
    def missing(self) -> str | None:
        """Why it cannot run here, in a sentence."""
        return None


class NodeSystem(System):
    """A system that needs Node and its packages."""

    @property
    def missing(self) -> str | None:
        if not shutil.which("node"):
            return f"{self.name} was left out: Node is not installed."
        if not (NODE_FOLDER / "node_modules").exists():
            return (
                f"{self.name} was left out: run `npm ci` in {NODE_FOLDER.relative_to(ROOT)} first."
            )
        return None


SYSTEMS: dict[str, System] = {
    system.name: system
    for system in (
        System(
            "bare",
            "the yardstick: asyncio, `websockets` and uvloop on Redis pub/sub; no log, no replay",
            lambda port: [PYTHON, "-m", "benchmarks.delivery.bare", port],
        ),
        System(
            "ours-daphne",
            "Closing Bell as `make run` serves it",
            daphne("config.web", APPLICATION),
            dialect="ours",
        ),
        System(
            "ours-uvicorn",
            "the same application under uvicorn with uvloop",
            uvicorn,
            dialect="ours",
        ),
        System(
            "channels-pubsub",
            "plain Channels on daphne, every socket a group member, PubSub layer",
            daphne("daphne", PLAIN),
            environment={"BENCH_LAYER": "pubsub"},
        ),
        System(
            "channels-core",
            "the same on the core layer",
            daphne("daphne", PLAIN),
            environment={"BENCH_LAYER": "core"},
        ),
        NodeSystem(
            "socketio",
            "Socket.IO with its Redis Streams adapter and connection state recovery",
            lambda port: ["node", str(NODE_FOLDER / "server.mjs"), port],
            dialect="socketio",
            publisher=("node", str(NODE_FOLDER / "publisher.mjs")),
        ),
    )
}
