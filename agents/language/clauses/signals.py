"""One symbol gives the signals, another is traded: "use QQQ for the signals and trade TQQQ"."""

from __future__ import annotations

from dataclasses import dataclass

from agents.language.clauses.ruleset import Rules
from agents.language.conditions.elsewhere import watching
from agents.language.draft import rules_of
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

SIGNALS = words("signal signals signalling chart")
LEADING = words("use using take taking get getting watch watching on from of off in")
BASED = words("based using follow following off from on of with")
TRADED = words("trade trades trading execute executed executing place placed make made makes")
LINKS = words(
    "the a all my your our trades trade orders order on in with of it actual position positions"
)


@dataclass(frozen=True)
class Signals:
    """Whose prices the rules look at, and what is traded; empty where a text says neither."""

    watched: str = ""
    traded: str = ""


def take_signals(tokens: list[Token]) -> Signals:
    """Fillers are still here; only both together say anything."""
    watched, traded = _watched(tokens), _traded(tokens)
    placed = len(traded) > 2 and bool({token.small for token in traded} & ORDERS)
    if not traded or not (watched or placed):
        return Signals()
    if watched and _symbol(watched) == _symbol(traded):
        return Signals()
    for token in (*watched, *traded):
        token.kind = "used"
    return Signals(_symbol(watched) if watched else "", _symbol(traded))


ORDERS = words("trades orders")  # "make the trades on TQQQ" needs no more


def watch(rules: Rules, signals: Signals) -> None:
    """The rules look at the one, and trade the other."""
    if not signals.traded:
        _leave_gauges(rules)
        return
    rules.traded, rules.places = [signals.traded], {}
    if not signals.watched:
        return
    rules.entry = rules.entry and watching(rules.entry, signals.watched)
    rules.short_entry = rules.short_entry and watching(rules.short_entry, signals.watched)
    rules.exits = [watching(one, signals.watched) for one in rules.exits]
    rules.short_exits = [watching(one, signals.watched) for one in rules.short_exits]


# Indices and yields that are looked at, and that nobody holds.
GAUGES = frozenset({"^VIX", "^VXN", "^VVIX", "^SKEW", "^TNX", "^TYX", "^FVX", "^IRX"})
GAUGE = "{} is looked at, and not traded"


def _leave_gauges(rules: Rules) -> None:
    """ "VIX strategy on SPY: buy when VIX closes above 30" buys no VIX."""
    trees = [rules.entry, rules.short_entry, *rules.exits, *rules.short_exits]
    seen = {rule.symbol for tree in trees for rule in rules_of(tree)}
    gauges = [one for one in rules.traded if one in GAUGES & seen and one not in rules.bought]
    if gauges and len(gauges) < len(rules.traded):
        rules.traded = [one for one in rules.traded if one not in gauges]
        rules.notes += [GAUGE.format(one) for one in gauges]


def _symbol(part: list[Token]) -> str:
    return next(token.symbol for token in part if token.symbol)


def _watched(tokens: list[Token]) -> list[Token]:
    """ "use QQQ for the signals", "based on SPY's signals", "signals from SPX" """
    for at, token in enumerate(tokens):
        if not token.symbol or not token.free:
            continue
        behind = _run(tokens, at + 1, words("for as the a ' s ’ of"))
        if behind < len(tokens) and tokens[behind].small in SIGNALS:
            return tokens[_back(tokens, at, LEADING | BASED) : behind + 1]
        first = _back(tokens, at, LEADING | BASED | {"the"})
        if first and tokens[first - 1].small in SIGNALS:
            return tokens[first - 1 : at + 1]
        based = {one.small for one in tokens[first:at]}
        if "based" in based:
            return tokens[first : at + 1]
    return []


def _traded(tokens: list[Token]) -> list[Token]:
    """ "trade TQQQ", "make the trades on TQQQ" """
    for at in places(tokens, TRADED, SMALL):
        end = _run(tokens, at + 1, LINKS)
        if end < len(tokens) and tokens[end].symbol and tokens[end].free:
            return tokens[at : end + 1]
    return []


def _run(tokens: list[Token], at: int, among: frozenset[str]) -> int:
    while at < len(tokens) and tokens[at].small in among:
        at += 1
    return at


def _back(tokens: list[Token], at: int, among: frozenset[str]) -> int:
    while at and tokens[at - 1].small in among:
        at -= 1
    return at
