"""Levels whose way stands elsewhere: "long below RSI 30", "RSI at 30 and below"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

OSCILLATORS = words("rsi cci mfi adx stochastic williams-r stochrsi")
UPWARD, DOWNWARD = words("above over"), words("below under")
WAYS = UPWARD | DOWNWARD
# What may stand before a way that leads; elsewhere something is said to lie there.
LEADING = words(
    "buy sell long short cover out exit when and or , : ( flat entry symbol then it sell-after "
    "buy-after"
)
ENDS = words(", . ) and or buy sell when with then") | {""}
FURTHER = {"below": "<=", "under": "<=", "lower": "<=", "less": "<=", "above": ">=",
           "over": ">=", "higher": ">=", "up": ">=", "more": ">="}  # fmt: skip


def mark_turned_levels(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at in range(1, len(tokens)):
        if tokens[at].word in WAYS:
            _leads(tokens, at)
        elif tokens[at].word == "and":
            _goes_on(tokens, at)


def _leads(tokens: list[Token], at: int) -> None:
    """ "flat above RSI 70": RSI above 70."""
    if tokens[at - 1].word not in LEADING:
        return
    end = at + 1
    if end < len(tokens) and tokens[end].small in ("an", "a", "the"):
        end += 1
    if end >= len(tokens) or tokens[end].word not in OSCILLATORS:
        return
    level = end + (4 if [one.word for one in tokens[end + 1 : end + 4]] == ["(", "num", ")"] else 1)
    level += level < len(tokens) and tokens[level].word == "of"
    behind = tokens[level + 1].word if level + 1 < len(tokens) else ""
    if level < len(tokens) and tokens[level].word == "num" and behind in ENDS:
        way = tokens.pop(at)
        tokens.insert(level - 1, way)


def _goes_on(tokens: list[Token], at: int) -> None:
    """ "at 30 and below": at 30 or below."""
    if tokens[at - 1].word != "num" or at + 1 >= len(tokens):
        return
    way = tokens[at + 1]
    behind = tokens[at + 2].word if at + 2 < len(tokens) else ""
    led = {one.word for one in tokens[max(0, at - 4) : at - 1]} & (OSCILLATORS | {"at"})
    if way.small in FURTHER and behind in ENDS - {"and", "or", "with"} and led:
        tokens[at].kind = "used"
        way.word, way.text = FURTHER[way.small], f"or {way.text}"
