"""What undoes the entry, or is its mirror: "the opposite cross", "vice versa", "on a reclaim"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.conditions.comparisons import Read
from agents.language.conditions.mirroring import mirror_image
from agents.language.conditions.turning import MIRRORED, mirrored, negated
from agents.language.draft import Ask, Day, Group, Rule, Tree, joined, only_cross
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.operands.speaking import Context
from backtests.engine.strategy import Number


def reverse(cursor: Cursor, context: Context) -> Read | None:
    """ "the opposite cross", "vice versa": the two lines of the entry the other way round."""
    cursor.skip("crosses", "signal")
    if context.role == "exit" and cursor.take("else-out"):
        dated = bool(context.exits) and _is_dated(context.entry)
        known = dated or any(_lies_beyond(context.entry, one) for one in context.exits)
        return joined("any", context.exits) if known else _over(context.entry)
    if context.role == "entry" and cursor.take("else-in"):
        return negated(joined("any", context.exits))
    if context.side == "short" and cursor.take("else-short"):
        return _over(context.entry) if context.role == "entry" else None
    found = cursor.take("opposite", "vice-versa")
    cursor.skip(*NAMED) if found else None
    cross = cursor.word() == "crosses" or (found and "cross" in found.small)
    cursor.skip("crosses", "signal", "goes", "is", "way", "case", "for", "sell", "entry", "rule")
    turns = context.role == "exit" or context.side == "short"
    if not found and turns and _is_taken_back(cursor, context):
        return mirrored(context.entry)
    if not found or not turns:
        return None
    grouped = isinstance(context.entry, Group) and only_cross(context.entry) is not None
    back = cross or (grouped and context.side == "long")
    leaves = context.role == "exit"
    if leaves and context.other is not None and not cross:
        return context.other
    if not back:
        return _on_the_other_side(context.entry, leaves)
    turned = mirrored(context.entry)
    if turned is None or not grouped or cross:
        return turned
    return replace(turned, notes=(*turned.notes, CROSS_ALONE))


CROSS_ALONE = "of what is said for the other way round, a long is left on the cross back alone"


# "the opposite MACD crossover", "an opposite breakout signal"
NAMED = ("macd", "sar", "rsi", "stochastic", "bollinger", "band", "donchian", "breakout", "volume",
         "/", "trade", "buy", "short", "ema", "sma", "ma")  # fmt: skip


def _lies_beyond(entry: Tree | None, exit_: Tree) -> bool:
    """ "buy below 30, sell above 60, flat otherwise": it is held between the two levels."""
    if not isinstance(entry, Rule) or not isinstance(exit_, Rule):
        return False
    low, high = entry.right.operand, exit_.right.operand
    if not isinstance(low, Number) or not isinstance(high, Number):
        return False
    same = (entry.left.level, entry.symbol) == (exit_.left.level, exit_.symbol)
    rises = low.value < high.value
    return same and low.value != high.value and _upward(exit_) is rises is not _upward(entry)


def _upward(rule: Rule) -> bool:
    return rule.op.startswith(">") or rule.op == "crosses_above"


def _on_the_other_side(entry: Tree | None, leaves: bool) -> Tree | None:
    """What is so for the other side; of several conditions a long is left on the cross alone."""
    found = mirror_image(entry)
    if not isinstance(found, Rule) or found == mirrored(entry):
        return found
    if isinstance(entry, Rule) and found.left.oscillates and leaves:
        return replace(found, ask=_which_level(entry, found))
    return replace(found, notes=(OTHER_SIDE,))


def _which_level(entry: Rule, found: Rule) -> Ask:
    """The opposite of "RSI below 25": above 75, or above 25 again?"""
    name = getattr(found.left.operand, "name", "")
    called = name if name.isalpha() and len(name) < 4 else name.lower().replace("_", " ")
    way = "above" if MIRRORED[entry.op].endswith(("above", ">", ">=")) else "below"
    levels = [side.operand.value for side in (found.right, entry.right)
              if isinstance(side.operand, Number)]  # fmt: skip
    choices = tuple(f"{called} is {way} {level:g}" for level in dict.fromkeys(levels))
    return Ask("exit", "What is the opposite signal?", choices)


OTHER_SIDE = "the opposite signal is read as the mirror of the entry"


def _over(entry: Tree | None) -> Tree | None:
    """One of several conditions that is no longer so; a cross is over with its reverse. On the
    days on which it looks whether to be in, it looks whether to be out."""
    if isinstance(entry, Group) and entry.join == "all":
        days = [part for part in entry.of if isinstance(part, Day) and is_point(part)]
        rest = [part for part in entry.of if part not in days]
        gone = _over(joined("all", rest)) if days and rest else None
        if gone is not None:
            return joined("all", [gone, *days])
    if not isinstance(entry, Group) or entry.join != "all" or only_cross(entry) is None:
        return negated(entry)
    parts = [negated(part) for part in entry.of]
    return joined("any", [part for part in parts if part]) if all(parts) else None


def _is_dated(entry: Tree | None) -> bool:
    """ "from November 1 to April 30, else cash": bought on a day, so it is left on one, too."""
    return isinstance(entry, Day) and bool(entry.rule.month_day or entry.rule.date)


def is_point(day: Day) -> bool:
    """A day of the month or of the week, and no season."""
    rule = day.rule
    return bool(rule.month_day or rule.weekdays or rule.date) and not rule.months


def _is_taken_back(cursor: Cursor, context: Context) -> bool:
    """ "short when it loses the 21 EMA, cover on a reclaim" """
    cursor.skip("on", "it")
    crossed = only_cross(context.entry) is not None
    return bool(crossed and cursor.take("recovers")) and cursor.word() in NOWHERE
