"""One symbol for some months and another for the rest: "SPY Nov-Apr and AGG May-Oct"."""

from __future__ import annotations

from agents.language.draft import Day
from agents.language.lexicon.lexicon import MONTHS
from agents.language.lexicon.wordlist import words
from agents.language.plans.plan import Branch, Plan, is_fortune
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Calendar

SAID = words(
    "hold buy long own be-in in symbol , . : and then from during between to through until - ( ) "
    "switch move go goes rotate otherwise else stocks bonds stock bond every year yearly with on"
)
TO = words("to through until -")
DAILY = "the condition is looked at every day", "portfolio.look"


def halves(tokens: list[Token], timeframe: str, used: list[Token]) -> Plan | None:
    """Each symbol with its months, which are all of the year and none twice."""
    free = [token for token in tokens if token.free and not is_fortune(token)]
    if any(token.word not in SAID and token.word not in MONTHS for token in free):
        return None
    found = _seasons(free)
    months = [month for _, span in found for month in span]
    named = [symbol for symbol, _ in found]
    if len(set(named)) != len(named) or len(named) < 2 or sorted(months) != list(range(1, 13)):
        return None
    branches = [Branch(Day(Calendar(months=sorted(span))), {name: 1.0}) for name, span in found]
    made = Plan("allocation", named, branches=[*branches[:-1], Branch(None, {named[-1]: 1.0})])
    made.notes = [DAILY]
    used += free
    return made


def _seasons(tokens: list[Token]) -> list[tuple[str, list[int]]]:
    """The symbol before each range of months; one without months of its own ends it."""
    found: list[tuple[str, list[int]]] = []
    spans = _spans(tokens)
    places = [n for n, token in enumerate(tokens) if token.symbol]
    if len(spans) != len(places):
        return []
    for place, (at, span) in zip(places, spans, strict=True):
        found.append((tokens[place].symbol, span) if place < at else ("", []))
    return found if all(name for name, _ in found) else []


def _spans(tokens: list[Token]) -> list[tuple[int, list[int]]]:
    """ "November to April", "Nov-Apr" """
    spans = []
    for at, (first, to, last) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False)):
        if first.word in MONTHS and to.word in TO and last.word in MONTHS:
            begin, end = MONTHS[first.word], MONTHS[last.word]
            spans.append((at, [(begin + n - 1) % 12 + 1 for n in range((end - begin) % 12 + 1)]))
    return spans
