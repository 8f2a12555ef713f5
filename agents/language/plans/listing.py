"""A list of weights under a heading, and what is said beside it: "Three-Fund Portfolio - VTI / BND.
60% VTI, 40% BND. No shorting."
"""

from __future__ import annotations

from itertools import pairwise

from agents.language.lexicon.wordlist import words
from agents.language.plans.plan import PERIODS, UNITS, sentences
from agents.language.plans.weights import WEIGHING
from agents.language.tokens.pieces import Token

BETWEEN = words(
    "- – / : , . ( ) of in into and with to at the stock stocks bond bonds etf fund total us is "
    "market world treasury long short term intermediate gold commodity index"
)
# Words of a rule: what stands before the list says more than what it is called.
RULING = words(
    """
    when if unless while until above below over under crosses < > >= <= sell short cover rsi sma ema
    ma macd momentum return rank ranked ranking top best strongest rotate rotation otherwise else
    volatility stoploss takeprofit trailing buy-after sell-after not only twice
    """
)
LONGEST = 16
CLOSE = 1.5


def below_heading(tokens: list[Token]) -> list[Token]:
    """The list with what is said behind it; the same tokens where there is no such list."""
    found = _listed(tokens)
    if found is None:
        return tokens
    begin, end = found
    named = {one.symbol for one in tokens[begin:end] if one.symbol}
    head = tokens[:begin]
    shares = {abs(one.value) for one in tokens[begin:end] if one.value is not None}
    shares |= _of_heading(head)
    if len(head) > LONGEST or any(one.free and _rules(one, named, shares) for one in head):
        return tokens
    kept = [one for one in head if _weighs(one) and not one.symbol]
    for one in tokens[begin:end]:
        one.value = abs(one.value) if one.value else one.value  # "My portfolio - 60% SPY"
    inner = [one for one in tokens[begin:end] if one.word not in ("-", "–", "(", ")")]
    return [*kept, *inner, *_without_denials(tokens[end:])]


def beside_talk(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """The sentences of the list and of its rhythm, and those that say something else, which are
    named; none where these hold a rule."""
    found = _listed(tokens)
    if found is None:
        return [], []
    held = {id(one) for one in tokens[found[0] : found[1]]}
    own: list[Token] = []
    other: list[Token] = []
    for sentence in sentences(tokens):
        lists = any(id(one) in held for one in sentence)
        timed = any(_weighs(one) for one in sentence) and all(
            _weighs(one) or one.word in WEIGHING for one in sentence if one.free
        )
        (own if lists or timed else other).extend(sentence)
    ruled = any(one.free and one.word in RULING | {"buy", "hold", "long"} for one in other)
    return ([], []) if ruled or not other else (own, other)


def _listed(tokens: list[Token]) -> tuple[int, int] | None:
    """Where shares and symbols follow each other in pairs that are a hundred per cent in all."""
    at = 0
    while at < len(tokens):
        if not _is_part(tokens[at]):
            at += 1
            continue
        run = _run(tokens, at)
        for begin in (n for n in range(at, run) if _is_part(tokens[n])):
            parts = [one for one in tokens[begin:run] if _is_part(one)]
            if _is_whole(parts):
                return begin, run
        at = run + 1
    return None


def _run(tokens: list[Token], at: int) -> int:
    """Behind the last share or symbol that follows the one before at once."""
    end = at + 1
    for n in range(at, len(tokens)):
        if _is_part(tokens[n]):
            end = n + 1
        elif tokens[n].word not in BETWEEN:
            break
    return end


def _is_part(token: Token) -> bool:
    return token.free and (bool(token.symbol) or token.word == "pct")


def _is_whole(parts: list[Token]) -> bool:
    shares = [abs(one.value or 0) for one in parts if one.word == "pct"]
    names = [one.symbol for one in parts if one.symbol]
    paired = all(bool(one.symbol) != bool(two.symbol) for one, two in pairwise(parts))
    several = len(set(names)) == len(shares) == len(names) > 1
    return paired and several and abs(sum(shares) - 100) < CLOSE


def _rules(token: Token, named: set[str], shares: set[float]) -> bool:
    """A word of a rule, another symbol, or a number that is none of the list."""
    if token.symbol:
        return token.symbol not in named
    strange = token.value is not None and token.value not in {*shares, float(len(named))}
    return token.word in RULING or (strange and token.word != "money")


def _of_heading(head: list[Token]) -> set[float]:
    """ "Age 45: 90/10" tells of whom and in short what the list is."""
    found: set[float] = set()
    for at, token in enumerate(head):
        behind = head[at + 1 : at + 3]
        if token.word == "num" and [one.word for one in behind] == ["/", "num"]:
            pair = {token.value or 0.0, behind[1].value or 0.0}
            found |= pair if sum(pair) == 100 or pair == {50.0} else set()
        if token.word == "num" and at and head[at - 1].small in ("age", "aged"):
            found.add(token.value or 0.0)
    return found


def _weighs(token: Token) -> bool:
    """What it says of the portfolio: how often its weights are restored, its money."""
    return token.word in {*PERIODS, *UNITS, "rebalance", "rebalanced", "rebalancing", "every",
                          "money", "with"}  # fmt: skip


def _without_denials(tokens: list[Token]) -> list[Token]:
    """ "No shorting", "no leverage", "long only": so it is with every portfolio."""
    kept: list[Token] = []
    for at, token in enumerate(tokens):
        alone = token.word == "not" and (not kept or kept[-1].word == ".")
        if alone and (at + 1 == len(tokens) or tokens[at + 1].word == "."):
            token.kind = "ignored"  # "No market timing."
            continue
        denied = token.word in DENIED and kept and kept[-1].word == "not"
        if denied:
            kept[-1].kind = token.kind = "used"
            del kept[-1]
        elif token.word == "long-only" or token.small == "long-only":
            token.kind = "used"
        else:
            kept.append(token)
    return kept


DENIED = words("short leverage leveraged margin borrowing derivatives shorting cover")
