"""Questions about what is missing, and how their answers complete what was read."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from agents.language.assemble import Ledger, condition_of, has_gaps
from agents.language.conditions.turning import opposite
from agents.language.draft import Day, Group, Rule, Tree
from agents.language.reading import Answered, Question
from backtests.engine.phrases import describe_condition
from backtests.engine.strategy import Indicator, Number

Answers = Mapping[str, str] | Literal["defaults"] | None
ENTRIES = ("RSI drops below 30", "the close is above its 200-day average", "golden cross")
SHORT_ENTRIES = ("RSI rises above 70", "the close is below its 200-day average", "death cross")
AT_ONCE = "at once, to hold it"
AGAIN = "at once, and again after each exit"
NOW = ("now", "at once", "immediately", "right away", "straight away", "today")
TIME_EXIT = "after 20 bars"
LONG = 60  # letters of an answer that is told back
RISK_EXIT = "at a 5% stop loss or a 10% take profit"


@dataclass
class Interview:
    """Asks once for each thing; what was answered, or is `known` anyway, is not asked again.

    `refused` are answers that no test can have, with the reason.
    """

    answers: Answers
    known: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    open: list[Question] = field(default_factory=list)
    answered: list[Answered] = field(default_factory=list)
    asked: dict[str, Question] = field(default_factory=dict)

    def ask(
        self, about: str, text: str, choices: tuple[str, ...] = (), default: str | None = None
    ) -> str | None:
        """The answer, if there is one; else the question stays open."""
        text = f"{self.refused[about]} {text}" if about in self.refused else text
        question = Question(id=about, text=text, choices=list(choices), default=default)
        self.asked[about] = question
        if known := self.known.get(about):
            return known
        answer = default if self.answers == "defaults" else self._given(about)
        if answer is None or not answer.strip():
            self.open += [] if any(known.id == about for known in self.open) else [question]
            return None
        return self._keep(question, answer.strip())

    def again(self, about: str, unread: str = "") -> None:
        """An answer that could not be read, or these words of it, is asked for once more."""
        question = self.asked[about]
        given = next((one.given for one in self.answered if one.id == about), "")
        said = unread or given
        said = said if len(said) <= LONG else f"{said[:LONG]}…"
        told = f"I could not read '{said}'. " if said else ""
        self.insist(about, told + question.text, question.choices)

    def insist(self, about: str, text: str, choices: Sequence[str] = ()) -> None:
        """What is asked now, whatever was answered."""
        self.answered = [one for one in self.answered if one.id != about]
        self.open.append(Question(id=about, text=text, choices=list(choices)))

    def _keep(self, question: Question, given: str) -> str:
        """An answer can be changed later, so it is told with its question."""
        if not any(one.id == question.id for one in self.answered):
            self.answered.append(Answered(**question.model_dump(), given=given))
        return given

    def _given(self, about: str) -> str | None:
        return self.answers.get(about) if isinstance(self.answers, Mapping) else None


def entry_choices(exit_: Tree | None, leaves: bool, short: bool) -> tuple[str, ...]:
    """How one might enter what is left so; the first is safe where no word was lost."""
    back = opposite(exit_)
    mirrored = in_words(back) if isinstance(back, Rule) else _mirror(exit_)
    return (mirrored or (AGAIN if leaves else AT_ONCE), *(SHORT_ENTRIES if short else ENTRIES))


def exit_choices(entry: Tree | None) -> tuple[str, ...]:
    """How one might leave what was entered so; the first is the default."""
    mirrored = _mirror(entry) or _past(entry)
    return (*([mirrored] if mirrored else []), TIME_EXIT, RISK_EXIT)


def _past(entry: Tree | None) -> str | None:
    """What was entered in a month is left when it is over, what on a weekday a bar later."""
    days = entry.of if isinstance(entry, Group) else (entry,)
    seasons = [one.rule for one in days if isinstance(one, Day) and not one.look]
    if isinstance(entry, Group) and entry.join != "all":
        return None
    if months := next((one.months for one in seasons if one.months), None):
        return f"when it is not {' or '.join(month_name[month] for month in months)}"
    return "after 1 bar" if any(one.weekdays for one in seasons) else None


def in_words(rule: Rule) -> str | None:
    """As an answer says it; a rule with gaps cannot be told."""
    if has_gaps(rule):
        return None
    return f"when {describe_condition(condition_of(rule, '', Ledger()))}"


def _mirror(entry: Tree | None) -> str | None:
    if not isinstance(entry, Rule):
        return None
    if opposite(entry) is not None and not isinstance(entry.right.operand, Number):
        return "when it crosses back"
    if entry.left.oscillates and isinstance(entry.right.operand, Number):
        name = entry.left.operand.name if isinstance(entry.left.operand, Indicator) else ""
        level = sum(entry.left.scale) - entry.right.operand.value
        called = name if name == "RSI" else name.lower().replace("_", " ")
        called = "IBS" if entry.left.within_bar else called
        return f"when {called} is {'above' if level > entry.left.middle else 'below'} {level:g}"
    return None
