"""In at each open and out at the close: "buy the open and sell the close every day"."""

from __future__ import annotations

from itertools import pairwise

from agents.language.clauses.ruleset import Rules
from agents.language.draft import Day, Limit
from agents.language.lexicon.wordlist import words
from agents.language.spans import is_hard
from agents.language.tokens.pieces import Token, Words
from backtests.engine.strategy import Calendar

EVERY_DAY = "it buys on every day that is traded"
WEEK = Calendar(weekdays=[1, 2, 3, 4, 5, 6, 7])


def add_every_day(
    rules: Rules, limits: list[Limit], tokens: list[Token], *, nights: bool = False
) -> None:
    """Where nothing else says when to buy, and what is bought is held for a day or a night."""
    if (limits or rules.exits) and _at_once(rules, tokens):
        return
    short = nights or any(limit.name == "same_day" for limit in limits)
    said = next((list(two) for two in pairwise(tokens) if _is_every_day(*two)), [])
    said = said or [token for token in tokens if token.word == "daily"]
    if rules.entry is not None or not short or "short" in rules.verbs:
        return
    if not said and ("entry" not in rules.verbs or any(_says_more(one) for one in tokens)):
        return
    rules.entry = Day(WEEK, (EVERY_DAY,))
    for token in said:
        token.kind = "used"


def _is_every_day(each: Token, day: Token) -> bool:
    return each.word == "every" and (day.word == "day" or day.small == "weekday")


AT_ONCE = "it buys at once, and again at the next open after each exit"


def _at_once(rules: Rules, tokens: list[Token]) -> bool:
    """ "buys and holds SPY; it is sold at a gain or loss of 10%": a stop or a target ends it."""
    said = [token for token in tokens if token.word == "buy-at-once"]
    if not said or rules.entry is not None:
        return False
    rules.entry = Day(WEEK, (AT_ONCE,))
    for token in said:
        token.kind = "used"
    return True


HELD = words("hold stays kept forever")
BESIDE = words("short buy it them on at-open")
FROM_NOW = "{} at once, and holds that to the end of the test"


def hold_from_now(rules: Rules, limits: list[Limit], words_: Words) -> list[Limit]:
    """ "short it and hold", "buy 100 shares on 2005-01-03 and hold them": entered on the first bar,
    where every word is known and none says when else."""
    said = [token for token in words_.tokens if token.word in HELD and token.free]
    short = "short" in rules.verbs
    only = rules.verbs <= {"short" if short else "entry", "hold"}
    if rules.entry or rules.exits or limits or not (said and only and rules.verbs):
        return []
    if any(_says_more(token) for token in words_.tokens if token not in said):
        return []
    rules.entry = Day(WEEK, (FROM_NOW.format("it sells short" if short else "it buys"),))
    for token in said:
        token.kind = "used"
    return [Limit("hold", True)]


def _says_more(token: Token) -> bool:
    if token.kind is not None:
        return token.kind == "unsupported"
    return token.word == "when" or (token.word not in BESIDE and is_hard(token))
