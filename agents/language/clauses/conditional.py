"""Stops and targets that are said to hold only sometimes: "a 5% stop if VIX is above 25". A test
has one of each for all of its time, so they are named, and their condition is no rule."""

from __future__ import annotations

from agents.language.clauses.verbs import says
from agents.language.exits.limits import NAMES
from agents.language.lexicon.wordlist import words
from agents.language.reading import Unsupported
from agents.language.tokens.pieces import Token, Words, places

WHY = (
    "A stop or a target holds for every position alike: one that holds only under a condition "
    "cannot be tested."
)
IFS = words("when while unless during only")
SETTING = words("use set tighten tightened widen have apply put place move raise lower")
FAR = words("pct atr num x *")
LINKS = words("at of to : =")
ENDS = words(". , or")
VERBS = words("buy sell short cover long hold entry exit out sell-after buy-after")
ENTERING = words("buy short long")
# A gain or a loss, or the price that is paid: when the limit is reached, which it says again.
REACHED = words("touches profit loss falls entry cost triggered breakeven trailing stop stoploss")
LONGEST = 16


def name_conditional(words_: Words, tokens: list[Token]) -> list[Unsupported]:
    """Behind rules that say when to trade; before them the condition may be theirs."""
    return [
        _named(words_, part)
        for at in places(tokens, NAMES)
        if tokens[at].free and _trades(tokens[:at])
        if (part := _behind(tokens, at) or _before(words_, tokens, at))
    ]


def _named(words_: Words, part: list[Token]) -> Unsupported:
    for token in part:
        token.kind = "unsupported"
    return Unsupported(text=words_.said(part), why=WHY)


def _trades(before: list[Token]) -> bool:
    """A verb that trades has a condition of its own already."""
    verb = next((n for n, one in reversed([*enumerate(before)]) if one.word in VERBS), -1)
    if verb < 0 or not _says(before):
        return False
    waits = before[verb].word in ENTERING and not _says(before[verb:])
    return not waits or any(one.word == "." for one in before[verb:])


def _says(tokens: list[Token]) -> bool:
    """A per cent alone is no condition here: it may be that of another limit."""
    return says([one for one in tokens if one.word != "pct"])


def _distance(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """From where to where the limit and its distance stand: "5% stop", "stop at 2 ATR"."""
    first = at - _size_before(tokens, at)
    last = at + 1
    while last < len(tokens) and tokens[last].free and tokens[last].word in LINKS:
        last += 1
    behind = last
    while last < len(tokens) and tokens[last].free and tokens[last].word in FAR:
        last += 1
    if first == at and last == behind:
        return None
    return first, (last if last > behind else at + 1)


def _size_before(tokens: list[Token], at: int) -> int:
    """Of how many words the distance right before is: "5%", "2 x ATR"."""
    said = ["", "", ""] + [one.word if one.free else "" for one in tokens[max(0, at - 3) : at]]
    if said[-1] == "atr":
        return 3 if said[-2] in ("x", "*") else 2 if said[-2] == "num" else 0
    return int(said[-1] == "pct")


def _behind(tokens: list[Token], at: int) -> list[Token]:
    """ "5% stop if VIX > 25", "stop 5% only when RSI is below 20" """
    far = _distance(tokens, at)
    if far is None or far[1] >= len(tokens) or tokens[far[1]].word not in IFS:
        return []
    end = _end(tokens, far[1] + 1)
    said = tokens[far[1] + 1 : end]
    if _says_again(tokens[far[0] : far[1]], said):
        for token in tokens[far[1] : end]:
            token.kind = "used"
        return []
    first = far[0] - (far[0] > 0 and tokens[far[0] - 1].small in SETTING)
    return tokens[first:end] if _narrows(said) else []


def _before(words_: Words, tokens: list[Token], at: int) -> list[Token]:
    """ "if VIX is above 30 use a 3% stop" """
    far = _distance(tokens, at)
    if far is None or not _is_set(words_, tokens[far[0]]):
        return []
    first = far[0] - (tokens[far[0] - 1].small in SETTING)
    lead = next((n for n in range(first - 1, max(0, first - LONGEST), -1)
                 if tokens[n].word in IFS or tokens[n].word == "."), 0)  # fmt: skip
    opens = tokens[lead].word in IFS and tokens[lead - 1].word in (",", ".", "and", "but", ")")
    if not opens or not _narrows(tokens[lead + 1 : first]) or not _trades(tokens[:lead]):
        return []
    return tokens[lead : _otherwise(tokens, far[1])]


def _is_set(words_: Words, far: Token) -> bool:
    """ "use a 3% stop": the verb may be one of the small words."""
    at = next(n for n, one in enumerate(words_.tokens) if one is far) - 1
    while at > 0 and words_.tokens[at].small in ("a", "the", "an", "my", "only"):
        at -= 1
    return at > 0 and words_.tokens[at].small in SETTING


def _narrows(said: list[Token]) -> bool:
    return _says(said) and not _is_own(said) and VERBS.isdisjoint(one.word for one in said)


def _says_again(limit: list[Token], said: list[Token]) -> bool:
    """ "a 5% stop when it drops 5%" """
    shares = {abs(one.value or 0) for one in limit if one.word == "pct"}
    again = {abs(one.value or 0) for one in said if one.word == "pct"}
    plain = {one.word for one in said} <= AGAIN
    return bool(again) and shares == again and plain


AGAIN = words("it price falls down loss by pct trade profit rises up goes")


def _otherwise(tokens: list[Token], end: int) -> int:
    """ "... otherwise 6%", "else a 6% stop" """
    at = end + (end < len(tokens) and tokens[end].word in (",", "and"))
    if at >= len(tokens) or tokens[at].small not in ("otherwise", "else"):
        return end
    at += 1
    while at < len(tokens) and tokens[at].word in FAR | LINKS | NAMES.keys():
        at += 1
    return at


def _end(tokens: list[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].free and tokens[at].word not in ENDS:
        if tokens[at].word == "and" and not _says(tokens[at + 1 : at + 6]):
            break
        at += 1
    return at


def _is_own(said: list[Token]) -> bool:
    """ "a 5% stop when the price falls below the entry" says no more than the stop."""
    return bool(REACHED & {one.word for one in said}) or (
        any(one.word == "pct" for one in said) and not any(one.symbol for one in said)
    )
