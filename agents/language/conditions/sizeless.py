"""Moves whose size nobody said: "a huge down day", "falls sharply". How far is asked."""

from __future__ import annotations

from dataclasses import replace

from agents.language.conditions.comparisons import Read
from agents.language.conditions.returns import change
from agents.language.draft import Ask
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.operators import WAYS
from agents.language.operands.speaking import Context

SIZES = (3, 5, 2)
DAYS = words("day bar close closes move")
ENDS = NOWHERE | words("after on with while when but buy-after long")


def sizeless(cursor: Cursor, context: Context) -> Read | None:
    """In an entry; an exit on such a move is no stop."""
    cursor.skip("it", "price", "symbol")
    verb = cursor.take("falls", "rises", "goes", "closes")
    big = cursor.take("huge", "sharply", *(("hard",) if verb else ()))
    way = cursor.take(*WAYS) or (verb if verb and verb.word in WAYS else None)
    big = big or cursor.take("huge", "sharply", "hard")
    cursor.skip(*DAYS)
    cursor.phrase("in", "day")
    cursor.skip("today")
    if big is None or way is None or cursor.word() not in ENDS:
        return None
    verb_said = "falls" if WAYS[way.word] < 0 else "rises"
    choices = tuple(f"{verb_said} {size}% in 1 day" for size in SIZES)
    ask = Ask(f"{context.role}_size", f"How far does it move on '{big.text}'?", choices)
    return replace(change(WAYS[way.word], SIZES[0] / 100, 1), ask=ask)
