"""Names in Redis: the keys of one job share a hash tag, so that a script may touch them all."""

from __future__ import annotations

BUCKETS = "0123456789abcdef"


def bucket(job: str) -> str:
    """The last hexadecimal digit of a job's UUID spreads the jobs over sixteen hash tags."""
    return job[-1]


def events(job: str) -> str:
    return f"cb:{{{bucket(job)}}}:job:{job}:events"


def meta(job: str) -> str:
    return f"cb:{{{bucket(job)}}}:job:{job}:meta"


def result(job: str) -> str:
    return f"cb:{{{bucket(job)}}}:job:{job}:result"


def unsaved(digit: str) -> str:
    return f"cb:{{{digit}}}:unsaved"


def of(job: str) -> list[str]:
    """The keys that every script gets, in the order in which the scripts name them."""
    return [events(job), meta(job), result(job), unsaved(bucket(job))]


def group(job: str) -> str:
    """The channels group to which a job's events are announced."""
    return f"job.{job}"
