"""The runner's own parts, over small real processes."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.runner import (
    CannotStart,
    Child,
    back_off,
    find_server,
    lock_data_dir,
    require_free_port,
    stop,
    write_pids,
)

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "print('ready', flush=True); time.sleep(60)",
]


def until(true: Callable[[], object], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)


def alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc").is_dir():
        return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"
    return subprocess.run(["ps", "-p", str(pid)], capture_output=True, check=False).returncode == 0


@pytest.fixture
def sleeper() -> Iterator[Child]:
    child = Child("sleeper", SLEEPER, grace=2)
    child.start()
    yield child
    child.kill()


def test_the_delay_doubles_up_to_ten_seconds() -> None:
    assert [back_off(n) for n in (0, 1, 2, 3)] == [0.0, 0.2, 0.4, 0.8]
    assert back_off(50) == 10.0


def test_a_taken_port_is_told_in_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotStart, match=f"127.0.0.1:{port} cannot be used .* another PORT"):
            require_free_port("127.0.0.1", port)
    require_free_port("127.0.0.1", port)


def test_a_child_that_dies_starts_again_after_its_delay(sleeper: Child) -> None:
    first = sleeper.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    until(lambda: sleeper.pid is None)
    now = time.monotonic()
    assert "starts again in 0.2 s" in (sleeper.tend(now) or "")
    assert sleeper.tend(now + 0.1) is None
    assert sleeper.pid is None
    sleeper.tend(now + 0.3)
    assert sleeper.pid not in {None, first}


def test_a_child_that_ran_steadily_starts_again_without_growing_delay(sleeper: Child) -> None:
    sleeper.failures = 6
    os.kill(sleeper.pid or 0, signal.SIGKILL)
    until(lambda: sleeper.pid is None)
    assert "in 0.2 s" in (sleeper.tend(sleeper.started + 31) or "")


def test_a_one_shot_that_succeeds_is_done_and_one_that_fails_comes_again() -> None:
    good = Child("good", [sys.executable, "-c", ""], one_shot=True)
    bad = Child("bad", [sys.executable, "-c", "raise SystemExit(3)"], one_shot=True)
    for child in (good, bad):
        child.start()
        until(lambda child=child: child.pid is None)
    assert good.tend(time.monotonic()) is None
    assert good.done
    assert "bad ended (3)" in (bad.tend(time.monotonic()) or "")
    assert not bad.done


def test_stopping_asks_first_and_kills_after_the_grace(sleeper: Child) -> None:
    stubborn = Child("stubborn", STUBBORN, grace=0.5)
    stubborn.start()
    until(lambda: stubborn.pid and ignores_term(stubborn.pid))
    pids = [sleeper.pid, stubborn.pid]
    assert stop([sleeper, stubborn]) == ["stubborn"]
    assert not any(alive(pid) for pid in pids if pid)


def ignores_term(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return True
    ignored = next(line for line in status.read_text().splitlines() if line.startswith("SigIgn"))
    return bool(int(ignored.split()[1], 16) & (1 << (signal.SIGTERM - 1)))


def test_the_whole_group_goes_with_its_leader(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    code = (
        "import subprocess, sys, time, pathlib;"
        "p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        f"pathlib.Path({str(note)!r}).write_text(str(p.pid)); time.sleep(60)"
    )
    leader = Child("leader", [sys.executable, "-c", code], grace=1)
    leader.start()
    until(lambda: note.exists() and note.read_text())
    stop([leader])
    until(lambda: not alive(int(note.read_text())))


@pytest.mark.skipif(sys.platform != "linux", reason="PR_SET_PDEATHSIG is Linux's")
def test_a_child_ends_when_its_runner_is_killed(tmp_path: Path) -> None:
    code = (
        "import sys, time; from config.runner import Child;"
        f"c = Child('c', {SLEEPER!r}); c.start(); print(c.pid, flush=True); time.sleep(60)"
    )
    root = Path(__file__).resolve().parents[2]
    runner = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=root
    )
    assert runner.stdout is not None
    child = int(runner.stdout.readline())
    runner.kill()
    runner.wait()
    runner.stdout.close()
    until(lambda: not alive(child))


def test_a_second_runner_on_the_same_data_dir_is_told_at_once(tmp_path: Path) -> None:
    with lock_data_dir(tmp_path):
        began = time.monotonic()
        with pytest.raises(CannotStart, match="Another Closing Bell runs"):
            lock_data_dir(tmp_path)
        assert time.monotonic() - began < 1


def test_children_of_a_killed_runner_hold_the_lock_until_they_end(tmp_path: Path) -> None:
    lock = lock_data_dir(tmp_path)
    orphan = Child("orphan", [sys.executable, "-c", "import time; time.sleep(1)"])
    orphan.keep_open = [lock.fileno()]
    orphan.start()
    lock.truncate(0)
    lock.write("999999999")  # as if the runner that holds it were gone
    lock.close()
    began = time.monotonic()
    lock_data_dir(tmp_path).close()
    assert time.monotonic() - began > 0.3
    orphan.kill()


def test_serve_json_names_the_living_children_only(tmp_path: Path, sleeper: Child) -> None:
    write_pids(tmp_path / "serve.json", [sleeper, Child("web", SLEEPER)])
    assert json.loads((tmp_path / "serve.json").read_text()) == {"sleeper": sleeper.pid}


def test_a_redis_protocol_server_is_found_here() -> None:
    shown = subprocess.run([find_server(), "--version"], capture_output=True, text=True, check=True)
    assert "v=" in shown.stdout


def test_without_any_server_the_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("config.runner._servers", lambda: ["/nowhere/redis-server"])
    with pytest.raises(CannotStart, match="install redis-server or valkey-server"):
        find_server()
