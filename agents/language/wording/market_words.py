"""Prices in other words: "the daily change is below -3%", "breaks out of a 20-day range", "ema9 x
ema21", "price is up with volume".
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

CHANGES = words("change return move")
SIDES = words("above below over under > < >= <= than of between")
AVERAGES = words("sma ema ma wma hma")
OPENING = words("buy short long buy-after short-after")
LEAVING = words("sell cover exit sell-after cover-after")
SUBJECTS = words("price it stock share symbol close")
ENDS = words("with and or but , . on while ;")
UP, DOWN = words("up-through up above upside higher"), words("down-through down below downside")
LEAVES = words("leaves breaks")
RANGED = words("out of the a its from through above below up down up-through down-through")
MEANT = words("day-range every up down above below x")
FALLS = words("falls pullback")


def mark_market_words(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    places = [n for n, one in enumerate(tokens) if one.word in MEANT or one.small in CHANGES]
    for at in reversed(places):
        word = tokens[at].word
        if tokens[at].small in CHANGES and at:
            _daily(tokens, at)
        elif word == "day-range":
            _range(tokens, at)
        elif word == "every" and [one.word for one in tokens[at + 1 : at + 3]][1:] == ["of"]:
            tokens[at].kind = "used" if tokens[at + 1].word in FALLS else tokens[at].kind
        elif word in ("up", "down"):
            _today(tokens, at)
        elif word in ("above", "below"):
            _by(tokens, at)
        elif word == "x" and at:
            _crossing_pair(tokens, at)


def _verb(tokens: list[Token], at: int) -> str:
    """What is done when it is so."""
    verbs = OPENING | LEAVING
    return next((one.word for one in reversed(tokens[:at]) if one.word in verbs), "")


def _daily(tokens: list[Token], at: int) -> None:
    """ "the daily change is less than -3%": that over one day."""
    behind = [one.word for one in tokens[at + 1 : at + 5] if one.word not in ("is", "the")]
    if tokens[at - 1].word == "daily" and behind[:1] and behind[0] in SIDES and "pct" in behind:
        day = tokens[at - 1]
        tokens[at].word = "change"
        tokens.insert(at, Token(day.end, day.end, "", "day"))
        day.word, day.value = "num", 1.0


def _range(tokens: list[Token], at: int) -> None:
    """ "breaks out of a 20-day range": above its high, or below its low where that is meant."""
    if at < 1 or tokens[at - 1].word != "num":
        return
    first = at - 1
    while first and tokens[first - 1].word in RANGED:
        first -= 1
    breaks = first > 0 and tokens[first - 1].word in LEAVES
    behind = tokens[at + 1 : at + 2]
    aside = bool(behind) and behind[0].word in UP | DOWN and behind[0].word.endswith("-through")
    said = {one.word for one in tokens[first : at - 1]} | {one.word for one in behind[:aside]}
    verb = _verb(tokens, at)
    down = bool(said & DOWN) or (not said & UP and verb.startswith("short"))
    if not breaks or (said & UP and said & DOWN) or (not said & (UP | DOWN) and verb in LEAVING):
        return
    for one in [*tokens[first : at - 1], *behind[:aside]]:
        one.kind = "used"
    verb_token, number, span = tokens[first - 1], tokens[at - 1], tokens[at]
    verb_token.word, span.word = "breaks", "low" if down else "high"
    place = number.start
    tokens.insert(at, Token(number.end, number.end, "", "day"))
    tokens.insert(at - 1, Token(place, place, "", "below" if down else "above"))


def _crossing_pair(tokens: list[Token], at: int) -> None:
    """ "EMA 9 x EMA 21", "9x21 EMA": the cross of the two; a kind said once is that of both."""
    sides = _pair(tokens, at)
    if sides is None:
        return
    sign, (left, right) = tokens[at], sides
    sign.word = "crosses"
    if right is None and left is not None:
        tokens.insert(at + 1, Token(sign.end, sign.end, "", left.word))
    if left is None and right is not None:
        tokens.insert(at, Token(sign.start, sign.start, "", right.word))


def _pair(tokens: list[Token], at: int) -> tuple[Token | None, Token | None] | None:
    """The kinds on either side of the sign, if both have lengths and it makes no multiple."""
    (left, first), (right, second) = _average(tokens, at - 1, -1), _average(tokens, at + 1, 1)
    kinds = {one.word for one in (left, right) if one is not None}
    lengths = [one.value or 0.0 for one in (first, second) if one is not None]
    whole = len(lengths) == 2 and all(2 < one == int(one) for one in lengths)
    multiple = left is None and _led(tokens, at - 1)
    return (left, right) if whole and len(kinds) == 1 and not multiple else None


def _led(tokens: list[Token], at: int) -> bool:
    """ "price > 3 x 20 SMA" """
    return at > 0 and tokens[at - 1].word in SIDES | {"at", "is", "by"}


def _average(tokens: list[Token], at: int, way: int) -> tuple[Token | None, Token | None]:
    """The kind and the length of what stands on one side of the sign."""
    near = [tokens[n] for n in (at, at + way) if 0 <= n < len(tokens)]
    kind = next((one for one in near if one.word in AVERAGES), None)
    number = next((one for one in near if one.word == "num"), None)
    return kind, number if near and near[0].word in AVERAGES | {"num"} else None


def _by(tokens: list[Token], at: int) -> None:
    """ "closes below by 2% or more": 2% below what it was compared with."""
    behind = at + 1 + (tokens[at + 1].word == "it" if at + 1 < len(tokens) else 0)
    if behind >= len(tokens) or tokens[behind].word != "by":
        return
    pct = next((n for n in range(behind + 1, behind + 4) if n < len(tokens)
                and tokens[n].word == "pct"), 0)  # fmt: skip
    if not pct or any(one.word not in MORE for one in tokens[behind + 1 : pct]):
        return
    end = pct + 1 + (tokens[pct + 1].word == ">=" if pct + 1 < len(tokens) else 0)
    if end < len(tokens) and tokens[end].word not in ENDS | LEAVING | OPENING:
        return
    size, side, place = tokens[pct], tokens[at], tokens[end - 1].end
    for one in [*tokens[at + 1 : pct], *tokens[pct + 1 : end]]:
        one.kind = "used"
    rest = tokens[at + 1 : end]
    tokens[at:end] = [size, side, Token(place, place, "", "it")]
    tokens[at + 3 : at + 3] = [one for one in rest if one is not size]


MORE = words("more than at least above >=")


def _today(tokens: list[Token], at: int) -> None:
    """ "price is up with volume above average": on that bar, where it is a reason to enter."""
    being = tokens[at - 1].small in ("is", "are") if at else False
    subject = tokens[at - 2] if at > 1 else None
    joint = tokens[at + 1 : at + 2]
    ends = not joint or joint[0].word in ENDS
    compared = [one.word for one in tokens[at + 2 : at + 4]]
    if joint and joint[0].word in ("and", "or", ",") and SIDES & {*compared[:1]}:
        return  # "up and over $50"
    named = subject is not None and (subject.word in SUBJECTS or bool(subject.symbol))
    if being and named and ends and _verb(tokens, at) in OPENING:
        end = tokens[at].end
        if joint and joint[0].word == "with" and compared[:1] == ["volume"]:
            joint[0].word = "and"
        tokens.insert(at + 1, Token(end, end, "", "today"))
