"""How often rules are looked at: "checked monthly", "check once a week", "at month end only"."""

from __future__ import annotations

from collections.abc import Iterator

from agents.language.clauses.ruleset import Rules
from agents.language.conditions.dayrules import FILLED
from agents.language.conditions.looking import look_of
from agents.language.draft import Day, Tree, joined
from agents.language.lexicon.lexicon import WEEKDAYS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Calendar

UNITS = {
    "monthly": "month", "month": "month", "month-end": "month", "quarterly": "quarter",
    "quarter": "quarter", "quarter-end": "quarter", "weekly": "week", "week": "week",
}  # fmt: skip
LOOKING = words(
    """
    check checked checking evaluate evaluated look looked looking review reviewed decide decided
    measured signals signal trade rebalance rebalanced update updated
    """
)
# Only these look: who trades on Fridays may sell on any day.
SEEING = LOOKING - words("signals signal trade rebalance rebalanced")
BESIDE = words(
    """
    every once per at on only in end it of the a is are and each condition rule rules but i we you
    my your chart charts them this
    """
)
KNOWN = BESIDE | LOOKING | UNITS.keys() | WEEKDAYS.keys()
ENDS = frozenset({",", ".", ":", "(", ")", "at-close", "at-open"})


Look = str | tuple[int, ...]


def take_look(tokens: list[Token]) -> Look:
    """The unit, or the days of the week, where a part of a sentence says nothing else; `tokens`
    have their fillers."""
    for whole in _parts(tokens):
        part = [token for token in whole if not token.symbol]  # "SPY monthly: buy when ..."
        said = [token.word for token in part]
        units = [UNITS[word] for word in said if word in UNITS]
        days = tuple(WEEKDAYS[word] for word in said if word in WEEKDAYS)
        seen = {*said, *(token.small for token in part)}
        plain = all(word in KNOWN or small in KNOWN for word, small in _named(part))
        weekly = days and not units and SEEING & seen
        if plain and (weekly or (len(units) == 1 and (LOOKING & seen or "monthly" in said))):
            for token in part:
                token.kind = "used"
            return units[0] if units else days
    return ""


def _named(part: list[Token]) -> list[tuple[str, str]]:
    return [(token.word, token.small) for token in part]


def pass_each_bar(tokens: list[Token], timeframe: str) -> None:
    """ "Each day, buy it if RSI < 30": rules are looked at on every bar anyway."""
    first = 0
    for at in range(len(tokens) + 1):
        if at == len(tokens) or tokens[at].word == ".":
            part = [one for one in tokens[first:at] if one.small not in ("trading", "single")]
            _pass_each(part, timeframe)
            first = at + 1


def _pass_each(part: list[Token], timeframe: str) -> None:
    each = next((n for n, token in enumerate(part) if token.word == "every"), None)
    if each is None or each + 2 >= len(part) or any(one.word not in OPENING for one in part[:each]):
        return
    unit, behind = part[each + 1], part[each + 2 :]
    ruled = any(token.word in ("when", "while") for token in behind)
    paid = any(token.word == "money" for token in behind)
    if BAR_UNITS.get(unit.word, timeframe) != timeframe or unit.word not in BAR_NAMES:
        return
    if ruled and not paid and behind[0].word in GOING_ON:
        part[each].kind = unit.kind = "used"


BAR_UNITS = {"day": "1d", "session": "1d", "hour": "1h"}
BAR_NAMES = frozenset({*BAR_UNITS, "bar"})
# What may stand before "each day" and behind it, where it says no more than how often it looks.
OPENING = words("at on after in the end close at-close of once then")
GOING_ON = words(", : when while buy sell check checks look at at-close before near")


def _parts(tokens: list[Token]) -> Iterator[list[Token]]:
    part: list[Token] = []
    for token in tokens:
        if token.word in ENDS or not token.free:
            yield part
            part = []
        else:
            part.append(token)
    yield part


def add_look(rules: Rules, unit: Look, fill: str | None) -> None:
    """Each rule holds at those closes only; stops and targets are watched all the time."""
    if not unit or not (rules.entry or rules.short_entry):
        return
    if isinstance(unit, str):
        day = look_of(unit, fill)
    else:
        notes = () if fill == "close" else (FILLED,)
        day = Day(Calendar(weekdays=sorted(unit)), notes, look=True)

    def dated(tree: Tree | None) -> Tree | None:
        return tree and joined("all", [tree, day])

    rules.entry, rules.short_entry = dated(rules.entry), dated(rules.short_entry)
    rules.exits = [one for tree in rules.exits if (one := dated(tree))]
    rules.short_exits = [one for tree in rules.short_exits if (one := dated(tree))]
