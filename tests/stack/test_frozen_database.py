"""The bell rings while the database is away, and the save follows."""

import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.stack.conftest import RunningSite, ending, submit, watch

LOCKED_FOR = 32.0


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_complete_arrives_at_once_and_the_save_when_the_lock_is_gone(
    make_site: Callable[..., RunningSite],
) -> None:
    site = make_site(STEP_DELAY="0.5")
    with site.client() as client:
        job = submit(client)
    database = sqlite3.connect(site.data_dir / "db.sqlite3", isolation_level=None)
    database.execute("BEGIN EXCLUSIVE")
    locked = time.monotonic()
    said = watch_and_unlock(job["links"]["stream"], database, locked)
    complete, saved = ending(said), said[-1]
    assert complete["type"] == "complete"
    last_step = said[said.index(complete) - 1]
    assert last_step["arrived"] < complete["arrived"] < last_step["arrived"] + 2
    assert complete["arrived"] - locked < LOCKED_FOR - 5
    assert saved["type"] == "saved"
    assert saved["arrived"] - locked >= LOCKED_FOR
    assert [event["seq"] for event in said] == list(range(1, len(said) + 1))
    assert {event["attempt"] for event in said} <= {0, 1}  # longer than a lease, and yet its own


def watch_and_unlock(
    stream: str, database: sqlite3.Connection, locked: float
) -> list[dict[str, object]]:
    with ThreadPoolExecutor(1) as pool:
        watching = pool.submit(watch, stream, seconds=150)
        time.sleep(LOCKED_FOR - (time.monotonic() - locked))  # the length of the fault itself
        database.execute("ROLLBACK")
        database.close()
        return watching.result()
