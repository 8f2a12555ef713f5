"""What is told more closely elsewhere: "Period: daily", "Pullback in an uptrend on SOL. Buy when
the close is above the EMA(50) (uptrend) ...".
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

FRAMES = words("daily weekly hourly monthly")
UNITS = words("minute hour")
SIGNS = words(": = (")
ACTING = words("buy sell short long cover hold entry exit when enter buy-after sell-after")
# What is spoken of in a heading, and by which words brackets name it.
OUTLOOKS = {
    "trend-up": words("uptrend bullish trend up-trend"),
    "trend-down": words("downtrend bearish trend down-trend"),
    "trend": words("uptrend downtrend trend"),
    "pullback": words("pullback dip retracement pull-back pullbacks"),
    "dip": words("dip pullback"),
}
HEADING = 12


def mark_explained(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    _frames(tokens)
    _heading(tokens)


def _frames(tokens: list[Token]) -> None:
    for at in places(tokens[:-1], {"period"}):
        label, sign = tokens[at : at + 2]
        if sign.word not in SIGNS or not label.free:
            continue
        behind = [one.word for one in tokens[at + 2 : at + 4]] + ["", ""]
        if behind[0] in FRAMES or (behind[0] == "num" and behind[1] in UNITS):
            label.word = "timeframe"


def _heading(tokens: list[Token]) -> None:
    """Only where each word of it that is no value is explained."""
    end = next((at for at, one in enumerate(tokens[:HEADING]) if one.word in (".", ":")), 0)
    head = tokens[:end]
    if any(one.word in ACTING for one in head):
        return
    named = [one for one in head if one.word in OUTLOOKS]
    said = _in_brackets(tokens[end:])
    if named and all(OUTLOOKS[one.word] & said for one in named):
        for one in named:
            one.kind = "ignored"


def _in_brackets(tokens: list[Token]) -> set[str]:
    """The words of brackets that hold no value, behind a condition."""
    found: set[str] = set()
    opened = -1
    for at, token in enumerate(tokens):
        if token.word == "(":
            opened = at
        elif token.word == ")" and opened >= 0:
            inside = tokens[opened + 1 : at]
            if all(one.value is None and not one.symbol for one in inside):
                found |= {word for one in inside for word in one.small.split()}
            opened = -1
    return found
