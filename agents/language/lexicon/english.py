"""Common words that are a letter or two off a key word, and no slip of it.

The file beside holds them: English first, and some German, French and Spanish.
"""

from __future__ import annotations

from pathlib import Path

from agents.language.lexicon.wordlist import words

NO_SLIPS = words(Path(__file__).with_suffix(".txt").read_text(encoding="utf-8"))
