"""An idea as a heading: whole, or where it begins, for up to 10,000 characters may be written."""

from __future__ import annotations

LONGEST, MOST_LINES = 280, 4
MORE = "\N{HORIZONTAL ELLIPSIS}"


def heading(idea: str) -> str:
    """The idea itself, if it is short; else its first lines, cut between two words, and a sign."""
    lines = idea.strip().splitlines()
    begun = "\n".join(lines[:MOST_LINES])
    if len(lines) <= MOST_LINES and len(begun) <= LONGEST:
        return begun
    if len(begun) > LONGEST:
        begun = begun[: LONGEST + 1].rsplit(maxsplit=1)[0][:LONGEST]
    return begun.rstrip() + MORE
