"""Moments of trading and bars that a test cannot have: asked about, with what it can have."""

from __future__ import annotations

from agents.language.assemble import Ledger
from agents.language.hearing import Heard
from agents.language.interview import Interview
from agents.language.lexicon import untestable
from agents.language.reading import Unsupported
from agents.language.setup.timeframes import nearest

CLOSE, OPEN, THAT_CLOSE = "at the close", "at the next open", "at the close of that day"
TWO_FILLS = (
    "A test fills all its orders at one moment of the day, and this says two. At which of them "
    "should it buy and sell?"
)
SAME_OPEN = (
    "'{}' is known at the open itself, and an order fills behind its signal: at the next open, a "
    "day later, or at that day's close. When should it enter?"
)


def ask_moments(heard: Heard, talk: Interview, ledger: Ledger) -> None:
    """The answer is the fill of the whole test."""
    if heard.account.two_fills:
        _name_moments(heard)
        _ask("fill", TWO_FILLS, (CLOSE, OPEN), heard, talk, ledger)
    elif heard.same_open:
        within = any(limit.name == "same_day" for limit in heard.limits)
        choices = (OPEN,) if within else (OPEN, THAT_CLOSE)
        _ask("fill", SAME_OPEN.format(heard.same_open), choices, heard, talk, ledger)


def _name_moments(heard: Heard) -> None:
    """ "Buy at the close, sell at the next open": the night alone, which no one moment of the day
    has; from an open to a later close either will do."""
    said = [one for one in heard.words.tokens if one.word in ("at-close", "at-open") and one.text]
    if [one.word for one in said[:2]] == ["at-close", "at-open"]:
        text = " and ".join(dict.fromkeys(one.text for one in said))
        heard.unsupported.append(Unsupported(text=text, why=untestable.ONE_MOMENT))


def ask_bars(heard: Heard, talk: Interview, ledger: Ledger) -> None:
    """Bars of three minutes or of two hours there are none of."""
    said, over = heard.account, heard.overrides
    if not said.other_bars or over.timeframe:
        return
    other, choices = said.other_bars[0], nearest(said.other_bars[0])
    text = f"There are no bars of {other} here. Which bars should be used?"
    answer = talk.ask("timeframe", text, choices, choices[0])
    if answer and answer not in choices:
        talk.again("timeframe")
    elif answer:
        said.timeframes = [answer]
        ledger.assume(f"bars of {answer} instead of {other}, as answered", "timeframe")


def _ask(
    about: str,
    text: str,
    choices: tuple[str, ...],
    heard: Heard,
    talk: Interview,
    ledger: Ledger,
) -> None:
    answer = talk.ask(about, text, choices, choices[0])
    if answer and answer not in choices:
        talk.again(about)
    elif answer:
        heard.account.fill = "next_open" if answer == OPEN else "close"
        ledger.assume(f"orders are filled {answer}, as answered", "fill")
