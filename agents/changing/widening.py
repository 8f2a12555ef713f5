"""Ranges in a change of a strategy: "sweep the stop from 2% to 10% by 2%", and those that go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from agents.events import Json
from agents.language.lexicon import vocabulary
from agents.language.spreads.spreads import Spread, spreads
from agents.language.spreads.varied import Varied, named_by, scaled
from agents.language.tokens.pieces import Words
from agents.language.tokens.tokens import tokenise
from backtests.engine.strategy import Strategy

JOINTS = frozenset({"and", "also", "then", ",", ".", "use", "with"})


class NotWidened(ValueError):
    """The words do not say which number takes several values."""


def widened(strategy: Strategy, words: str) -> list[Json] | None:
    """The ranges of the strategy with those that the words say; None where they say none."""
    said = tokenise(words)
    found = spreads(said.tokens)
    if not found:
        return None
    if left := unread(said, found):
        raise NotWidened(f"{left!r} was not understood beside a range of values; say them apart.")
    new = [the_one(one, strategy, said) for one in found]
    taken = {path for one in new for path in one.paths}
    kept = [one for one in strategy.ranges if not taken & set(one.paths)]
    return [*(one.model_dump(mode="json") for one in kept), *(one.range() for one in new)]


def unread(said: Words, found: Sequence[Spread]) -> str:
    inside = {at for one in found for at in range(one.begin, one.end)}
    tokens = [token for at, token in enumerate(said.tokens) if at not in inside]
    return said.said([one for one in tokens if one.word not in vocabulary.FILLER | JOINTS])


def the_one(spread: Spread, strategy: Strategy, said: Words) -> Varied:
    """Of several numbers with this name, the one whose value is among those to be tried."""
    named = named_by(spread, strategy)
    near = [one for one in named if one.within(spread)]
    chosen = near if len(named) > 1 else named
    if len(chosen) == 1:
        return scaled(chosen[0], spread)
    text = said.said(said.tokens[spread.begin : spread.end])
    raise NotWidened(f"Which number takes the values of {text!r}? The strategy has to have it.")


def untouched(strategy: Strategy, kept: Callable[[str], str | None]) -> list[Json]:
    """The ranges of what the change leaves as it was, where it stands now: a new stop is one value,
    not many.
    """
    places = [[kept(path) for path in one.paths] for one in strategy.ranges]
    return [
        {**one.model_dump(mode="json"), "path": ", ".join(filter(None, found))}
        for one, found in zip(strategy.ranges, places, strict=True)
        if all(found)
    ]
