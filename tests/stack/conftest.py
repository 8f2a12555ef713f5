"""A whole site as real processes, driven as any other program would."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.sync.client import connect

ROOT = Path(__file__).resolve().parents[2]
PROMPT = "Buy AAPL when RSI(14) drops below 30, sell when it rises above 70, from 2005 to 2012"
TERMINAL = {"complete", "error", "cancelled"}
Event = dict[str, Any]


def until(true: Callable[[], Any], seconds: float) -> Any:
    deadline = time.monotonic() + seconds
    while not (value := true()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)
    return value


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class RunningSite:
    """`manage.py serve` over a DATA_DIR of its own."""

    data_dir: Path
    port: int = field(default_factory=free_port)
    settings: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def output(self) -> str:
        return (self.data_dir / "output.txt").read_text()

    def start(self) -> None:
        dropped = {"DJANGO_SETTINGS_MODULE", "REDIS_URL", "DATABASE_URL", "Q_CLUSTER_NAME"}
        inherited = {name: text for name, text in os.environ.items() if name not in dropped}
        own = {"DATA_DIR": str(self.data_dir), "PORT": str(self.port), **self.settings}
        with (self.data_dir / "output.txt").open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=ROOT,
                env={**inherited, **own},
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def await_ready(self) -> None:
        until(lambda: self.pids() or self.ended(), 100)
        assert not self.ended(), self.output

    def ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def pids(self) -> dict[str, int]:
        try:
            found: dict[str, int] = json.loads((self.data_dir / "serve.json").read_text())
        except FileNotFoundError:
            return {}
        return found

    def stop(self, number: int = signal.SIGINT) -> int:
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(45)

    def client(self) -> httpx.Client:
        token = (self.data_dir / "api-token").read_text().strip()
        return httpx.Client(
            base_url=self.url, headers={"Authorization": f"Bearer {token}"}, timeout=30
        )

    def processes(self) -> list[int]:
        """Every process that was started with this DATA_DIR in its environment or arguments."""
        wanted = os.fsencode(self.data_dir)
        own = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
        return [pid for pid in own if pid != os.getpid() and wanted in description(pid)]


def description(pid: int) -> bytes:
    try:
        folder = Path(f"/proc/{pid}")
        return (folder / "environ").read_bytes() + (folder / "cmdline").read_bytes()
    except (OSError, PermissionError):
        return b""


def submit(client: httpx.Client, prompt: str = PROMPT) -> dict[str, Any]:
    answer = client.post("/api/jobs", json={"prompt": prompt, "answers": "defaults"})
    assert answer.status_code == 201, answer.text
    job: dict[str, Any] = answer.json()
    return job


def watch(stream: str, *, seconds: float = 60) -> list[Event]:
    """All events of a job up to the trailer, as a client that acknowledges gets them."""
    said: list[Event] = []
    deadline = time.monotonic() + seconds
    with connect(stream) as connection:
        while not said or said[-1]["type"] != "saved":
            frame = json.loads(connection.recv(timeout=max(0.1, deadline - time.monotonic())))
            if "seq" in frame:
                said.append({**frame, "arrived": time.monotonic()})
                connection.send(json.dumps({"type": "ack", "seq": frame["seq"]}))
    return said


def ending(said: list[Event]) -> Event:
    terminals = [event for event in said if event["type"] in TERMINAL]
    assert len(terminals) == 1, terminals
    return terminals[0]


@pytest.fixture
def make_site() -> Iterator[Callable[..., RunningSite]]:
    """Start sites that are stopped, by force where needed, when the test is over."""
    with tempfile.TemporaryDirectory(prefix="cb-stack-") as folder:
        made: list[RunningSite] = []

        def make(**settings: str) -> RunningSite:
            data_dir = Path(folder) / str(len(made))
            data_dir.mkdir()
            site = RunningSite(data_dir, settings=settings)
            made.append(site)
            site.start()
            site.await_ready()
            return site

        yield make
        for site in made:
            site.stop()


@contextmanager
def running_site(**settings: str) -> Iterator[RunningSite]:
    with tempfile.TemporaryDirectory(prefix="cb-stack-") as folder:
        running = RunningSite(Path(folder), settings=settings)
        running.start()
        try:
            running.await_ready()
            yield running
        finally:
            running.stop()


@pytest.fixture(scope="module")
def site() -> Iterator[RunningSite]:
    """One site for the tests that do it no harm."""
    with running_site() as running:
        yield running
