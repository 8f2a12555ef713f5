"""Words of which nobody said what they mean, such as "in an uptrend", and the rest of the rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from agents.language.assemble import Ledger
from agents.language.clauses.joining import open_parts, replaced
from agents.language.draft import (
    LEAVE_OUT,
    Ask,
    Day,
    Group,
    Lasts,
    Negation,
    Rule,
    Tree,
    joined,
    rules_of,
)
from agents.language.hearing import Heard
from agents.language.interview import Interview
from agents.language.lexicon import untestable
from agents.language.plans import Plan
from agents.language.questions.answering import as_level
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


Answered = Callable[[str, str, str], Tree | None]


def define_plan(plan: Plan, talk: Interview, ledger: Ledger, answered: Answered) -> None:
    """A plan goes by what it says: a trend that nobody defined is asked about, and not left out."""

    def defined(tree: Tree | None) -> Tree | None:
        for rule in open_parts(tree):
            new = _defined(rule, talk, ledger, answered)
            tree = replaced(tree, rule, new) if tree is not None and new is not None else tree
        return tree

    plan.branches = [replace(one, when=defined(one.when)) for one in plan.branches]
    plan.filter, plan.only = defined(plan.filter), defined(plan.only)


def _defined(rule: Rule | Day, talk: Interview, ledger: Ledger, answered: Answered) -> Tree | None:
    ask = rule.ask
    choices = tuple(one for one in ask.choices if one != LEAVE_OUT) if ask else ()
    if ask is None or not choices:
        return None
    answer = talk.ask(ask.id, ask.text, choices, choices[0])
    if answer is not None and answer != choices[0]:
        return answered(as_level(answer, rule), "entry", ask.id)
    if answer is not None:
        ledger.assume(f"{ask.text} {answer}", "portfolio")
    return replace(rule, ask=None)
