"""The site on a Redis and a PostgreSQL of its owner's, with the database frozen in mid-run."""

import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.stack import servers
from tests.stack.conftest import RunningSite, ending, submit, until, watch

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.skipif(not servers.POSTGRES, reason="PostgreSQL is not installed"),
    pytest.mark.skipif(not servers.REDIS, reason="redis-server is not installed"),
]
FROZEN_FOR = 10.0


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="cb-own-") as made:
        Path(made).chmod(0o755)  # PostgreSQL runs as another user
        yield Path(made)


def test_the_bell_rings_while_postgresql_is_frozen(
    make_site: Callable[..., RunningSite], folder: Path
) -> None:
    with (
        servers.redis_server(folder / "redis") as redis_url,
        servers.postgres(folder / "postgres") as database,
    ):
        site = make_site(REDIS_URL=redis_url, DATABASE_URL=database.url, STEP_DELAY="0.1")
        assert "server" not in site.pids()
        with site.client() as client, ThreadPoolExecutor(1) as pool:
            job = submit(client)
            watching = pool.submit(watch, job["links"]["stream"], seconds=150)
            database.signal(signal.SIGSTOP)
            frozen = time.monotonic()
            time.sleep(FROZEN_FOR)  # the length of the fault itself
            database.signal(signal.SIGCONT)
            said = watching.result()
        assert ending(said)["type"] == "complete"
        assert ending(said)["arrived"] - frozen < FROZEN_FOR
        assert said[-1]["arrived"] - frozen >= FROZEN_FOR
        until(lambda: database.count("backtests_jobevent") == len(said), 10)  # the trailer too
        site.stop()
