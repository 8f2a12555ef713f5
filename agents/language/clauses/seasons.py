"""Months in and months out: "long November through April, in cash May through October"."""

from __future__ import annotations

from itertools import pairwise

from agents.language.lexicon.lexicon import MONTHS, WEEKDAYS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

TO = words("to through until - –")
HELD = words("hold buy long be-in own in")
OUT = words("cash out flat sell stays sits")
PARTED = frozenset({",", ".", "and"})
REST = words("remaining other rest")


def mark_seasons(tokens: list[Token]) -> None:
    """What is said of the other months says the same once more, and ends the holding."""
    parts = _parts(tokens)
    for held, out in pairwise(parts):
        if held and out and _holds(held) and _leaves(out) and _rest(_span(held), _span(out)):
            out[0].word = "else-out"
            for token in out[1:]:
                token.kind = "used"
    _never(tokens)
    _on_days(tokens)
    _comes_back(tokens)


def _parts(tokens: list[Token]) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    for token in tokens:
        if token.word in PARTED:
            found.append([])
        else:
            found[-1].append(token)
    return [part for part in found if part]


def _holds(part: list[Token]) -> bool:
    return any(token.word in HELD for token in part) and any(token.symbol for token in part)


def _leaves(part: list[Token]) -> bool:
    return any(token.word in OUT for token in part) and not any(token.symbol for token in part)


def _span(part: list[Token]) -> tuple[int, int] | None:
    """The first and the last month of a range."""
    for first, to, last in zip(part, part[1:], part[2:], strict=False):
        if to.word in TO and first.word in MONTHS and last.word in MONTHS:
            return MONTHS[first.word], MONTHS[last.word]
    return None


def _rest(held: tuple[int, int] | None, out: tuple[int, int] | None) -> bool:
    """The one begins where the other ends, on both sides."""
    if held is None or out is None:
        return False
    return out[0] == held[1] % 12 + 1 and held[0] == out[1] % 12 + 1


def _never(tokens: list[Token]) -> None:
    """ "never hold SPY in September": held but for that month."""
    for at, (denial, verb, name, lead, month) in enumerate(
        zip(tokens, tokens[1:], tokens[2:], tokens[3:], tokens[4:], strict=False)
    ):
        said = [denial.word, verb.word, name.word, lead.word]
        opens = at == 0 or tokens[at - 1].word in PARTED
        if opens and said == ["not", "hold", "symbol", "in"] and month.word in MONTHS:
            denial.kind, lead.word = "used", "unless"


def _comes_back(tokens: list[Token]) -> None:
    """ "come back in November": it is bought again."""
    for verb, back, lead, month in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False):
        comes = [verb.word, back.text.lower(), lead.word] == ["goes", "back", "in"]
        if comes and month.word in MONTHS:
            verb.word, back.kind = "buy", "used"


def _on_days(tokens: list[Token]) -> None:
    """ "only hold IWM on Mondays", "... during the last five days of the month": while it is so."""
    said = [token for token in tokens if token.free and token.word not in ARTICLES]
    for at, (verb, name, lead) in enumerate(zip(said, said[1:], said[2:], strict=False)):
        before = said[at - 1] if at else verb
        opens = at == 0 or before.word in PARTED | {"only"}
        held = verb.word in HELD and name.symbol and (lead.word in DURING or lead.word == "only")
        behind = said[at + 3 + (lead.word == "only") :]
        if opens and held and _names_days(behind[:2]):
            before.kind = "used" if before.word == "only" else before.kind
            lead.word = "while"


def _names_days(behind: list[Token]) -> bool:
    if not behind:
        return False
    counted = behind[0].word in ("first", "last") and behind[-1].value is not None
    return behind[0].word in WEEKDAYS or counted


ARTICLES = words("the a an each")
DURING = words("on during in over")
