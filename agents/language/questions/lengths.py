"""How long: "the last 5 years" as dates, and the periods of averages that are asked for."""

from __future__ import annotations

import datetime as dt

from agents.language.assemble import Ledger
from agents.language.draft import Tree, rules_of
from agents.language.hearing import Heard
from agents.language.interview import Interview
from agents.language.setup.dates import period
from agents.language.tokens.tokens import tokenise
from backtests.engine.strategy import Indicator

DAYS = {"day": 1, "month": 30.44, "year": 365.25}
ALL_DATES = "all the history there is"


def take_last(heard: Heard, talk: Interview, ledger: Ledger, today: dt.date | None) -> None:
    last = heard.account.last
    if last is None or heard.overrides.start or heard.account.start:
        return
    count, unit = last
    spoken = unit if count == 1 else f"{count:g} {unit}s"
    said = "the year to date" if unit == "ytd" else f"the last {spoken}"
    if today is not None and unit == "ytd":
        heard.account.start = today.replace(month=1, day=1)
        ledger.assume(f"the year to date is that of {today}", "start")
        return
    if today is not None:
        days = round(count * DAYS[unit])
        heard.account.start = today - dt.timedelta(days=days)
        counted = "is" if count == 1 else "are"
        ledger.assume(f"{said} {counted} counted back from {today}", "start")
        return
    answer = talk.ask("dates", f"Until which day do you mean {said}?", (ALL_DATES,), ALL_DATES)
    if answer and answer != ALL_DATES:
        words = tokenise(answer)
        found = period(words.tokens)
        heard.account.start, heard.account.end = found.start, found.end
        if not (found.start or found.end):
            talk.again("dates")
    elif answer:
        ledger.assume(
            f"{said} {'was' if count == 1 else 'were'} widened to all the history there is", "start"
        )


def period_choices(trees: list[Tree]) -> tuple[tuple[str, ...], str | None]:
    """What is offered for averages without a length, and what stands where nobody answers: the
    length of another average of the text before the usual ones, and of several none."""
    rules = [rule for tree in trees for rule in rules_of(tree)]
    if any(rule.left.gap and rule.right.gap for rule in rules):
        return PAIRS, PAIRS[0]
    sides = [side for rule in rules for side in (rule.left, rule.right) if not side.gap]
    said = dict.fromkeys(
        f"{side.operand.params['period']:g}"
        for side in sides
        if isinstance(side.operand, Indicator) and side.operand.name in AVERAGES
    )
    choices = tuple(dict.fromkeys((*said, *USUAL)))
    return choices, choices[0] if len(said) < 2 else None


PAIRS, USUAL = ("50 and 200", "20 and 50", "10 and 30"), ("200", "50", "20")
AVERAGES = ("SMA", "EMA", "WMA", "HMA")


def numbers(answer: str) -> list[float]:
    return [token.value for token in tokenise(answer).tokens if token.value is not None]
