"""Where the parts of a strategy that a language model has read stand in the text, and which of its
numbers the text has in figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from agents.language.lexicon.untestable import NOT_ON_PRICES
from agents.language.reading import Reading
from agents.language.tokens.pieces import Token
from agents.language_model import evidence, kinds
from agents.language_model.asking import Untrue
from agents.language_model.evidence import RULES, Place, Text, at
from agents.language_model.understood import Understood
from backtests.engine.strategy import Strategy

# What may be said within the words of another part.
FREELY = ("direction", "timeframe")


@dataclass
class Quoting:
    """The quotes of a strategy, each at its place; `answers` were added to the text, `given` goes
    before all of them.
    """

    text: str
    rules: Reading
    answer: Understood
    strategy: Strategy
    given: frozenset[str] = field(default_factory=frozenset)
    answers: Sequence[str] = ()

    def __post_init__(self) -> None:
        self.text = ". ".join([self.text, *self.answers])  # the places in the text stay the same
        self.words = Text.of(self.text)
        self.plain = self.strategy.model_dump(mode="json")
        known = self.rules.strategy
        self.read = known.model_dump(mode="json") if known else self.rules.draft
        self.parts = [one for one in evidence.parts(self.plain) if not self.is_given(one)]
        self.quotes = self.placed()
        self.left = [self.place(one.text) for one in self.answer.left_out]
        self.untestable = [
            self.words.find(one.text) for one in self.rules.unsupported if one.why == NOT_ON_PRICES
        ]

    def said(self, place: Place) -> str:
        return self.text[slice(*place)]

    def is_given(self, path: str) -> bool:
        return path.partition(".")[0] in self.given

    def given_symbols(self) -> list[str]:
        return self.strategy.symbols if "symbols" in self.given else []

    def is_condition(self, path: str) -> bool:
        return path.partition(".")[0] in RULES

    def is_left(self, start: int) -> bool:
        return any(first <= start < last for first, last in (*self.left, *self.untestable))

    def known(self, path: str) -> bool:
        """Whether the rules have read the same."""
        value, name = at(self.plain, path), path.partition(".")[0]
        if not self.is_condition(path):
            return bool(at(self.read, path) == value)
        rule = self.read.get(name)
        return bool(rule) and any(
            at(self.read, one) == value for one in evidence.conditions(rule, name)
        )

    def has(self, name: str, condition: Any) -> bool:
        rule = self.plain[name]
        return bool(rule) and any(
            evidence.alike(condition, at(self.plain, one))
            for one in evidence.conditions(rule, name)
        )

    def places(self, path: str) -> list[Place]:
        """The quotes of a part: its own, or of a whole that has no other part."""
        own = [place for one, place in self.quotes if f"{one}.".startswith(f"{path}.")]
        return own or [place for one, place in self.quotes
                       if path.startswith(f"{one}.") and self.covers(one) == 1]  # fmt: skip

    def place_of(self, path: str) -> Place | None:
        """From the first word that is quoted for it to the last."""
        places = self.places(path)
        return around(places) if places else None

    def covers(self, path: str) -> int:
        return sum(one.startswith(f"{path}.") for one in self.parts)

    def expressed(self, number: Token, unit: str) -> bool:
        """Whether a number of the text stands where it is quoted, or where the rules read it."""
        quoting = [one for one, (start, end) in self.quotes if start <= number.start < end]
        if any(self.is_given(one) or self.is_name(one) for one in quoting):
            return True
        kept = [one for one in self.rules.stated if at(self.read, one) == at(self.plain, one)]
        return any(
            evidence.means(number, unit, value, path)
            for one in (*quoting, *kept)
            for path, value in evidence.figures(at(self.plain, one), one)
        )

    def may_share(self, one: str, other: str) -> bool:
        """Names and the side are said in the midst of a rule; else only within one part."""
        if any(self.is_name(path) or path in FREELY for path in (one, other)):
            return True
        inner, outer = sorted((f"{one}.", f"{other}."), key=len, reverse=True)
        same = any(inner.startswith(f"{part}.") and outer.startswith(f"{part}.")
                   for part in self.parts)  # fmt: skip
        return same or inner.startswith(outer)

    def common(self, one: Place, other: Place) -> str:
        start, end = max(one[0], other[0]), min(one[1], other[1])
        said = self.text[start:end].strip() if start < end else ""
        return said if any(map(str.isalnum, said)) else ""

    def is_name(self, path: str) -> bool:
        """The 500 of an index is no number of the strategy."""
        return path.startswith(("symbols", "benchmark")) or path.endswith("symbol")

    def in_figures(self, path: str, value: float) -> bool:
        if path in self.rules.stated and at(self.read, path) == at(self.plain, path):
            return True
        places = [place for one, place in self.quotes if f"{path}.".startswith(f"{one}.")]
        return any(
            start <= number.start < end and evidence.means(number, unit, value, path)
            for number, unit in self.words.figures()
            for start, end in places
        )

    def is_told(self, path: str, value: float) -> bool:
        """In figures, here or where the same indicator is used before."""
        numbers = list(evidence.numbers(self.plain))
        again = kinds.twins(path, numbers, lambda where: at(self.plain, where))
        return any(self.in_figures(one, value) for one in (path, *again))

    def placed(self) -> list[tuple[str, Place]]:
        """Words that stand twice may be quoted twice; the longest find their place first."""
        found: dict[int, tuple[str, Place]] = {}
        quotes = sorted(enumerate(self.answer.quotes), key=lambda one: -len(one[1].words))
        for n, quote in quotes:
            others = [place for path, place in found.values()
                      if not self.may_share(path, quote.path)]  # fmt: skip
            places = self.every_place(quote.words)
            free = (one for one in places if not any(self.common(one, other) for other in others))
            found[n] = quote.path, next(free, places[0])
        return [found[n] for n in sorted(found)]

    def place(self, words: str) -> Place:
        return self.every_place(words)[0]

    def every_place(self, words: str) -> list[Place]:
        """Where the words stand in the text."""
        found = list(self.words.every(words))
        if not found:
            raise Untrue(f"{words!r} is not in the text; copy it letter by letter")
        return found


def around(places: list[Place]) -> Place:
    return min(one for one, _ in places), max(one for _, one in places)


def is_within(token: Token, places: list[Place]) -> bool:
    return any(start <= token.start < end for start, end in places)


def is_symbol(token: Token) -> bool:
    return token.word == "symbol"
