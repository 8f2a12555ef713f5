"""Averages that a text names first and then speaks of in short: "13 EMA and 34 EMA. When 13 crosses
34 ...", "fast = EMA 9, slow = EMA 21; buy when fast > slow", "MA1 (50), MA2 (200)".

The rules get the kind and the length back, and what named them says no more.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from agents.language.layout.chatter import INDICATORS
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

KINDS = words("sma ema ma wma hma")
ROLES = {"fast": "fast", "slow": "slow", "short": "fast", "long": "slow"}
UNITS = words("day period bar week")
# Behind the first of these the rules begin; "long" and "short" may be those of an average.
RULING = words(
    """
    buy sell cover hold when crosses crossunder above below over < > <= >= exceeds golden death
    entry exit rises falls breaks touches be-in buy-after sell-after opposite bullish bearish
    """
)
SIDES = words("long short")
NAMED = KINDS | words("moving average term : = - ( period")
COMPARED = words(
    "crosses > < >= <= above below over exceeds crosses-above crosses-below drops-below goes rises "
    "falls breaks up down up-through down-through"
)
LINKING = words("the is are was it has line back")
# What may stand between the names of two averages.
LINKS = UNITS | words("( ) , and : = - / with of use using a the period is are moving average")
# Numbers beside these are none of an average.
OTHERS = words("minute hour pct % money x atr sd share shares month year")


@dataclass
class Average:
    """One average that was named: its tokens, and what it is called."""

    kind: str
    number: Token
    role: str = ""
    variable: float | None = None
    tokens: list[Token] = field(default_factory=list)


def mark_shorthand(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    _cuts(tokens)
    end = _begin_of_rules(tokens)
    named = _named(tokens, end)
    known = {one.number.value for one in named} | _spoken(tokens)
    called = _variables(tokens, end, named) | _roles(tokens, end, named)
    compared = _numbers(tokens, end if named else 0, known, named)
    taken = [one for one in named if called or one.number.value in compared]
    for one in taken if len(taken) > 1 else ():
        for token in one.tokens:
            token.kind = "used"


def _cuts(tokens: list[Token]) -> None:
    """ "9 EMA cuts 26 EMA from below": it crosses it."""
    spoken = [token for token in tokens if token.word != "the"]
    for before, verb, level in zip(spoken, spoken[1:], spoken[2:], strict=False):
        crossed = level.word in KINDS | {"num", "signal", "vwap"} and not level.symbol
        if verb.small in CUTTING and before.word in KINDS | {"num", ")", "price"} and crossed:
            verb.word = "crosses"


CUTTING = words("cut cuts cutting")


def _begin_of_rules(tokens: list[Token]) -> int:
    for at, token in enumerate(tokens):
        behind = tokens[at + 1].word if at + 1 < len(tokens) else ""
        side = token.word in SIDES and behind not in NAMED and tokens[at - 1].word != "("
        if token.word in RULING or side:
            return at
    return len(tokens)


def _named(tokens: list[Token], end: int) -> list[Average]:
    """Those with a length before the rules; only where there are two of them or more."""
    found: list[Average] = []
    for at in range(end):
        if tokens[at].word == "num" and tokens[at].value and tokens[at].free:
            one = _average(tokens, at, end)
            found += [one] if one is not None else []
    several = len({one.number.value for one in found}) > 1
    return found if several else []


def _average(tokens: list[Token], at: int, end: int) -> Average | None:
    behind = [token.word for token in tokens[at + 1 : min(at + 3, end)]] + ["", ""]
    if behind[0] in OTHERS or (behind[0] == "-" and behind[1] in OTHERS):
        return None
    if _is_name(tokens, at) or _is_count(tokens, at):
        return None
    kind_at = _kind_behind(tokens, at, end)
    kind_at = _kind_before(tokens, at) if kind_at is None else kind_at
    if kind_at is None:
        return None
    first, last = min(kind_at, at), max(kind_at, at)
    one = Average(tokens[kind_at].word, tokens[at])
    if (name := _name_before(tokens, first)) is not None:
        one.variable, first = tokens[name].value, name - 1
    one.role, first, last = _role_of(tokens, first, last)
    one.tokens = _own(tokens, first, last)
    return one


def _is_name(tokens: list[Token], at: int) -> bool:
    """The 1 of "MA1 = 50" """
    glued = at > 0 and tokens[at - 1].word in KINDS and tokens[at - 1].end == tokens[at].start
    behind = [token.word for token in tokens[at + 1 : at + 3]] + ["", ""]
    return glued and behind[0] in (":", "=", "(", "is") and behind[1] in ("num", *KINDS)


def _is_count(tokens: list[Token], at: int) -> bool:
    """ "two EMAs: 8 and 21" """
    behind = tokens[at + 1 : at + 2]
    plural = bool(behind) and behind[0].word in KINDS and behind[0].small.endswith("s")
    return plural and (tokens[at].value or 0) < 5 and tokens[at].text.isalpha()


def _kind_behind(tokens: list[Token], at: int, end: int) -> int | None:
    """ "13 EMA", "20-day SMA", "8, 21 and 55 EMAs", "a 200 and 50 day SMA" """
    behind = at + 1
    while behind < end and tokens[behind].word in UNITS | {"-", "simple", "moving"}:
        behind += 1
    if behind < end and tokens[behind].word in KINDS and tokens[behind].free:
        return behind
    begun = behind
    while behind < end and tokens[behind].word in ("num", ",", "and", "/", "the", *UNITS, "-"):
        behind += 1
    if behind >= end or tokens[behind].word not in KINDS:
        return None
    plural = tokens[behind].small.endswith("s")
    between = [one.word for one in tokens[begun:behind] if one.word not in UNITS | {"-"}]
    other = at > 0 and tokens[at - 1].word in INDICATORS | KINDS | {"("}
    pair = between in (["and", "num"], ["/", "num"]) and not other
    return behind if plural or pair else None


def _kind_before(tokens: list[Token], at: int) -> int | None:
    """ "EMA 9", "SMA50", "MA: 10", "EMAs: 8 and 21", "two moving averages, 10-day and 50-day" """
    before = at - 1
    while before >= 0 and tokens[before].word in LINKS | {"num"}:
        named = tokens[before].word == "num" and before and tokens[before - 1].word in KINDS
        before -= 1
        if named and not _is_name(tokens, before + 1) and tokens[before].small[-1:] != "s":
            return None  # the number of another one
    found = before >= 0 and tokens[before].word in KINDS and tokens[before].free
    return before if found else None


def _name_before(tokens: list[Token], first: int) -> int | None:
    """ "MA1 = SMA 50", "MA1 (50)": where the number of its name stands."""
    for at in range(first - 1, max(first - 4, 0), -1):
        if tokens[at].word == "num" and _is_name(tokens, at):
            return at
    at = first + 1
    return at if at < len(tokens) and tokens[at].word == "num" and _is_name(tokens, at) else None


def _role_of(tokens: list[Token], first: int, last: int) -> tuple[str, int, int]:
    """ "fast = EMA 9", "slow MA: 50 SMA", "EMA 20 (fast)" """
    bracket = [token.word for token in tokens[last + 1 : last + 4]]
    if len(bracket) == 3 and bracket[0] == "(" and bracket[1] in ROLES and bracket[2] == ")":
        return ROLES[bracket[1]], first, last + 3
    at = first - 1
    while at >= 0 and tokens[at].word in NAMED | {"is", "the"}:
        at -= 1
    if at >= 0 and tokens[at].word in ROLES:
        return ROLES[tokens[at].word], at, last
    return "", first, last


def _own(tokens: list[Token], first: int, last: int) -> list[Token]:
    """With the brackets, the unit and the sign around it, and how many there are."""
    first -= int(first > 0 and tokens[first - 1].small in COUNTS)
    while last + 1 < len(tokens) and tokens[last + 1].word in UNITS | {")", "-"}:
        last += 1
    return tokens[max(first, 0) : last + 1]


COUNTS = words("two three both")


def _spoken(tokens: list[Token]) -> set[float | None]:
    """The lengths that any average of the text has."""
    found: set[float | None] = set()
    for at, token in enumerate(tokens):
        if token.word in KINDS:
            before = [one for one in tokens[max(0, at - 3) : at] if one.word not in UNITS | {"-"}]
            behind = [one for one in tokens[at + 1 : at + 3] if one.word != "("]
            near = (*before[-1:], *behind[:1])
            found |= {one.value for one in near if one.word == "num"}
    return found


def _numbers(
    tokens: list[Token], begin: int, known: set[float | None], named: list[Average]
) -> set[float | None]:
    """ "13 crosses 34", "the 8 > the 21", "10 crosses 20 SMA": both are averages."""
    kinds = {one.kind for one in named} or {one.word for one in tokens if one.word in KINDS}
    places: set[int] = set()
    for at in range(begin, len(tokens)) if len(kinds) == 1 or named else ():
        other = _compared_with(tokens, at)
        if other is not None and _belong(tokens, at, other, known):
            places |= {at, other}
            known = known | {tokens[at].value, tokens[other].value}
    lengths: dict[float | None, str] = {one.number.value: one.kind for one in named}
    taken = {tokens[place].value for place in places}
    for place in sorted(places, reverse=True):
        if _is_bare(tokens, place):
            kind = lengths.get(tokens[place].value) or next(iter(sorted(kinds)))
            _put(tokens, place, _end_of_length(tokens, place), kind, tokens[place])
    return taken


def _end_of_length(tokens: list[Token], at: int) -> int:
    """ "the 30 day crosses the 200 day", "the 30 day line" """
    end = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].word in UNITS)
    lined = end > at + 1 and end < len(tokens) and tokens[end].small in ("line", "one")
    return end + lined


def _belong(tokens: list[Token], at: int, other: int, known: set[float | None]) -> bool:
    """Both are lengths of the text, or one of them is called an average right there."""
    bare = [_is_bare(tokens, place) for place in (at, other)]
    if {tokens[at].value, tokens[other].value} <= known:
        return True
    lengths = all((tokens[place].value or 0) > 2 for place in (at, other))
    called = lengths and sorted(bare) == [False, True] and _is_called(tokens, at, other)
    led = tokens[other - 1].word in COMPARED if other else False  # a level of something else
    crossing = "crosses" in [token.word for token in tokens[at + 1 : at + 4]]  # "10 over 40 cross"
    return called and not led and not crossing


def _is_called(tokens: list[Token], *places: int) -> bool:
    near = (word.word for place in places for word in tokens[max(0, place - 1) : place + 3])
    return any(word in KINDS for word in near)


def _compared_with(tokens: list[Token], at: int) -> int | None:
    """Where the number stands that the one at `at` is compared with."""
    if tokens[at].word != "num" or not tokens[at].free:
        return None
    before, said = at - 1, False
    while before >= 0 and tokens[before].word in COMPARED | LINKING:
        if tokens[before].small.startswith("or "):
            return None  # "over 30 or below the 200 SMA"
        said |= tokens[before].word in COMPARED
        before -= 1
    while before >= 0 and tokens[before].word in (*UNITS, ")", "-"):
        before -= 1
    found = before >= 0 and said and tokens[before].word == "num" and tokens[before].free
    return before if found else None


def _is_bare(tokens: list[Token], at: int) -> bool:
    behind = tokens[at + 1].word if at + 1 < len(tokens) else ""
    before = tokens[at - 1].word if at else ""
    if behind in UNITS and at + 2 < len(tokens) and tokens[at + 2].word in KINDS:
        return False
    return behind not in KINDS | OTHERS | {")"} and before not in INDICATORS | KINDS | {"("}


def _put(tokens: list[Token], first: int, last: int, kind: str, number: Token) -> None:
    """The average stands for the tokens from `first` to `last`."""
    start = tokens[first].start
    made = [Token(start, start, "", kind), Token(start, start, "", "("), replace(number),
            Token(start, start, "", ")")]  # fmt: skip
    for token in tokens[first:last]:
        token.kind = "used"
    tokens[last:last] = made


def _variables(tokens: list[Token], begin: int, named: list[Average]) -> bool:
    """ "MA1 crosses above MA2" """
    lengths: dict[float | None, Average] = {one.variable: one for one in named if one.variable}
    found = False
    for at in range(len(tokens) - 1, begin, -1):
        one = lengths.get(tokens[at].value) if tokens[at].word == "num" else None
        if one is not None and tokens[at - 1].word in KINDS and tokens[at - 1].free:
            _put(tokens, at - 1, at + 1, one.kind, replace(one.number, kind=None))
            found = True
    return found


def _roles(tokens: list[Token], begin: int, named: list[Average]) -> bool:
    """ "fast crosses slow", "the shorter one is above the longer one", "the short MA" """
    if len(named) != 2:
        return False
    ranked = sorted(named, key=lambda one: one.number.value or 0)
    roles = {"fast": ranked[0], "slow": ranked[1]} | {one.role: one for one in named if one.role}
    found = False
    for at in range(len(tokens) - 1, begin - 1, -1):
        role = ROLES.get(tokens[at].word, "")
        end = _end_of_role(tokens, at) if role and tokens[at].free else 0
        if end:
            one = roles[role]
            _put(tokens, at, end, one.kind, replace(one.number, kind=None))
            found = True
    return found


def _end_of_role(tokens: list[Token], at: int) -> int:
    """Where "the fast one", "the short MA", "slow" ends; 0 where it is a side of the market."""
    behind = tokens[at + 1 : at + 3]
    said = [token.word for token in behind] + ["", ""]
    if said[0] in KINDS:
        return at + 2 if said[1] not in ("num", "(") else 0
    if behind and behind[0].small in ("one", "line", "average"):
        return at + 2
    before = next((one.word for one in reversed(tokens[:at]) if one.word not in LINKING), "")
    beside = said[0] in COMPARED or before in COMPARED
    return at + 1 if beside and (tokens[at].word in ("fast", "slow") or before in COMPARED) else 0
