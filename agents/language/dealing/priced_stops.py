"""Stops and targets whose place follows from what is said beside them: "buy at $150, stop $140",
"stop $5 below entry, target $12 above".
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, numbered, said_in

LIMITS = words("stop stoploss target takeprofit")
BUYING = words("buy long")
WAYS = words("above below")
ENDS = words(". , and or )")
OWN = words("my the our")
NEAREST, FARTHEST = 0.3, 3.0  # of the price that is paid


def mark_priced_stops(tokens: list[Token]) -> None:
    said = said_in(tokens)
    if "entry" in said:
        _name_entry(tokens)
    paid = _price_paid(tokens) if "money" in said and "at" in said and LIMITS & said else 0.0
    for at in reversed(numbered(tokens)) if paid else ():
        limit, money = tokens[at - 1], tokens[at]
        far = (money.value or 0) / paid
        if at and limit.word in LIMITS and money.word == "money" and NEAREST < far < FARTHEST:
            tokens.insert(at, Token(money.start, money.start, "", "at"))


def _price_paid(tokens: list[Token]) -> float:
    """Of "buy KO at $50": the one price at which it is bought."""
    for at in numbered(tokens):
        led = at > 1 and tokens[at].word == "money" and tokens[at - 1].word == "at"
        if led and BUYING & said_in(tokens[max(0, at - 4) : at]):
            return tokens[at].value or 0.0
    return 0.0


def _name_entry(tokens: list[Token]) -> None:
    """Behind a distance from the entry the next one is from it, too."""
    known = False
    added = 0
    for number in numbered(tokens):
        at = number + added + 1
        if at >= len(tokens) or tokens[at].word not in WAYS or tokens[at - 1].word == "num":
            continue
        behind = [one.word for one in tokens[at + 1 : at + 3] if one.word not in OWN]
        if behind[:1] == ["entry"]:
            known = True
        elif known and (not behind or tokens[at + 1].word in ENDS):
            place = tokens[at].end
            tokens.insert(at + 1, Token(place, place, "", "entry"))
            added += 1
