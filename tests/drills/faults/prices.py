"""D14: market data that is gone, empty, or holds what is no number."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

from tests.drills.drill import Field
from tests.drills.stacks import Stack
from tests.stack.conftest import ROOT

SYMBOLS = ("GONE", "EMPTY", "NANS", "WELL")
TURNS = cycle(SYMBOLS)
STRATEGY = "Buy {} when RSI(14) drops below 40, sell when it rises above 60"


def asked(random: Random) -> Mapping[str, Any]:
    """In turn: a few that are drawn may all be such as complete."""
    symbol = next(TURNS)
    return {"prompt": STRATEGY.format(symbol), "symbols": [symbol], "source": "files"}


async def imported(field: Field) -> None:
    """Prices of one's own, in good order."""
    for symbol in SYMBOLS:
        import_prices(field.stack, symbol, field.random)


def import_prices(stack: Stack, symbol: str, random: Random) -> None:
    file = stack.folder / f"{symbol}.csv"
    file.write_text("\n".join(["date,open,high,low,close,volume", *days(random)]))
    command = [sys.executable, "manage.py", "import_prices", symbol, str(file)]
    subprocess.run(
        command, cwd=ROOT, env=stack.site_environment(), check=True, stdout=subprocess.DEVNULL
    )


def days(random: Random, number: int = 750) -> list[str]:
    price, lines = 100.0, []
    for n in range(number):
        price *= random.uniform(0.97, 1.031)
        day = date(2015, 1, 1) + timedelta(days=n)
        lines.append(f"{day},{price},{price * 1.01},{price * 0.99},{price},1000")
    return lines


async def damaged(field: Field) -> None:
    """At a random instant: who has loaded them by then completes, who has not ends with error."""
    await field.midway(0.02, 0.25)
    (folder,) = {path.parent for path in kept(field.stack)}
    (folder / "GONE.csv").unlink()
    (folder / "EMPTY.csv").write_text("")
    spoil(folder / "NANS.csv")


def kept(stack: Stack) -> list[Path]:
    return sorted((stack.site.data_dir / "prices").glob("1d/*.csv"))


def spoil(file: Path) -> None:
    header, *lines = file.read_text().splitlines()
    broken = [line.rpartition(",")[0].rpartition(",")[0] + ",nan,1000" for line in lines[100:110]]
    file.write_text("\n".join([header, *lines[:100], *broken, *lines[110:]]))


async def named(field: Field) -> None:
    """Every error says which kind of failure it was; none is `internal`."""
    terminals = [event for one in field.wave.watched for event in one.leader.received.terminals]
    codes = [event["data"]["code"] for event in terminals if event["type"] == "error"]
    field.notes.append(f"{len(terminals) - len(codes)} complete, errors: {sorted(codes)}")
    if "internal" in codes:
        field.problems.append(f"the errors of damaged prices are {sorted(codes)}")
    if not codes:
        field.problems.append("no run met damaged prices: the drill proves nothing")
