"""Starting, stopping and being killed: nothing is left behind and the next start carries on."""

import os
import signal
import sys
from collections.abc import Callable

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.stack.conftest import RunningSite, ending, submit, until, watch

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "sigterm"])
def test_stopping_leaves_no_process(make_site: Callable[..., RunningSite], number: int) -> None:
    site = make_site()
    assert set(site.pids()) == {"server", "web", "workflow", "persistence"}
    assert "Admin login:  admin / " in site.output
    assert site.stop(number) == 0
    assert site.processes() == []
    assert site.pids() == {}


def test_two_sites_run_side_by_side(make_site: Callable[..., RunningSite]) -> None:
    first, second = make_site(), make_site()
    assert not set(first.pids().values()) & set(second.pids().values())
    for site in (first, second):
        assert httpx.get(site.url + "/healthz").status_code == 200


def test_a_killed_runner_leaves_no_orphans_and_the_next_start_carries_on(
    make_site: Callable[..., RunningSite],
) -> None:
    site = make_site(STEP_DELAY="0.2")
    with site.client() as client:
        job = submit(client)
    assert site.process is not None
    site.process.kill()
    site.process.wait()
    until(lambda: not site.processes(), 30)
    (site.data_dir / "serve.json").unlink()
    site.start()
    site.await_ready()
    assert ending(watch(job["links"]["stream"], seconds=120))["type"] == "complete"


def test_viewers_are_sent_elsewhere_when_the_web_process_is_told_to_end(
    make_site: Callable[..., RunningSite],
) -> None:
    site = make_site(STEP_DELAY="0.5")
    with site.client() as client:
        stream = submit(client)["links"]["stream"]
    with connect(stream) as viewer:
        viewer.recv(timeout=10)
        os.kill(site.pids()["web"], signal.SIGTERM)
        with pytest.raises(ConnectionClosed) as closed:
            list(viewer)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1012
