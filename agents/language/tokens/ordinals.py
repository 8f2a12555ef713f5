"""German ordinals: in "am 3. Handelstag des Monats" the full stop ends no sentence."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

COUNTED = words(
    """
    tag tage tagen tages handelstag handelstage handelstages börsentag börsentages werktag woche
    wochen monat monats monate quartal quartals kalendertag stunde januar februar märz april mai
    juni juli august september oktober november dezember freitag montag dienstag mittwoch donnerstag
    """
)


LEVELS = words("marke marken niveau level zone bereich schwelle grenze")


def with_german_ordinals(tokens: list[Token]) -> list[Token]:
    """Without the full stop between a number and the day or month that it counts."""
    if not any(token.small in COUNTED or token.small in LEVELS for token in tokens):
        return tokens
    none = Token(0, 0, "", "")
    near = zip([none, *tokens], tokens, [*tokens[1:], none], strict=False)
    return [mark for before, mark, after in near if not _counts(before, mark, after)
            and not _names_level(before, mark, after)]  # fmt: skip


def _names_level(before: Token, ending: Token, after: Token) -> bool:
    """ "die 30er Marke": 30."""
    led = ending.text == "er" and before.end == ending.start and before.text.isdecimal()
    return led and after.small in LEVELS


def _counts(before: Token, mark: Token, after: Token) -> bool:
    adjacent = mark.text == "." and before.end == mark.start
    return adjacent and before.text.isdecimal() and after.small in COUNTED
