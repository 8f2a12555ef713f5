"""A strategy that a language model has read, held against the text, and its account of the words.

Every word that it quotes must stand in the text; every number of the text must be in the strategy
or be named as left out; what the text does not say is listed as assumed; what the rules know to be
untestable stays so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from agents.asking import Untrue
from agents.grounding import Said, facts_in, numbers_in, stands
from agents.language.reading import Assumption, Question, Reading, Span, SpanKind, Unsupported
from agents.language.untestable import NOT_ON_PRICES
from backtests.engine.describe import describe
from backtests.engine.strategy import Strategy

VITAL = ("entry", "short_entry", "portfolio")
# Where the rules say what they assume of these, that stays true of the model's strategy.
USUAL = ("timeframe", "initial_capital", "commission", "slippage", "fill", "sizing.fraction",
         "start")  # fmt: skip
# Per cents, basis points, thousands and millions.
SCALES = (1, 100, 10_000, 1e-3, 1e-6)
DEFAULTS = Strategy.model_construct(symbols=[]).model_dump(mode="json")


class Quote(BaseModel):
    model_config = ConfigDict(extra="forbid")

    path: str = Field(max_length=200)
    words: str = Field(min_length=1, max_length=500)


class Understood(BaseModel):
    """What a text says, and from which of its words that comes."""

    model_config = ConfigDict(extra="forbid")

    strategy: Strategy | None = None
    quotes: list[Quote] = Field(default_factory=list, max_length=60)
    left_out: list[Unsupported] = Field(default_factory=list, max_length=30)
    questions: list[Question] = Field(default_factory=list, max_length=3)


@dataclass
class Ledger:
    """Holds a strategy that a model has read against the text."""

    text: str
    rules: Reading
    answer: Understood
    strategy: Strategy

    def __post_init__(self) -> None:
        self.quoted = {one.path: self.place(one.words) for one in self.answer.quotes}
        self.left = [self.place(one.text) for one in self.answer.left_out]
        self.untestable = [
            self.find(one.text) for one in self.rules.unsupported if one.why == NOT_ON_PRICES
        ]

    def reading(self) -> Reading:
        for wrong in self.wrongs():
            raise Untrue(wrong)
        unsupported = [*self.answer.left_out, *self.still_unread()]
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
        for path, (start, end) in self.quoted.items():
            for first, last in self.untestable:
                if start < last and first < end:
                    yield f"{path}: {self.text[first:last]!r} cannot be tested on prices"
        for field in VITAL:
            if getattr(self.strategy, field) is not None and not self.said(field):
                yield f"{field} has no quote: from which words does it come?"
        if unsaid := [one for one in self.strategy.symbols if not self.names(one)]:
            yield f"symbols: the text does not name {', '.join(unsaid)}; give the quote"
        facts = list(facts_in(self.strategy.model_dump(mode="json")))
        if lost := [one.text for one in self.numbers_said() if not expressed(one, facts)]:
            yield f"the text says {', '.join(lost)}, which is neither in the strategy nor left_out"

    def names(self, symbol: str) -> bool:
        known = self.rules.strategy.symbols if self.rules.strategy else self.rules.draft
        return symbol in self.text.upper() or symbol in str(known) or self.said("symbols")

    def numbers_said(self) -> Iterator[Said]:
        """Numbers of the text, but for those in words that are named as not tested."""
        kept = list(self.text)
        for start, end in (*self.left, *self.untestable):
            kept[start:end] = " " * (end - start)
        yield from numbers_in("".join(kept))

    # What is told ----------------------------------------------------------------------------

    def said(self, path: str) -> bool:
        return any(one == path or one.startswith(f"{path}.") for one in self.quoted)

    def assumptions(self) -> Iterator[Assumption]:
        """What is in the strategy and not in the text, each by its path."""
        plain = self.strategy.model_dump(mode="json")
        for usual in self.rules.assumptions:
            same = at(plain, usual.path) == at(DEFAULTS, usual.path)
            if usual.path in USUAL and same and not self.said(usual.path):
                yield usual
        if self.said("symbols"):
            words = self.words("symbols")
            yield Assumption(
                text=f"{words!r} is read as {', '.join(self.strategy.symbols)}", path="symbols"
            )
        for path, value in leaves(plain):
            if at(DEFAULTS, path) != value and not self.in_figures(value):
                yield Assumption(text=f"{value:g} was not said in figures", path=path)

    def stated(self) -> Iterator[str]:
        for path, value in leaves(self.strategy.model_dump(mode="json")):
            if at(DEFAULTS, path) != value and self.in_figures(value):
                yield path

    def in_figures(self, value: float) -> bool:
        return any(expressed(one, [value]) for one in self.numbers_said())

    def words(self, path: str) -> str:
        start, end = self.quoted[path]
        return self.text[start:end]

    def still_unread(self) -> Iterator[Unsupported]:
        """What the rules could not read and the model has not accounted for, or may not."""
        for one in self.rules.unsupported:
            start, end = self.find(one.text)
            read = [self.kind(span) for span in self.rules.spans if start <= span.start < end]
            named = any(first <= start and end <= last for first, last in self.left)
            if (one.why == NOT_ON_PRICES or "unsupported" in read) and not named:
                yield one

    def span(self, span: Span) -> Span:
        return span.model_copy(update={"kind": self.kind(span)})

    def kind(self, span: Span) -> SpanKind:
        if any(start <= span.start < end for start, end in (*self.left, *self.untestable)):
            return "unsupported"
        quoted = any(start <= span.start < end for start, end in self.quoted.values())
        return "used" if quoted else span.kind

    def place(self, words: str) -> tuple[int, int]:
        """Where the words stand in the text."""
        start, end = self.find(words)
        if start == end:
            raise Untrue(f"{words!r} is not in the text; copy it letter by letter")
        return start, end

    def find(self, words: str) -> tuple[int, int]:
        start = self.text.lower().find(words.lower().strip())
        return (start, start + len(words.strip())) if start >= 0 else (0, 0)


def expressed(said: Said, values: list[float]) -> bool:
    return stands(said, [abs(value) * scale for value in values for scale in SCALES])


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, float]]:
    """The numbers of a strategy with their paths; its version is none of its own."""
    match value:
        case bool():
            return
        case int() | float():
            yield path, float(value)
        case dict():
            for name, item in value.items():
                if name != "version":
                    yield from leaves(item, f"{path}.{name}" if path else name)
        case list():
            for index, item in enumerate(value):
                yield from leaves(item, f"{path}.{index}")


def at(value: Any, path: str) -> Any:
    """What stands at a path, or None."""
    for name in path.split("."):
        if isinstance(value, Mapping):
            value = value.get(name)
        elif isinstance(value, list) and name.isdecimal() and int(name) < len(value):
            value = value[int(name)]
        else:
            return None
    return value
