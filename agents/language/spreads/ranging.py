"""The reading of a text in which numbers have several values.

It is read with the first value of each, and once more with the last: what differs is what varies.
A spread with a name, as in "sweep the RSI limit from 20 to 40 by 5", is looked up by it instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from agents.language.draft import plain
from agents.language.interview import Interview
from agents.language.reading import Assumption, ImpossibleStrategy, Reading, Span, Unsupported
from agents.language.spreads.spreads import ASKING, Spread
from agents.language.spreads.varied import Found, Varied, compared, named_by, numbers_of, scaled
from agents.language.tokens.pieces import Token, Words
from backtests.engine.describe import describe
from backtests.engine.strategy import Strategy

Once = Callable[[Words, dict[str, str]], Reading]
LEAVE_OUT = "leave it out"
MOST_CHOICES = 6
# A text of more words that says no strategy at once is not read in other ways.
LONG = 300
OSCILLATORS = ("rsi", "stochastic")


@dataclass
class Ranging:
    """`once` reads the words as if every number had one value."""

    words: Words
    spreads: Sequence[Spread]
    once: Once
    talk: Interview
    assumed: list[Assumption] = field(default_factory=list)
    left_out: list[Spread] = field(default_factory=list)

    def reading(self) -> Reading:
        """The first way of reading that leaves no spread open; else what is open is asked for."""
        first = None
        for blank in self.ways():
            base = self.read(blank)
            first = first or base
            if base.strategy is None and len(self.words.tokens) > LONG:
                return base
            if base.strategy is None:
                continue
            varied = self.inline(base.strategy, blank)
            whole = all(named_by(one, base.strategy) for one in blank)
            if whole and len(varied) + len(blank) == len(self.spreads):
                return self.complete(base, base.strategy, varied, blank)
        base = self.read(self.spreads)
        if base.strategy is None and self.levels():
            base = self.read(self.spreads, keep=True)
        if base.strategy is None:
            return first or base
        return self.complete(base, base.strategy, [], self.spreads)

    def ways(self) -> Iterator[Sequence[Spread]]:
        """Which spreads are found by their names, and so say nothing where they stand.

        A name in a sentence of its own comes first; one within a rule may be a part of the rule.
        """
        named = [one for one in self.spreads if one.subject]
        asked = [one for one in named if one.asked]
        yield asked
        yield from ([other for other in asked if other is not one] for one in asked)
        yield []
        yield named

    def complete(
        self, base: Reading, strategy: Strategy, varied: list[Varied], blank: Sequence[Spread]
    ) -> Reading:
        found = [*varied, *(one for spread in blank if (one := self.named(strategy, spread)))]
        found.sort(key=lambda one: one.spread.begin)
        return self.asked(base) if self.talk.open else self.told(base, strategy, found)

    def read(
        self, blank: Iterable[Spread], last: Spread | None = None, *, keep: bool = False
    ) -> Reading:
        """With the first value of each, but the last of one; those that are blank say nothing, but
        for the oscillator of which they are levels, to `keep`."""
        silent = {one.begin for one in blank}
        every, tokens, at = self.words.tokens, [], 0
        for one in self.spreads:
            if one.begin in silent:
                named = [t for t in every[one.begin : one.end] if keep and t.word in OSCILLATORS]
                tokens += [*every[at : one.begin], self.silence(one.begin, one.end), *named]
            else:
                value = one.high if one is last else one.low
                tokens += [*every[at : one.begin], *self.before(one), *one.instead(every, value)]
            at = one.end if one.begin in silent else one.last
        fresh = [replace(token) for token in (*tokens, *every[at:])]
        words = Words(self.words.raw, fresh, list(self.words.corrected))
        return self.once(words, {**self.levels(), **self.periods()})

    def periods(self) -> dict[str, str]:
        """Of a fast and a slow average whose periods are said nowhere but in their spreads."""
        fast, slow = (
            next((f"{one.low:g}" for one in self.spreads if side in one.subject), "")
            for side in ("fast", "slow")
        )
        return {"periods": f"{fast} and {slow}"} if fast and slow else {}

    def levels(self) -> dict[str, str]:
        """ "RSI buy levels from 20 to 40": of an oscillator of which nothing else is said."""
        low, high = (
            next((f"{one.low:g}" for one in self.spreads if {side, "limit"} <= one.subject), "")
            for side in ("entry", "exit")
        )
        return {"rules": f"{low} and {high}"} if low and high else {}

    def silence(self, begin: int, end: int) -> Token:
        part = self.words.tokens[begin:end]
        return Token(part[0].start, part[-1].end, self.words.said(part), ",", kind="used")

    def before(self, one: Spread) -> list[Token]:
        """What stands before a value, but for the word that asks to try several."""
        part = self.words.tokens[one.begin : one.place]
        asks = bool(part) and part[0].small in ASKING
        return [self.silence(one.begin, one.begin + 1), *part[1:]] if asks else part

    def said(self, one: Spread) -> str:
        return self.words.said(self.words.tokens[one.begin : one.end])

    def inline(self, strategy: Strategy, named: Sequence[Spread]) -> list[Varied]:
        """Spreads that stand where a number would: found by reading again with another value."""
        found = []
        for one in self.spreads:
            other = None if one in named else self.read(named, last=one).strategy
            if other is not None and (varied := compared(strategy, other, one)):
                found.append(varied)
        return found

    def named(self, strategy: Strategy, one: Spread) -> Varied | None:
        """By its name; where that fits several numbers, by their values, else by an answer."""
        found = named_by(one, strategy)
        near = [each for each in found if each.within(one)]
        if len(found) > 1 and len(near) == 1:
            text = f"'{self.said(one)}' is read as the {near[0].label}"
            self.assumed.append(Assumption(text=text, path=near[0].paths[0]))
            return scaled(near[0], one)
        return scaled(found[0], one) if len(found) == 1 else self.chosen(strategy, one, found)

    def chosen(self, strategy: Strategy, one: Spread, found: Sequence[Found]) -> Varied | None:
        offered = (found or [each for each in numbers_of(strategy) if each.is_set])[:MOST_CHOICES]
        choices = (*map(str, offered), LEAVE_OUT)
        about = f"range_{self.spreads.index(one) + 1}"
        text = f"Which number takes the values of '{self.said(one)}'?"
        answer = self.talk.ask(about, text, choices, choices[0] if found else LEAVE_OUT)
        if answer in choices[:-1]:
            return scaled(offered[choices.index(answer)], one)
        if answer == LEAVE_OUT:
            self.left_out.append(one)
        elif answer:
            self.talk.again(about)
        return None

    # Telling --------------------------------------------------------------------------------------

    def asked(self, base: Reading) -> Reading:
        draft = (
            base.strategy.model_dump(mode="json", exclude_defaults=True) if base.strategy else {}
        )
        sentence = "Almost there: " + " ".join(question.text for question in self.talk.open)
        return base.model_copy(
            update={
                "action": "clarify",
                "strategy": None,
                "sentence": sentence,
                "questions": self.talk.open,
                "answered": [*base.answered, *self.talk.answered],
                "draft": draft,
            }
        )

    def told(self, base: Reading, strategy: Strategy, varied: Sequence[Varied]) -> Reading:
        ranged = with_ranges(strategy, varied)
        paths = [path for one in varied for path in one.paths]
        usual = [one for one in base.assumptions if one.path not in paths]
        notes = [note for one in varied for note in one.notes()]
        return base.model_copy(
            update={
                "strategy": ranged,
                "sentence": describe(ranged),
                "action": "partial" if self.left_out else base.action,
                "assumptions": [*usual, *self.assumed, *notes],
                "answered": [*base.answered, *self.talk.answered],
                "stated": sorted({*base.stated, *paths}),
                "spans": [self.span(span) for span in base.spans],
                "unsupported": [*base.unsupported, *self.dropped()],
            }
        )

    def span(self, span: Span) -> Span:
        tokens = self.words.tokens
        lost = any(tokens[one.begin].start == span.start for one in self.left_out)
        return span.model_copy(update={"kind": "unsupported"}) if lost else span

    def dropped(self) -> Iterator[Unsupported]:
        for one in self.left_out:
            yield Unsupported(text=self.said(one), why="It is not clear which number this varies.")


def with_ranges(strategy: Strategy, varied: Sequence[Varied]) -> Strategy:
    data = strategy.model_dump(mode="json")
    data["ranges"] = [one.range() for one in varied]
    try:
        return Strategy.model_validate(data).based()
    except ValidationError as error:
        raise ImpossibleStrategy(plain(error), "ranges") from None
