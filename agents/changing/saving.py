"""A savings plan that is changed in words: "every week", "$200 every Monday".

When money is put in is read as the sentence of a whole plan is.
"""

from __future__ import annotations

import re

from agents import language
from agents.changing.edits import NotEdited, without
from agents.changing.working import Work
from agents.events import Json
from agents.language.reading import ImpossibleStrategy, Reading
from backtests.engine.phrases import short

DAYS = r"(?:mon|tues|wednes|thurs|fri)days?"
SPAN = rf"(?:(?:trading\s+)?days?|weeks?|months?|quarters?|years?|{DAYS})"
OFTEN = r"(?:other\s+|second\s+|two\s+|three\s+|four\s+|six\s+|\d+\s+)?"
RHYTHM = re.compile(
    rf"\b(?:(?:every|each|once\s+an?|per|an?)\s+{OFTEN}{SPAN}|(?:on\s+)?{DAYS}"
    r"|daily|(?:bi-?)?weekly|fortnightly|(?:bi-?)?monthly|quarterly|yearly)\b(?!\s+(?:bars?|candles?))",
    re.IGNORECASE,
)
EVERY = re.compile(rf"^(?:each|once\s+an?|per|an?|on)\s+|^(?={DAYS}$)", re.IGNORECASE)
MONEY = r"[$€£]\s*\d[\d,.]*k?|\d[\d,.]*k?\s*(?:dollars|usd|bucks|euros?|eur|pounds|shares?)"
AMOUNT = re.compile(rf"(?P<said>{MONEY})\b(?:\s+of\s+it)?", re.IGNORECASE)
# "$700", of a plan: what is put in each time.
ALONE = re.compile(
    r"(?:^|[,;]|\band\b)\s*(?:(?:make\s+it|use|buy|invest|put\s+in|save|try|only|just|of)\s+)*"
    rf"(?P<said>{MONEY})(?:\s+(?:of\s+it|each|every\s+time|each\s+time|a\s+time|at\s+a\s+time))?"
    r"(?=\s*(?:$|[,;!]|\.(?!\d)|\band\b))",
    re.IGNORECASE,
)
# Where else such a word may be of another rule than the one to put money in.
OTHER = re.compile(r"\b(?:sell|exit|only|not?|skip|except|unless|when|if)\b", re.IGNORECASE)


def saved(work: Work, words: str) -> str:
    """Changes when and how much is bought; the words that are left say the rest."""
    if is_savings_plan(work.data) and (alone := ALONE.search(words)):
        resize(work, plan(work.data, alone["said"], "every month"))
        return without(words, alone)
    found = RHYTHM.search(words)
    if found is None or not is_savings_plan(work.data) or OTHER.search(words):
        return words
    amount = AMOUNT.search(words)
    often = EVERY.sub("every ", found.group(), count=1)
    read = plan(work.data, amount["said"] if amount else "", often)
    if read.strategy is None:
        return words
    new = read.strategy.model_dump(mode="json")
    work.data["entry"] = new["entry"]
    work.notes.extend(one for one in read.assumptions if one.path == "entry")
    if amount:
        resize(work, read)
    rest = without(words, found)
    return AMOUNT.sub(" ", rest, count=1) if amount else rest


def resize(work: Work, read: Reading) -> None:
    """How much is bought each time, as it was read; when, stays."""
    if read.strategy:
        work.data["sizing"] = read.strategy.model_dump(mode="json")["sizing"]
        work.changed.update(one for one in read.stated if one.startswith("sizing."))


def is_savings_plan(data: Json) -> bool:
    """It buys again and again, by the calendar alone, and keeps what it bought."""
    sizing, entry = data["sizing"], data["entry"] or {}
    by_days = entry.get("kind") == "calendar"
    return bool(data["hold"] and by_days and sizing["max_entries"] > 1)


def plan(data: Json, amount: str, rhythm: str) -> Reading:
    """A whole plan with this rhythm; raises `NotEdited` where it is one that cannot be had."""
    sizing = data["sizing"]
    cash, quantity = sizing["cash"], sizing["quantity"]
    now = f"{short(cash)} {data['currency']}" if cash else f"{short(quantity or 1)} shares"
    names = " and ".join(data["symbols"])
    try:
        read = language.read(f"Buy {amount or now} of {names} {rhythm}.")
    except ImpossibleStrategy as error:
        raise NotEdited(str(error)) from error
    if read.questions:
        question = read.questions[0]
        raise NotEdited(f"{question.text} For example: {'; '.join(question.choices)}.")
    return read
