"""German ordinals: in "am 3. Handelstag des Monats" the full stop ends no sentence."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

COUNTED = words(
    """
    januar februar märz april mai juni juli august september oktober november dezember
    """
)
# Only of a month or a week, for "30. Tag" may as well end one sentence and begin another.
DAYS = words(
    "tag handelstag börsentag werktag kalendertag freitag montag dienstag mittwoch donnerstag"
)
SPANS = words("des im jedes jeden eines vom der of-month monat")


# "am 15. jedes Monats"
OF = words("des jedes jeden eines im")
MONTHS = words("monats monat")
LEVELS = words("marke marken niveau level zone bereich schwelle grenze")


def with_german_ordinals(tokens: list[Token]) -> list[Token]:
    """Without the full stop between a number and the day or month that it counts."""
    if not any(token.small in COUNTED | DAYS | LEVELS | MONTHS for token in tokens):
        return tokens
    none = Token(0, 0, "", "")
    near = zip(
        [none, *tokens], tokens, [*tokens[1:], none], [*tokens[2:], none, none], strict=False
    )
    return [mark for before, mark, after, then in near if not _counts(before, mark, after, then)
            and not _names_level(before, mark, after)]  # fmt: skip


def _names_level(before: Token, ending: Token, after: Token) -> bool:
    """ "die 30er Marke": 30."""
    led = ending.text == "er" and before.end == ending.start and before.text.isdecimal()
    return led and after.small in LEVELS


def _counts(before: Token, mark: Token, after: Token, then: Token) -> bool:
    adjacent = mark.text == "." and before.end == mark.start and before.text.isdecimal()
    monthly = after.small in OF and then.small in MONTHS
    counted = after.small in COUNTED or (after.small in DAYS and then.small in SPANS)
    return adjacent and (counted or monthly)


def with_ordinal_marks(tokens: list[Token]) -> list[Token]:
    """ "1º) Entrada: ... 2º) Salida: ...": marks of a list as "1)" is."""
    if not any(token.text in SIGNS for token in tokens):
        return tokens
    none = Token(0, 0, "", "")
    kept: list[Token] = []
    for token, after in zip(tokens, [*tokens[1:], none], strict=True):
        number = kept[-1] if kept else none
        counts = token.text in SIGNS and number.end == token.start and number.text.isdecimal()
        if counts and after.text in (")", ".") and after.start == token.end:
            number.end = token.end
        else:
            kept.append(token)
    return kept


SIGNS = frozenset("ºª°")
