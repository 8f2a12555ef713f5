"""D11: announcements lost, alone or with the web's subscriptions."""

from __future__ import annotations

from tests.drills.drill import Field


async def subscriptions_killed(field: Field) -> None:
    """Again and again: each web process loses its connection, and does not learn of it."""
    for share in sorted(field.random.uniform(0.05, 0.9) for _ in range(5)):
        await field.wave.until(share)
        field.stack.redis().execute_command("CLIENT", "KILL", "TYPE", "pubsub")


async def some_were_lost(field: Field) -> None:
    """The marks that `wrapped.layers` leaves."""
    mark = field.stack.site.data_dir / "announcements-lost"
    lost = mark.stat().st_size if mark.exists() else 0
    field.notes.append(f"announcements lost: {lost}")
    if not lost:
        field.problems.append("no announcement was lost: the drill proves nothing")
