"""Weights that are restored although nothing is ever to be sold, and what a rhythm of buying
cannot restore.
"""

from __future__ import annotations

import re

from agents.language.assemble import Ledger
from agents.language.interview import Interview
from agents.language.lexicon.wordlist import words
from agents.language.plans.plan import Plan
from agents.language.reading import Unsupported
from agents.language.tokens.pieces import Token, Words

NEVER = re.compile(r"\b(never|don't|do not|without) (ever )?sell(ing)?\b", re.IGNORECASE)
RESTORES = words("rebalance rebalanced rebalancing rebalances")
BEHIND = words(
    """
    to them it back into at the a equal equally same even weight weights parts shares
    yearly annually quarterly monthly every year quarter
    """
)
RESTORING, KEEPING = "restore the weights", "never sell"
ASKED = "To restore weights sells what has grown, and nothing is ever to be sold. Which counts?"
WHY = "What is bought again and again is kept as it was bought: no weights are restored."


def name_restoring(said: Words, plan: Plan | None) -> list[Unsupported]:
    """Beside a rhythm of buying: "rebalance them to equal weights", as a whole."""
    if plan is None or plan.kind != "dca":
        return []
    return [
        _named(said, at)
        for at, token in enumerate(said.tokens)
        if token.free and token.word in RESTORES
    ]


def _named(said: Words, at: int) -> Unsupported:
    last = at
    while last + 1 < len(said.tokens) and _goes_on(said.tokens[last + 1]):
        last += 1
    part = said.tokens[at : last + 1]
    for token in part:
        token.kind = "unsupported"
    return Unsupported(text=said.said(part), why=WHY)


def _goes_on(token: Token) -> bool:
    taken = token.kind == "used" and token.word in ("to", "equal", "equally")
    return (token.free or taken) and (token.word in BEHIND or token.small in BEHIND)


def ask_whether_restored(plan: Plan, said: Words, talk: Interview, ledger: Ledger) -> None:
    """Nobody can have both; the answer "never sell" leaves fixed weights to drift."""
    if not NEVER.search(said.raw.replace("’", "'")) or not _restores(plan, said):
        return
    choices = (RESTORING, KEEPING) if plan.kind == "weights" else (KEEPING,)
    answer = talk.ask("restored", ASKED, choices)
    if answer == KEEPING:
        plan.every = None if plan.kind == "weights" else plan.every
        ledger.assume("no weights are restored, as answered", "portfolio.rebalance")
    elif answer is not None and answer not in choices:
        talk.again("restored")


def _restores(plan: Plan, said: Words) -> bool:
    if plan.kind == "dca":
        return any(token.word in RESTORES for token in said.tokens)
    return plan.kind == "weights" and plan.every not in (None, "never")
