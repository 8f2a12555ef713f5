"""How a drill ended: what was expected, what was heard and saved, and everything that was wrong."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from tests.drills.received import TERMINAL, Event
from tests.drills.stacks import Stack, plain_id
from tests.drills.wave import Watched

if TYPE_CHECKING:
    from tests.drills.drill import Field

T = TypeVar("T")
SAVED_WITHIN = 60.0
DRAINED_WITHIN = 60.0
QUEUES = ("workflow", "persistence")


@dataclass
class Outcome:
    """One line of the table, and the violations behind it."""

    name: str
    fault: str
    stack: str
    jobs: int = 0
    clients: int = 0
    expected: int = 0
    received: int = 0
    terminals: int = 0
    saved: int = 0
    zombies: int = 0
    seconds: float = 0
    notes: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    skipped: str = ""

    @property
    def verdict(self) -> str:
        return self.skipped or ("VIOLATED" if self.violations else "held")


async def judge(
    name: str, fault: str, endings: frozenset[str], field: Field, late: bool
) -> Outcome:
    """Compare what every viewer heard with what the job says in the end."""
    outcome = Outcome(name, fault, field.stack.name, notes=field.notes, violations=field.problems)
    if late:
        outcome.violations.append("some viewers were left waiting")
    kept = await kept_rows(field)
    outcome.violations += await left_in_queues(field)
    for watched in field.wave.watched:
        said = await soon(field.wave.door.said(watched.job), [])
        judge_job(watched, said, endings, outcome)
        judge_save(watched, said, kept, outcome)
    return outcome


async def left_in_queues(field: Field) -> list[str]:
    """What is still queued, although every job has ended and is saved, and what was given up."""
    began = time.monotonic()
    while queued(field.stack, QUEUES) and time.monotonic() < began + DRAINED_WITHIN:
        await asyncio.sleep(0.2)
    if (took := time.monotonic() - began) > 3:
        field.notes.append(f"the queues were empty {took:.0f} s after the last save")
    return queued(field.stack, [*QUEUES, *(f"{name}:dead" for name in QUEUES)])


def queued(stack: Stack, names: Sequence[str]) -> list[str]:
    client = stack.redis()
    lengths = {name: client.xlen(f"cb:queue:{name}") for name in names}
    return [f"{number} tasks left in queue {name}" for name, number in lengths.items() if number]


def judge_job(
    watched: Watched, said: list[Event], endings: frozenset[str], outcome: Outcome
) -> None:
    outcome.jobs += 1
    ended = [event for event in said if event["type"] in TERMINAL]
    if [event["type"] in endings for event in ended] != [True]:
        outcome.violations.append(f"job {watched.job.id} ended with {ended}")
    for viewer in watched.viewers:
        if viewer.counted:
            outcome.clients += 1
            outcome.expected += len(said)
            outcome.received += viewer.received.in_order_once(said)
            outcome.terminals += len(viewer.received.terminals) == 1
            outcome.zombies += viewer.received.zombies
            wrong = viewer.received.violations(said)
            who = f"job {watched.job.id}, {viewer.kind} client, closed with {dict(viewer.codes)}"
            outcome.violations += [f"{who}: {violation}" for violation in wrong]


def judge_save(
    watched: Watched, said: list[Event], kept: dict[str, Kept], outcome: Outcome
) -> None:
    row = kept.get(plain_id(watched.job.id), Kept())
    complete = any(event["type"] == "complete" for event in said)
    whole = Kept(True, len(said), int(complete))
    if row in (whole, replace(whole, events=len(said) - trailers(said))):
        outcome.saved += 1
    else:
        outcome.violations.append(f"job {watched.job.id} said {len(said)} events, kept is {row}")


def trailers(said: list[Event]) -> int:
    """A trailer whose log was lost before it could be kept is made again for whoever asks."""
    return sum(event["type"] == "saved" for event in said)


@dataclass(frozen=True)
class Kept:
    """What the database holds of a job: whether it is saved, its events, its results."""

    saved: bool = False
    events: int = 0
    results: int = 0


async def kept_rows(field: Field) -> dict[str, Kept]:
    """Once every job is saved with its trailer, or all patience is gone."""
    jobs = {plain_id(watched.job.id) for watched in field.wave.watched}
    deadline = time.monotonic() + SAVED_WITHIN
    while True:
        kept = await asyncio.to_thread(read_kept, field.stack)
        there = {job for job in jobs if kept.get(job, Kept()).saved}
        if (there == jobs and await trailers_kept(field, jobs)) or time.monotonic() > deadline:
            return await asyncio.to_thread(read_kept, field.stack)
        await asyncio.sleep(0.2)


async def trailers_kept(field: Field, jobs: set[str]) -> bool:
    """The trailer is written to the history after it has been told."""
    query = "SELECT job_id FROM backtests_jobevent WHERE type = 'saved'"
    rows = await asyncio.to_thread(field.stack.rows, query)
    return jobs <= {plain_id(job) for (job,) in rows}


def read_kept(stack: Stack) -> dict[str, Kept]:
    events = counted(stack, "backtests_jobevent")
    results = counted(stack, "backtests_result")
    rows = stack.rows("SELECT id, saved FROM backtests_job")
    return {
        (job := plain_id(ident)): Kept(bool(saved), events.get(job, 0), results.get(job, 0))
        for ident, saved in rows
    }


def counted(stack: Stack, table: str) -> dict[str, int]:
    rows = stack.rows(f"SELECT job_id, count(*) FROM {table} GROUP BY job_id")
    return {plain_id(job): int(number) for job, number in rows}


async def soon(answer: Awaitable[T], otherwise: T) -> T:
    try:
        return await asyncio.wait_for(answer, 30)
    except TimeoutError:
        return otherwise
