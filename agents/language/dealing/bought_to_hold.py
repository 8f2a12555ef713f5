"""Buying and holding that has an end: "buy and hold for 60 days"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token
from agents.language.wording.rhythms import RHYTHMS

FIRST = "first-purchase"
ADDING = words("add adds adding added another additional extra top topping")
OFTEN = RHYTHMS | words("every each daily weekly monthly quarterly yearly")
INTO = words("in into")
FAR = 6  # tokens from the word to the rhythm


def mark_bought_to_hold(tokens: list[Token]) -> None:
    """ "buy and hold for 60 days" has an end, as buying and holding has not."""
    leaves = any(token.word in ("stoploss", "takeprofit", "trailing") for token in tokens)
    rules = any(one.free and one.word in ("when", "buy", "short", "every") for one in tokens)
    if leaves and not rules:
        for token in tokens:
            token.word = "buy-at-once" if token.word == "buyhold" else token.word
    for at in [n for n, token in enumerate(tokens) if token.word == "buyhold"]:
        _hold_until(tokens, at)
    if any(token.small in ADDING for token in tokens):
        _bought_before(tokens)


def _bought_before(tokens: list[Token]) -> None:
    """ "buy and hold QQQ, add $500 every month": what is bought first is no instalment."""
    at = next((n for n, token in enumerate(tokens) if _adds_often(tokens, n)), 0)
    if not OFTEN.isdisjoint(token.word for token in tokens[:at]):
        return
    for n, one in enumerate(tokens[:at]):
        behind = [token.word for token in tokens[n + 1 : n + 4]]
        funded = one.word == "start" and behind[:2] == ["with", "money"] and {*behind[2:]} & INTO
        if one.word in ("buyhold", "hold") or funded:
            one.word = FIRST


def _adds_often(tokens: list[Token], at: int) -> bool:
    """ "adding $500 monthly", "another $100 every week" """
    behind = [token.word for token in tokens[at + 1 : at + FAR]]
    paid = tokens[at].small in ADDING and "money" in behind[:4]
    return paid and not OFTEN.isdisjoint(behind[behind.index("money") + 1 :])


def _hold_until(tokens: list[Token], at: int) -> None:
    end = at + 1
    while end < len(tokens) and tokens[end].small in KEPT:
        end += 1
    behind = [token for token in tokens[end : end + 3] if token.small != "trading"]
    lead, unit = [*behind, None, None][:2]
    if lead is not None and lead.word in ("for", "until"):
        tokens[at].word, lead.word = "buy", "hold"
    elif lead and unit and lead.value is not None and unit.word in RHYTHMS | {"bar"}:
        tokens[at].word = "buy"
        tokens.insert(end, Token(lead.start, lead.start, "", "hold"))


KEPT = words("it them exactly the stock shares position trade just only")
