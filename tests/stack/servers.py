"""Redis and PostgreSQL of one's own, in a folder that is thrown away."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.stack.conftest import free_port, until

POSTGRES = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)
REDIS = shutil.which("redis-server")


@dataclass(frozen=True)
class Postgres:
    """A cluster that listens on loopback; whoever runs as root runs it as `postgres`."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def call(self, program: str, *arguments: str) -> None:
        assert POSTGRES
        user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        command = [*user, str(POSTGRES / program), "-D", str(self.folder / "data"), *arguments]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, timeout=60)

    def start(self) -> None:
        self.call("initdb", "-A", "trust", "-U", "postgres")
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        self.call("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        self.call("pg_ctl", "-m", "immediate", "stop")

    def signal(self, number: signal.Signals) -> None:
        """To the postmaster and all its children: SIGSTOP freezes the whole server."""
        leader = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(leader, number)  # first, for whoever stands still starts no others
        for pid in children(leader):
            with suppress(ProcessLookupError):  # it has ended meanwhile
                os.kill(pid, number)

    def count(self, table: str) -> int:
        with psycopg.connect(self.url) as connection:
            row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # type: ignore[call-overload]
        return int(row[0])


def children(leader: int) -> list[int]:
    listing = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(leader)], capture_output=True, text=True, check=False
    )
    return [int(pid) for pid in listing.stdout.split()]


@contextmanager
def postgres(folder: Path) -> Iterator[Postgres]:
    folder.mkdir()
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    server = Postgres(folder, free_port())
    server.start()
    try:
        yield server
    finally:
        server.signal(signal.SIGCONT)
        server.stop()


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    folder.mkdir()
    port = free_port()
    process = subprocess.Popen(
        [str(REDIS), "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder)],
        stdout=subprocess.DEVNULL,
    )
    try:
        until(lambda: answers(port), 10)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait(10)


def answers(port: int) -> bool:
    asked = ["redis-cli", "-p", str(port), "ping"]
    return subprocess.run(asked, capture_output=True, check=False).stdout.strip() == b"PONG"
