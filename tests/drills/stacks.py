"""The two stacks of a site: all embedded, or on a Redis and a PostgreSQL of its owner's."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, Literal

import psycopg
import redis
import redis.asyncio

from tests.stack import servers
from tests.stack.conftest import RunningSite, free_port, until

StackName = Literal["embedded", "own"]
# One heartbeat a second keeps the drills short.
SETTINGS = {"HEARTBEAT_SECONDS": "1", "WORKFLOW_WORKERS": "4", "MAX_JOBS_PER_USER": "100000"}


class Stack:
    """A site with its servers, and a hand on each of them."""

    name: StackName
    site: RunningSite

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self.folder = folder
        self.settings = {**SETTINGS, **settings}
        self.held = ExitStack()

    def site_environment(self) -> dict[str, str]:
        """For a command of this site."""
        outer = {key: text for key, text in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
        return {**outer, "DATA_DIR": str(self.site.data_dir), **self.site.settings}

    def start_site(self, **settings: str) -> None:
        data_dir = self.folder / "site"
        data_dir.mkdir()
        self.site = RunningSite(data_dir, settings={**self.settings, **settings})
        self.held.callback(self.end_site)
        self.site.start()
        self.site.await_ready()

    @classmethod
    def missing(cls) -> str:
        """Why such a stack cannot be had on this machine; empty if it can."""
        return ""

    @property
    def port(self) -> int:
        """Where viewers knock."""
        return self.site.port

    def start(self) -> None:
        raise NotImplementedError

    def stop(self) -> None:
        """All that was started, however far the start had come."""
        self.held.close()

    def end_site(self) -> None:
        """And by force whatever it has left behind."""
        with suppress(subprocess.TimeoutExpired):
            self.site.stop()
        for pid in self.site.processes():
            kill(pid, signal.SIGKILL)

    def redis(self) -> Any:
        """redis-py types an answer as the union of all its modes, of which we use one."""
        return redis.Redis.from_url(self.redis_url, socket_timeout=5)

    def async_redis(self) -> Any:
        return redis.asyncio.Redis.from_url(self.redis_url, socket_timeout=5)

    @property
    def redis_url(self) -> str:
        raise NotImplementedError

    def redis_pid(self) -> int:
        raise NotImplementedError

    def kill_redis(self) -> None:
        """It comes back by itself, or is started again, with the data that it has on disk."""
        raise NotImplementedError

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        raise NotImplementedError

    def frozen_database(self) -> AbstractContextManager[None]:
        """Nothing is written, and on PostgreSQL nothing is answered."""
        raise NotImplementedError

    def writing(self) -> bool:
        """Whether a transaction that writes is open just now."""
        raise NotImplementedError

    def redis_folder(self) -> Path:
        """Where its append-only file lies."""
        raise NotImplementedError


class Embedded(Stack):
    """SQLite and the server that comes with the site."""

    name = "embedded"

    def start(self) -> None:
        self.start_site()

    @property
    def redis_url(self) -> str:
        return f"unix://{self.site.data_dir / 'redis.sock'}"

    def redis_folder(self) -> Path:
        return self.site.data_dir / "server"

    def redis_pid(self) -> int:
        return self.site.pids()["server"]

    def kill_redis(self) -> None:
        os.kill(self.redis_pid(), signal.SIGKILL)

    @property
    def database(self) -> Path:
        return self.site.data_dir / "db.sqlite3"

    def connection(self) -> sqlite3.Connection:
        return sqlite3.connect(self.database, isolation_level=None, timeout=30)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        connection = self.connection()
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()

    @contextmanager
    def frozen_database(self) -> Iterator[None]:
        connection = self.connection()
        connection.execute("BEGIN EXCLUSIVE")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")
            connection.close()

    def writing(self) -> bool:
        connection = sqlite3.connect(self.database, isolation_level=None, timeout=0)
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        except sqlite3.OperationalError:
            return True
        finally:
            connection.close()
        return False


class SmallDisk(Embedded):
    """The same with its database on a disk that can be filled."""

    @classmethod
    def missing(cls) -> str:
        mounts = sys.platform == "linux" and os.getuid() == 0
        return "" if mounts else "only root can mount a small disk"

    def start(self) -> None:
        disk = self.folder / "disk"
        disk.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", str(disk)], check=True)
        self.held.callback(subprocess.run, ["umount", "-l", str(disk)], check=True)
        self.start_site(DATABASE_URL=f"sqlite:///{disk / 'db.sqlite3'}")

    @property
    def database(self) -> Path:
        return self.folder / "disk" / "db.sqlite3"


class OwnRedis:
    """A redis-server that keeps its data through a kill, as the embedded one does."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.folder.mkdir()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        listening = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder)]
        kept = ["--appendonly", "yes", "--appendfsync", "everysec", "--save", ""]
        self.process = subprocess.Popen(
            [str(servers.REDIS), *listening, *kept],
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        until(lambda: servers.answers(self.port), 20)

    def stop(self) -> None:
        if self.process:
            kill(self.process.pid, signal.SIGCONT)
            self.process.kill()
            self.process.wait(10)


class Own(Stack):
    """PostgreSQL and redis-server."""

    name = "own"

    @classmethod
    def missing(cls) -> str:
        there = servers.POSTGRES and servers.REDIS
        return "" if there else "redis-server and PostgreSQL are not installed"

    def start(self) -> None:
        self.folder.chmod(0o755)  # PostgreSQL runs as another user
        self.own_redis = OwnRedis(self.folder / "redis")
        self.held.callback(self.own_redis.stop)
        self.own_redis.start()
        (self.folder / "pg").mkdir()
        if os.getuid() == 0:
            shutil.chown(self.folder / "pg", "postgres")
        self.postgres = servers.Postgres(self.folder / "pg", free_port())
        self.held.callback(self.end_postgres)
        self.postgres.start()
        self.start_site(REDIS_URL=self.own_redis.url, DATABASE_URL=self.postgres.url)

    def end_postgres(self) -> None:
        with suppress(FileNotFoundError):
            self.signal_postgres(signal.SIGCONT)
        with suppress(subprocess.CalledProcessError):
            self.postgres.stop()

    @property
    def redis_url(self) -> str:
        return self.own_redis.url

    def redis_folder(self) -> Path:
        return self.own_redis.folder

    def redis_pid(self) -> int:
        assert self.own_redis.process
        return self.own_redis.process.pid

    def kill_redis(self) -> None:
        assert self.own_redis.process
        self.own_redis.process.kill()
        self.own_redis.process.wait()
        self.own_redis.start()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.postgres.url) as connection:
            return list(connection.execute(query.encode()))

    @contextmanager
    def frozen_database(self) -> Iterator[None]:
        self.signal_postgres(signal.SIGSTOP)
        try:
            yield
        finally:
            self.signal_postgres(signal.SIGCONT)

    def signal_postgres(self, number: signal.Signals) -> None:
        """The leader first, so that it starts no more children; one may end meanwhile."""
        leader = int((self.postgres.folder / "data" / "postmaster.pid").read_text().split()[0])
        kill(leader, number)
        for pid in servers.children(leader):
            kill(pid, number)

    def stop_database(self) -> None:
        self.postgres.stop()

    def start_database(self) -> None:
        options = f"-p {self.postgres.port} -k {self.postgres.folder} -c listen_addresses=127.0.0.1"
        log = str(self.postgres.folder / "log")
        self.postgres.call("pg_ctl", "-w", "-l", log, "-o", options, "start")

    def writing(self) -> bool:
        query = (
            "SELECT count(*) FROM pg_stat_activity WHERE backend_xid IS NOT NULL "
            "AND pid <> pg_backend_pid()"
        )
        return bool(self.rows(query)[0][0])


STACKS: dict[StackName, type[Stack]] = {"embedded": Embedded, "own": Own}


@contextmanager
def running(kind: type[Stack], settings: Mapping[str, str]) -> Iterator[Stack]:
    """The stack with its site; nothing of it is left afterwards."""
    with tempfile.TemporaryDirectory(prefix="cb-drill-", ignore_cleanup_errors=True) as folder:
        stack = kind(Path(folder), settings)
        try:
            stack.start()
            yield stack
        finally:
            stack.stop()


def kill(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def plain_id(job: object) -> str:
    """A job's id as either database writes it."""
    return str(uuid.UUID(str(job)))
