"""D11: announcements lost with the web's subscriptions."""

from __future__ import annotations

from tests.drills.drill import Field


async def subscriptions_killed(field: Field) -> None:
    """Again and again: each web process loses its connection, and does not learn of it."""
    for share in sorted(field.random.uniform(0.05, 0.9) for _ in range(5)):
        await field.wave.until(share)
        field.stack.redis().execute_command("CLIENT", "KILL", "TYPE", "pubsub")
