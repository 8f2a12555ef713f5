"""D2: what a viewer that never reads costs the web process."""

from __future__ import annotations

from pathlib import Path

from tests.drills.drill import Field
from tests.drills.viewers import NeverReads, Steady
from tests.drills.wave import Wave
from tests.drills.wrapped.talkative import LENGTH

WINDOW = 512
SLACK = 24 * 2**20


def resident(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    (line,) = [line for line in lines if line.startswith("VmRSS:")]
    return int(line.split()[1]) * 1024


async def measured(field: Field) -> None:
    """After a run that everybody reads: what a process takes to get going is not theirs."""
    wave = Wave(field.wave.door, field.random)
    wave.watch(await wave.door.submit(), (Steady,), field.viewers)
    await wave.follow()
    field.resident = resident(field.stack.site.pids()["web"])


async def bounded(field: Field) -> None:
    """A window of frames for each of them, and not all that the job has said."""
    silent = [viewer for viewer in field.wave.viewers if isinstance(viewer, NeverReads)]
    grown = resident(field.stack.site.pids()["web"]) - field.resident
    said = sum(len(viewer.leader.received.events) for viewer in silent if viewer.leader) * LENGTH
    most = len(silent) * WINDOW * LENGTH * 1.25 + SLACK
    shown = [round(size / 2**20) for size in (grown, most, said)]
    figures = "{} MiB more, at most {}; all said to them is {} MiB".format(*shown)
    field.notes.append(f"{len(silent)} never read: {figures}")
    if grown > most:
        field.problems.append(f"viewers that never read cost {shown[0]} MiB")
