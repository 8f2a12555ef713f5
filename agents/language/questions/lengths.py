"""How long: "the last 5 years" as dates, and the periods of averages that are asked for."""

from __future__ import annotations

import datetime as dt

from agents.language.assemble import Ledger
from agents.language.hearing import Heard
from agents.language.interview import Interview
from agents.language.setup.dates import period
from agents.language.tokens.tokens import tokenise

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


def numbers(answer: str) -> list[float]:
    return [token.value for token in tokenise(answer).tokens if token.value is not None]
