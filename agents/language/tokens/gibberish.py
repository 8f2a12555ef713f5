"""Long texts in which next to nothing can be read: other scripts, or signs without blanks.

They are told from texts with rules by their letters alone, before a word of them is looked at.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

from agents.language.lexicon import baskets, foreign, symbols

# Shorter ones are read in no time, whatever they are.
LONG = 400
LEAST_READABLE, LEAST_BLANK, MOST_SIGNS = 0.3, 0.04, 0.3
HAN = frozenset("".join((*foreign.HAN, *symbols.COMPANIES, *baskets.HAN)))


def is_gibberish(text: str) -> bool:
    if len(text) < LONG:
        return False
    letters = Counter(text)
    blanks = sum(count for letter, count in letters.items() if letter.isspace())
    readable = sum(count for letter, count in letters.items() if is_readable(letter)) - blanks
    if readable < LEAST_READABLE * (len(text) - blanks):
        return True
    plain = (count for letter, count in letters.items() if letter.isalnum() or letter.isspace())
    signs = len(text) - sum(plain)
    return blanks < LEAST_BLANK * len(text) and signs > MOST_SIGNS * len(text)


def is_readable(letter: str) -> bool:
    """Latin letters, digits and signs of a keyboard, or what a Chinese word of the lexicon has."""
    if letter < "\u0250":
        return unicodedata.category(letter) != "Cc" or letter.isspace()
    return letter in HAN or letter.isspace() or "\u2010" <= letter <= "\u22ff"
