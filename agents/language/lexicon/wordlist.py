"""Lists of words as a text is easier to read and to extend than as quoted strings."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def synonyms(table: str) -> dict[str, str]:
    """Each line: the canonical word, a colon, and the words that mean the same."""
    lines = (line.split(":") for line in table.strip().splitlines())
    return {word: head.strip() for head, words in lines for word in words.split()}


def phrases(table: str) -> dict[tuple[str, ...], str]:
    """Each line: the one word, a colon, and phrases, parted by bars."""
    lines = (line.split(":", 1) for line in table.strip().splitlines())
    return {
        tuple(phrase.split()): head.strip() for head, rest in lines for phrase in rest.split("|")
    }
