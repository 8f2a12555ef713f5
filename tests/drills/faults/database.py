"""D9: the database frozen, stopped, and with its disk full."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tests.drills.drill import Field
from tests.drills.figures import bells_in, quantile, shown
from tests.drills.stacks import Embedded, Own, Stack
from tests.drills.wave import Wave

# Below this a bell is as good as immediate, and its multiples say nothing.
AT_ONCE = 0.05
# Fewer bells have no 99th percentile to speak of.
ENOUGH = 40
SAVED_AFTER = 10.0


async def as_a_rule(field: Field) -> None:
    """The same wave with the database at hand, to compare with."""
    wave = Wave(field.wave.door, field.random)
    for _ in range(field.jobs):
        wave.watch(await wave.door.submit(), field.kinds, field.viewers)
    await wave.follow()
    field.normal = bells_in(wave, 0, time.time())


async def frozen(field: Field) -> None:
    await away(field, field.stack.frozen_database())


async def stopped(field: Field) -> None:
    await away(field, stopped_database(field.stack))


async def full(field: Field) -> None:
    await away(field, full_disk(field.stack))


async def away(field: Field, fault: AbstractContextManager[None]) -> None:
    """For a minute, from a random instant on; the wave's bells ring meanwhile."""
    await field.midway(0.1, 0.3)
    began = time.time()
    with fault:
        await asyncio.sleep(12 if field.short else 60)  # the length of the fault
    field.away = (began, time.time())


@contextmanager
def stopped_database(stack: Stack) -> Iterator[None]:
    assert isinstance(stack, Own)
    stack.stop_database()
    try:
        yield
    finally:
        stack.start_database()


@contextmanager
def full_disk(stack: Stack) -> Iterator[None]:
    assert isinstance(stack, Embedded)
    filler = stack.database.parent / "filler"
    fill(filler)
    try:
        yield
    finally:
        filler.unlink()


def fill(filler: Path) -> None:
    """Byte by byte in the end, so that not one more page fits."""
    with filler.open("wb", buffering=0) as file:
        for size in (65536, 1024, 1):
            try:
                while file.write(bytes(size)):
                    pass
            except OSError:
                continue


async def bells_rang_meanwhile(field: Field) -> None:
    """The bell does not wait for the database, and the saves follow soon."""
    began, ended = field.away
    meanwhile = bells_in(field.wave, began, ended)
    waited = [saved for bell, saved in field.wave.saves() if bell < ended]
    last_save = max(waited, default=ended) - ended
    field.notes.append(f"bell: {shown(field.normal)} as a rule, {shown(meanwhile)} meanwhile")
    field.notes.append(f"away for {ended - began:.0f} s; last save {last_save:.1f} s after that")
    if last_save > SAVED_AFTER:
        field.problems.append(f"the last save came {last_save:.1f} s after the database")
    if not meanwhile:
        field.problems.append("no bell rang while the database was away")
    elif quantile(meanwhile, 0.99) > allowed(field.normal, len(meanwhile)):
        field.problems.append("the bell waited for the database")


def allowed(normal: list[float], bells: int) -> float:
    """Twice the normal p99; of a few bells that would be the slowest, so they are given a second.

    Whoever waits for a database waits for longer: its time-outs are 5 s and more.
    """
    return 2 * max(AT_ONCE, quantile(normal, 0.99)) if bells >= ENOUGH else 1.0
