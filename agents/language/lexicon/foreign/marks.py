"""Words as they are typed where the keys have no marks: "faellt", "media movil", "cloture"."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from agents.language.lexicon.wordlist import words

SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
SHARP = str.maketrans({"ß": "ss"})
# Without its mark each of these is another word of the language.
OTHERS = words("a ou la si el des du sur que este esta marche cote")


def by_bare(
    meanings: Mapping[str, str], others: Iterable[str], *, spelt: bool = False
) -> dict[str, str]:
    """Each word that has marks by its form without them, if that is no word of its own."""
    joined = frozenset(others)
    forms = (_spelt, _sharp) if spelt else (_stripped,)
    said = sorted(joined.union(meanings))
    found = {form(word): word for word in said for form in forms if form(word) != word}
    return {
        bare: word
        for bare, word in found.items()
        if bare not in joined | OTHERS and meanings.get(bare) in (None, meanings.get(word))
    }


def _spelt(word: str) -> str:
    return word.translate(SPELT)


def _sharp(word: str) -> str:
    return word.translate(SHARP)


def _stripped(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    return "".join(one for one in parts if not unicodedata.combining(one))
