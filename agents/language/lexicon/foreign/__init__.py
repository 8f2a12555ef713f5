"""Other languages: which one a text is in, and its words in those of the English lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from agents.language.lexicon.foreign import (
    french,
    french_phrases,
    german,
    german_phrases,
    portuguese,
    portuguese_phrases,
    spanish,
    spanish_phrases,
)
from agents.language.lexicon.foreign.chinese import WORDS as HAN
from agents.language.lexicon.foreign.marks import by_bare
from agents.language.lexicon.wordlist import words

__all__ = ["HAN", "LANGUAGES", "Language", "language_of"]

# Words that English has, too; they say nothing about the language of a text.
SHARED = words(
    """
    a an at in on or so band bar bars chart close de die e es gold half high in low me my no note
    open position rest session simple so stop trailing war will y minute volume moving target man
    am fallen falls gain gains maximum plus pour shorter volumes commissions capital ma d de dessus
    en los no encima debajo del on backtest double
    place premiere precedent debut depart zero consecutive
    """
)
ELISIONS = words("j l d qu s n c m t jusqu")
# Small words of English that none of the others has.
ENGLISH = words("the if when it and of is my this then once whenever with at any as")
ENOUGH = 2


@dataclass(frozen=True)
class Language:
    """Its words and phrases, in those of the English lexicon."""

    name: str
    words: Mapping[str, str]
    phrases: Mapping[tuple[str, ...], str]
    parted: Mapping[tuple[str, str], str] = field(default_factory=dict)
    # Words that say nothing of the language, because another one has them, too.
    shared: frozenset[str] = frozenset()
    # Words with marks by how they are typed without them.
    bare: Mapping[str, str] = field(default_factory=dict)

    def canonical(self, word: str) -> str | None:
        """The English word; what an apostrophe has glued before it ("l'EMA") falls away."""
        if (known := self.words.get(self.bare.get(word, word))) is not None:
            return known
        head, _, tail = word.partition("'")
        return self.words.get(tail, tail) if tail and head in ELISIONS else None


def _language(
    name: str,
    known: Mapping[str, str],
    phrases: Mapping[tuple[str, ...], str],
    parted: Mapping[tuple[str, str], str],
    shared: frozenset[str] = frozenset(),
) -> Language:
    others = chain(chain.from_iterable(phrases), chain.from_iterable(parted))
    bare = by_bare(known, others, spelt=name == "de")
    return Language(name, known, phrases, parted, shared, bare)


LANGUAGES = {
    "de": _language("de", german.WORDS, german_phrases.PHRASES, german.PARTED),
    "fr": _language("fr", french.WORDS, french_phrases.PHRASES, french.PARTED),
    "es": _language("es", spanish.WORDS, spanish_phrases.PHRASES, spanish.PARTED),
    "pt": _language(
        "pt", portuguese.WORDS, portuguese_phrases.PHRASES, portuguese.PARTED, portuguese.SHARED
    ),
}


def language_of(said: Iterable[str]) -> Language | None:
    """The language that most words are of, if more of them than of English say so: in "im out if it
    falls" one word has the looks of German."""
    said = frozenset(said)
    own = said - SHARED
    counts = {
        name: sum(language.canonical(word) is not None for word in own - language.shared)
        for name, language in LANGUAGES.items()
    }
    name = max(counts, key=lambda one: counts[one])
    enough = max(ENOUGH, len(said & ENGLISH - LANGUAGES[name].words.keys()) + 1)
    return LANGUAGES[name] if counts[name] >= enough else None
