"""What is said beside an if and else and changes nothing in it: "100% in either SPY or AGG", "no
leverage", "on a fixed date", "AGG (or cash)". What is taken of it is told where it chooses.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from agents.language.lexicon.wordlist import words
from agents.language.plans.plan import PERIODS, sentences
from agents.language.tokens.pieces import Token

WHOLE = words(
    "pct in either or and the of one only always fully invested at a time long hold held be-in , . "
    "cash is all-in money portfolio ( ) both-of both"
)
DENIED = words("leverage leveraged margin short shorting borrowing options derivatives")
INSTEAD = ("(", "or", "cash", ")")


@dataclass
class Restated:
    """The text without it, what was taken, and what is told of it."""

    tokens: list[Token]
    taken: list[Token] = field(default_factory=list)
    share: float = 1.0
    notes: list[tuple[str, str]] = field(default_factory=list)


def without_restated(tokens: list[Token]) -> Restated:
    made = _without_whole(tokens)
    _share(made)
    _leave_date(made)
    _choose(made)
    return made


def _without_whole(tokens: list[Token]) -> Restated:
    """Sentences that only say that all of it is in one of those that are held."""
    parts = sentences(tokens)
    made = Restated([])
    for part in parts:
        others = {one.symbol for other in parts if other is not part for one in other}
        (made.taken if _says_whole(part, others) else made.tokens).extend(part)
    return made


def _says_whole(part: list[Token], others: set[str]) -> bool:
    said = [one.word for one in part if one.word != "."]
    denied = (
        len(said) > 1 and said[0] == "not" and all(word in DENIED | {"or"} for word in said[1:])
    )
    whole = any(one.word == "pct" and one.value == 100 for one in part)
    named = [one.symbol for one in part if one.symbol]
    known = all(one.symbol or one.word in WHOLE or one.small in WHOLE for one in part)
    return denied or (whole and known and len(named) > 1 and set(named) <= others)


def _share(made: Restated) -> None:
    """ "90% of cash in the winner": so much of the money is held, whatever it is in."""
    for part in sentences(made.tokens):
        shares = [one for one in part if one.word == "pct"]
        known = all(one.word in SHARED or one.small in SHARED for one in part)
        whole = any(one.word in OF_MONEY for one in part)
        if len(shares) == 1 and known and whole and 0 < (shares[0].value or 0) < 100:
            made.share = round((shares[0].value or 0) / 100, 12)
            made.notes.append((f"{shares[0].value:g}% is held, the rest is cash", "portfolio"))
            made.taken += part
            kept = {id(one) for one in part}
            made.tokens = [one for one in made.tokens if id(one) not in kept]
            return


OF_MONEY = words("cash capital equity portfolio money account")
SHARED = OF_MONEY | words(
    "pct of in into to the winner regime selected chosen position allocate allocated invest "
    "invested put buy hold asset etf current leader it ."
)


def _leave_date(made: Restated) -> None:
    """ "monthly on a fixed date" """
    for at in range(len(made.tokens) - 2):
        timed, on, date = made.tokens[at : at + 3]
        if timed.word in PERIODS and on.word == "on" and date.word in ("date", "day"):
            unit = PERIODS[timed.word]
            made.taken += [on, date]
            made.notes.append((f"it is looked at where a {unit} ends", "portfolio.look"))
            del made.tokens[at + 1 : at + 3]
            return


def _choose(made: Restated) -> None:
    """ "AGG (or cash)": the one that is named first."""
    for at in range(len(made.tokens) - 4):
        held, instead = made.tokens[at], made.tokens[at + 1 : at + 5]
        if held.symbol and tuple(one.word for one in instead) == INSTEAD:
            made.taken += instead
            made.notes.append((f"of {held.text} or cash, {held.text} is held", "portfolio"))
            del made.tokens[at + 1 : at + 5]
            return
