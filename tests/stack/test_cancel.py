"""Cancelling through the real processes: while a run waits, and in the middle of a step."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.stack.conftest import RunningSite, ending, submit, until, watch

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


def test_a_run_ends_at_once_whether_it_waits_or_is_in_the_middle_of_a_step(
    make_site: Callable[..., RunningSite],
) -> None:
    site = make_site(STEP_DELAY="60", WORKFLOW_WORKERS="1")
    with site.client() as client, ThreadPoolExecutor(2) as pool:
        running = submit(client)
        self_of = running["links"]["self"]
        until(lambda: client.get(self_of).json()["status"] == "running", 20)
        waiting = submit(client)
        for job in (waiting, running):
            watching = pool.submit(watch, job["links"]["stream"], seconds=30)
            asked = time.monotonic()
            assert client.post(f"/api/jobs/{job['id']}/cancel").status_code == 202
            said = watching.result()
            assert ending(said)["type"] == "cancelled"
            assert ending(said)["arrived"] - asked < 2
            assert said[-1]["type"] == "saved"
            until(lambda job=job: client.get(job["links"]["self"]).json()["saved"], 10)
