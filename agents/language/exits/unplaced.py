"""Stops and targets that are only named: "... or at the stop", "stop below the swing low"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from agents.language.draft import LimitName
from agents.language.exits.limits import NAMES
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

KNOWN: dict[str, frozenset[LimitName]] = {
    "stop_loss": frozenset({"stop_loss", "trailing_stop"}),
    "take_profit": frozenset({"take_profit", "partial_exits"}),
}
JOINTS = words(". , and or ( )")
# What a stop lies at that no rule can say, and what may be said of it beside.
PLACES = words(
    """
    swing structure support resistance pivot low high yesterday previous last recent bar day wick
    entry signal setup range bottom top obvious level point current nearest local
    """
)
BESIDE = words(
    """
    at below above under over beneath behind just on of from the a tight wide day's bar's
    yesterday's : placed set
    """
)


@dataclass(frozen=True)
class Unplaced:
    """A stop or a target of which it is open how far it lies, and the words that say it."""

    name: LimitName
    tokens: list[Token]


def pass_named_again(tokens: list[Token], known: Iterable[LimitName]) -> None:
    """ "sell at 70 or at the stop": that which was said elsewhere."""
    said = set(known)
    for index in places(tokens, NAMES):
        name = NAMES[tokens[index].word]
        if not tokens[index].free or not KNOWN[name] & said:
            continue
        end = index + 1
        while end < len(tokens) and tokens[end].free and tokens[end].word == "touches":
            end += 1
        first = index - 1
        while first > 0 and tokens[first].word in ("at", "on", "when"):
            first -= 1
        opens = first < 0 or tokens[first].word in JOINTS or not tokens[first].free
        if opens and _ends(tokens, end):
            for part in tokens[index:end]:
                part.kind = "used"


def _ends(tokens: list[Token], index: int) -> bool:
    return index >= len(tokens) or not tokens[index].free or tokens[index].word in JOINTS


def take_unplaced(tokens: list[Token], known: Iterable[LimitName]) -> list[Unplaced]:
    """ "a tight stop", "stop below the swing low": each name once, where no distance was said."""
    said, found = set(known), []
    for index in places(tokens, NAMES):
        name = NAMES[tokens[index].word]
        if not tokens[index].free or KNOWN[name] & said:
            continue
        part = _placed(tokens, index)
        if part:
            for one in part:
                one.kind = "used"
            found.append(Unplaced(name, part))
            said.add(name)
    return found


def _placed(tokens: list[Token], index: int) -> list[Token]:
    """The name and where it lies, if nothing else is said up to the next joint."""
    end = index + 1
    while not _ends(tokens, end):
        if tokens[end].word not in PLACES | BESIDE and tokens[end].small not in PLACES:
            return []
        end += 1
    headed = tokens[end - 1].word == ":"  # of what stands in the next line
    return [] if headed else tokens[index:end]
