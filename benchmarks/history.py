"""How fast a history of 100,000 runs is: every order, filters, deep pages, the API and the admin.

python benchmarks/history.py [--runs 100000] [--rounds 7] [--folder KEPT]

The runs are made up, nine tenths of them one user's. `DATABASE_URL` names a database to fill
instead of SQLite in a folder that is thrown away; a kept folder is filled once.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

WORDS = (
    "buy", "sell", "when", "RSI", "drops", "rises", "below", "above", "moving", "average", "stop",
    "loss", "trailing", "percent", "momentum", "breakout", "weekly", "high", "low", "rebalance",
)  # fmt: skip
BATCH = 2000
Ask = Callable[[], Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        set_up(asked.folder or Path(folder))
        many = fill(asked.runs)
        print("| what is asked for | rows | median | longest |\n|---|---|---|---|")
        with logs(Path(folder)):
            for name, ask in (*pages(many), *over_http(many)):
                print(line(name, ask, asked.rounds), flush=True)


def set_up(folder: Path) -> None:
    """A site whose settings find nothing but this folder, and the database that is named."""
    import django

    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "DATA_DIR": str(folder)}
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


@contextmanager
def logs(folder: Path) -> Iterator[None]:
    """A server for the logs, which the pages ask about what is not saved; it holds nothing."""
    from django.conf import settings

    from config.runner import find_server

    settings.REDIS_URL = f"unix://{folder / 'redis'}"
    command = [find_server(), "--port", "0", "--unixsocket", str(folder / "redis"), "--save", ""]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    try:
        while not (folder / "redis").exists():
            time.sleep(0.01)
        yield
    finally:
        server.terminate()
        server.wait(10)


def fill(runs: int) -> Any:
    """The user who has nine tenths of so many runs."""
    from django.contrib.auth.models import User
    from django.db import connection

    from backtests.models import Job

    many, new = User.objects.get_or_create(username="many", is_staff=True, is_superuser=True)
    other, _ = User.objects.get_or_create(username="other")
    if new:
        rng = random.Random(1)
        for start in range(0, runs, BATCH):
            ages = range(start, min(start + BATCH, runs))
            Job.objects.bulk_create([run(rng, age, many if age % 10 else other) for age in ages])
        if connection.vendor == "postgresql":
            connection.cursor().execute("ANALYZE")  # which PostgreSQL does by itself, in a minute
    return many


def run(rng: random.Random, age: int, user: Any) -> Any:
    """A run as long as a real one: a page of strategy and reading, 24 points of its curve."""
    from django.utils import timezone

    from backtests.models import FIGURES, Job

    status = rng.choice(["complete"] * 8 + ["error", "cancelled"])
    figures = {name: rng.gauss(0.1, 0.5) for name in FIGURES} | {"trade_count": rng.randrange(200)}
    return Job(
        user=user,
        status=status,
        saved=True,
        prompt=" ".join(rng.choices(WORDS, k=18)),
        symbols=rng.choice(["AAPL", "MSFT", "IBM", "SPY QQQ"]),
        strategy={"entry": "x" * rng.randrange(500, 3000)},
        reading={"spans": ["y" * 40] * rng.randrange(10, 60)},
        created_at=timezone.now() - timedelta(seconds=37 * age),
        curve=[1 + rng.random() for _ in range(24)],
        tags=rng.choice(["", "", "", "idea", "best idea"]),
        starred=rng.random() < 0.02,
        **(figures if status == "complete" else {}),
    )


def pages(user: Any) -> Iterator[tuple[str, Ask]]:
    """What the history page asks of the database; its filters alone and together."""
    from backtests import history, sorting
    from backtests.models import Job
    from backtests.viewers import Viewer

    def page(**wish: Any) -> Ask:
        return lambda: history.page_for(Viewer(user_id=user.pk), **wish).jobs

    middle = Job.objects.filter(user=user, status="complete")
    deep = str(middle[middle.count() * 9 // 10].pk)
    yield "newest", page()
    yield "newest, nine tenths down", page(after=deep)
    yield "newest, back from there", page(before=deep)
    yield "oldest", page(sort="oldest")
    yield "oldest, from the middle", page(sort="oldest", after=deep)
    for name in sorting.SORTS:
        yield f"by {name}, largest first", page(sort=f"-{name}")
        yield f"by {name}, from the middle", page(sort=name, after=deep)
    last = str(middle.order_by("sharpe", "created_at", "pk")[0].pk)
    yield "by sharpe, where those without one begin", page(sort="-sharpe", after=last)
    yield "by sharpe, status error", page(sort="-sharpe", status="error")
    for status in ("complete", "error", "queued"):
        yield f"status {status}", page(status=status)
    yield "common word", page(q="momentum")
    yield "word that nothing has", page(q="zebra")
    yield "word of other letters that nothing has", page(q="größer")
    yield "the same, and much is like it", page(q="sellé")
    yield "three common words", page(q="momentum weekly stop")
    yield "two words that nothing has together", page(q="momentum zebra")
    yield "symbol", page(symbol="IBM")
    yield "symbol that nothing has", page(symbol="ZZZ")
    yield "tag", page(tag="best")
    yield "starred", page(starred=True)
    day = middle[middle.count() // 2].created_at.date()
    yield "since a day", page(since=day)
    yield "until a day", page(until=day)
    yield "on a day, and a status", page(since=day, until=day, status="complete")
    yield "on a day, by return", page(since=day, until=day, sort="-return")
    yield "on a day, a common word", page(since=day, until=day, q="momentum")
    yield "word that nothing has, and a status", page(q="zebra", status="complete")
    yield "word that nothing has, by return", page(q="zebra", sort="-return")
    yield "common word, by return", page(q="momentum", sort="-return")


def over_http(user: Any) -> Iterator[tuple[str, Ask]]:
    """Whole answers, rendered."""
    from django.test import Client

    from backtests.models import Job

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)

    def get(path: str) -> Ask:
        def ask() -> list[int]:
            answer = client.get(path)
            assert answer.status_code == 200, answer.content[:500]
            return [len(answer.content)]

        return ask

    admin = "/admin/backtests/job/"
    yield "page: history", get("/jobs/")
    yield "page: history by Sharpe", get("/jobs/?sort=-sharpe")
    middle = Job.objects.filter(user=user)[45_000:].first() or Job.objects.latest("created_at")
    yield "page: history until a day", get(f"/jobs/?until={middle.created_at:%Y-%m-%d}")
    yield "API: jobs", get("/api/jobs")
    yield "API: jobs, status and word", get("/api/jobs?status=complete&q=momentum")
    yield "admin: newest", get(admin)
    yield "admin: page 1,000", get(f"{admin}?p=1000")
    yield "admin: by Sharpe", get(f"{admin}?o=-6")
    yield "admin: status error", get(f"{admin}?status__exact=error")
    yield "admin: word that nothing has", get(f"{admin}?q=zebra")


def line(name: str, ask: Ask, rounds: int) -> str:
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        found = ask()
        times.append(1000 * (time.perf_counter() - begun))
    return f"| {name} | {len(found)} | {statistics.median(times):.1f} ms | {max(times):.1f} ms |"


if __name__ == "__main__":
    main()
