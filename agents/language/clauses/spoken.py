"""What is spoken of where a clause stands, although such a clause is read after the others:
"don't buy when RSI is over 70; buy when it is under 40"."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from agents.language.clauses.clause import Clause
from agents.language.draft import Rule, Side
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import Cursor
from agents.language.operands.operands import operand
from agents.language.operands.speaking import Context

OSCILLATORS = words("rsi stochastic stochrsi cci mfi williams-r adx")


@dataclass
class Spoken:
    """What "it" was where the clauses stand that are read later."""

    later: list[Clause]
    known: dict[int, tuple[Side | None, Rule | None]] = field(default_factory=dict)

    def waits(self, clause: Clause, context: Context) -> bool:
        """Passed by at first: what it speaks of is "it" in the words behind it."""
        if clause not in self.later:
            return False
        if id(clause) not in self.known:
            self.known[id(clause)] = context.left, context.last
            context.left = _subject(clause, context) or context.left
            return True
        left, last = self.known[id(clause)]
        if left is not None:
            context.left, context.last = left, last
        return False


def _subject(clause: Clause, context: Context) -> Side | None:
    for at, token in enumerate(clause.tokens):
        if token.free and token.word in OSCILLATORS:
            return operand(Cursor(clause.tokens, at), replace(context, blank=set()))
    return None
