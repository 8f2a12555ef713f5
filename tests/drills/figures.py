"""How long bells took: medians and tails of a wave."""

from __future__ import annotations

from tests.drills.wave import Wave


def bells_in(wave: Wave, began: float, ended: float) -> list[float]:
    """How long after the step before it each bell arrived, in seconds."""
    return sorted(took for arrived, took in wave.bells() if began <= arrived < ended)


def quantile(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def shown(ordered: list[float]) -> str:
    """p50, p99 and how many, in milliseconds."""
    if not ordered:
        return "none"
    p50, p99 = (1000 * quantile(ordered, share) for share in (0.5, 0.99))
    return f"p50 {p50:.0f} ms, p99 {p99:.0f} ms ({len(ordered)})"
