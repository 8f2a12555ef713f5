"""What an index is called by how it counts dividends: "CAC 40 GR", "Euro Stoxx 50 NR", "DAX TR"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.tokens.pieces import TEXT, Words

COUNTED = frozenset({"GR", "NR", "TR", "PR", "NTR", "GTR"})


def without_kinds(words: Words) -> None:
    """It is no second symbol; that the index itself is tested is told."""
    if COUNTED.isdisjoint(map(TEXT, words.tokens)):
        return
    for at in range(len(words.tokens) - 2, -1, -1):
        index, kind = words.tokens[at : at + 2]
        if index.symbol.startswith("^") and kind.text in COUNTED:
            words.tokens[at : at + 2] = [replace(index, end=kind.end)]
            words.corrected.append((words.raw[index.start : kind.end], index.symbol))
