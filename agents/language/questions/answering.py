"""An answer is held to account as the text is: what of it no rule took, and what it offers."""

from __future__ import annotations

import re

from agents.language.conditions.dayrules import mark_days
from agents.language.draft import Day, Group, Rule, Tree
from agents.language.interview import in_words
from agents.language.marking import mark
from agents.language.setup.moments import mark_moments
from agents.language.spans import leftovers
from agents.language.tokens.pieces import Words
from agents.language.tokens.tokens import tokenise
from backtests.engine.strategy import Number

# Whose verbs may stand in an answer that says when to get in, or when to get out.
ENTERING = {"entry", "short", "state", "none", "filter"}
ABOVE = {">", ">=", "crosses_above"}
LEAVING = {"exit", "cover", "hold", "none"}


def heard(answer: str) -> Words:
    """Its words, each with the meaning that its neighbours give it, as in a text."""
    words = tokenise(answer)
    for marking in (mark, mark_moments, mark_days):
        marking(words.tokens)
    return words


LEVEL = re.compile(r"(?:at |to |an? )?(\$?\d+(?:\.\d+)?)")


def as_level(answer: str, rule: Rule | Day) -> str:
    """ "30" to "How low is low?" is "below 30"."""
    level = LEVEL.fullmatch(answer)
    if not level or isinstance(rule, Day):
        return answer
    return f"{'above' if rule.op in ABOVE else 'below'} {level[1]}"


def across(answer: str, other: Tree | None) -> str:
    """ "70" to when to sell what was bought below 30 is "above 70"."""
    level = LEVEL.fullmatch(answer)
    known = other.right.operand if isinstance(other, Rule) else None
    if not level or not isinstance(known, Number):
        return answer
    return f"{'above' if float(level[1].lstrip('$')) > known.value else 'below'} {level[1]}"


def unread(words: Words, verbs: set[str], *, enters: bool) -> str:
    """The words of an answer (behind the verb that it was given) that are left over; all of them,
    where they are about something else."""
    if verbs - (ENTERING if enters else LEAVING):
        return words.raw.partition(" ")[2]
    return "; ".join(one.text for one in leftovers(words, set()))


def parts_of(tree: Tree | None) -> tuple[str, ...]:
    """The parts of a rule that cannot hold together, each as a quick answer."""
    parts = tree.of if isinstance(tree, Group) else ()
    told = [in_words(one) for one in parts if isinstance(one, Rule)]
    return tuple(one for one in told if one)
