"""An answer is held to account as the text is: what of it no rule took, and what it offers."""

from __future__ import annotations

from agents.language.conditions.dayrules import mark_days
from agents.language.draft import Group, Rule, Tree
from agents.language.interview import in_words
from agents.language.setup.moments import mark_moments
from agents.language.spans import leftovers
from agents.language.tokens.pieces import Words
from agents.language.tokens.tokens import tokenise
from agents.language.wording.marks import mark

# Whose verbs may stand in an answer that says when to get in, or when to get out.
ENTERING = {"entry", "short", "state", "none", "filter"}
LEAVING = {"exit", "cover", "hold", "none"}


def heard(answer: str) -> Words:
    """Its words, each with the meaning that its neighbours give it, as in a text."""
    words = tokenise(answer)
    for marking in (mark, mark_moments, mark_days):
        marking(words.tokens)
    return words


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
