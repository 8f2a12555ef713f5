"""The symbols of a clause: which are traded, and which are subjects of its conditions."""

from __future__ import annotations

from dataclasses import replace

from agents.language.clauses.joints import JOINTS
from agents.language.conditions.conditions import condition
from agents.language.conditions.elsewhere import watching
from agents.language.conditions.subjects import names_at
from agents.language.draft import (
    Tree,
    symbol_of,
)
from agents.language.lexicon import untestable, vocabulary
from agents.language.lexicon.unpriced import BOUGHT
from agents.language.operands.cursor import END, NOWHERE, Cursor
from agents.language.operands.operands import operand
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Token


def shares(cursor: Cursor) -> bool:
    """ "when AAPL and MSFT are below ...": one condition on two symbols."""
    led = cursor.at > 0 and cursor.tokens[cursor.at - 1].word == "when"
    named = cursor.word() == cursor.word(2) == "symbol"
    return led and named and cursor.word(1) in LISTED


def speaks_of_several(cursor: Cursor, context: Context) -> bool:
    """ "SPY and QQQ are both below their average": subjects of a condition, and not traded."""
    ahead = Cursor(cursor.tokens, cursor.at)
    ahead.skip("both")
    names, _ = names_at(ahead)
    probe = Cursor(cursor.tokens, cursor.at)
    return len(names) > 1 and condition(probe, replace(context)) is not None


def take_symbol(cursor: Cursor, traded: list[str], context: Context) -> str:
    """A symbol that is no subject of a condition is traded."""
    if any(_is_strange(token) for token in cursor.tokens[max(0, cursor.at - 2) : cursor.at]):
        return ""
    ahead = 0
    while cursor.word(ahead) in ("on", "for", "in", "of", "with", "long", "hold", "from", "all"):
        ahead += 1
    if cursor.word(ahead) != "symbol" or not _alone(cursor, ahead, context):
        return ""
    token = cursor.tokens[cursor.at + ahead]
    for passed in cursor.tokens[cursor.at : cursor.at + ahead + 1]:
        passed.kind = "used"
    cursor.at += ahead + 1
    if token.symbol not in traded:
        traded.append(token.symbol)
    return token.symbol


def of_another(cursor: Cursor, found: Tree, bought: set[str]) -> Tree:
    """ "buy SPY on a 20-day high of TLT": the rule looks at that one, where another is bought."""
    token = cursor.tokens[cursor.at] if cursor.word() == "symbol" and cursor.at else None
    if token is None or cursor.word(1) not in NOWHERE or not bought or token.symbol in bought:
        return found
    linked = token.start - cursor.tokens[cursor.at - 1].end > len(" of")  # a filler by now
    if not linked or symbol_of(found):
        return found
    cursor.take("symbol")
    return watching(found, token.symbol)


def _is_strange(token: Token) -> bool:
    """What cannot be tested, such as "hedge with ...", trades nothing; options have a symbol."""
    return token.free and token.word in STRANGE


OPTIONS = frozenset({"option", "options", "call", "calls", "put", "puts", BOUGHT})
STRANGE = frozenset(untestable.WORDS - OPTIONS)


def _on_a_scale(cursor: Cursor, ahead: int, spoken: Context) -> bool:
    """ "RSI strategy: buy AAPL below 30": the number is one of the oscillator that was spoken of,
    where it may be, and no price of what is bought."""
    left = spoken.left
    if left is None or not left.oscillates or cursor.word(ahead + 1) not in SIDES:
        return False
    low, high = left.scale
    number = cursor.tokens[cursor.at + ahead + 2 : cursor.at + ahead + 3]
    return bool(number) and number[0].word == "num" and low < (number[0].value or low) < high


SIDES = ("above", "below", "over", "under", "<", ">", "<=", ">=")


def _alone(cursor: Cursor, ahead: int, spoken: Context) -> bool:
    """Not followed by what it could be the subject of."""
    if cursor.word(ahead + 1) in JOINTS or cursor.word(ahead + 1) == END:
        return True
    if not cursor.at and _on_a_scale(cursor, ahead, spoken):
        return True
    probe = Cursor(cursor.tokens, cursor.at + ahead)
    before = probe.at
    context = Context(role="entry", own=spoken.own)
    found = condition(probe, context)
    if symbol_of(found):
        return False
    again = Cursor(cursor.tokens, before)
    if spoken.last is not None and symbol_of(condition(again, replace(spoken))):
        return False
    if ahead == 0 and cursor.at and cursor.tokens[cursor.at - 1].word in ("when", "while"):
        return condition(Cursor(cursor.tokens, before + 1), replace(spoken)) is not None
    probe = Cursor(cursor.tokens, before)
    return operand(probe, context) is None or probe.word() not in ("above", "below", "<", ">")


# Behind these stands what is traded.
TRADING = frozenset(
    {"buy", "short", "long", "hold", "sell", "cover", "trade", "buy-after", "put", "backtest"}
)
LISTED = frozenset({",", "and", "or", "/"})


def buys_members(tokens: list[Token]) -> bool:
    """ "buy Nasdaq 100 stocks only if SPY ...": what is named beside them is looked at."""
    if UNIVERSES.isdisjoint({token.word for token in tokens}):
        return False
    for at, token in enumerate(tokens):
        before = tokens[max(0, at - 3) : at] if token.word in UNIVERSES else []
        if any(one.word in TRADING for one in before) and not any(one.symbol for one in before):
            return True
    return False


UNIVERSES = frozenset({"index-members", "screened"})


def named_by_verbs(tokens: list[Token]) -> frozenset[str]:
    """ "buy SPY and QQQ when gold ...": SPY and QQQ; else the symbol that is named first."""
    spoken = [token for token in tokens if token.word not in vocabulary.FILLER]
    found: set[str] = set()
    led = False
    for token in spoken:
        if token.symbol and led:
            found.add(token.symbol)
        else:
            led = token.word in TRADING or (led and token.word in LISTED)
    first = next((token.symbol for token in spoken if token.symbol), "")
    first = "" if buys_members(spoken) else first
    return frozenset(found or ({first} if first else ()))
