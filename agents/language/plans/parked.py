"""A fund for the time between two trades: "park the cash in BIL while out". It is named: a test
has cash then, and such a fund is no second symbol of the rules.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.reading import Unsupported
from agents.language.tokens.pieces import Token, Words

PARKING = words("park parks parking parked")
KEEPING = words("keep keeps keeping put puts putting hold holding sits sit sitting leave")
MONEY = words("cash money account capital funds proceeds balance portfolio everything equity rest")
IDLE = (
    ("between", "trades"), ("while", "out"), ("when", "out"), ("while", "flat"), ("when", "flat"),
    ("when", "not", "in"), ("when", "i'm", "out"), ("while", "waiting"), ("in", "the", "meantime"),
    ("while", "not", "in"),
)  # fmt: skip
ANY = PARKING | KEEPING
WHY = "Between two trades a test has cash: no other fund is held in the meantime."


def name_parked(said: Words) -> list[Unsupported]:
    """The verb, the money and the fund; not where nothing else is traded."""
    if len({token.symbol for token in said.tokens if token.symbol}) < 2:
        return []
    found = []
    for at, token in enumerate(said.tokens):
        keeps = token.free and token.small in ANY
        part = _parked(said.tokens, at) if keeps else []
        if part:
            found.append(Unsupported(text=said.said(part), why=WHY))
            for one in part:
                one.kind = "unsupported"
    return found


def _parked(tokens: list[Token], at: int) -> list[Token]:
    """From the verb to the fund that it ends with."""
    begin, end = _sentence(tokens, at)
    idle = tokens[at].small in KEEPING and _is_idle(tokens[begin:end])
    if tokens[at].small not in PARKING and not idle:
        return []
    fund = next((n for n in range(at, end) if tokens[n].symbol), at)
    between = tokens[at + 1 : fund]
    led = fund > at and any(one.small in ("in", "into") for one in between)
    plain = all(one.value is None and one.word != "when" for one in between)
    meant = any(one.small in MONEY | {"it"} for one in between) or tokens[at].small in PARKING
    return tokens[at : fund + 1] if led and plain and meant else []


def _sentence(tokens: list[Token], at: int) -> tuple[int, int]:
    begin, end = at, at
    while begin and tokens[begin - 1].word != ".":
        begin -= 1
    while end < len(tokens) and tokens[end].word != ".":
        end += 1
    return begin, end


def _is_idle(sentence: list[Token]) -> bool:
    said = [word for token in sentence for word in token.small.split()]
    return any(tuple(said[at : at + len(idle)]) == idle for idle in IDLE for at in range(len(said)))
