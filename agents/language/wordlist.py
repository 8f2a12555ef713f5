"""Lists of words as a text is easier to read and to extend than as quoted strings."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())
