"""Verbs whose second half stands apart: "verkaufe X leer", "steigt am Montag aus"."""

from __future__ import annotations

from agents.language.lexicon.foreign import Language
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places
from agents.language.tokens.small_words import SIGNS


def rejoin(tokens: list[Token], language: Language) -> None:
    """ "verkaufe X leer": the second half of a verb is given back to the first."""
    verbs = {verb for verb, _ in language.parted}
    for index in places(tokens, verbs):
        token = tokens[index]
        for particle in tokens[index + 1 :]:
            if particle.word in SIGNS:
                break
            meaning = language.parted.get((token.word, particle.word))
            if meaning and _joins(tokens[index + 1 :], token, particle):
                token.word, particle.kind = meaning, "used"
                break


def _joins(behind: list[Token], verb: Token, particle: Token) -> bool:
    """ "er steigt am Montag aus", but not "steigt ein Wert", nor "der Kurs steigt aus dem Band"."""
    at = next(n for n, token in enumerate(behind) if token is particle)
    if verb.word == "handelt":
        return any(token.small in OF_WEEK for token in behind[:at])
    ends = at + 1 == len(behind) or behind[at + 1].word in (*SIGNS, "und", "and", "oder")
    return ends or verb.word != "steigt"


OF_WEEK = words(
    "montag dienstag mittwoch donnerstag freitag montags dienstags mittwochs donnerstags freitags"
)
