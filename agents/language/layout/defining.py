"""What a text works out before it rules: "Calculate a 200-day average of SPY. If the price is above
the average ...", "a slow (60 day SMA) and a fast (10 day SMA)".

The length stands where the rules speak of it again, and the sentence that gives it says no more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

OPENING = words(
    "calculate calculates compute computes determine plot define derive add insert place put apply "
    "use take obtain measure track"
)
BEFORE = words("first second third then next we i you to let 's us . start by also and the")
ACTING = words("buy sell short cover hold when long-entry entry exit")
COMPARING = words("above below over under > < >= <= crosses falls rises breaks exceeds touches")
OTHERS = words("high low minus")  # an average of other values than prices
AVERAGES = words("sma ema ma wma average moving hma")
LONGER = words("week month year")
LENGTHS = words("day period bar week month hour minute")
OSCILLATORS = words("rsi cci mfi adx atr roc zscore williams-r stochastic")
BETWEEN = words("- simple exponential moving weighted")
ROLES = words("fast slow short long medium")


@dataclass(frozen=True)
class Defined:
    """An average and its length, and what it is called: fast, slow, or nothing."""

    kind: str
    number: Token
    role: str = ""
    unit: Token | None = None


def mark_defined(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    _mark_roles(tokens)
    begin = 0
    for end in [*(n for n, token in enumerate(tokens) if token.word == "."), len(tokens)]:
        sentence = _up_to_limits(tokens[begin:end])
        if _defines(sentence) and (found := _defined(sentence)):
            _settle(tokens, sentence, found)
        begin = end + 1


def _up_to_limits(sentence: list[Token]) -> list[Token]:
    """ "use a 10-period RSI and include a 5% stop", "use the 40-week SMA on weekly bars": what is
    beside a length is read as itself."""
    framed = {n - 1 for n, token in enumerate(sentence) if token.small in FRAMES}
    beside = (n for n, token in enumerate(sentence) if token.word in LIMITS or n in framed)
    cut = next(beside, len(sentence))
    while cut < len(sentence) and cut and sentence[cut - 1].small in JOINING:
        cut -= 1
    return sentence[:cut]


LIMITS = words(
    "stoploss takeprofit stop target trailing risk pct money commission slippage capital leverage "
    "position size share shares breakeven profit loss"
)
FRAMES = words("bars candles chart charts timeframe")
JOINING = words("and with , a an the include including includes add set plus also use using at of")


def _defines(sentence: list[Token]) -> bool:
    spoken = [token for token in sentence if token.small not in BEFORE]
    opens = bool(spoken) and spoken[0].small in OPENING
    said = {token.word for token in sentence}
    return opens and not said & (ACTING | COMPARING | OTHERS)


def _defined(sentence: list[Token]) -> list[Defined]:
    numbers = [token for token in sentence if token.word == "num" and token.value]
    kinds = [token for token in sentence if token.word in KINDS]
    names = [token.word for token in kinds if token.word not in ("moving", "average")]
    kind = names[0] if names else "sma" if kinds else ""
    simple = {"simple": "sma", "exponential": "ema", "weighted": "wma"}
    styled = [simple[token.word] for token in sentence if token.word in simple]
    kind = styled[0] if styled and kind in ("", "ma", "sma", "average") else kind
    few = numbers if kind and len(numbers) < 3 else []
    return [Defined(kind, number, unit=_unit_behind(sentence, number)) for number in few]


def _unit_behind(sentence: list[Token], number: Token) -> Token | None:
    """ "a 10-month SMA": its months, which are not as many bars."""
    at = next(n for n, token in enumerate(sentence) if token is number)
    behind = [token for token in sentence[at + 1 : at + 3] if token.text != "-"][:1]
    return behind[0] if behind and behind[0].word in LONGER else None


def _settle(tokens: list[Token], sentence: list[Token], found: list[Defined]) -> None:
    """The rules have the number, where they do not say it themselves."""
    own = {id(token) for token in sentence}
    rest = [token for token in tokens if id(token) not in own]
    again = {token.value for token in rest if token.value is not None}
    lone = found[0] if len(found) == 1 else None
    missing = [one for one in found if one.number.value not in again]
    if missing and lone is None:
        return
    if lone is not None and lone.kind in OSCILLATORS:
        _it(tokens, sentence, lone)
    filled = _fill(tokens, own, lone) if missing and lone else True
    if not filled:
        for token in sentence:
            if token.small not in BEFORE | OPENING:
                break
            token.kind = token.kind or "used"
    if filled:
        for token in sentence:
            token.kind = token.kind or (None if token.symbol else "used")


def _it(tokens: list[Token], sentence: list[Token], one: Defined) -> None:
    """ "Use a 3-day RSI. Buy when it is under 15": until something else is spoken of."""
    begin = next(n for n, token in enumerate(tokens) if token is sentence[-1]) + 1
    for at in range(begin, len(tokens)):
        if tokens[at].word in KINDS | {"price", "close", "volume"}:
            return
        behind = [token.word for token in tokens[at + 1 : at + 4] if token.small not in ("is", "a")]
        if tokens[at].word == "it" and behind[0:1] and behind[0] in COMPARING and "num" in behind:
            tokens[at].word = one.kind
            _put_behind(tokens, at, one)
            return


def _fill(tokens: list[Token], own: set[int], one: Defined) -> bool:
    """Every bare mention is that of the one length."""
    names = AVERAGES - {"moving"} if one.kind in AVERAGES else {one.kind}
    places = [
        at
        for at, token in enumerate(tokens)
        if id(token) not in own and token.word in names and not _has_number(tokens, at)
    ]
    for at in reversed(places):
        tokens[at].word = one.kind
        _put_behind(tokens, at, one)
    return bool(places)


def _put_behind(tokens: list[Token], at: int, one: Defined) -> None:
    end = tokens[at].end
    length = [replace(part, kind=None) for part in (one.number, one.unit) if part is not None]
    tokens[at + 1 : at + 1] = [Token(end, end, "", "("), *length, Token(end, end, "", ")")]


def _has_number(tokens: list[Token], at: int) -> bool:
    behind = [token.word for token in tokens[at + 1 : at + 3]]
    near = [token.word for token in tokens[max(0, at - 4) : at]]
    before = [word for word in near if word not in LENGTHS | BETWEEN]
    return behind[:1] == ["num"] or behind == ["(", "num"] or before[-1:] == ["num"]


def _mark_roles(tokens: list[Token]) -> None:
    """ "a slow (60 day SMA) and a fast (10 day SMA)": the slow average is that of 60 days."""
    named: dict[str, Defined] = {}
    for at in places(tokens[:-3], ROLES):
        token, inside = tokens[at], _bracket(tokens, at)
        kinds = [one for one in inside if one.word in AVERAGES]
        numbers = [one for one in inside if one.word == "num"]
        if kinds and len(numbers) == 1:
            named[token.word] = Defined(
                kinds[0].word, numbers[0], unit=_unit_behind(inside, numbers[0])
            )
    if len(named) == 2 and _name_roles(tokens, named):
        for at, token in enumerate(tokens):
            inside = _bracket(tokens, at)
            if token.word in named and inside:
                first = at - 1 if at and tokens[at - 1].small in ("a", "the") else at
                for one in [*tokens[first : at + 1], *tokens[at + 1 : at + 3 + len(inside)]]:
                    one.kind = "used"


def _bracket(tokens: list[Token], at: int) -> list[Token]:
    if tokens[at + 1 : at + 2] and tokens[at + 1].word == "(":
        end = next((n for n in range(at + 2, min(at + 8, len(tokens))) if tokens[n].word == ")"), 0)
        return tokens[at + 2 : end] if end else []
    return []


def _name_roles(tokens: list[Token], named: dict[str, Defined]) -> bool:
    places = [
        at
        for at, (role, kind) in enumerate(pairwise(tokens))
        if role.word in named and kind.word in AVERAGES and not _bracket(tokens, at)
    ]
    for at in reversed(places):
        one = named[tokens[at].word]
        tokens[at].kind, tokens[at + 1].word = "used", one.kind
        _put_behind(tokens, at + 1, one)
    return bool(places)


KINDS = AVERAGES | OSCILLATORS
LEADING = BEFORE | OPENING
