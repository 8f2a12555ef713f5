"""Rules once all clauses are read: which side they are of, and what else they must hold to."""

from __future__ import annotations

from dataclasses import replace

from agents.language.clauses.ruleset import Rules
from agents.language.conditions.turning import directed, mirrored
from agents.language.draft import Day, Rule, Tree, is_near, joined, rules_of
from agents.language.exits.prices import FixedPrice
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Number


def mirror(rules: Rules) -> None:
    """ "in both directions": the short side is the mirror of the long one."""
    rules.short_entry = mirrored(directed(rules.entry))
    rules.entry = directed(rules.entry) if rules.short_entry else rules.entry
    if rules.short_entry is not None:
        rules.notes.append("the short side enters on the mirror of the long one")


def reached_from_above(tree: Tree, rules: Rules) -> Tree:
    """ "long at RSI 30, short at RSI 70, close at RSI 50": what is short falls to that level."""
    value = getattr(tree.right.operand, "value", None) if isinstance(tree, Rule) else None
    if not isinstance(tree, Rule) or value is None or tree.op not in (">=", "<="):
        return tree
    begun = [
        rule.right.operand.value
        for rule in rules_of(rules.short_entry)
        if rule.left.level == tree.left.level and isinstance(rule.right.operand, Number)
    ]
    said = any(" reaching " in str(note) for note in tree.notes)
    return replace(tree, op="<=") if said and begun and begun[0] > value else tree


def drop_implied(rules: Rules) -> None:
    """ "long while above its average, out when below": the exit that was said, and only that."""
    implied = rules.implied
    said = [one for one in rules.exits if one is not implied]
    if isinstance(implied, Rule) and any(is_near(implied, one) for one in said):
        rules.exits = said
        rules.notes.remove(WHILE)
    gone = rules.short_implied
    covers = [one for one in rules.short_exits if one is not gone]
    if isinstance(gone, Rule) and any(is_near(gone, one) for one in covers):
        rules.short_exits = covers


def add_sessions(rules: Rules, windows: list[Day], exits: list[Day]) -> None:
    """It only enters within the hours that were said, and is out when it must be."""
    within = joined("any", list(windows))
    if within is not None and rules.entry is not None:
        rules.entry = joined("all", [rules.entry, within])
    if within is not None and rules.short_entry is not None:
        rules.short_entry = joined("all", [rules.short_entry, within])
    rules.exits += exits
    rules.short_exits += exits if rules.direction == "both" else []


def add_prices(rules: Rules, fixed: list[FixedPrice]) -> None:
    """Stops and targets at a price; with both sides the short one has them mirrored."""
    rules.exits += [one.rule(short=rules.direction == "short") for one in fixed]
    if rules.direction == "both":
        rules.short_exits += [one.rule(short=True) for one in fixed]


def settle(rules: Rules) -> None:
    """With shorts alone, theirs are the rules; with both, each side leaves where the other enters,
    if it has no exit of its own."""
    shorts = rules.short_entry is not None or bool(rules.short_exits)
    if shorts or "short" in rules.verbs:
        rules.direction = "short" if rules.entry is None else "both" if shorts else "long"
    if rules.direction == "short":
        rules.entry, rules.short_entry = rules.short_entry, None
        rules.exits, rules.short_exits = rules.exits + rules.short_exits, []
    elif rules.direction == "both" and not (rules.exits or rules.short_exits):
        _turn_round(rules)


def _turn_round(rules: Rules) -> None:
    if rules.entry is not None and rules.short_entry is not None:
        rules.exits, rules.short_exits = [rules.short_entry], [rules.entry]
        rules.notes.append("a signal for the other side turns the position round")


def settle_always(rules: Rules, tokens: list[Token]) -> None:
    """ "always in the market" is so where each side leaves as the other enters."""
    implied, short = rules.implied, rules.short_entry
    follows = isinstance(implied, Rule) and isinstance(short, Rule) and is_near(implied, short)
    if rules.direction == "both" and (follows or rules.exits == [rules.short_entry]):
        for token in tokens:
            token.kind = "used" if token.word == "always-in" else token.kind


WHILE = "held only while that is so: it sells as soon as it is not"
