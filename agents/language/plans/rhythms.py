"""How often a plan looks again where that takes several words: "every 3 months", "twice a year"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from agents.language.draft import Day
from agents.language.lexicon.lexicon import MONTHS, WEEKDAYS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Calendar

# The units in which a plan may look again.
UNITS = ("day", "week", "month", "quarter", "year")
ADVERBS = dict(zip(UNITS, ("daily", "weekly", "monthly", "quarterly", "yearly"), strict=True))
# Days that lie between two times; a portfolio knows the rhythms of one unit.
DAYS = {"day": 1.0, "week": 7.0, "month": 30.0, "quarter": 91.0, "year": 365.0}
# Days are those of trading, of which a week has five.
OF_TRADING: dict[float, str] = {
    5: "week", 20: "month", 21: "month", 22: "month", 63: "quarter", 250: "year", 252: "year",
}  # fmt: skip
# How many times in that unit.
ONE_WORD = {
    "semiannually": (2, "year"), "semiannual": (2, "year"), "biannually": (2, "year"),
    "half-yearly": (2, "year"), "biweekly": (0.5, "week"), "fortnightly": (0.5, "week"),
    "fortnight": (0.5, "week"), "bimonthly": (0.5, "month"),
}  # fmt: skip


@dataclass(frozen=True)
class Rhythm:
    """The words that say it, and the units on either side of what the engine cannot do."""

    words: list[Token]
    choices: tuple[str, ...]
    days: float

    @property
    def fits(self) -> bool:
        """ "every 2 years" has one choice, too, and is none of them."""
        length = DAYS[self.choices[0]]
        return len(self.choices) == 1 and abs(length - self.days) < 0.1 * length

    @property
    def note(self) -> str:
        """ "every 21 days", which are those of trading"""
        counted = self.words[1].value if len(self.words) == 3 else None
        traded = OF_TRADING.get(counted or 0) if self.words[-1].word == "day" else None
        return f"every {counted:g} trading days is read as every {traded}" if traded else ""

    @property
    def purchases(self) -> Day | None:
        """Every so many weeks or months, on which something may be bought."""
        weeks, months = self.days / DAYS["week"], round(self.days / DAYS["month"])
        named = [WEEKDAYS[token.word] for token in self.words if token.word in WEEKDAYS]
        if weeks in range(2, 9):
            note = f"every {weeks:g} weeks is read as the Monday of each of them"
            days = Calendar(weekdays=named or [1], every_weeks=int(weeks))
            return Day(days, () if named else (note,))
        if months in (2, 4, 6) and abs(self.days / DAYS["month"] - months) < 0.1 * months:
            note = f"every {months:g} months is read as the first trading day of each of them"
            return Day(Calendar(months=[*range(1, 13, int(months))], month_day=1), (note,))
        return None

    @property
    def adverb(self) -> Token:
        """One word for all of them, which the plans read."""
        last = self.words[-1]
        return replace(last, start=self.words[0].start, word=ADVERBS[self.choices[0]], value=None)


def spoken_rhythm(tokens: list[Token]) -> Rhythm | None:
    """ "every 6 months", "twice a year", "4 times a year", "fortnightly" """
    for index, token in enumerate(tokens):
        found = _said(tokens, index) if token.free else None
        if found is not None:
            size, days = found
            return Rhythm(tokens[index : index + size], _around(days), days)
    return None


def _said(tokens: list[Token], index: int) -> tuple[int, float] | None:
    """How many words, and how many days between two times."""
    said: list[str] = [token.word for token in tokens[index : index + 4]]
    here, rest = said[0], [*said[1:], "", "", ""]
    number = tokens[index + 1].value if index + 1 < len(tokens) else None
    if here in ONE_WORD:
        times, unit = ONE_WORD[here]
        return 1, DAYS[unit] / times
    if here in ("every", "once") and rest[0] == "num" and rest[1] in DAYS and (number or 0) > 0:
        traded = OF_TRADING.get(number or 0) if rest[1] == "day" else None
        return 3, DAYS[traded] if traded else (number or 1) * DAYS[rest[1]]
    if size := _drift(tokens, index):
        return size, DRIFT
    each = [word for word in rest if word not in ("every", "per")]
    size = 1 + rest.index(each[0]) if each and each[0] else 0
    if here == "twice" and each[0] in DAYS:
        return size + 1, DAYS[each[0]] / 2
    if here == "every" and rest[1] in WEEKDAYS and tokens[index + 1].small in OTHER:
        return 3, 2 * DAYS["week"]
    if here == "every" and rest[0] in MONTHS:
        return 2, DAYS["year"]
    times = tokens[index].value or 0
    if here == "num" and rest[0] == "x" and len(each) > 1 and each[1] in DAYS and times >= 1:
        return 1 + rest.index(each[1]) + 1, DAYS[each[1]] / times
    return None


OTHER = ("other", "second", "2nd")
# A rhythm that is none: it lies between those of a month and of a quarter.
DRIFT = 60.0


def _drift(tokens: list[Token], index: int) -> int:
    """ "rebalance when a weight drifts 5% from target", "with 5% rebalancing bands": how many
    words; what follows the per cent says only from where it is measured."""
    if size := _in_a_word(tokens, index) or _between_bounds(tokens, index):
        return size
    ahead, share, banded = _up_to_share(tokens, index)
    if not share:
        return 0
    first, second = ahead[0].word, ahead[1].word
    if first.startswith("rebalanc") and second in LEADING and (second == "when" or banded):
        return len(ahead)
    led = first in ("with", "using") and share == 1
    named = any(one.small.startswith("rebalanc") for one in ahead[1:])
    return len(ahead) if led and named and banded else 0


def _between_bounds(tokens: list[Token], index: int) -> int:
    """ "rebalance when any asset falls below 15% or rises above 35%" """
    if not tokens[index].word.startswith("rebalanc"):
        return 0
    ahead = tokens[index : index + FARTHEST]
    end = next((n for n, one in enumerate(ahead) if one.word in ENDS), len(ahead))
    part = ahead[1:end]
    shares = sum(one.word == "pct" for one in part)
    known = all(one.symbol or one.word in BOUNDED or one.small in BOUNDED for one in part)
    return end if part and part[0].word == "when" and shares == 2 and known else 0


BOUNDED = words(
    """
    when any asset assets holding holdings fund position one either it its weight weights share
    falls drops rises goes grows is below above under over or and of the to pct exceeds class
    """
)


def _in_a_word(tokens: list[Token], index: int) -> int:
    """ "threshold rebalance 5%", "5% threshold rebalancing", "rebalance band 5%" """
    said: set[str] = set()
    size = 0
    for token in tokens[index : index + FARTHEST]:
        kinds = {"rebalance"} if token.word.startswith("rebalanc") else set[str]()
        kinds |= {"band"} if token.small in BANDS else set()
        kinds |= {"share"} if token.word == "pct" else set()
        if not kinds or kinds & said:
            break
        said |= kinds
        size += 1
    return size if len(said) == 3 else 0


def _up_to_share(tokens: list[Token], index: int) -> tuple[list[Token], int, bool]:
    """The words up to a per cent and those that belong to it, its place, and whether they speak
    of weights that drift."""
    ahead = tokens[index : index + FARTHEST]
    ahead = ahead[: next((n for n, one in enumerate(ahead) if one.word in ENDS), len(ahead))]
    shares = [n for n, one in enumerate(ahead) if one.word in ("pct", "points")]
    if not shares or not shares[0]:
        return [], 0, False
    size = shares[0] + 1
    while size < len(ahead) and ahead[size].small in MEASURED:
        size += 1
    banded = any(one.small in BANDS for one in ahead[1:size])
    return ahead[:size], shares[0], banded


def beside_rhythm(tokens: list[Token]) -> list[Token]:
    """ "quarterly, or when the drift is over 5%", "with a 5% tolerance band": left and named,
    where a rhythm says anyway when to look."""
    for at, token in enumerate(tokens):
        if token.word in ("or", "and", "with", "using", "when"):
            ahead, _, banded = _up_to_share(tokens, at)
            if banded and not any(one.word in DATED_BY for one in ahead):
                return ahead
    return []


DATED_BY = frozenset({"daily", *ADVERBS.values()})
FARTHEST = 16
ENDS = frozenset({".", ",", ":"})
LEADING = words("when at with by on using once to beyond outside only")
BANDS = words(
    """
    drift drifts drifted drifting band bands threshold thresholds tolerance deviation deviations
    deviates off away corridor corridors
    """
)
MEASURED = BANDS | words(
    """
    from of by its the their target targets weight weights allocation allocations points percentage
    or more rebalancing rebalance in either direction absolute relative trigger triggers point
    initial original any
    """
)


def _around(days: float) -> tuple[str, ...]:
    """The one unit that is as long, or the next shorter and the next longer one."""
    same = [unit for unit, length in DAYS.items() if abs(length - days) < 0.1 * length]
    if same:
        return (same[0],)
    shorter = [unit for unit, length in DAYS.items() if length < days]
    longer = [unit for unit, length in DAYS.items() if length > days]
    return (*shorter[-1:], *longer[:1])


def without_edges(tokens: list[Token], used: list[Token]) -> list[Token]:
    """ "on the last trading day of each month": every month."""
    for at, token in enumerate(tokens):
        unit = DATED.get(tokens[at + 2].word) if at + 2 < len(tokens) else None
        if unit and token.word in ("first", "last") and tokens[at + 1].word == "day":
            led = at > 0 and tokens[at - 1].word in ("on", "at")
            used += tokens[at - led : at + 3]
            return [*tokens[: at - led], replace(token, word=unit), *tokens[at + 3 :]]
    return tokens


DATED = {"of-month": "monthly", "of-quarter": "quarterly", "of-year": "yearly"}


TURNING = words("rotate rotation rotating switch switches")
# Of the sentence that says how often it looks: no rule of its own.
LOOKS = words(
    """
    rotate rotation rotating switch switches rebalance check look based on by the current level
    every daily weekly monthly quarterly . day week month quarter num trade trading symbol to
    according updated relative performance latest new newest returns signal signals momentum
    """
)


def turning(tokens: list[Token]) -> list[Token]:
    """ "Rotate weekly based on the current level.": how often it looks, and no rule of its own."""
    found: list[Token] = []
    part: list[Token] = []
    for token in [*tokens, None]:
        if token is not None and token.word != ".":
            part.append(token)
            continue
        known = all(one.word in LOOKS or one.small in LOOKS for one in part)
        found += part if known and turns(part) else []
        part = []
    return found


def turns(tokens: list[Token]) -> bool:
    return any(token.small in TURNING for token in tokens)
