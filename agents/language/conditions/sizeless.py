"""Moves whose size nobody said: "a huge down day", "falls sharply". How far is asked."""

from __future__ import annotations

from dataclasses import replace

from agents.language.conditions.comparisons import Read
from agents.language.conditions.returns import change
from agents.language.draft import Ask, Op, Rule, number
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.operators import WAYS
from agents.language.operands.speaking import Context

SIZES = (3, 5, 2)
DAYS = words("day bar close closes move")
ENDS = NOWHERE | words("after on with while when but buy-after long")


def sizeless(cursor: Cursor, context: Context) -> Read | None:
    """In an entry; an exit on such a move is no stop."""
    cursor.skip("it", "price")
    named = cursor.take("symbol")
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
    symbol = named.symbol if named else ""
    led = f"{symbol} " if symbol else ""
    choices = tuple(f"{led}{verb_said} {size}% in 1 day" for size in SIZES)
    ask = Ask(f"{context.role}_size", f"How far does it move on '{big.text}'?", choices)
    return _of(symbol, replace(change(WAYS[way.word], SIZES[0] / 100, 1), ask=ask))


def bare_move(cursor: Cursor, context: Context) -> Read | None:
    """ "SPY goes down", "it rises": of a price that is spoken of, and of nothing else."""
    before = cursor.tokens[cursor.at - 1].word if cursor.at else ""
    if before not in LED:
        return None
    pronoun = cursor.take("it")
    named = None if pronoun else cursor.take("symbol")
    of_price = context.left is None or context.left.is_level
    verb = cursor.take("falls", "rises", "goes") if named or (pronoun and of_price) else None
    way = cursor.take("up", "down") if verb and verb.word == "goes" else verb
    if way is None or cursor.word() not in NOWHERE:
        return None
    return _bare(WAYS[way.word], named.symbol if named else "", context)


def _bare(way: int, symbol: str, context: Context) -> Rule | None:
    """ "when it goes down": by however little, or by how much?"""
    if context.role != "entry":
        return None
    lower, falls = ("lower", "falls") if way < 0 else ("higher", "rises")
    led = f"{symbol} " if symbol else ""
    choices = (f"{led}closes {lower} than the day before", *(f"{led}{falls} {one}" for one in FAR))
    ask = Ask(f"{context.role}_size", f"How far must it {falls[:-1]}?", choices)
    size = change(way, 0.0, 1)
    op: Op = "<" if way < 0 else ">"
    today = replace(size, op=op, right=number(0.0), ask=ask)
    return _of(symbol, today)


LED = words("when after while and or but not unless")
FAR = ("2% in 1 day", "5% in 5 days")


def _of(symbol: str, rule: Rule) -> Rule:
    return replace(rule, left=replace(rule.left, symbol=symbol)) if symbol else rule
