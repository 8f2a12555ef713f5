"""Where an assumption is said otherwise: words of the text, words to add, or a field beside it.

The words are found as the reader finds them, so "均线" is a moving average here as well, and a
slip of the pen is the word that was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agents.language.clauses.settling import WHILE
from agents.language.exits.closing import SAME_DAY
from agents.language.lexicon import vocabulary
from agents.language.lexicon.lexicon import MONTHS, WEEKDAYS
from agents.language.lexicon.wordlist import words
from agents.language.reading import Assumption, Part, Reading
from agents.language.tokens.pieces import Token
from agents.language.tokens.tokens import tokenise

FIELDS = words("symbols timeframe start end initial_capital commission slippage")
# So it is with every test: no words, no number and no field make it otherwise.
FIXED = re.compile(
    r"nothing is converted|get equal parts|in equal parts instead|is kept to the end"
    r"|not of an option"
)


class Way(Part):
    """Where it leads: to a `field` beside the text, to an `answer` that is taken back, or to the
    characters `start` to `end`, behind which comes `said`; `part` of that is to be typed over.
    """

    field: str = ""
    answer: str = ""
    start: int = 0
    end: int = 0
    said: str = ""
    part: str = ""


def ways(prompt: str, reading: Reading) -> list[Way | None]:
    """For each assumption of the reading; None where nothing else can be said."""
    pointer = Pointer(prompt, tokenise(prompt).tokens, reading)
    return [pointer.way(one) for one in reading.assumptions]


@dataclass
class Pointer:
    """Points at what the assumptions of one reading are about."""

    prompt: str
    tokens: list[Token]
    reading: Reading

    def __post_init__(self) -> None:
        self.tokens = [token for token in self.tokens if token.end > token.start]

    def way(self, one: Assumption) -> Way | None:
        if FIXED.search(one.text):
            return None
        if way := self._answer(one) or self._quoted(one) or self._number(one):
            return way
        if sentence := next((some for some in TO_SAY if some.about.search(one.text)), None):
            return self._added(sentence) if self._fits(sentence) else None
        if one.path in FIELDS:
            found = self._words(one) if one.path == "symbols" else []
            return _selected(found) if found else Way(field=one.path)
        return _selected(self._words(one) or self._clause(one.path))

    def _answer(self, one: Assumption) -> Way | None:
        """What was answered is taken back, and asked again."""
        for known in self.reading.answered:
            told = one.text.endswith("as answered") and known.given in one.text
            if told or one.text.startswith(known.text):
                return Way(answer=known.id)
        return None

    def _quoted(self, one: Assumption) -> Way | None:
        """ "'teh' is read as 'the'", "Airbus is read as its listing in Paris" """
        for said in (pattern.search(one.text) for pattern in (QUOTED, NAMED)):
            same = said and rf"(?<![^\W_]){re.escape(said[1])}(?![^\W_])"
            if same and (found := re.search(same, self.prompt, re.I)):
                return Way(start=found.start(), end=found.end())
        return None

    # A number that is usual ----------------------------------------------------------------------

    def _number(self, one: Assumption) -> Way | None:
        """ "RSI uses its usual 14 bars" becomes "RSI(14)", where it is called so once."""
        usual = USUAL.match(one.text)
        numbers = ", ".join(re.findall(r"\d+(?:\.\d+)?", usual[2])) if usual else ""
        if not usual or not (LENGTH.fullmatch(usual[2]) or usual[1] in IN_BRACKETS):
            return None
        if one.path == "trailing_stop":  # which is said in ways that brackets would part
            return None
        named = self._named([token.word for token in tokenise(usual[1]).tokens])
        if not named or (len(named) > 1 and not self._adopts(usual[1])):
            return None
        at = named[0].end
        return Way(start=at, end=at, said=f"({numbers})", part=numbers)

    def _named(self, name: list[str]) -> list[Token]:
        """The last word of each place that has no number yet."""
        name = [word for word in name if word not in vocabulary.FILLER]
        said = [token.word for token in self.tokens]
        ends = (n + len(name) - 1 for n in range(len(said)) if said[n : n + len(name)] == name)
        return [self.tokens[n] for n in ends if said[n + 1 : n + 2] not in (["("], ["num"])]

    def _adopts(self, name: str) -> bool:
        """An indicator without a number has that of the one before; each ATR stands for itself."""
        both = self.reading.strategy and self.reading.strategy.direction == "both"
        return name != "ATR" and not both

    # A sentence that nobody said -----------------------------------------------------------------

    def _fits(self, sentence: Sentence) -> bool:
        """What is said of positions has no place in a portfolio, nor the other way round."""
        portfolio = any(one.path.startswith("portfolio") for one in self.reading.assumptions)
        portfolio |= "portfolio" in self._made
        if sentence.of_portfolio:
            return self.reading.strategy is not None
        if "hold" in self._made and self.reading.strategy is None:
            return False
        told = [one.text for one in self.reading.assumptions]
        whole = any(one.id == "rules" for one in self.reading.questions) or WHILE in told
        return not (portfolio or whole or (SAME_DAY in told and sentence.part == "close"))

    def _added(self, sentence: Sentence) -> Way:
        said, before = sentence.said, self.prompt.rstrip()
        if "hold" in self._made:  # a saving plan has no trades
            said = said.replace("Trade at", "At")
        stop = "\n" if ABBREVIATED.search(before) else " " if ENDED.search(before) else ". "
        return Way(start=len(before), end=len(self.prompt), said=stop + said, part=sentence.part)

    @property
    def _made(self) -> set[str]:
        """What the strategy has, as far as it is known."""
        made = self.reading.strategy
        known = {name for name in ("portfolio", "hold") if made and getattr(made, name)}
        return known | {*self.reading.draft}

    # Words of the text ---------------------------------------------------------------------------

    def _words(self, one: Assumption) -> list[Token]:
        """What the assumption begins with, where it stands: in the rule it is about, if it can."""
        named = next((some for about, some in ABOUT if about.search(one.text)), frozenset())
        looks = LOOKS.search(one.text)
        subject = looks[1] if looks else SUBJECT.split(one.text)[0]
        keys = set() if named else {*_keys(tokenise(subject).tokens)}
        found = [
            n
            for n, token in enumerate(self.tokens)
            if token.word in named or keys & {*_keys([token])}
        ]
        rule = {id(token) for token in self._clause(one.path)}
        found = [n for n in found if id(self.tokens[n]) in rule] or found
        last = found[0] if found else 0
        for n in found:
            last = n if n - last <= NEAR else last
        return self.tokens[found[0] : last + 1] if found else []

    def _clause(self, path: str) -> list[Token]:
        """The words of the rule, from its verb to the next; all where no verb tells it."""
        role = EXITS if path.split(".")[0] in LEAVING else ENTERS
        said = [token.word for token in self.tokens]
        first = next((n for n, word in enumerate(said) if word in role), None)
        if first is None:
            return self.tokens
        if said[first].endswith("-after"):  # 30以下买入: the verb stands behind its rule
            begin = max((n + 1 for n in range(first) if said[n] in ENDS), default=0)
            return self.tokens[begin : first + 1]
        end = next((n for n in range(first + 1, len(said)) if said[n] in ENDS), len(said))
        while end > first + 1 and said[end - 1] in JOINTS:
            end -= 1
        return self.tokens[first:end]


def _selected(found: list[Token]) -> Way:
    return Way(start=found[0].start, end=max(token.end for token in found))


@dataclass(frozen=True)
class Sentence:
    """What to add where nobody said it, and which part of it is to be typed over."""

    about: re.Pattern[str]
    said: str
    part: str
    of_portfolio: bool = False


TO_SAY = (
    Sentence(re.compile("^trades are filled at"), "Trade at the close.", "close"),
    Sentence(re.compile("^every entry uses all"), "Use 50% of the capital per trade.", "50%"),
    Sentence(
        re.compile("without a rhythm looks again|said about rebalancing"),
        "Rebalance quarterly.", "quarterly", of_portfolio=True,
    ),
    Sentence(
        re.compile("is looked at every day"), "Check every month.", "month", of_portfolio=True
    ),
)  # fmt: skip
ENDED, ABBREVIATED = re.compile(r"[.!?。]$"), re.compile(r"min$")

QUOTED = re.compile(r"'(.+?)'(?= (?:is|says|binds|are)\b)")
NAMED = re.compile(r"^(?:the )?(.+?) (?:is|are) (?:read|traded|counted|held|what|crossed)\b")
USUAL = re.compile(r"^(?:the )?(.+?) uses? (?:its|their) usual (.+)$")
SUBJECT = re.compile(
    r" (?:is|are|lies|speaks|stays|closes|uses?|goes|that|without|crosses|turns)\b"
)
LOOKS = re.compile(r"looks at (\S+)$")
LENGTH = re.compile(r"(?:period )?\d+(?: bars)?")
# Of those with several numbers these take all of them in brackets, in this order.
IN_BRACKETS = words("MACD Stochastic") | {"Bollinger Bands"}

ENTERS = words("buy buy-after long short short-after")
EXITS = words("sell sell-after cover cover-after")
LEAVING = words(
    "exit short_exit stop_loss take_profit trailing_stop break_even partial_exits max_bars "
    "max_days same_day"
)
ENDS = ENTERS | EXITS | {"."}
JOINTS = words(", and or then ; :")
NEAR = 3  # "new 20-day high"
DAYS = {
    *MONTHS,
    *WEEKDAYS,
    *words("day week month quarter year of-month month-end month-start #date"),
}
ABOUT = tuple(
    (re.compile(about), frozenset(found))
    for about, found in (
        ("^moving average", words("average ma sma mean")),
        ("^a new extreme|^the new |lowest close", words("new high low highest lowest")),
        ("^true at each close", words("pct falls below down high highest")),
        ("calendar|weekday|^days of|is read as (?:the|its|every) (?:first|every|Mon|trad)", DAYS),
        ("on which nothing|trading days?$", DAYS),
        ("^times of the day", words("clock")),
        ("at an open is sold", words("at-close day-end same-day close")),
        ("^a per cent with|^a (?:rise|fall)", words("pct")),
        ("^today|^yesterday", words("today yesterday")),
        ("^reaching|^touching|goes beyond", words("touches at reaches band")),
    )
)


EMPTY = vocabulary.FILLER | vocabulary.SOFT | {"num", "symbol"}


def _keys(tokens: list[Token]) -> Iterator[str | float]:
    """What makes two tokens the same: a symbol, a number, or a word that carries meaning."""
    for token in tokens:
        if token.symbol or token.value is not None:
            yield token.symbol or float(token.value or 0)
        if token.word not in EMPTY:
            yield token.word
