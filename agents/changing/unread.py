"""Words of which nothing was taken, and what can be said instead of them."""

from __future__ import annotations

import re

EXAMPLE = "Say it like this: 'use a 3% stop', 'sell above 70', 'test since 2015'."
# Sayings that have no number: what they may mean as rules.
SAYINGS = {
    re.compile(r"\b(?:winners?|profits?|gains?)\b", re.IGNORECASE): (
        "Say how: 'without the target', 'add a trailing stop of 10%', 'sell above 70'."
    ),
    re.compile(r"\b(?:loss(?:es)?|losers?)\b", re.IGNORECASE): (
        "Say how: 'use a 3% stop', 'hold for at most 10 days'."
    ),
    re.compile(r"\b(?:up|down)[ -]?trends?\b|\btrends?\b", re.IGNORECASE): (
        "Say which one: 'only when the close is above its 200-day average'."
    ),
}  # fmt: skip


def instead(words: str) -> str:
    """How it might be said, for what is meant."""
    return next((told for said, told in SAYINGS.items() if said.search(words)), EXAMPLE)
