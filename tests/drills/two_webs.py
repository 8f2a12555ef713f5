"""A site with two web processes behind nginx, by the very configuration that docs/ gives."""

from __future__ import annotations

import getpass
import re
import shutil
import signal
import subprocess
import sys
from contextlib import suppress

from config.runner import answers
from tests.drills.stacks import Embedded, Own, Stack
from tests.stack.conftest import ROOT, free_port, until

CONFIGURATION = ROOT / "docs" / "nginx.conf"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
HOST = "127.0.0.1"
WEB = [sys.executable, "-m", "config.web", "-v", "0", "-b", HOST]
# What an owner has beside it; of his own, so that a drill needs no folder of the system.
MAIN = """
user {user};
daemon off;
pid {folder}/nginx.pid;
error_log {output};
events {{ worker_connections 4096; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/closing-bell.conf;
}}
"""


class TwoWebs(Stack):
    """Mixed into a stack: viewers come through nginx to the site's web process and a second one."""

    second: subprocess.Popen[bytes]

    @classmethod
    def missing(cls) -> str:
        return super().missing() or ("" if NGINX else "nginx is not installed")

    def start(self) -> None:
        super().start()
        self.second_port, self.front = free_port(), free_port()
        self.start_second()
        self.held.callback(self.end_second, signal.SIGTERM)
        self.start_nginx()

    @property
    def port(self) -> int:
        return self.front

    def start_second(self) -> None:
        """As docs/operations.md says it; nobody but its owner looks after it."""
        with (self.site.data_dir / "output.txt").open("ab") as output:
            self.second = subprocess.Popen(
                [*WEB, "-p", str(self.second_port), "config.asgi:application"],
                cwd=ROOT,
                env={**self.site_environment(), "PORT": str(self.site.port)},
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until(lambda: answers(HOST, self.second_port), 60)

    def end_second(self, number: signal.Signals) -> None:
        self.second.send_signal(number)
        self.second.wait(20)

    def start_nginx(self) -> None:
        folder = self.folder / "nginx"
        folder.mkdir()
        (folder / "closing-bell.conf").write_text(self.configuration())
        output = self.site.data_dir / "output.txt"
        main = MAIN.format(user=getpass.getuser(), folder=folder, output=output)
        (folder / "nginx.conf").write_text(main)
        nginx = subprocess.Popen([str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf")])
        self.held.callback(end, nginx)
        until(lambda: answers(HOST, self.front), 20)

    def configuration(self) -> str:
        """The documented file with the addresses of this site, and without TLS."""
        text = CONFIGURATION.read_text()
        for documented, here in {
            f"{HOST}:8000": f"{HOST}:{self.site.port}",
            f"{HOST}:8001": f"{HOST}:{self.second_port}",
            "listen 443 ssl": f"listen {HOST}:{self.front}",
            "/var/log/nginx/closing-bell.log": str(self.folder / "access.log"),
        }.items():
            assert text.count(documented) == 1, documented
            text = text.replace(documented, here)
        return re.sub(r"ssl_certificate.*;", "", text)

    def sockets_served(self) -> dict[int, int]:
        """By each web process, as nginx has noted it."""
        noted = [line.rsplit('" ', 1)[1].split() for line in self.access_log()]
        last = [fields[-1] for fields in noted if fields[0] == "101"]
        ports = (self.site.port, self.second_port)
        return {port: last.count(f"{HOST}:{port}") for port in ports}

    def passed_over(self) -> int:
        """Requests that one process refused and the other took."""
        return sum(f", {HOST}:" in line for line in self.access_log())

    def access_log(self) -> list[str]:
        return (self.folder / "access.log").read_text().splitlines()


class EmbeddedTwoWebs(TwoWebs, Embedded):
    """On the embedded server and SQLite."""


class OwnTwoWebs(TwoWebs, Own):
    """On Redis and PostgreSQL."""


def end(nginx: subprocess.Popen[bytes]) -> None:
    nginx.terminate()
    with suppress(subprocess.TimeoutExpired):
        nginx.wait(10)
    nginx.kill()
