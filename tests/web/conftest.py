"""Clients of the web tests: by token, by session, and a stranger."""

from __future__ import annotations

import html
import re
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_q.signing import SignedPackage

from backtests import following, jobs, tasks
from backtests.delivery.broker import StreamBroker
from backtests.delivery.connection import sync_redis
from backtests.delivery.log import EventLog
from backtests.models import ApiToken, Job
from backtests.viewers import GUEST_KEY, Viewer

RSI = (
    "Buy AAPL when RSI drops below 30, sell when RSI goes above 70 or at a 5% stop loss, "
    "from 2005 to 2012"
)


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create_user("ada", password="enchantress")


@pytest.fixture
def viewer(ada: User) -> Viewer:
    return Viewer(user_id=ada.pk)


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    def make(user: User) -> Client:
        token = ApiToken.issue(user.pk)
        return Client(headers={"Authorization": f"Bearer {token}"}, raise_request_exception=False)

    return make


@pytest.fixture
def api_client(ada: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(ada)


@pytest.fixture
def ada_client(ada: User) -> Client:
    """Somebody who has logged in."""
    client = Client()
    client.force_login(ada)
    return client


@pytest.fixture
def guest_client(db: None) -> Client:
    """A visitor whom a page has welcomed, with CSRF checked as in real life."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    session = client.session
    session[GUEST_KEY] = "a-guest"
    session.save()
    return client


def post(client: Client, path: str, body: Any = None, **headers: str) -> Any:
    return client.post(path, body, content_type="application/json", headers=headers)


def submitted(client: Client, **body: Any) -> dict[str, Any]:
    answer = post(client, "/api/jobs", {"prompt": RSI, **body})
    assert answer.status_code == 201, answer.content
    job: dict[str, Any] = answer.json()
    return job


def error_of(answer: Any) -> dict[str, Any]:
    error: dict[str, Any] = answer.json()["error"]
    assert set(error) >= {"code", "message", "fields"}
    return error


@pytest.fixture
def log(redis_url: str) -> EventLog:
    return EventLog(sync_redis())


@pytest.fixture
def worker(redis_url: str) -> Iterator[None]:
    """A worker of the workflow queue, as a thread: a run needs no database."""
    broker, stopped = StreamBroker("workflow"), threading.Event()

    def work() -> None:
        while not stopped.is_set():
            for ident, task in broker.dequeue() or []:
                if stopped.is_set():
                    return
                tasks.run_job(SignedPackage.loads(task.decode())["args"][0])
                broker.acknowledge(ident)

    thread = threading.Thread(target=work)
    thread.start()
    while not following.workers_are_there():
        time.sleep(0.01)
    yield
    stopped.set()
    StreamBroker("workflow").enqueue("wakes it up")
    thread.join()
    if broker.lease:
        broker.lease.release()


@pytest.fixture
def guest() -> Client:
    return Client()


@pytest.fixture
def done(viewer: Viewer) -> Job:
    """A run that has ended and is saved."""
    job = jobs.submit(viewer, RSI, max_iterations=2)
    tasks.run_job(str(job.pk))
    tasks.save_job(str(job.pk))
    job.refresh_from_db()
    return job


def text_of(answer: Any) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))
