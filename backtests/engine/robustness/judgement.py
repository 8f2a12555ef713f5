"""What the numbers mean: each held against a stated threshold, and said so that anyone understands.

What could not be measured, or was measured on too few trades or returns, is unknown, never passed.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

State = Literal["passed", "failed", "unknown"]
Name = Literal[
    "luck",
    "tries",
    "holding",
    "histories",
    "entries",
    "costs",
    "overfitting",
    "out_of_sample",
    "neighbours",
    "walk_forward",
]

# Below this, luck explains nearly any result.
ENOUGH_TRADES = 30
# Plans, which are in by design, are judged by their months: three years hold a good and a bad one.
ENOUGH_MONTHS = 36
# Half a year of days: with fewer, a single week decides.
ENOUGH_RETURNS = 120

# The usual 5% chance of being fooled (Bailey and Lopez de Prado for PSR, DSR and PBO).
LEAST_CONFIDENCE = 0.95
MOST_LOSING_HISTORIES = 0.05
LEAST_PERCENTILE = 0.95
MOST_OVERFITTING = 0.05
# At twice the costs something must be left.
LEAST_AT_DOUBLE_COSTS = 0.0
# Half of the Sharpe ratio is what a sound strategy may well lose by bad luck.
LEAST_KEPT = 0.5
# A plateau: most neighbours keep at least half of the figure.
LEAST_NEIGHBOURS = 0.7
# Pardo: less than half of the growth that was chosen on is a sign of overfitting.
LEAST_EFFICIENCY = 0.5


@dataclass(frozen=True)
class Evidence:
    """The numbers; None is what could not be measured.

    `months`: the length of a plan, which counts instead of its trades, and `choices`: how often it
    ranked its symbols anew, if it does; `lost`: whether the account was; `returns`: how many
    returns they rest on; `trials`: every variant tried, the one judged among them; `earlier`: those
    of them that were tried in runs before; `psr`, `dsr`: confidence, 0 to 1;
    `ahead`: confidence that the Sharpe ratio is above that of the benchmark;
    `loss`: share of reshuffled histories that lost money; `percentile`: share of random entries
    that it beats; `doubled`: total return at twice the costs; `assumed_cost`: the cost of a side
    that stands for costs that nobody stated, as a fraction; `pbo`: probability of overfitting;
    `kept`: Sharpe ratio of the last part / that of the first; `neighbours`: share that keeps half;
    `efficiency`: growth on unseen windows / growth on those that were chosen on; `reasons`: why a
    question could not be measured, by its name.
    """

    trades: int
    returns: int
    trials: int = 1
    earlier: int = 0
    months: int | None = None
    choices: int | None = None
    lost: bool = False
    psr: float | None = None
    dsr: float | None = None
    ahead: float | None = None
    loss: float | None = None
    percentile: float | None = None
    doubled: float | None = None
    assumed_cost: float | None = None
    pbo: float | None = None
    neighbours: float | None = None
    kept: float | None = None
    efficiency: float | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Measure:
    """How many of something there are, and how many it takes."""

    number: int
    least: int
    noun: str


@dataclass(frozen=True)
class Finding:
    """One number beside its threshold, and one sentence on what it means."""

    name: Name
    value: float | None
    threshold: float
    state: State
    text: str

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Question:
    """A check: which number of the evidence, its threshold, and its words.

    `at_most`: the number must not be above the threshold, instead of not below it; `all_kept` and
    `turned`: its words where a share of what was there before is all of it or more, or below zero,
    because nobody would call that a share.
    """

    name: Name
    field: str
    threshold: float
    about: str
    passed: str
    failed: str
    at_most: bool = False
    all_kept: str = ""
    turned: str = ""

    def holds(self, value: float) -> bool:
        return value <= self.threshold if self.at_most else value >= self.threshold

    def words(self, value: float) -> str:
        if self.all_kept and value >= 1:
            return self.all_kept
        if self.turned and value < 0:
            return self.turned
        return self.passed if self.holds(value) else self.failed


QUESTIONS = (
    Question(
        "luck",
        "psr",
        LEAST_CONFIDENCE,
        "whether luck alone could do this",
        "Luck alone rarely does this well: {value:.1%} confidence that there is more to it.",
        "Luck alone could do this: {value:.1%} confidence that there is more to it, "
        "and {threshold:.0%} are needed.",
    ),
    Question(
        "tries",
        "dsr",
        LEAST_CONFIDENCE,
        "whether it stands out from the best of many tries",
        "Of {trials}, the best would rarely look this good by luck: {value:.1%} confidence.",
        "Of {trials}, the best may look this good by luck: {value:.1%} confidence "
        "that there is more to it, and {threshold:.0%} are needed.",
    ),
    Question(
        "holding",
        "ahead",
        LEAST_CONFIDENCE,
        "whether it is more than the market",
        "It is more than the market: {value:.1%} confidence that its Sharpe ratio is above that "
        "of the benchmark.",
        "It may be no more than the market: {value:.1%} confidence that its Sharpe ratio is above "
        "that of the benchmark, and {threshold:.0%} are needed.",
    ),
    Question(
        "histories",
        "loss",
        MOST_LOSING_HISTORIES,
        "whether it would have gained in other histories",
        "With its days in another order and mix, it lost money in {value:.1%} of the histories.",
        "With its days in another order and mix, it lost money in {value:.1%} of the histories; "
        "more than {threshold:.0%} is too often.",
        at_most=True,
    ),
    Question(
        "entries",
        "percentile",
        LEAST_PERCENTILE,
        "whether its moments to buy are better than random ones",
        "Its moments were better than chance: it beats {value:.1%} of random entries "
        "that are held as long.",
        "Random entries that are held as long do as well too often: it beats {value:.1%} of them, "
        "and {threshold:.0%} are needed.",
    ),
    Question(
        "costs",
        "doubled",
        LEAST_AT_DOUBLE_COSTS,
        "whether it would survive higher costs",
        "It survives {costs}: the total return is still {gained}.",
        "It does not survive {costs}: the total return is {gained}.",
    ),
    Question(
        "overfitting",
        "pbo",
        MOST_OVERFITTING,
        "whether its numbers are tuned to the past",
        "Numbers that win on one half of the past also do well on the other: "
        "in {value:.1%} of the halves they do not.",
        "Its numbers may be tuned to the past: in {value:.1%} of the halves, what won on one half "
        "was below average on the other.",
        at_most=True,
    ),
    Question(
        "out_of_sample",
        "kept",
        LEAST_KEPT,
        "whether it went on working on the last part of the period",
        "It went on working: on the last 30% of the period it kept {value:.1%} of the Sharpe ratio "
        "of the first 70%.",
        "It did not go on working: on the last 30% of the period it kept {value:.1%} of the Sharpe "
        "ratio of the first 70%, and {threshold:.0%} are needed.",
        all_kept="It went on working: it did as well on the last 30% of the period as on the first "
        "70%, or better (Sharpe ratio {value:.1f} times as high).",
        turned="It did not go on working: it gained on the first 70% of the period, and its Sharpe "
        "ratio was below zero on the last 30%.",
    ),
    Question(
        "neighbours",
        "neighbours",
        LEAST_NEIGHBOURS,
        "whether slightly different numbers do as well",
        "Slightly different numbers do nearly as well: {value:.1%} of them keep at least half of "
        "the return.",
        "It hangs on its exact numbers: only {value:.1%} of slightly different ones keep at least "
        "half of the return, and {threshold:.0%} are needed.",
    ),
    Question(
        "walk_forward",
        "efficiency",
        LEAST_EFFICIENCY,
        "whether what is chosen on the past goes on working",
        "What was chosen on the past went on working: it kept {value:.1%} of its growth on what "
        "came next.",
        "What was chosen on the past did not go on working: it kept {value:.1%} of its growth on "
        "what came next, and {threshold:.0%} are needed.",
        all_kept="What was chosen on the past went on working: on what came next it grew as fast, "
        "or faster ({value:.1f} times as fast).",
        turned="What was chosen on the past did not go on working: it lost on what came next.",
    ),
)
NAMES: tuple[Name, ...] = tuple(question.name for question in QUESTIONS)


def judge(evidence: Evidence, wanted: Collection[Name] = NAMES) -> list[Finding]:
    """A finding for each question that was wanted; a single try needs no allowance for tries."""
    return [
        finding(question, evidence)
        for question in QUESTIONS
        if question.name in wanted and not (question.name == "tries" and evidence.trials < 2)
    ]


def finding(question: Question, evidence: Evidence) -> Finding:
    value: float | None = getattr(evidence, question.field)
    reason = why_unknown(evidence)
    if value is None or reason:
        why = reason or evidence.reasons.get(question.name, "it could not be measured")
        text = f"Unknown {question.about}: {why}."
        return Finding(question.name, value, question.threshold, "unknown", text)
    good = question.holds(value)
    text = told(question.words(value), question, evidence, value)
    state: State = "passed" if good else "failed"
    return Finding(question.name, value, question.threshold, state, text)


def told(words: str, question: Question, evidence: Evidence, value: float) -> str:
    return words.format(
        value=value,
        gained=f"{value:+,.{0 if abs(value) >= 10 else 1}%}",
        threshold=question.threshold,
        trials=tries(evidence),
        costs=doubled(evidence),
    )


def tries(evidence: Evidence) -> str:
    before = f", {evidence.earlier:,} of them in earlier runs" if evidence.earlier else ""
    return f"{evidence.trials:,} variants tried{before}"


def doubled(evidence: Evidence) -> str:
    if evidence.assumed_cost is None:
        return "twice the costs"
    return f"costs of {2 * evidence.assumed_cost:.2%} a side (none were counted)"


def why_unknown(evidence: Evidence) -> str | None:
    return next(too_few(evidence), None)


def too_few(evidence: Evidence) -> Iterator[str]:
    if evidence.lost:
        yield "the account was lost"
    if few := scarce(evidence):
        yield f"there are too few {few.noun}s ({few.number}; {few.least} are needed)"
    if evidence.returns < ENOUGH_RETURNS:
        yield f"the period is too short ({evidence.returns} returns; {ENOUGH_RETURNS} are needed)"


def scarce(evidence: Evidence) -> Measure | None:
    """Of what there is not enough to know anything, or None."""
    return next((one for one in measures(evidence) if one.number < one.least), None)


def measures(evidence: Evidence) -> Iterator[Measure]:
    """Trades, but of plans their months, and the choices of those that choose."""
    if evidence.months is None:
        yield Measure(evidence.trades, ENOUGH_TRADES, "trade")
    else:
        yield Measure(evidence.months, ENOUGH_MONTHS, "month")
    if evidence.choices is not None:
        yield Measure(evidence.choices, ENOUGH_TRADES, "choice")


def overall(findings: Sequence[Finding]) -> str:
    """One sentence on all findings; where some are unknown, a second one."""
    failed, passed, unknown = (count(findings, state) for state in ("failed", "passed", "unknown"))
    known = failed + passed
    if not known:
        return "Whether the edge is real cannot be known from so little."
    left = f" {unknown} more could not be judged." if unknown else ""
    if failed:
        says = "says" if failed == 1 else "say"
        return f"{failed} of {known} checks {says} that the edge may not be real.{left}"
    every = "The only check is" if known == 1 else f"All {known} checks are"
    return f"{every} passed: the edge may be real, though one past period is no proof.{left}"


def count(findings: Sequence[Finding], state: str) -> int:
    return sum(one.state == state for one in findings)
