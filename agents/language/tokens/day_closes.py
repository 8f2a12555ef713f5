"""The close of one day of the week beside that of the day before: "closes lower on Monday than on
Friday", "schließt am Montag tiefer als am Freitag der Vorwoche"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
CLOSING = words("closes close")
LEANS = {"lower": "below", "higher": "above", "below": "below", "above": "above"}
COMPARED = words("below above")  # which need no "than" behind them
THAN = words("than als que more")
EVE = words("vortag veille gestern")
FILLERS = words("on the of at in is at-close")
WEEK = words("week vorwoche semaine semana before zuvor davor previous last letzten anterior")
LEVELS = words("high low open highest lowest range")


@dataclass(frozen=True)
class Said:
    """What stands around a verb: the day that closes, how, and the day that it is compared with."""

    first: int
    behind: int
    day: str
    way: str
    against: str


def day_closes(tokens: list[Token]) -> None:
    """Both are days of trading that follow each other, so the close before is meant."""
    if not places(tokens, frozenset({*DAYS, "yesterday", *EVE})):
        return
    for at in reversed(places(tokens, CLOSING)):
        said = _said(tokens, at)
        if said is not None and (told := _told(tokens, at, said)):
            tokens[said.first : said.behind] = told


def _said(tokens: list[Token], at: int) -> Said | None:
    first, behind = at, at + 1
    while first > 0 and _stands(tokens[first - 1]):
        first -= 1
    while behind < len(tokens) and (_stands(tokens[behind]) or tokens[behind].word in CLOSING):
        behind += 1
    around = [*tokens[first:at], *tokens[at + 1 : behind]]
    leans = [n for n, one in enumerate(around) if one.word in LEANS]
    if len(leans) != 1 or (tokens[at].word == "close" and leans[0] < at - first):
        return None
    than = next((n for n, one in enumerate(around) if one.word in THAN or one.small in THAN), None)
    than = leans[0] if than is None and around[leans[0]].word in COMPARED else than
    own = [one.word for one in around[:than] if one.word in DAYS]
    behind_it = [] if than is None else around[than + 1 :]
    against = [one.word for one in behind_it if one.word in DAYS]
    eve = any(one.small in EVE for one in behind_it)
    if len(own) > 1 or than is None or len(against) + eve != 1:
        return None
    behind = _passed(tokens, behind)
    if behind < len(tokens) and tokens[behind].word in LEVELS:
        return None
    way = LEANS[around[leans[0]].word]
    return Said(first, behind, "".join(own), way, "".join(against))


def _stands(token: Token) -> bool:
    known = token.word in FILLERS or token.word in DAYS or token.word in LEANS
    return known or token.word in THAN or token.small in THAN | EVE


def _passed(tokens: list[Token], behind: int) -> int:
    """Behind "than on Friday": of the week before, which goes without saying."""
    while behind < len(tokens) and (tokens[behind].word in WEEK or tokens[behind].small in WEEK):
        behind += 1
    return behind


def _told(tokens: list[Token], at: int, said: Said) -> list[Token]:
    """ "the close is below the previous close on Monday"; nothing if other days lie between."""
    if said.against:
        follows = DAYS[(DAYS.index(said.against) + 1) % len(DAYS)]
        if follows != (said.day or follows) or (follows == DAYS[0] and _on_weekends(tokens)):
            return []
        if not said.day and follows not in _sentence(tokens, at):
            return []
    verb = tokens[at]
    place = replace(verb, start=verb.end, text="")
    told = [replace(verb, word="close")]
    told += [replace(place, word=word) for word in (said.way, "previous", "close")]
    led = [replace(place, word="on"), replace(place, word=said.day)] if said.day else []
    return told + led


def _on_weekends(tokens: list[Token]) -> bool:
    """Coins close on Sundays, too, so that Friday's close is not the one before Monday's."""
    return any(token.symbol.endswith("-USD") for token in tokens)


def _sentence(tokens: list[Token], at: int) -> set[str]:
    first = next((n for n in range(at, -1, -1) if tokens[n].word == "."), 0)
    return {one.word for one in tokens[first:at]}
