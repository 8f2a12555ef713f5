"""A strategy that a language model has read, held against the text, and its account of the words.

Every part of it must quote words of its own, and every number of the text must stand in the part
that quotes it, or be named as left out. What the rules have read stays, and what they know to be
untestable stays so. How the model understood its words is listed with all else that is assumed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from pydantic import TypeAdapter

from agents.language.lexicon.untestable import NOT_ON_PRICES
from agents.language.reading import Assumption, Reading, Span, SpanKind, Unsupported
from agents.language.tokens.pieces import Token
from agents.language_model import evidence, kinds
from agents.language_model.asking import Untrue
from agents.language_model.evidence import DEFAULTS, RULES, WHOLE, Place, at
from agents.language_model.quoting import Quoting, around, is_symbol, is_within
from agents.language_model.understood import REASONS
from backtests.engine.describe import describe
from backtests.engine.describe import portfolio as describe_portfolio
from backtests.engine.phrases import describe_condition
from backtests.engine.strategy import Condition

# Where the rules say what they assume of these, that stays true of the model's strategy.
USUAL = ("timeframe", "initial_capital", "commission", "slippage", "fill", "sizing.fraction",
         "start")  # fmt: skip
CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)


@dataclass
class Ledger(Quoting):
    """Holds a strategy that a model has read against the text, and tells what comes of it."""

    def reading(self) -> Reading:
        for wrong in self.wrongs():
            raise Untrue(wrong)
        left = [Unsupported(text=one.text, why=REASONS[one.why]) for one in self.answer.left_out]
        unsupported = [*left, *self.still_unread()]
        return Reading(
            action="partial" if unsupported else "run",
            strategy=self.strategy,
            sentence=describe(self.strategy),
            spans=[self.span(one) for one in self.rules.spans],
            assumptions=list(self.assumptions()),
            unsupported=unsupported,
            stated=sorted(self.stated()),
        )

    # What must not be ------------------------------------------------------------------------

    def wrongs(self) -> Iterator[str]:
        yield from self.misquoted()
        yield from self.borrowed()
        yield from self.forgotten()
        yield from self.foreign_symbols()
        yield from self.contradicted()
        yield from self.shared()
        yield from self.of_another_kind()
        for number, unit in self.words.figures():
            if not self.is_left(number.start) and not self.expressed(number, unit):
                yield (
                    f"the text says {number.text}: that is neither left_out nor the number of a "
                    "part that quotes it"
                )

    def misquoted(self) -> Iterator[str]:
        for path, (start, end) in self.quotes:
            if at(self.plain, path) is None and not self.is_given(path):
                yield f"{path} is quoted and no part of the strategy"
            for first, last in self.untestable:
                if start < last and first < end:
                    yield f"{path}: {self.text[first:last]!r} cannot be tested on prices"
        for path in self.parts:
            if not self.places(path) and not self.known(path):
                yield f"{path} has no quote of its own: from which words does it come?"
        asked = {one: self.place_of(one) for one in self.parts if self.is_condition(one)}
        for one, other in evidence.same_words({k: v for k, v in asked.items() if v}):
            yield f"{one} quotes no other words than {other}: each condition needs its own"

    def borrowed(self) -> Iterator[str]:
        """The 30 of "RSI below 30" is no stop of 30% as well."""
        for path in self.parts:
            if self.is_condition(path) or self.known(path):
                continue
            if not any(evidence.numbers(at(self.plain, path), path)):
                continue
            places = self.places(path)
            said = [one for one in self.words.figures() if is_within(one[0], places)]
            if said and all(self.is_limit(*one) for one in said):
                yield f"{path} quotes only the numbers of conditions: where does it come from?"

    def shared(self) -> Iterator[str]:
        """Words that one part has are not there for another as well."""
        for (one, first), (other, second) in combinations(self.quotes, 2):
            if not self.may_share(one, other) and (common := self.common(first, second)):
                yield f"{one} and {other} quote the same {common!r}: each needs its own words"

    def of_another_kind(self) -> Iterator[str]:
        """A limit of which the words say nothing, or a condition that they do not name."""
        for path in self.parts:
            places = self.places(path)
            tokens = [token for place in places for token in self.words.within(place)]
            said = " ".join(map(self.said, places))
            if self.known(path):
                continue
            if path in kinds.KINDS and not kinds.says(path, tokens, said):
                yield f"{path}: {said!r} does not speak of one"
            if self.is_condition(path) and kinds.only_acts(tokens):
                yield f"{path}: {said!r} says what is done, and not when"

    def is_limit(self, number: Token, unit: str) -> bool:
        """Whether a condition has this number from its own words."""
        return any(
            self.is_condition(one)
            and start <= number.start < end
            and any(evidence.means(number, unit, value, path)
                    for path, value in evidence.numbers(at(self.plain, one), one))
            for one, (start, end) in self.quotes
        )  # fmt: skip

    def forgotten(self) -> Iterator[str]:
        """What the rules have read must not be lost or changed."""
        assumed = {one.path.partition(".")[0] for one in self.rules.assumptions}
        for name, value in self.read.items():
            if name in WHOLE or value in (None, DEFAULTS.get(name)) or self.is_given(name):
                continue
            if name in RULES:
                for path in evidence.conditions(value, name):
                    if not self.has(name, at(self.read, path)):
                        yield f"{name} lacks what the rules have read: {self.told(self.read, path)}"
            elif self.plain.get(name) != value and name not in assumed:
                yield f"{name}: the rules have read {value}; keep it"

    def foreign_symbols(self) -> Iterator[str]:
        named = {one.symbol or one.text.upper() for one in self.words.tokens if is_symbol(one)}
        named |= {*self.read.get("symbols", ()), *self.given_symbols()}
        unnamed = [one for one in self.strategy.needed_symbols if one not in named]
        for symbol in unnamed:
            places = [
                place
                for path, place in self.quotes
                if at(self.plain, path) == symbol or (path == "symbols" and len(unnamed) == 1)
            ]
            said = [one for place in places for one in self.words.within(place) if is_symbol(one)]
            if not places or any((one.symbol or one.text.upper()) in named for one in said):
                yield f"symbols: the text does not name {symbol}; give the quote, by symbols.N"

    def contradicted(self) -> Iterator[str]:
        for path in self.parts:
            if self.is_condition(path) and (place := self.place_of(path)):
                yield from self.misread(path, place)
        for name in RULES:
            for path, kind in evidence.joints(self.plain[name], name) if self.plain[name] else ():
                inner = [one for one in self.parts if one.startswith(f"{path}.")]
                places = [place for one in inner for place in self.places(one)]
                if places and evidence.joined_otherwise(kind, self.words.words(around(places))):
                    yield f"{path}: the text does not join these conditions by {kind!r}"
        yield from self.against_direction()
        if "leverage" in self.parts and not self.in_figures("leverage", self.strategy.leverage):
            yield "leverage: the text names no such number"

    def misread(self, path: str, place: Place) -> Iterator[str]:
        """A condition against the words that it quotes."""
        condition, words, said = at(self.plain, path), self.words.words(place), self.said(place)
        if evidence.turned_round(condition, words):
            yield f"{path} is the other way round than {said!r}"
        if evidence.other_indicator(condition, words):
            yield f"{path} looks at another indicator than {said!r}"
        clause = self.words.words(self.words.clause(place))
        if self.strategy.direction == "long" and evidence.wrong_side(path, clause):
            yield f"{path} comes from words that say the opposite side"

    def against_direction(self) -> Iterator[str]:
        said = " ".join(map(self.said, self.places("direction")))
        turned = "direction" in self.parts and not self.known("direction")
        if turned and not evidence.SAYS_SHORT.search(said):
            yield "direction: the words that are quoted do not say to sell short"
        short = evidence.SELLS_SHORT.search(self.text)
        if short and self.strategy.direction == "long" and not self.is_left(short.start()):
            yield f"direction is long, and the text says {short.group()!r}"

    # What is told ----------------------------------------------------------------------------

    def assumptions(self) -> Iterator[Assumption]:
        """What is in the strategy and not in the text, each by its path, and how it was read."""
        quoted = {one for one, _ in self.quotes}
        for usual in self.rules.assumptions:
            same = at(self.plain, usual.path) == at(DEFAULTS, usual.path)
            if usual.path in USUAL and same and usual.path not in quoted:
                yield usual
        for path, place in self.quotes:
            if path.startswith("symbols") or (path in self.parts and not self.known(path)):
                yield Assumption(text=self.understood(path, place), path=path)
        for path, value in evidence.numbers(self.plain):
            expected = at(DEFAULTS, path) == value or self.is_given(path)
            if not expected and not kinds.is_usual(path, value) and not self.is_told(path, value):
                said = f"{path.rpartition('.')[2]} {value:g} was not said in figures"
                yield Assumption(text=said.replace("_", " "), path=path)

    def understood(self, path: str, place: Place) -> str:
        return f"{self.said(place)!r} is read as {self.told(self.plain, path)}"

    def told(self, plain: Any, path: str) -> str:
        value = at(plain, path)
        if self.is_condition(path):
            return describe_condition(CONDITION.validate_python(value))
        if path == "portfolio":
            return describe_portfolio(self.strategy)
        if path.startswith("symbols"):
            return ", ".join(value) if isinstance(value, list) else str(value)
        return f"{path.replace('_', ' ')}: {value}"

    def stated(self) -> Iterator[str]:
        for path, value in evidence.numbers(self.plain):
            if at(DEFAULTS, path) != value and self.is_told(path, value):
                yield path

    def still_unread(self) -> Iterator[Unsupported]:
        """What the rules could not read and the model has not accounted for, or may not."""
        for one in self.rules.unsupported:
            start, end = self.words.find(one.text)
            read = [self.kind(span) for span in self.rules.spans if start <= span.start < end]
            named = any(first <= start and end <= last for first, last in self.left)
            if (one.why == NOT_ON_PRICES or "unsupported" in read) and not named:
                yield one

    def span(self, span: Span) -> Span:
        return span.model_copy(update={"kind": self.kind(span)})

    def kind(self, span: Span) -> SpanKind:
        """A quote of a whole with several parts accounts for none of its words."""
        if self.is_left(span.start):
            return "unsupported"
        quoted = any(
            start <= span.start < end and self.covers(path) < 2
            for path, (start, end) in self.quotes
        )
        return "used" if quoted else span.kind
