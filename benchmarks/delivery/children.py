"""Processes of a benchmark: told and heard in lines of JSON, weighed in /proc, surely ended."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PYTHON = sys.executable
TICKS = os.sysconf("SC_CLK_TCK")
Json = dict[str, Any]


class Failed(Exception):
    """A process of the benchmark ended or fell silent; its output says why."""


class Child:
    """One process in a session of its own, so that nothing of it stays behind."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        pipes: Sequence[int] = (),
        patience: float = 5.0,
    ) -> None:
        self.name, self.output, self.patience = name, folder / f"{name}.txt", patience
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**os.environ, "PYTHONUNBUFFERED": "1", **environment},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=output,
                start_new_session=True,
                pass_fds=pipes,
            )

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def say(self, message: Json) -> None:
        assert self.process.stdin
        self.process.stdin.write(json.dumps(message).encode() + b"\n")
        self.process.stdin.flush()

    def hear(self, seconds: float) -> Json:
        """The next line; whoever speaks here says one line at a time."""
        assert self.process.stdout
        spoke, _, _ = select.select([self.process.stdout], [], [], seconds)
        line = self.process.stdout.readline() if spoke else b""
        if not line:
            raise Failed(f"{self.name} said nothing: {self.last_words()}")
        heard: Json = json.loads(line)
        return heard

    def last_words(self) -> str:
        return self.output.read_text(errors="replace")[-1500:].strip()

    def await_port(self, port: int) -> None:
        self.await_true(lambda: listens(port), 40)

    def await_true(self, true: Callable[[], bool], seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not true():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise Failed(f"{self.name} did not start: {self.last_words()}")
            time.sleep(0.05)

    def cpu_seconds(self) -> float:
        """User and system time so far. (Linux; every server here is one process.)"""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def resident_kib(self, what: str = "VmRSS") -> int:
        """Just now; or at most so far, which is `VmHWM`."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition(f"{what}:")[2].split()[0])

    def stop(self) -> None:
        for number in (signal.SIGTERM, signal.SIGKILL):
            if self.process.poll() is None:
                self._signal(number)
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with suppress(BrokenPipeError):  # what it was told last, it did not live to read
                    pipe.close()

    def _signal(self, number: signal.Signals) -> None:
        try:
            os.killpg(self.process.pid, number)
            self.process.wait(self.patience)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            pass


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=0.5).close()
    except OSError:
        return False
    return True


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
