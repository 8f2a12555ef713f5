"""Cash in one case and one symbol in every other: "cash when VIX > 25, otherwise SPY". It is held,
and sold for cash in that case."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

ELSE = words("otherwise else")
LEADING = words("in hold stays be be-in go goes sit all to keep stay")
HOLDING = LEADING | words("long own the it's i'm we")
PARTED = frozenset({",", "."})
OTHERS = words("buy sell short long otherwise else")


def mark_rest_held(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at, token in enumerate(tokens):
        if token.word not in ELSE or not at or tokens[at - 1].word not in PARTED:
            continue
        cash, name = _cash(tokens, at - 1), _name(tokens, at + 1)
        if cash is None or not name:
            continue
        for one in (*tokens[cash[0] : cash[1]], *tokens[at + 1 : name]):
            one.word, one.kind = "", "used"
        tokens[cash[1]].word, token.word = "sell", "hold"


def _cash(tokens: list[Token], end: int) -> tuple[int, int] | None:
    """The words before "cash when ...", which opens the sentence."""
    begin = end
    while begin and tokens[begin - 1].word != ".":
        begin -= 1
    at = begin
    while at < end and {tokens[at].word, tokens[at].small} & LEADING:
        at += 1
    led = ["cash" if "cash" in one.small else one.word for one in tokens[at : at + 2]]
    rest = {token.word for token in tokens[at + 2 : end]}
    return (begin, at) if led == ["cash", "when"] and not rest & OTHERS else None


def _name(tokens: list[Token], at: int) -> int:
    """Where the one symbol stands that is held; 0 where more is said of it."""
    while at < len(tokens) and {tokens[at].word, tokens[at].small} & HOLDING:
        at += 1
    named = at < len(tokens) and bool(tokens[at].symbol)
    ends = at + 1 >= len(tokens) or tokens[at + 1].word == "."
    return at if named and ends else 0
