"""Words of which nobody said what they mean, such as "in an uptrend", and the rest of the rules."""

from __future__ import annotations

import re
from dataclasses import replace

from agents.language.draft import (
    LEAVE_OUT,
    Ask,
    Group,
    Lasts,
    Negation,
    Rule,
    Tree,
    joined,
    rules_of,
)
from agents.language.hearing import Heard
from agents.language.lexicon import untestable
from agents.language.reading import Unsupported


def meanings(ask: Ask, tree: Tree) -> tuple[str, ...]:
    """What may be answered: the whole of a rule cannot be left out of it."""
    if isinstance(tree, Group):
        return ask.choices
    return tuple(choice for choice in ask.choices if choice != LEAVE_OUT)


def leave_out(rule: Rule, tree: Tree, heard: Heard) -> Tree | None:
    """The rest of the tree; the words are named as not tested."""
    first, end = rule.ask.words if rule.ask and rule.ask.words else (0, 0)
    part = [one for one in heard.words.tokens if first <= one.start and one.end <= end]
    for token in part:
        token.kind = "unsupported"
    named = Unsupported(text=heard.words.raw[first:end], why=untestable.UNDEFINED)
    heard.unsupported += [named] * (named not in heard.unsupported)
    return _without(tree, rule)


def name_dips(entry: Tree | None, heard: Heard) -> None:
    """ "buy the dip in an uptrend": how far it falls was not said, and a trend says it not."""
    rules = list(rules_of(entry))
    if not rules or not all(rule.undefined for rule in rules):
        return
    for token in heard.words.tokens:
        if token.word == "buy" and DIP.search(token.text):
            token.kind = "unsupported"
            heard.unsupported.append(Unsupported(text=token.text, why=untestable.NOT_UNDERSTOOD))


DIP = re.compile(r"\b(dips?|pullbacks?|weakness)\b", re.I)


def _without(tree: Tree, part: Rule) -> Tree | None:
    if isinstance(tree, Group):
        kept = [found for one in tree.of if (found := _without(one, part)) is not None]
        return joined(tree.join, kept)
    if isinstance(tree, Negation | Lasts):
        inner = _without(tree.of, part)
        return None if inner is None else replace(tree, of=inner)
    return None if tree == part else tree
