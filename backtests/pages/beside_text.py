"""What was set in the fields beside the text of a run, since its text says something else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from agents.language.overriding import says, value_of
from agents.language.reading import Reading
from backtests import jobs
from backtests.engine.phrases import listed
from backtests.guide import alone
from backtests.intake import FIELDS
from backtests.models import Job
from backtests.viewers import Viewer


def told(viewer: Viewer, job: Job) -> str:
    """ "tested on IBM instead of AAPL, with $7,777 instead of $25,000" """
    now = jobs.reading_of(job)
    fields = [name for name in FIELDS if _stands(now, name, jobs.options_of(job).get(name))]
    if not (job.prompt and fields):
        return ""
    return f"tested {', '.join(_parts(fields, now, alone(viewer, job.prompt, job.answers)))}"


def _stands(now: Reading, name: str, option: object) -> bool:
    """A field that was filled, and not changed in words since."""
    value = value_of(now, name)
    return option is not None and (value == option or str(value) == str(option).upper())


def _parts(fields: list[str], now: Reading, own: Reading | None) -> Iterator[str]:
    for name in fields:
        lead, said = SAID[name]
        value = said(now, name)
        before = said(own, name) if own and says(own, name) else value
        yield f"{lead} {value}" + (f" instead of {before}" if before != value else "")


def _symbols(reading: Reading, name: str) -> str:
    return listed(value_of(reading, name))


def _bars(reading: Reading, name: str) -> str:
    return f"{value_of(reading, name)} bars"


def _day(reading: Reading, name: str) -> str:
    value = value_of(reading, name)
    day = dt.date.fromisoformat(value) if isinstance(value, str) else value
    return f"{day:%-d %B %Y}" if day else "the whole history"


def _money(reading: Reading, name: str) -> str:
    amount, currency = f"{value_of(reading, name):,.12g}", value_of(reading, "currency")
    return f"${amount}" if currency in (None, "USD") else f"{amount} {currency}"


def _rate(reading: Reading, name: str) -> str:
    return f"{value_of(reading, name) * 100:.12g}% {name}"


Saying = Callable[[Reading, str], str]
SAID: dict[str, tuple[str, Saying]] = {
    "symbols": ("on", _symbols),
    "timeframe": ("on", _bars),
    "start": ("from", _day),
    "end": ("until", _day),
    "initial_capital": ("with", _money),
    "commission": ("with", _rate),
    "slippage": ("with", _rate),
}
