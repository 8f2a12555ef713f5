"""Slips of the pen in key words: one edit in a short word, two in a long one."""

from __future__ import annotations

import re
from functools import lru_cache

from agents.language import lexicon, vocabulary
from agents.language.english import NO_SLIPS

KEYWORDS = tuple(
    word
    for word in sorted(
        (vocabulary.GRAMMAR | set(lexicon.ENGLISH) | {"percent"}) - vocabulary.FILLER
    )
    if len(word) > 3 and word.isalpha()
)


REPEATED = re.compile(r"(.)\1+")
# Too short to be corrected in other ways: "buuy" is a slip of "buy", "busy" is none.
SHORT = frozenset({"buy", "rsi", "sma", "ema", "stop", "short", "long", "close", "open"})


@lru_cache(maxsize=4096)
def corrected(word: str) -> str | None:
    """The key word that `word` is a slip of, if exactly one meaning is nearest."""
    if not 4 <= len(word) <= 20 or not word.isalpha() or word in NO_SLIPS:
        return None
    if (single := REPEATED.sub(r"\1", word)) != word and single in SHORT:
        return single
    allowed = 1 if len(word) < 7 else 2
    near = [(edits(word, key), key) for key in KEYWORDS if _alike(word, key, allowed)]
    least = min(near, default=(allowed + 1, ""))[0]
    meanings = {lexicon.SAME.get(key, key) for distance, key in near if distance == least}
    return meanings.pop() if least <= allowed and len(meanings) == 1 else None


def _alike(word: str, key: str, allowed: int) -> bool:
    return key[0] == word[0] and abs(len(key) - len(word)) <= allowed


def edits(left: str, right: str) -> int:
    """Damerau-Levenshtein distance (a swap of neighbours is one edit)."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        oldest, before, row = before, row, [i] + [0] * len(right)
        for j, other in enumerate(right, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                row[j] = min(row[j], oldest[j - 2] + 1)
    return row[-1]
