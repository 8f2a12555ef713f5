"""What a plan lacks is asked for: over what time it ranks, how much it buys, how often it looks."""

from __future__ import annotations

from agents.language.assemble import Ledger
from agents.language.draft import Day
from agents.language.interview import Interview
from agents.language.operands.cursor import Cursor, bars_in
from agents.language.plans.periodic import DAYS
from agents.language.plans.plan import Odd, Plan
from agents.language.plans.restoring import ask_whether_restored
from agents.language.tokens.pieces import Words
from agents.language.tokens.tokens import tokenise

AMOUNTS = ("$100", "$500", "1 share")
LOOK_BACKS = ("6 months", "3 months", "12 months")


def ask_about_plan(plan: Plan, words: Words, talk: Interview, ledger: Ledger) -> None:
    """The answers complete the plan, and stand in the ledger."""
    if plan.missing:
        _look_back(plan, talk, ledger)
    if plan.unsized:
        _amount(plan, talk, ledger)
    if plan.odd:
        _rhythm(plan, plan.odd, words, talk, ledger)
    ask_whether_restored(plan, words, talk, ledger)


def _amount(plan: Plan, talk: Interview, ledger: Ledger) -> None:
    text = "How much is bought each time?"
    answer = talk.ask("amount", text, AMOUNTS, AMOUNTS[0])
    if answer is None:
        return
    token = next((one for one in tokenise(answer).tokens if one.value), None)
    if token is None or (token.value or 0) <= 0:
        talk.again("amount")
        return
    way = "quantity" if "share" in answer else "cash"
    setattr(plan, way, token.value)
    ledger.assume(f"{answer} is bought each time, as answered", f"sizing.{way}")


def _rhythm(plan: Plan, odd: Odd, words: Words, talk: Interview, ledger: Ledger) -> None:
    choices = tuple(f"every {unit}" for unit in odd.choices)
    said = words.said(odd.words)
    text = f"It can look again {' or '.join(choices)}, but not '{said}'. Which shall it be?"
    answer = talk.ask("rhythm", text, choices, choices[0])
    unit = answer.removeprefix("every ") if answer else None
    if unit in DAYS:
        plan.every = unit
        plan.entry = plan.entry and Day(DAYS[unit])
        ledger.assume(f"it looks again {answer}, as answered", "portfolio.rebalance")
    elif answer:
        talk.again("rhythm")


def _look_back(plan: Plan, talk: Interview, ledger: Ledger) -> None:
    text = "Over what time is the return measured, by which it ranks?"
    choices = LOOK_BACKS[::-1] if plan.positive else LOOK_BACKS  # dual momentum looks at a year
    answer = talk.ask("look_back", text, choices, choices[0])
    if answer is None:
        return
    span = Cursor(tokenise(answer).tokens).bars()
    plan.rank_bars = bars_in(span, "1d") if span else None
    if plan.rank_bars:
        note = f"the return is measured over {answer}, as answered"
        ledger.assume(note, "portfolio.rank_by.bars")
    else:
        talk.again("look_back")
