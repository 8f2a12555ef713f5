"""An average that is spoken of again without its length: "... 5% below its 20 EMA, sell when it is
back at the average", "the 20 EMA crosses the 50 EMA ... below the slow EMA".

Where more than one could be meant, it is asked.
"""

from __future__ import annotations

from dataclasses import dataclass

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

KINDS = words("sma ema ma wma hma average")
UNITS = words("day period bar week hour minute month -")
STYLES = words("simple exponential moving weighted")
DEFINITE = words("the that this its same")
ROLES = {"fast": False, "slow": True}
COMPARED = words("below above under over touches crosses at to < > <= >= exceeds from")
OTHERS = words("volume atr rsi true range gain loss macd trade")
NEAR = 5


@dataclass(frozen=True)
class Average:
    kind: str
    length: float
    unit: str


def mark_said_again(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    known: list[Average] = []
    added = 0
    for place in [n for n, one in enumerate(tokens) if one.word in KINDS]:
        at = place + added
        if tokens[at].free:
            found = _numbered(tokens, at)
            if found is not None:
                known += [] if found in known else [found]
            elif _is_meant(tokens, at):
                added -= len(tokens)
                _name(tokens, at, known)
                added += len(tokens)


def _numbered(tokens: list[Token], at: int) -> Average | None:
    """ "20-day EMA", "EMA(20)", "EMA 20", "media de 20" """
    kind = tokens[at].word
    unit = ""
    before = at - 1
    while before >= 0 and tokens[before].word in UNITS | STYLES:
        unit = tokens[before].word if tokens[before].word in UNITS - {"-"} else unit
        before -= 1
    if before >= 0 and tokens[before].word == "num" and (length := tokens[before].value):
        return Average(kind, length, unit)
    behind = [one for one in tokens[at + 1 : at + 3] if one.word not in ("(", "of")]
    if behind and behind[0].word == "num" and (length := behind[0].value):
        return Average(kind, length, "")
    return None


def _is_meant(tokens: list[Token], at: int) -> bool:
    """It is compared with, and is none of volume or of another indicator."""
    first = at - (tokens[at - 1].word in ROLES if at else 0)
    led = [one.word for one in tokens[max(0, first - 2) : first]]
    near = [one.word for one in tokens[max(0, first - NEAR) : first] + tokens[at + 1 : at + 3]]
    definite = bool(led) and led[-1] in DEFINITE
    return definite and led[0] in COMPARED and not OTHERS & {*near}


def _name(tokens: list[Token], at: int, known: list[Average]) -> None:
    """Puts the length in brackets behind it."""
    role = tokens[at - 1].word if at and tokens[at - 1].word in ROLES else ""
    meant = _role(role, known) if role else _only(tokens[at], known)
    if meant is None or meant.unit not in ("", "day", "period", "bar"):
        return
    end = tokens[at].end
    tokens[at].word = "ma" if meant.kind == "average" else meant.kind
    if role:
        tokens[at - 1].kind = "used"
    listed = [Token(end, end, "", "("), Token(end, end, "", "num", meant.length),
              Token(end, end, "", ")")]  # fmt: skip
    tokens[at + 1 : at + 1] = listed


def _role(role: str, known: list[Average]) -> Average | None:
    by_length = sorted(known, key=lambda one: one.length)
    return by_length[-1 if ROLES[role] else 0] if len(known) == 2 else None


def _only(token: Token, known: list[Average]) -> Average | None:
    """A plain "average" may be of any kind; "the EMA" is none of an SMA."""
    plain = token.word in ("average", "ma")
    fits = len(known) == 1 and (plain or known[0].kind in (token.word, "ma", "average"))
    return known[0] if fits else None
