"""Run the whole site: embedded server, workflow and persistence clusters, web; until Ctrl-C."""

import signal
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

import redis
from django.conf import settings
from django.core.management.base import BaseCommand

from config.runner import (
    CannotStart,
    Child,
    answers,
    find_server,
    lock_data_dir,
    make_socket_folder,
    require_free_port,
    server_command,
    stop,
    write_pids,
)

MANAGE = [sys.executable, str(settings.BASE_DIR / "manage.py")]
PREPARED_WITHIN = 20.0  # after that the clusters start without the database


class Command(BaseCommand):
    help = "Runs the whole site until Ctrl-C: server, web, workflow and persistence clusters."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        lock = lock_data_dir(settings.DATA_DIR)
        require_free_port(settings.HOST, settings.PORT)
        site = Site(self.say, lock.fileno())
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, site.on_signal)
        try:
            site.run()
        finally:
            site.stop()
            lock.close()

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


class Site:
    """The children of one instance and the loop that tends them."""

    def __init__(self, say: Callable[[str], None], lock: int) -> None:
        self.say, self.stopping, self.announced = say, False, False
        self.pids_path = settings.DATA_DIR / "serve.json"
        self.pids_path.unlink(missing_ok=True)
        self.server = embedded_server(lock) if settings.EMBEDDED_SERVER else None
        self.prepare = Child("prepare", [*MANAGE, "prepare"], keep_open=[lock], one_shot=True)
        self.clusters = [cluster("workflow", lock), cluster("persistence", lock)]
        self.web = Child("web", web_command(), grace=10, keep_open=[lock])

    @property
    def parts(self) -> list[Child]:
        return [*([self.server] if self.server else []), self.web, *self.clusters]

    def on_signal(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def run(self) -> None:
        if self.server:
            self.server.start()
            self.await_server(self.server)
        self.prepare.start()
        began = time.monotonic()
        while not self.stopping:
            self.tend()
            self.start_what_is_due(time.monotonic() - began)
            time.sleep(0.05)

    def await_server(self, server: Child) -> None:
        client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1)
        while not self.stopping and not is_up(client):
            if not server.pid:
                log = settings.DATA_DIR / "server" / "server.log"
                raise CannotStart(f"The embedded server ended at once; {log} says why.")
            time.sleep(0.02)
        client.close()

    def tend(self) -> None:
        before = [child.pid for child in self.parts]
        for child in [*self.parts, self.prepare]:
            if note := child.tend(time.monotonic()):
                self.say(note)
        if self.announced and before != [child.pid for child in self.parts]:
            write_pids(self.pids_path, self.parts)

    def start_what_is_due(self, elapsed: float) -> None:
        if self.prepare.done or elapsed > PREPARED_WITHIN:
            start_once(self.clusters)
        if self.prepare.done:
            start_once([self.web])
        if not self.announced and self.web.pid and answers(settings.HOST, settings.PORT):
            self.announce()

    def announce(self) -> None:
        self.announced = True
        write_pids(self.pids_path, self.parts)
        host = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST
        self.say(f"Closing Bell: http://{host}:{settings.PORT}")
        password = settings.DATA_DIR / "admin-password"
        shown = password.read_text().strip() if password.exists() else "the password you set"
        self.say(f"Admin login:  admin / {shown}")
        self.say(f"API token in: {settings.DATA_DIR / 'api-token'}")
        self.say("Ctrl-C stops all of it.")

    def stop(self) -> None:
        """Web and clusters first: they still write to the server, which goes last."""
        forced = stop([self.web, *self.clusters, self.prepare])
        forced += stop([self.server] if self.server else [])
        self.pids_path.unlink(missing_ok=True)
        killed = f" (killed after their grace: {', '.join(forced)})" if forced else ""
        self.say(f"Stopped{killed}.")


def is_up(client: "redis.Redis") -> bool:
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False


def start_once(children: list[Child]) -> None:
    for child in children:
        if child.process is None:
            child.start()


def embedded_server(lock: int) -> Child:
    make_socket_folder(settings.REDIS_SOCKET)
    command = server_command(find_server(), settings.DATA_DIR, settings.REDIS_SOCKET)
    return Child("server", command, keep_open=[lock])


def cluster(name: str, lock: int) -> Child:
    environment = {"Q_CLUSTER_NAME": name}
    return Child(name, [*MANAGE, "worker", name], environment=environment, keep_open=[lock])


def web_command() -> list[str]:
    address = ["-b", settings.HOST, "-p", str(settings.PORT)]
    return [sys.executable, "-m", "config.web", "-v", "0", *address, "config.asgi:application"]
