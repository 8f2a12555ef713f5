"""The table, line by line as the drills end, and the total."""

from __future__ import annotations

from collections.abc import Iterable

from tests.drills.outcome import Outcome

COLUMNS = (
    ("drill", 5),
    ("fault", 34),
    ("stack", 8),
    ("jobs", 5),
    ("clients", 7),
    ("events", 7),
    ("received", 8),
    ("terminal", 9),
    ("saved", 9),
    ("zombies", 7),
    ("s", 4),
    ("verdict", 8),
)


def header() -> str:
    return "  ".join(f"{name:<{width}}" for name, width in COLUMNS)


def line(outcome: Outcome) -> str:
    cells = [
        outcome.name,
        outcome.fault,
        outcome.stack,
        outcome.jobs,
        outcome.clients,
        outcome.expected,
        outcome.received,
        f"{outcome.terminals}/{outcome.clients}",
        f"{outcome.saved}/{outcome.jobs}",
        outcome.zombies,
        f"{outcome.seconds:.0f}",
        outcome.verdict,
    ]
    pairs = zip(cells, COLUMNS, strict=True)
    return "  ".join(f"{cell!s:<{width}}" for cell, (_, width) in pairs).rstrip()


def details(outcome: Outcome, seed: int, most: int = 12) -> list[str]:
    """Notes, and for a violation what to repeat it with."""
    lines = [f"       {note}\n" for note in outcome.notes]
    if outcome.violations:
        lines.append(f"       repeat with --seed {seed} --only {outcome.name}\n")
    lines += [f"       ! {violation}\n" for violation in outcome.violations[:most]]
    if len(outcome.violations) > most:
        lines.append(f"       ! and {len(outcome.violations) - most} more\n")
    return lines


def total(outcomes: Iterable[Outcome]) -> Outcome:
    done = list(outcomes)
    added = Outcome("total", f"{len(done)} drills", "")
    for name in ("jobs", "clients", "expected", "received", "terminals", "saved", "zombies"):
        setattr(added, name, sum(getattr(outcome, name) for outcome in done))
    added.seconds = sum(outcome.seconds for outcome in done)
    added.violations = [violation for outcome in done for violation in outcome.violations]
    return added
