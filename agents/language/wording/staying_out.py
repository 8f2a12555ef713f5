"""To stay out where the case of buying no longer holds: "buy above the average, below it stay in
cash". Who is in must sell to be out.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

OUT = (
    ("stays", "in", "cash"), ("be", "in", "cash"), ("hold", "cash"), ("keep", "cash"),
    ("stays", "out"), ("stays", "flat"), ("hold", "value", "constant"), ("hold", "nothing"),
    ("stays", "on", "sidelines"), ("keep", "value", "constant"),
)  # fmt: skip
STARTS = frozenset(said[0] for said in OUT)
PASSED = words("the a your my of market all")
UP, DOWN = words("above over > >="), words("below under < <=")
BUYING = words("buy long hold be-in")
LEAVING = words("sell short cover else-out else-in else-short vice-versa opposite exit sell-after")
LEADS = UP | DOWN | {"when", "while"}
ENDS = words(". , ; and but") | {""}


def mark_staying_out(tokens: list[Token]) -> None:
    """Fillers are still among the tokens. Beside any other exit it only keeps from buying."""
    leaves = any(token.word in LEAVING for token in tokens)
    for at, token in enumerate(tokens):
        end = _end(tokens, at) if token.word in STARTS or token.small in STARTS else 0
        if end < len(tokens) and end and tokens[end].word in CASES:
            turned = not leaves and _is_other_side(tokens, at, end)
            _act(tokens, at, end, "sell" if turned else "not")
            return
        lead = _case(tokens, at) if end and not leaves else None
        if lead is not None:
            _sell(tokens, lead, at, end)
            return


CASES = ("when", "while")


def _is_other_side(tokens: list[Token], at: int, end: int) -> bool:
    """ "buy above the average; stay in cash when it is below" """
    behind = [token.word for token in tokens[end : end + 5]]
    before = {token.word for token in tokens[:at]}
    side = next((word for word in behind if word in UP | DOWN), "")
    return bool(side and before & BUYING and before & (DOWN if side in UP else UP))


def _act(tokens: list[Token], at: int, end: int, verb: str) -> None:
    """ "stay in cash when ..." sells then, or does not buy then."""
    if verb == "not" and not any(token.word == "buy" for token in tokens[:at]):
        return
    if verb == "sell":
        _buy(tokens[:at])
    tokens[at].word = verb
    tokens[at + 1].word = "buy" if verb == "not" else tokens[at + 1].word
    for token in tokens[at + (1 + (verb == "not")) : end]:
        token.kind = "used"
    tokens[end].word = "when"


def _end(tokens: list[Token], at: int) -> int:
    """Behind the words for staying out that begin here."""
    for said in OUT:
        here = at
        for word in said:
            while here > at and here < len(tokens) and tokens[here].small in PASSED:
                here += 1
            if here >= len(tokens) or word not in (tokens[here].word, tokens[here].small):
                break
            here += 1
        else:
            while here < len(tokens) and tokens[here].small in PASSED:
                here += 1
            ends = here == len(tokens) or tokens[here].word in ENDS or tokens[here].word in CASES
            return here if ends else 0
    return 0


def _case(tokens: list[Token], at: int) -> int | None:
    """Where the case begins that is the other side of that of buying."""
    last = at - 1
    while last > 0 and tokens[last].word in (",", ".", ":", "-", "then"):
        last -= 1
    side = next((n for n in range(last, max(last - 8, -1), -1) if tokens[n].word in UP | DOWN), -1)
    if side < 0 or any(token.word in (".", ",", *BUYING) for token in tokens[side:last]):
        return None
    begin = side
    while begin and tokens[begin - 1].word not in (".", ",", ";", "and", "but", ":"):
        begin -= 1
    if begin and tokens[begin - 1].word == "and" and tokens[begin].word not in LEADS:
        return None  # "above its average and RSI is below 30, stay in cash"
    opposite = DOWN if tokens[side].word in UP else UP
    before = {token.word for token in tokens[:begin]}
    return begin if before & opposite and before & BUYING else None


def _sell(tokens: list[Token], begin: int, at: int, end: int) -> None:
    for token in tokens[at + 1 : end]:
        token.kind = "used"
    for token in tokens[begin:at]:
        token.kind = "used" if token.word in (",", ".", "-", ":") else token.kind
    _buy(tokens[:at])
    tokens[at].word = "sell"
    if not any(token.word in ("when", "while") for token in tokens[begin:at]):
        place = tokens[begin].start
        tokens.insert(begin, Token(place, place, "", "when"))


def _buy(tokens: list[Token]) -> None:
    """ "hold KO when it is above ...": beside a sale it buys it then."""
    if not any(token.word in ("buy", "long") for token in tokens):
        for token in tokens:
            token.word = "buy" if token.word in ("hold", "be-in") else token.word
